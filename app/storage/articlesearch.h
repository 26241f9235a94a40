#pragma once

#include "app/storage/articletables.h"

#include <QSet>

// The stories a ranked search gives, the best first: of all that answer the question, the newest `rankedHits`
// by searchRank() over FTS5's bm25 with SearchWeights, then the older ones by their ids.
//
// Why only the newest are ranked: bm25 of every story with "bitcoin" among 100,000 takes 60 ms, a thousand
// take 5, and of that many the old ones are not what one looks for in news.
Result<QList<ArticleId>> rankedStories(SqlConnection &connection, const StoryQuery &query,
                                       const QList<SearchTerm> &terms);

// All stories with these words, in the order of their ids; nothing when so many have them that it is quicker
// to go through the stories in the order asked for and look at each (storiesWith()). FTS5 answers by id only:
// to have the newest by time it would give all of them first, 70 ms for "bitcoin" among 100,000.
Result<std::optional<QList<ArticleId>>> storiesOfRareWords(SqlConnection &connection,
                                                           const QList<SearchTerm> &terms);
// Those of the stories that have these words.
Result<QSet<ArticleId>> storiesWith(SqlConnection &connection, const QList<SearchTerm> &terms,
                                    const QList<ArticleId> &ids);
