#pragma once

#include "app/news/storymerge.h"
#include "app/storage/sqlconnection.h"

#include <QHash>
#include <optional>

// Answers the rules' questions (storymerge.h) from the database. Keys and links of the whole document are
// asked for at once.
class SqlStoryLookup final : public StoryLookup
{
public:
    SqlStoryLookup(SqlConnection &connection, const FeedId &feed, const QList<IncomingArticle> &items);

    const std::optional<Error> &error() const { return m_error; }

    std::optional<ArticleId> byKey(const FeedId &feed, const QString &key) override;
    QList<KnownStory> byLink(const QString &linkKey) override;
    QList<KnownStory> byMoment(const QString &source, UtcTime from, UtcTime to) override;

private:
    bool isNext(Result<QSqlQuery> &row);

    SqlConnection &m_connection;
    QHash<QString, ArticleId> m_keys;
    QHash<QString, QList<KnownStory>> m_links;
    std::optional<QSqlQuery> m_byMoment; // asked for nearly every new item
    std::optional<Error> m_error;
};
