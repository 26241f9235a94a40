// Every candle of ../shared/captures, by REST and by stream, compared with what QJsonDocument reads in the
// columns that exchanges.md 1.4 names: order, units and columns of every venue. Recordings are not ours to
// ship: skipped where they are not.
#include "app/exchanges/decodejson.h"
#include "app/exchanges/venuedialect.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <gtest/gtest.h>

namespace {
const QString captures = QStringLiteral(WICKPOST_SHARED_DIR "/captures/");

QStringList filesIn(const QString &folder, const QRegularExpression &name)
{
    QStringList names;
    QDirIterator files(captures + folder, QDir::Files);
    while (files.hasNext()) {
        const QString file = files.next();
        if (name.match(files.fileName()).hasMatch())
            names.append(file);
    }
    names.sort();
    return names;
}
QByteArray contentOf(const QString &name)
{
    QFile file(name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll();
}

// A candle as the plain way finds it. Numbers as the wire writes them, where it writes strings.
struct Plain
{
    qint64 time = 0; // ms
    QJsonValue open, high, low, close, volume;
    std::optional<bool> closed;
};

// Which column is what; times in seconds or milliseconds.
struct Columns
{
    int open, high, low, close, volume;
    qint64 unit;
};
const QHash<QString, Columns> columns{
    {QStringLiteral("bitget"), {1, 2, 3, 4, 5, 1}},      {QStringLiteral("binance"), {1, 2, 3, 4, 5, 1}},
    {QStringLiteral("coinbase"), {3, 2, 1, 4, 5, 1000}}, {QStringLiteral("kraken"), {1, 2, 3, 4, 6, 1000}},
    {QStringLiteral("okx"), {1, 2, 3, 4, 5, 1}},         {QStringLiteral("bybit"), {1, 2, 3, 4, 5, 1}}};

Plain rowOf(const QString &venue, const QJsonArray &row)
{
    const Columns at = columns[venue];
    const qint64 time = row.at(0).isString() ? row.at(0).toString().toLongLong() : row.at(0).toInteger();
    Plain plain{time * at.unit,
                row.at(at.open),
                row.at(at.high),
                row.at(at.low),
                row.at(at.close),
                row.at(at.volume),
                {}};
    if (venue == QLatin1String("okx"))
        plain.closed = row.at(8).toString() == QLatin1String("1");
    return plain;
}

QJsonArray restRows(const QString &venue, const QJsonDocument &body)
{
    if (body.isArray())
        return body.array();
    if (venue == QLatin1String("bybit"))
        return body[QLatin1String("result")][QLatin1String("list")].toArray();
    if (venue != QLatin1String("kraken"))
        return body[QLatin1String("data")].toArray();
    const QJsonObject result = body[QLatin1String("result")].toObject();
    for (const QString &key : result.keys()) {
        if (key != QLatin1String("last"))
            return result.value(key).toArray();
    }
    return {};
}

Plain objectOf(const QJsonObject &o, qint64 time, const char *open, const char *high, const char *low,
               const char *close, const char *volume)
{
    const auto at = [&](const char *name) { return o.value(QLatin1String(name)); };
    return {time, at(open), at(high), at(low), at(close), at(volume), {}};
}

QList<Plain> streamRows(const QString &venue, const QJsonObject &frame)
{
    QList<Plain> rows;
    const QJsonObject arg = frame.value(QLatin1String("arg")).toObject();
    const QJsonValue data = frame.value(QLatin1String("data"));
    const bool channel = arg.value(QLatin1String("channel")).toString().startsWith(QLatin1String("candle"));
    if (channel && (venue == QLatin1String("okx") ||
                    arg.value(QLatin1String("instType")).toString() == QLatin1String("SPOT"))) {
        for (const QJsonValue &row : data.toArray())
            rows.append(rowOf(venue, row.toArray()));
    } else if (venue == QLatin1String("binance")) {
        const QJsonObject event = data.isObject() ? data.toObject() : frame;
        const QJsonObject k = event.value(QLatin1String("k")).toObject();
        if (event.value(QLatin1String("e")).toString() == QLatin1String("kline")) {
            rows.append(objectOf(k, k.value(QLatin1String("t")).toInteger(), "o", "h", "l", "c", "v"));
            rows.last().closed = k.value(QLatin1String("x")).toBool();
        }
    } else if (venue == QLatin1String("kraken") &&
               frame.value(QLatin1String("channel")).toString() == QLatin1String("ohlc")) {
        for (const QJsonValue &row : data.toArray()) {
            const QString begin = row[QLatin1String("interval_begin")].toString().left(23) + u'Z';
            rows.append(objectOf(row.toObject(),
                                 QDateTime::fromString(begin, Qt::ISODateWithMs).toMSecsSinceEpoch(), "open",
                                 "high", "low", "close", "volume"));
        }
    } else if (venue == QLatin1String("bybit") &&
               frame.value(QLatin1String("topic")).toString().startsWith(QLatin1String("kline."))) {
        for (const QJsonValue &row : data.toArray()) {
            rows.append(objectOf(row.toObject(), row[QLatin1String("start")].toInteger(), "open", "high",
                                 "low", "close", "volume"));
            rows.last().closed = row[QLatin1String("confirm")].toBool();
        }
    }
    return rows;
}

void expectSame(const std::optional<Decimal> &decoded, const QJsonValue &wire, const std::string &where)
{
    ASSERT_TRUE(decoded) << where;
    if (wire.isString())
        EXPECT_EQ(decoded->toString(), wire.toString()) << where;
    else
        EXPECT_EQ(decoded->toDouble(), wire.toDouble()) << where;
}

void expectSame(const QList<Candle> &decoded, QList<Plain> wire, const std::string &where)
{
    std::stable_sort(wire.begin(), wire.end(),
                     [](const Plain &a, const Plain &b) { return a.time < b.time; });
    ASSERT_EQ(decoded.size(), wire.size()) << where;
    for (qsizetype i = 0; i < wire.size(); ++i) {
        const Candle &candle = decoded.at(i);
        const Plain &plain = wire.at(i);
        const std::string row = where + " row " + std::to_string(i);
        EXPECT_EQ(toMsecs(candle.time), plain.time) << row;
        expectSame(candle.open, plain.open, row);
        expectSame(candle.high, plain.high, row);
        expectSame(candle.low, plain.low, row);
        expectSame(candle.close, plain.close, row);
        expectSame(candle.volume, plain.volume, row);
        EXPECT_EQ(candle.closed, plain.closed.value_or(candle.closed)) << row;
        EXPECT_LE(candle.low, std::min(candle.open, candle.close)) << row;
        EXPECT_GE(candle.high, std::max(candle.open, candle.close)) << row;
    }
}

class CandleConformanceTest : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!QFile::exists(captures + QStringLiteral("INDEX.md")))
            GTEST_SKIP() << "no recordings at " << captures.toStdString() << ": conformance was NOT checked";
    }
};
} // namespace

TEST_F(CandleConformanceTest, EveryRestFileGivesItsRowsInOrderWithTheVenuesColumns)
{
    static const QRegularExpression name(QStringLiteral("kline|candle|ohlc"),
                                         QRegularExpression::CaseInsensitiveOption);
    int files = 0;
    for (const VenueEntry &entry : venues()) {
        const auto dialect = entry.make();
        for (const QString &file : filesIn(entry.id.value + QStringLiteral("/rest"), name)) {
            ++files;
            const QByteArray body = contentOf(file);
            const auto candles = dialect->decodeCandles(body, {});
            ASSERT_TRUE(candles) << file.toStdString() << candles.error().detail.toStdString();
            QList<Plain> wire;
            for (const QJsonValue &row : restRows(entry.id.value, QJsonDocument::fromJson(body)))
                wire.append(rowOf(entry.id.value, row.toArray()));
            EXPECT_FALSE(wire.isEmpty()) << file.toStdString();
            expectSame(*candles, wire, file.toStdString());
        }
    }
    EXPECT_GE(files, 8) << "recordings are missing";
}

TEST_F(CandleConformanceTest, EveryCandleFrameOfEveryStreamIsRight)
{
    for (const VenueEntry &entry : venues()) {
        if (entry.make()->info().streamIntervals.isEmpty())
            continue; // Coinbase streams none
        qsizetype rows = 0;
        for (const QString &file : filesIn(entry.id.value + QStringLiteral("/ws"), QRegularExpression())) {
            const auto dialect = entry.make();
            for (const QByteArray &frame : framesOf(contentOf(file))) {
                const std::string where = file.toStdString() + ": " + frame.left(120).toStdString();
                const auto events = dialect->decode(frame, UtcTime{});
                ASSERT_TRUE(events) << where;
                QList<Candle> decoded;
                for (const StreamEvent &event : *events) {
                    if (const auto *update = std::get_if<CandleUpdate>(&event))
                        decoded += update->candles;
                }
                const QList<Plain> wire = streamRows(entry.id.value, QJsonDocument::fromJson(frame).object());
                rows += wire.size();
                expectSame(decoded, wire, where);
            }
        }
        EXPECT_GT(rows, 0) << entry.id.value.toStdString();
    }
}
