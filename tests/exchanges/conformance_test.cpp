// Every recording of ../shared/captures through the decoders, each ticker compared with what QJsonDocument
// reads in the same frame. Recordings are not ours to ship: skipped where they are not.
#include "app/exchanges/coingecko/coingeckodecoder.h"
#include "app/exchanges/decodejson.h"
#include "tests/support/mutation.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace {
const QString captures = QStringLiteral(WICKPOST_SHARED_DIR "/captures/");

QStringList filesIn(const QString &venue, const QString &folder)
{
    QStringList names;
    QDirIterator files(captures + venue + u'/' + folder, QDir::Files);
    while (files.hasNext())
        names.append(files.next());
    names.sort();
    return names;
}
QByteArray contentOf(const QString &name)
{
    QFile file(name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll();
}
std::unique_ptr<VenueDialect> dialectOf(const QString &venue)
{
    for (const VenueEntry &entry : venues()) {
        if (entry.id.value == venue)
            return entry.make();
    }
    return nullptr;
}
QStringList streaming()
{
    QStringList names;
    for (const VenueEntry &entry : venues())
        names.append(entry.id.value);
    return names;
}

// Where a venue's ticker rows are, and what their fields are called (exchanges.md 1.8).
struct Names
{
    const char *symbol, *last, *bid, *ask, *high, *low, *base, *quote;
};
const QHash<QString, Names> names{
    {QStringLiteral("bitget"),
     {"instId", "lastPr", "bidPr", "askPr", "high24h", "low24h", "baseVolume", "quoteVolume"}},
    {QStringLiteral("binance"), {"s", "c", "b", "a", "h", "l", "v", "q"}},
    {QStringLiteral("coinbase"),
     {"product_id", "price", "best_bid", "best_ask", "high_24h", "low_24h", "volume_24h", ""}},
    {QStringLiteral("kraken"), {"symbol", "last", "bid", "ask", "high", "low", "volume", ""}},
    {QStringLiteral("okx"), {"instId", "last", "bidPx", "askPx", "high24h", "low24h", "vol24h", "volCcy24h"}},
    {QStringLiteral("bybit"),
     {"symbol", "lastPrice", "bid1Price", "ask1Price", "highPrice24h", "lowPrice24h", "volume24h",
      "turnover24h"}}};

QList<QJsonObject> objectsOf(const QJsonValue &value)
{
    QList<QJsonObject> rows;
    if (value.isObject())
        rows.append(value.toObject());
    for (const QJsonValue &each : value.toArray())
        rows.append(each.toObject());
    return rows;
}
QString textAt(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

// The spot ticker rows of a frame, found the plain way.
QList<QJsonObject> tickerRows(const QString &venue, const QJsonObject &frame)
{
    QList<QJsonObject> rows;
    const QJsonObject arg = frame.value(QLatin1String("arg")).toObject();
    if (venue == QLatin1String("bitget") && textAt(arg, "instType") == QLatin1String("SPOT") &&
        textAt(arg, "channel") == QLatin1String("ticker"))
        rows = objectsOf(frame.value(QLatin1String("data")));
    if (venue == QLatin1String("binance"))
        for (const QJsonObject &event :
             objectsOf(frame.contains(QLatin1String("data")) ? frame.value(QLatin1String("data"))
                                                             : QJsonValue(frame)))
            if (textAt(event, "e") == QLatin1String("24hrTicker"))
                rows.append(event);
    if (venue == QLatin1String("coinbase") && textAt(frame, "type") == QLatin1String("ticker"))
        rows.append(frame);
    if (venue == QLatin1String("kraken") && textAt(frame, "channel") == QLatin1String("ticker"))
        rows = objectsOf(frame.value(QLatin1String("data")));
    if (venue == QLatin1String("okx") && textAt(arg, "channel") == QLatin1String("tickers"))
        for (const QJsonObject &row : objectsOf(frame.value(QLatin1String("data"))))
            if (textAt(row, "instType") == QLatin1String("SPOT"))
                rows.append(row);
    if (venue == QLatin1String("bybit") && textAt(frame, "topic").startsWith(QLatin1String("tickers.")))
        rows = objectsOf(frame.value(QLatin1String("data")));
    return rows;
}

// The wire's own characters for strings; the same number for numbers.
void expectSame(const std::optional<Decimal> &decoded, const QJsonObject &row, const char *key,
                const std::string &where)
{
    const QJsonValue value = row.value(QLatin1String(key));
    if (value.isString() && value.toString().toDouble() > 0) {
        ASSERT_TRUE(decoded) << where << key;
        EXPECT_EQ(decoded->toString(), value.toString()) << where << key;
    } else if (value.isDouble() && value.toDouble() > 0) {
        ASSERT_TRUE(decoded) << where << key;
        EXPECT_EQ(decoded->toDouble(), value.toDouble()) << where << key;
    } else if (value.isUndefined()) {
        EXPECT_FALSE(decoded) << where << key;
    }
}

void expectTicker(const QString &venue, const Ticker &ticker, const QJsonObject &row,
                  const std::string &where)
{
    const Names &name = names[venue];
    EXPECT_EQ(ticker.instrument.symbol, textAt(row, name.symbol)) << where;
    expectSame(ticker.last, row, name.last, where);
    expectSame(ticker.bid, row, name.bid, where);
    expectSame(ticker.ask, row, name.ask, where);
    expectSame(ticker.high24h, row, name.high, where);
    expectSame(ticker.low24h, row, name.low, where);
    expectSame(ticker.baseVolume, row, name.base, where);
    expectSame(ticker.quoteVolume, row, name.quote, where);
    if (ticker.open24h && ticker.change24hPct) {
        const double open = ticker.open24h->toDouble();
        EXPECT_NEAR(*ticker.change24hPct, (ticker.last.toDouble() - open) / open * 100, 0.02) << where;
    }
}

class ConformanceTest : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!QFile::exists(captures + QStringLiteral("INDEX.md")))
            GTEST_SKIP() << "no recordings at " << captures.toStdString() << ": conformance was NOT checked";
    }
};
} // namespace

TEST_F(ConformanceTest, EverySpotTickerOfEveryRecordingIsRight)
{
    for (const QString &venue : streaming()) {
        const auto dialect = dialectOf(venue);
        int tickers = 0, candles = 0;
        for (const QString &file : filesIn(venue, QStringLiteral("ws"))) {
            for (const QByteArray &frame : framesOf(contentOf(file))) {
                const std::string where = file.toStdString() + ": " + frame.left(120).toStdString() + " ";
                const auto events = dialect->decode(frame, UtcTime{});
                ASSERT_TRUE(events) << where << events.error().detail.toStdString();
                const QList<QJsonObject> rows = tickerRows(venue, QJsonDocument::fromJson(frame).object());
                qsizetype found = 0;
                for (const StreamEvent &event : *events) {
                    if (const auto *ticker = std::get_if<Ticker>(&event)) {
                        ASSERT_LT(found, rows.size()) << where;
                        expectTicker(venue, *ticker, rows.at(found++), where);
                        EXPECT_TRUE(isKnown(ticker->exchangeTime) || venue == QLatin1String("kraken"))
                            << where;
                        ++tickers;
                    } else if (const auto *update = std::get_if<CandleUpdate>(&event)) {
                        candles += static_cast<int>(update->candles.size());
                        for (const Candle &candle : update->candles)
                            EXPECT_TRUE(candle.low <= candle.open && candle.low <= candle.close &&
                                        candle.high >= candle.open && candle.high >= candle.close)
                                << where;
                    }
                }
                EXPECT_EQ(found, rows.size()) << where;
            }
        }
        EXPECT_GT(tickers, 0) << venue.toStdString();
        EXPECT_GT(candles, venue == QLatin1String("coinbase") ? -1 : 0) << venue.toStdString();
    }
}

TEST_F(ConformanceTest, NothingOfOtherProductsAndLegacyVersionsBecomesAPrice)
{
    for (const QString &venue : streaming()) {
        for (const char *folder : {"other", "legacy", "cases"}) {
            for (const QString &file : filesIn(venue, QString::fromLatin1(folder))) {
                const QByteArray content = contentOf(file);
                for (const DecodeKind kind : {DecodeKind::Stream, DecodeKind::Ticker, DecodeKind::Tickers,
                                              DecodeKind::Candles, DecodeKind::Instruments}) {
                    auto decoder = JsonDecoder::make({VenueId{venue}, kind, {}, Interval::M1});
                    ASSERT_TRUE(decoder);
                    decoder->decode(content);
                    const DecodeSummary &summary = decoder->summary();
                    EXPECT_EQ(summary.tickers + summary.candles + summary.instruments, 0)
                        << file.toStdString() << ": " << summary.text().toStdString();
                }
            }
        }
    }
}

TEST_F(ConformanceTest, RestBodiesGiveWhatTheyList)
{
    struct Expected
    {
        const char *venue, *file;
        DecodeKind kind;
        int count;
    };
    // Counted by hand, or told by INDEX.md.
    static const Expected list[]{
        {"bitget", "rest/bytex_history-candles_1m_20260925.json", DecodeKind::Candles, 5},
        {"bitget", "rest/xchange_symbols_20240901.json", DecodeKind::Instruments, 3},
        {"bitget", "docs-examples/jkorf_rest_tickers.json", DecodeKind::Tickers, 1},
        {"binance", "rest/gct_ticker24hr_ETHBTC.json", DecodeKind::Ticker, 1},
        {"binance", "rest/gct_ticker24hr_list.json", DecodeKind::Tickers, 6},
        {"binance", "rest/gct_klines_1d_2019_BTCUSDT.json", DecodeKind::Candles, 365},
        {"binance", "rest/gct_klines_1m_BTCUSDT.json", DecodeKind::Candles, 60},
        {"binance", "rest/gct_klines_5m_BTCUSDT.json", DecodeKind::Candles, 24},
        {"binance", "rest/cryptofeed_exchangeInfo_full_20211012.json", DecodeKind::Instruments, 1695},
        {"coinbase", "rest/cryptoexchange_ticker_BTC-USD_20171003.json", DecodeKind::Ticker, 1},
        {"coinbase", "rest/xchange_ticker_2015.json", DecodeKind::Ticker, 1},
        {"coinbase", "rest/xchange_stats_2015.json", DecodeKind::Ticker, 0},
        {"coinbase", "rest/cryptoexchange_book_BTC-USD_20190502.json", DecodeKind::Ticker, 0},
        {"coinbase", "rest/senken_candles_1h_20260902.json", DecodeKind::Candles, 5},
        {"coinbase", "rest/senken_products_202608.json", DecodeKind::Instruments, 2},
        {"kraken", "rest/kraken-async-rs_ticker_3pairs_2023-24.json", DecodeKind::Tickers, 3},
        {"kraken", "rest/xchange_Ticker_2014.json", DecodeKind::Ticker, 1},
        {"kraken", "rest/cryptoexchange_Depth_BCHEUR_20190503.json", DecodeKind::Ticker, 0},
        {"kraken", "rest/nautilus_Trades_20251110.json", DecodeKind::Ticker, 0},
        {"kraken", "rest/nautilus_OHLC_1m_20251110.json", DecodeKind::Candles, 721},
        {"kraken", "rest/senken_ohlc_1h_202608.json", DecodeKind::Candles, 8},
        {"kraken", "rest/kraken-async-rs_assetpairs_3_2023-24.json", DecodeKind::Instruments, 3},
        {"kraken", "rest/bytex_Assets_20260925.json", DecodeKind::Instruments, 0},
        {"okx", "rest/senken_candles_1m_20260830.json", DecodeKind::Candles, 5},
        {"okx", "rest/ccxt_books_20240404.json", DecodeKind::Ticker, 0},
        {"okx", "docs-examples/jkorf_rest_tickers.json", DecodeKind::Tickers, 0}, // SWAP
        {"bybit", "rest/xchange_tickers_spot_20230116.json", DecodeKind::Ticker, 1},
        {"bybit", "rest/hirokisan_instruments_spot_2023.json", DecodeKind::Instruments, 190},
        {"bybit", "docs-examples/jkorf_rest_klines.json", DecodeKind::Candles, 0}, // inverse
        {"coingecko", "rest/coingecko_client_markets_2023.json", DecodeKind::Tickers, 1},
        {"coingecko", "rest/coingecko_ruby_markets_bitcoin_usd_20210515.json", DecodeKind::Tickers, 1},
        {"coingecko", "rest/coingecko_ruby_simple-price_bitcoin_usd_20210515.json", DecodeKind::Ticker, 1},
        {"coingecko", "docs-examples/oas_simple_price_2026.json", DecodeKind::Ticker, 1},
        {"coingecko", "rest/coingecko_ruby_coins_list_full_20210515.json", DecodeKind::Instruments, 7248},
        {"coingecko", "rest/coingecko_ruby_ohlc_30d_myr_20210515.json", DecodeKind::Candles, 180},
        {"coingecko", "docs-examples/oas_global_2026.json", DecodeKind::Tickers, 0}};
    for (const Expected &expected : list) {
        auto decoder = JsonDecoder::make(
            {VenueId{QString::fromLatin1(expected.venue)}, expected.kind, {}, Interval::M1});
        ASSERT_TRUE(decoder);
        decoder->decode(contentOf(captures + QString::fromLatin1(expected.venue) + u'/' +
                                  QString::fromLatin1(expected.file)));
        const DecodeSummary &summary = decoder->summary();
        EXPECT_EQ(summary.tickers + summary.candles + summary.instruments, expected.count)
            << expected.venue << '/' << expected.file << ": " << summary.text().toStdString();
    }
}

TEST_F(ConformanceTest, CandleRowsReadAsTheCaseExpects)
{
    // The case is of another product, so that its row layout is tried under spot's name.
    const QByteArray content = contentOf(
        captures + QStringLiteral("bitget/cases/ccxt_watchOHLCV_usdt-futures_candle1m_20260812.json"));
    const QJsonObject test =
        QJsonDocument::fromJson(QByteArray(content).replace("USDT-FUTURES", "SPOT")).object();
    const auto dialect = dialectOf(QStringLiteral("bitget"));
    QMap<qint64, Candle> candles;
    for (const QJsonValue &message : test.value(QLatin1String("messages")).toArray()) {
        const auto events =
            dialect->decode(QJsonDocument(message.toObject()).toJson(QJsonDocument::Compact), UtcTime{});
        ASSERT_TRUE(events);
        for (const StreamEvent &event : *events) {
            if (const auto *update = std::get_if<CandleUpdate>(&event))
                for (const Candle &candle : update->candles)
                    candles.insert(toMsecs(candle.time), candle);
        }
    }
    const QJsonArray expected = test.value(QLatin1String("expected")).toArray();
    ASSERT_EQ(candles.size(), expected.size());
    for (const QJsonValue &row : expected) {
        const Candle candle = candles.value(row[0].toInteger());
        EXPECT_EQ(candle.open.toDouble(), row[1].toDouble());
        EXPECT_EQ(candle.high.toDouble(), row[2].toDouble());
        EXPECT_EQ(candle.low.toDouble(), row[3].toDouble());
        EXPECT_EQ(candle.close.toDouble(), row[4].toDouble());
        ASSERT_TRUE(candle.volume);
        EXPECT_EQ(candle.volume->toDouble(), row[5].toDouble());
    }
}

TEST_F(ConformanceTest, BinancesWholeListAgreesWithAnIndependentReading)
{
    const QByteArray body =
        contentOf(captures + QStringLiteral("binance/rest/cryptoexchange_ticker24hr_all_20190822.json"));
    const auto tickers = dialectOf(QStringLiteral("binance"))->decodeTickers(body, {}, UtcTime{});
    ASSERT_TRUE(tickers);
    QHash<QString, QJsonObject> rows;
    for (const QJsonObject &row : objectsOf(QJsonDocument::fromJson(body).array()))
        if (textAt(row, "lastPrice").toDouble() > 0)
            rows.insert(textAt(row, "symbol"), row);
    EXPECT_EQ(tickers->size(), rows.size());
    for (const Ticker &ticker : *tickers) {
        const QJsonObject row = rows.value(ticker.instrument.symbol);
        EXPECT_EQ(ticker.last.toString(), textAt(row, "lastPrice"));
        EXPECT_EQ(ticker.quoteVolume->toString(), textAt(row, "quoteVolume"));
        if (ticker.open24h) {
            EXPECT_EQ(ticker.change24hPct, textAt(row, "priceChangePercent").toDouble());
        }
    }
}

TEST_F(ConformanceTest, NoMutationOfARecordingCrashesADecoder)
{
    quint32 state = 20260925;
    for (const QString &venue : streaming() + QStringList{QStringLiteral("coingecko")}) {
        QByteArrayList seeds;
        for (const char *folder : {"ws", "rest", "other", "docs-examples"})
            for (const QString &file : filesIn(venue, QString::fromLatin1(folder))) {
                const QByteArray content = contentOf(file);
                if (content.size() < 20'000)
                    seeds += framesOf(content).mid(0, 6);
            }
        ASSERT_FALSE(seeds.isEmpty());
        for (int round = 0; round < 4'000; ++round) {
            const QByteArray bytes =
                mutated(seeds.at(static_cast<qsizetype>(state % static_cast<quint32>(seeds.size()))), state);
            const auto kind = static_cast<DecodeKind>(round % 5);
            auto decoder = JsonDecoder::make({VenueId{venue}, kind, {}, Interval::M1});
            if (!decoder)
                continue; // CoinGecko has no stream
            for (const QByteArray &line : decoder->decodeBody(bytes).split('\n'))
                if (!line.isEmpty()) {
                    ASSERT_TRUE(QJsonDocument::fromJson(line).isObject()) << line.toStdString();
                }
        }
    }
}
