#pragma once

#include "app/news/article.h"
#include "app/storage/sqlconnection.h"

// Stories in and out of rows.

// NULL is not wanted anywhere: an empty text is an empty text.
QVariant sqlText(const QString &text);
QVariant sqlBytes(const QByteArray &bytes);
QVariant sqlTime(UtcTime time);
// Ids as one value, for "IN (SELECT value FROM json_each(?))".
QVariant sqlList(const QList<ArticleId> &ids);
QVariant sqlList(const QStringList &texts);

// Stories of "FROM articles a JOIN article_states s" and the rest of a statement, their earlier headlines
// with them, html left empty.
Result<QList<Story>> selectStories(SqlConnection &connection, const QString &rest,
                                   const QVariantList &values);
Result<QList<Story>> selectStories(SqlConnection &connection, const QList<ArticleId> &ids);

// A story with its body, and by which rules its words were read.
struct StoredStory
{
    Story story;
    int factsVersion = 0, wordsVersion = 0;
};
// Nothing: there is no such story.
Result<std::optional<StoredStory>> selectWhole(SqlConnection &connection, ArticleId id);
