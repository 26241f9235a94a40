#pragma once

#include "app/storage/articletables.h"

// The stories a ranked search gives, the best first: of all that answer the question, the newest `rankedHits`
// by searchRank() over FTS5's bm25 with SearchWeights, then the older ones by their ids.
//
// Why only the newest are ranked: bm25 of every story with "bitcoin" among 100,000 takes 60 ms, a thousand
// take 5, and of that many the old ones are not what one looks for in news.
Result<QList<ArticleId>> rankedStories(SqlConnection &connection, const StoryQuery &query,
                                       const QList<SearchTerm> &terms);
