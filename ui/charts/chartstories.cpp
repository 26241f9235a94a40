#include "ui/charts/chartstories.h"

#include "app/base/clock.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace {
constexpr auto gather = 150ms; // a pan, or a feed that brings many, asks once

bool isWithin(const TimeSpan &inner, const TimeSpan &outer)
{
    return inner.from >= outer.from && inner.to <= outer.to;
}
} // namespace

ChartMarker markerOf(const Story &story, const QString &since, std::optional<Decimal> price)
{
    const Article &article = story.article;
    return {article.id.value,
            article.sortTime,
            article.title,
            shownSource(article),
            since,
            story.facts.isMarket(),
            price};
}

ChartStories::ChartStories(ArticleStore &store, Clock &clock, QObject *parent)
    : QObject(parent), m_store(store), m_clock(clock)
{
    connect(&store, &ArticleStore::changed, this, [this](const ArticleChanges &changes) {
        if (concerns(changes))
            askSoon();
    });
    connect(&store, &ArticleStore::rearranged, this, &ChartStories::askSoon);
}

void ChartStories::setCoin(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    m_own.clear();
    m_market.clear();
    m_stories.clear();
    emit changed();
    if (m_span.to > m_span.from)
        ask();
}

void ChartStories::setSpan(const TimeSpan &span)
{
    m_span = span;
    if (span.to > span.from && !isWithin(span, m_known))
        askSoon();
}

void ChartStories::askSoon()
{
    if (!m_soon)
        m_soon = m_clock.after(gather, [this] {
            m_soon.reset();
            ask();
        });
}

// With as much again on both sides, so that a small pan asks nobody.
void ChartStories::ask()
{
    if (m_symbol.isEmpty() || m_span.to <= m_span.from)
        return;
    const auto around = (m_span.to - m_span.from) / 2;
    m_known = {m_span.from - around, m_span.to + around};
    StoryQuery query;
    query.limit = atMost;
    query.folded = true;
    query.promoted = StoryQuery::Promoted::Exclude;
    query.since = m_known.from;
    query.until = m_known.to;
    query.coins = {m_symbol};
    m_ownAsked = m_store.stories(query, [this](Result<QList<Story>> found) {
        m_ownAsked.reset();
        take(found ? std::move(*found) : m_own, false); // a disk that won't takes nothing away
    });
    query.coins.clear();
    query.kinds = {StoryKind::Geopolitics, StoryKind::CentralBanks, StoryKind::Macro,
                   StoryKind::Regulation,  StoryKind::Etf,          StoryKind::Hack};
    m_marketAsked = m_store.stories(query, [this](Result<QList<Story>> found) {
        m_marketAsked.reset();
        take(found ? std::move(*found) : m_market, true);
    });
}

bool ChartStories::belongs(const Story &story) const
{
    if (!story.facts.promotion.isEmpty() || story.muted)
        return false;
    if (story.facts.isMarket())
        return true;
    return !story.facts.manyCoins &&
           std::any_of(story.facts.coins.begin(), story.facts.coins.end(),
                       [this](const CoinTag &tag) { return tag.symbol == m_symbol; });
}

void ChartStories::take(QList<Story> found, bool market)
{
    found.removeIf([this](const Story &story) { return !belongs(story); });
    (market ? m_market : m_own) = std::move(found);
    if (m_ownAsked || m_marketAsked)
        return; // the other half comes at once
    QList<Story> all = m_own + m_market;
    std::sort(all.begin(), all.end(), [](const Story &a, const Story &b) {
        return std::pair(a.article.sortTime, a.article.id) > std::pair(b.article.sortTime, b.article.id);
    });
    // An event may be told of as the coin's and as the market's: its first report here stands for it.
    QSet<qint64> clusters;
    QList<Story> once;
    for (const Story &story : std::as_const(all)) {
        const qint64 cluster = story.cluster.value != 0 ? story.cluster.value : story.article.id.value;
        if (!clusters.contains(cluster))
            once.append(story);
        clusters.insert(cluster);
    }
    if (once != m_stories) {
        m_stories = once;
        emit changed();
    }
    if (isSettled())
        emit settled();
}

bool ChartStories::concerns(const ArticleChanges &changes) const
{
    if (changes.rearranged)
        return true;
    const auto shown = [this](ArticleId id) { return find(id.value) != nullptr; };
    const auto touches = [&](const Story &story) { return shown(story.article.id) || belongs(story); };
    return std::any_of(changes.added.begin(), changes.added.end(), touches) ||
           std::any_of(changes.updated.begin(), changes.updated.end(), touches) ||
           std::any_of(changes.removed.begin(), changes.removed.end(), shown);
}

QList<Story> ChartStories::within(const TimeSpan &span) const
{
    QList<Story> list;
    std::copy_if(m_stories.begin(), m_stories.end(), std::back_inserter(list), [&](const Story &story) {
        return story.article.sortTime >= span.from && story.article.sortTime <= span.to;
    });
    return list;
}

const Story *ChartStories::find(qint64 id) const
{
    const auto at = std::find_if(m_stories.begin(), m_stories.end(),
                                 [id](const Story &story) { return story.article.id.value == id; });
    return at == m_stories.end() ? nullptr : &*at;
}
