#pragma once

#include "app/news/articlestore.h"

// What trends among stories of a store, whichever it is. Pure.

// Stories this far back are needed: the bursts compare with the week before.
constexpr std::chrono::hours trendingReach{7 * 24 + 1};

// An event that trends, and the story that stands for it.
struct TrendingEvent
{
    TrendingStory ranked;
    ArticleId story;
};
// Of each story is read what trendingReport() reads, its feed and its cluster. Hidden outlets are left out
// before.
QList<TrendingEvent> trendingStories(const QList<Story> &stories,
                                     const QHash<FeedId, FeedStanding> &standings,
                                     const TrendingQuery &query);
