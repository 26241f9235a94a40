#pragma once

#include "app/news/articlestore.h"
#include "app/storage/schema.h"
#include "app/storage/sqlconnection.h"

// The table of feeds: what is remembered of each between two fetches. As articletables.h: it blocks.
Migration feedRecords();

Result<void> keepFeed(SqlConnection &connection, const FeedId &feed, const FeedValidators &validators);
// Of a feed that was never kept: nothing but defaults.
Result<FeedValidators> keptFeed(SqlConnection &connection, const FeedId &feed);
// ArticleStore::feedsRead().
Result<int> feedsReadSince(SqlConnection &connection, UtcTime since);
