// Which stories explain a move.
#include "app/insight/movefinder.h"
#include "app/insight/storycoins.h"

#include <algorithm>

using namespace std::chrono;

namespace {
bool isOfCoin(const Story &story, const QString &symbol)
{
    return std::any_of(story.facts.coins.begin(), story.facts.coins.end(),
                       [&](const CoinTag &tag) { return tag.symbol == symbol; });
}

bool explains(const MoveStory &candidate, bool marketMoved)
{
    const Story &story = candidate.story;
    return isDated(story.article) && (candidate.market ? marketMoved : !story.facts.manyCoins) &&
           candidate.before <= explainsBefore && candidate.before >= -explainsAfter;
}

// The coin's own before the market's, what several tell before what one does, the nearer before the farther.
bool isBetter(const MoveStory &a, const MoveStory &b)
{
    if (a.explains != b.explains)
        return a.explains;
    if (!a.explains)
        return std::pair(a.story.article.sortTime, a.story.article.id) <
               std::pair(b.story.article.sortTime, b.story.article.id);
    if (a.market != b.market)
        return b.market;
    if (a.story.clusterSize != b.story.clusterSize)
        return a.story.clusterSize > b.story.clusterSize;
    if (a.before != b.before)
        return abs(a.before) < abs(b.before);
    return a.story.article.id < b.story.article.id;
}
} // namespace

QList<MoveStory> moveStories(const QList<Story> &inWindow, const QString &symbol, const PriceMove &move,
                             bool marketMoved)
{
    QList<MoveStory> found;
    QHash<ArticleId, qsizetype> first; // of each event
    QList<Story> byTime = inWindow;
    std::stable_sort(byTime.begin(), byTime.end(), [](const Story &a, const Story &b) {
        return std::pair(a.article.sortTime, a.article.id) < std::pair(b.article.sortTime, b.article.id);
    });
    for (const Story &story : std::as_const(byTime)) {
        const bool market = story.facts.isMarket();
        if (story.muted || !story.facts.promotion.isEmpty() || story.facts.recurring ||
            !(market || isOfCoin(story, symbol)) ||
            (story.cluster.value != 0 && first.contains(story.cluster)))
            continue;
        first.insert(story.cluster, found.size());
        found.append({story, move.start - story.article.sortTime, market, false});
        found.last().explains = explains(found.last(), marketMoved);
    }
    std::stable_sort(found.begin(), found.end(), isBetter);
    return found;
}
