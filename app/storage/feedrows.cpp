#include "app/storage/feedrows.h"

#include "app/storage/storyrows.h"

using namespace Qt::StringLiterals;

namespace {
QVariant sqlLink(const QUrl &link)
{
    return sqlText(link.toString(QUrl::FullyEncoded));
}

// Error::Kind as it counts; -1: no error.
int numberOf(const std::optional<Error> &error)
{
    return error ? static_cast<int>(error->kind) : -1;
}

std::optional<Error> errorOf(int number, const QString &detail)
{
    if (number < 0)
        return std::nullopt;
    const bool known = number <= static_cast<int>(Error::Kind::Storage);
    return Error{known ? static_cast<Error::Kind>(number) : Error::Kind::Network, detail, std::nullopt};
}

UtcTime timeAt(const QSqlQuery &row, int column)
{
    return fromMsecs(row.value(column).toLongLong());
}
} // namespace

Migration feedRecords()
{
    return {u"feed records"_s,
            {
                u"ALTER TABLE feeds ADD COLUMN last_try INTEGER NOT NULL DEFAULT 0"_s,
                u"ALTER TABLE feeds ADD COLUMN next_try INTEGER NOT NULL DEFAULT 0"_s,
                u"ALTER TABLE feeds ADD COLUMN error_kind INTEGER NOT NULL DEFAULT -1"_s,
                u"ALTER TABLE feeds ADD COLUMN error_detail TEXT NOT NULL DEFAULT ''"_s,
                u"ALTER TABLE feeds ADD COLUMN items_per_day REAL"_s, // NULL: unknown
            }};
}

Result<void> keepFeed(SqlConnection &connection, const FeedId &feed, const FeedValidators &validators)
{
    const auto kept = connection.run(
        u"INSERT OR REPLACE INTO feeds (id, etag, last_modified, content_hash, url, moved_to, gone, checked,"
        " not_before, last_try, next_try, error_kind, error_detail, items_per_day)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {sqlText(feed.value), sqlBytes(validators.etag), sqlBytes(validators.lastModified),
         sqlBytes(validators.contentHash), sqlLink(validators.url), sqlLink(validators.movedTo),
         validators.gone, sqlTime(validators.lastSuccess), sqlTime(validators.notBefore),
         sqlTime(validators.lastTry), sqlTime(validators.nextTry), numberOf(validators.lastError),
         sqlText(validators.lastError ? validators.lastError->detail : QString()),
         validators.itemsPerDay ? QVariant(*validators.itemsPerDay)
                                : QVariant(QMetaType(QMetaType::Double))});
    if (!kept)
        return tl::unexpected(kept.error());
    return {};
}

Result<FeedValidators> keptFeed(SqlConnection &connection, const FeedId &feed)
{
    auto row = connection.run(
        u"SELECT etag, last_modified, content_hash, url, moved_to, gone, checked, not_before, last_try,"
        " next_try, error_kind, error_detail, items_per_day FROM feeds WHERE id = ?"_s,
        {feed.value});
    if (!row)
        return tl::unexpected(row.error());
    if (!row->next())
        return FeedValidators{};
    FeedValidators found;
    found.etag = row->value(0).toByteArray();
    found.lastModified = row->value(1).toByteArray();
    found.contentHash = row->value(2).toByteArray();
    found.url = QUrl(row->value(3).toString());
    found.movedTo = QUrl(row->value(4).toString());
    found.gone = row->value(5).toBool();
    found.lastSuccess = timeAt(*row, 6);
    found.notBefore = timeAt(*row, 7);
    found.lastTry = timeAt(*row, 8);
    found.nextTry = timeAt(*row, 9);
    found.lastError = errorOf(row->value(10).toInt(), row->value(11).toString());
    if (!row->value(12).isNull())
        found.itemsPerDay = row->value(12).toDouble();
    return found;
}

Result<int> feedsReadSince(SqlConnection &connection, UtcTime since)
{
    const auto count = connection.value(u"SELECT count(*) FROM feeds WHERE checked > 0 AND checked >= ?"_s,
                                        {sqlTime(since)});
    if (!count)
        return tl::unexpected(count.error());
    return count->toInt();
}
