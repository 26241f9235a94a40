#pragma once

#include "app/news/articlestore.h"
#include "app/news/storyrules.h"
#include "app/storage/schema.h"
#include "app/storage/sqlconnection.h"
#include "app/storage/storymemory.h"

// The news tables: what SqlArticleStore asks of the storage thread. Everything here blocks; what writes
// expects to run inside a transaction.
//
// articles         one row a story, as its feed last told it, and what its words say (StoryFacts)
// article_bodies   its HTML, apart, so that lists don't drag it along
// article_keys     under which ids which feeds know it
// article_states   what the reader did to it and when it came; outlives the article. And where it stands: its
//                  cluster, and whether it counts as unread (no promotion, no hidden outlet)
// article_coins    its coins, strongest first (place)
// earlier_titles   headlines the source has replaced
// article_search   its words (FTS5 without a copy of them; articleindex.h)
// promotion_marks, tag_corrections, muted_sources
//                  the user's own word, over every rule
// feeds            feedrows.h
// story_upkeep     how far work on all stories has come
// term_counts      how often terms are used, one row (storymemory.h)
// reading_history  what the reader opens, one row (readinghistory.h)
Migration articleTables();
Migration feedEmbargoes();
Migration storyFacts();
Migration searchFields();
Migration tagCorrections();
Migration fullTexts();
Migration searchMemory();
Migration searchMarks();
Migration storyCounts();

// What a question is asked with besides itself.
struct QueryContext
{
    QHash<FeedId, FeedStanding> standings;
    CoinNames coinNames;
};

namespace ArticleTables {
// Uses up the feed: of a very large one its texts are most of the memory.
Result<ArticleChanges> merge(SqlConnection &connection, const StoryRules &rules, StoryMemory &clusters,
                             const FeedInfo &feed, ParsedFeed parsed, const FeedValidators &validators,
                             UtcTime now, ReadReach reach);
Result<QList<Story>> stories(SqlConnection &connection, const StoryQuery &query, const QueryContext &context);
Result<Story> story(SqlConnection &connection, ArticleId id);
Result<int> unreadCount(SqlConnection &connection);
Result<std::optional<UtcTime>> oldestStory(SqlConnection &connection);
Result<ArticleChanges> setRead(SqlConnection &connection, const QList<ArticleId> &ids, bool read,
                               ReadReach reach);
Result<ArticleChanges> setAllRead(SqlConnection &connection, const StoryQuery &within,
                                  const QueryContext &context);
Result<ArticleChanges> setSaved(SqlConnection &connection, ArticleId id, bool saved);
Result<ArticleChanges> setMuted(SqlConnection &connection, const QString &source, bool muted);
Result<QStringList> mutedSources(SqlConnection &connection);
// Oldest first.
Result<QList<TagCorrection>> corrections(SqlConnection &connection);
// Kept, or forgotten; the stories concerned are read anew by storyupkeep.h.
Result<void> correctTag(SqlConnection &connection, const TagCorrection &correction, bool keep);
Result<ArticleChanges> setFullText(SqlConnection &connection, const StoryRules &rules, StoryMemory &memory,
                                   ArticleId id, const QString &html, UtcTime now);
Result<ArticleChanges> setPromotion(SqlConnection &connection, StoryMemory &clusters, ArticleId id,
                                    bool promotion, UtcTime now);
// Whose bodies have had their time, or are the oldest beyond the size; none of a saved story's.
Result<QList<ArticleId>> textsToDrop(SqlConnection &connection, const TextRetention &keep, UtcTime now);
Result<void> dropTexts(SqlConnection &connection, const QList<ArticleId> &ids);
// Of all stories that answer the question; limit, folding, order and page don't count.
Result<QList<ArticleId>> idsAsked(SqlConnection &connection, const StoryQuery &query,
                                  const QueryContext &context);
// The stories of these events.
Result<QList<ArticleId>> members(SqlConnection &connection, const QList<ArticleId> &clusters);
// Says anew whether these stories count as unread, after their outlet or their facts changed.
Result<void> count(SqlConnection &connection, const QList<ArticleId> &ids);
} // namespace ArticleTables
