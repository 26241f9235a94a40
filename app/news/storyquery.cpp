#include "app/news/storyquery.h"

#include <algorithm>

namespace {
bool isOfCoins(const Story &story, const QStringList &coins)
{
    return coins.isEmpty() || std::any_of(story.facts.coins.begin(), story.facts.coins.end(),
                                          [&](const CoinTag &tag) { return coins.contains(tag.symbol); });
}

bool isVisible(const StoryQuery &query, const Story &story)
{
    if (!query.sources.isEmpty())
        return query.sources.contains(story.article.source);
    return query.withMuted || !story.muted;
}

bool isInTime(const StoryQuery &query, UtcTime time)
{
    return !(query.since && time < *query.since) && !(query.until && time > *query.until);
}

bool isPromotedAsAsked(StoryQuery::Promoted asked, bool promoted)
{
    return asked == StoryQuery::Promoted::Include || (asked == StoryQuery::Promoted::Only) == promoted;
}
} // namespace

StoryQuery StoryQuery::ofCluster(ArticleId cluster)
{
    StoryQuery query;
    query.cluster = cluster;
    return query;
}

bool isAsked(const StoryQuery &query, const Story &story)
{
    return !(query.unreadOnly && story.state.read) && !(query.savedOnly && !story.state.saved) &&
           !(query.cluster && *query.cluster != story.cluster) &&
           isPromotedAsAsked(query.promoted, !story.facts.promotion.isEmpty()) && isVisible(query, story) &&
           isInTime(query, story.article.sortTime) && isOfCoins(story, query.coins) &&
           (query.kinds.isEmpty() || (story.facts.kind && query.kinds.contains(*story.facts.kind)));
}
