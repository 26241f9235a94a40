#include "app/storage/sqlstoryprices.h"

#include "app/insight/storypriceledger.h"

namespace {
using Records = QList<StoryPriceRecord>;
constexpr qsizetype idsAtOnce = 500; // SQLite takes 32,766 variables; statements stay short

const QString &columns()
{
    static const QString names = QStringLiteral(
        "article, asset, published, venue, symbol, at_publication, at_seen, after_15m, after_1h,"
        " after_24h, after_7d, lacking");
    return names;
}

std::optional<Decimal> priceOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : Decimal::parse(value.toByteArray());
}

QVariant textOf(const std::optional<Decimal> &price)
{
    return price ? QVariant(price->toString()) : QVariant(QMetaType::fromType<QString>());
}

StoryPriceRecord recordOf(const QSqlQuery &row)
{
    StoryPriceRecord record;
    record.story = {row.value(0).toLongLong()};
    record.asset = {row.value(1).toString()};
    record.published = fromMsecs(row.value(2).toLongLong());
    record.instrument = {{row.value(3).toString()}, row.value(4).toString()};
    record.atPublication = priceOf(row.value(5));
    record.atSeen = priceOf(row.value(6));
    const int lacking = row.value(11).toInt();
    record.lacksPublication = (lacking & 1) != 0;
    for (size_t i = 0; i < snapshots.size(); ++i) {
        record.after[i] = priceOf(row.value(7 + static_cast<int>(i)));
        record.lacks[i] = (lacking & (2 << i)) != 0;
    }
    return record;
}

QVariantList rowOf(const StoryPriceRecord &record)
{
    int lacking = record.lacksPublication ? 1 : 0;
    for (size_t i = 0; i < snapshots.size(); ++i)
        lacking |= record.lacks[i] ? 2 << i : 0;
    const auto text = [](const QString &value) { return value.isNull() ? QStringLiteral("") : value; };
    return {record.story.value,
            record.asset.value,
            toMsecs(record.published),
            text(record.instrument.venue.value),
            text(record.instrument.symbol),
            textOf(record.atPublication),
            textOf(record.atSeen),
            textOf(record.after[0]),
            textOf(record.after[1]),
            textOf(record.after[2]),
            textOf(record.after[3]),
            lacking};
}

Result<Records> select(SqlConnection &connection, const QString &where, const QVariantList &values)
{
    auto query =
        connection.run(QStringLiteral("SELECT %1 FROM story_prices WHERE %2").arg(columns(), where), values);
    if (!query)
        return tl::unexpected(query.error());
    Records records;
    while (query->next())
        records.append(recordOf(*query));
    return records;
}

Result<Records> selectOf(SqlConnection &connection, const QList<ArticleId> &stories)
{
    Records all;
    for (qsizetype from = 0; from < stories.size(); from += idsAtOnce) {
        QVariantList ids;
        QStringList marks;
        for (const ArticleId id : stories.mid(from, idsAtOnce)) {
            ids.append(id.value);
            marks.append(QStringLiteral("?"));
        }
        const auto some = select(connection, QStringLiteral("article IN (%1)").arg(marks.join(u',')), ids);
        if (!some)
            return tl::unexpected(some.error());
        all.append(*some);
    }
    return all;
}

Result<bool> write(SqlConnection &connection, const Records &records)
{
    QList<QVariantList> rows;
    for (const StoryPriceRecord &record : records) {
        const auto kept = select(connection, QStringLiteral("article = ? AND asset = ?"),
                                 {record.story.value, record.asset.value});
        if (!kept)
            return tl::unexpected(kept.error());
        rows.append(rowOf(kept->isEmpty() ? record : merged(kept->first(), record)));
    }
    const auto done = connection.runEach(QStringLiteral("INSERT OR REPLACE INTO story_prices (%1) VALUES"
                                                        " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                                             .arg(columns()),
                                         rows);
    if (!done)
        return tl::unexpected(done.error());
    return true;
}
} // namespace

// Prices are text: the exchange's own digits. `lacking`: bit 0 at publication, then the snapshots in order.
Migration storyPrices()
{
    return {QStringLiteral("story prices"),
            {QStringLiteral("CREATE TABLE story_prices ("
                            " article INTEGER NOT NULL, asset TEXT NOT NULL, published INTEGER NOT NULL,"
                            " venue TEXT NOT NULL, symbol TEXT NOT NULL, at_publication TEXT, at_seen TEXT,"
                            " after_15m TEXT, after_1h TEXT, after_24h TEXT, after_7d TEXT,"
                            " lacking INTEGER NOT NULL, PRIMARY KEY (article, asset))"
                            " STRICT, WITHOUT ROWID"),
             QStringLiteral("CREATE INDEX story_prices_by_time ON story_prices (published)")}};
}

Request SqlStoryPrices::load(const QList<ArticleId> &stories, Reply<Records> done)
{
    return m_database.read<Records>(
        [stories](SqlConnection &connection) { return selectOf(connection, stories); }, std::move(done));
}

Request SqlStoryPrices::recent(UtcTime since, Reply<Records> done)
{
    return m_database.read<Records>(
        [since](SqlConnection &connection) {
            return select(connection, QStringLiteral("published >= ?"), {toMsecs(since)});
        },
        std::move(done));
}

void SqlStoryPrices::save(const Records &records)
{
    std::ignore = m_database.write<bool>(
        [records](SqlConnection &connection) { return write(connection, records); }, nullptr);
}
