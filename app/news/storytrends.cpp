#include "app/news/storytrends.h"

#include "app/news/storyfold.h"

using namespace std::chrono_literals;

namespace {
constexpr auto freshHalfLife = 2h; // news.md 8

QList<TopicMention> coinMentions(const QList<TrendingReport> &reports)
{
    QList<TopicMention> mentions;
    for (const TrendingReport &report : reports)
        for (const QString &coin : report.coins)
            mentions.append({coin, report.owner.isEmpty() ? report.source : report.owner, report.time});
    return mentions;
}
} // namespace

QList<TrendingEvent> trendingStories(const QList<Story> &stories,
                                     const QHash<FeedId, FeedStanding> &standings, const TrendingQuery &query)
{
    QList<TrendingReport> reports;
    QList<FoldCandidate> candidates;
    for (const Story &story : stories) {
        const Article &article = story.article;
        if (article.sortTime < query.now - trendingReach)
            continue;
        const FeedStanding standing = standings.value(article.feed);
        reports.append(trendingReport(story, standing.owner, standing.weight));
        candidates.append(
            {article.id, story.cluster, article.sortTime, standing.weight, !story.facts.promotion.isEmpty()});
    }
    TrendingOptions options;
    options.limit = query.limit;
    options.priceMoves = query.priceMoves;
    options.bursts = bursts(coinMentions(reports), query.now);
    if (query.lastHour)
        options.halfLife = freshHalfLife;
    const QHash<ArticleId, ArticleId> folded = foldedStories(candidates);
    QList<TrendingEvent> events;
    for (const TrendingStory &ranked : trending(reports, query.now, options))
        events.append({ranked, folded.value(ranked.cluster)});
    return events;
}
