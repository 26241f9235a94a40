#pragma once

#include "app/storage/articletables.h"

// What trends, and what is like a story; read on the storage thread.

Result<QList<TrendingRow>> storedTrends(SqlConnection &connection, const TrendingQuery &query,
                                        const QueryContext &context);

// Looks at a few hundred stories of the last 14 days: those with the words that tell most about the open one
// (by bm25), the newest of its coins, and the newest of its kind.
Result<QList<RelatedRow>> storedRelations(SqlConnection &connection, StoryMemory &memory, ArticleId open,
                                          const RelatedQuery &query);

Result<void> noteReading(SqlConnection &connection, ArticleId opened, UtcTime now);
Result<void> forgetReadingHistory(SqlConnection &connection);
