#pragma once

#include "app/news/stories/trending.h"

// Keeps the ranking under the pointer still (news.md 8): a row moves only when its rank changed by two or
// more, or every five minutes. What is new comes in, and what is gone goes, at once; scores and reasons are
// always the newest.
class SteadyRanking
{
public:
    // The ranking to show now, with its ranks numbered anew. Call it with every fresh one (each minute).
    QList<TrendingStory> settle(const QList<TrendingStory> &fresh, UtcTime now);

private:
    QList<ArticleId> m_shown;
    UtcTime m_ordered{}; // when all rows last stood where they belong
};
