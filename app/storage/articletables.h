#pragma once

#include "app/news/articlestore.h"
#include "app/storage/schema.h"
#include "app/storage/sqlconnection.h"

// The news tables: what SqlArticleStore asks of the storage thread. Everything here blocks; what writes
// expects to run inside a transaction.
//
// articles         one row a story, as its feed last told it
// article_bodies   its HTML, apart, so that lists don't drag it along
// article_keys     under which ids which feeds know it
// article_states   what the reader did to it and when it came; outlives the article
// earlier_titles   headlines the source has replaced
// article_search   the words of title, summary and outlet (FTS5 without a copy of the text)
// feeds            validators, and where a feed moved
Migration articleTables();
Migration feedEmbargoes();

namespace ArticleTables {
Result<ArticleChanges> merge(SqlConnection &connection, const FeedInfo &feed, const ParsedFeed &parsed,
                             const FeedValidators &validators, UtcTime now);
Result<QList<Story>> stories(SqlConnection &connection, const StoryQuery &query);
Result<Story> story(SqlConnection &connection, ArticleId id);
Result<int> unreadCount(SqlConnection &connection);
Result<ArticleChanges> setRead(SqlConnection &connection, const QList<ArticleId> &ids, bool read);
Result<ArticleChanges> setAllRead(SqlConnection &connection);
Result<ArticleChanges> setSaved(SqlConnection &connection, ArticleId id, bool saved);
// How many bodies went.
Result<int> dropTexts(SqlConnection &connection, const TextRetention &keep, UtcTime now);
Result<FeedValidators> validators(SqlConnection &connection, const FeedId &feed);
} // namespace ArticleTables
