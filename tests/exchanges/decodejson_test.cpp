#include "app/exchanges/decodejson.h"
#include "tests/support/fixtures.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace {
JsonDecoder decoderFor(const char *venue, DecodeKind kind, const QString &symbol = {})
{
    auto decoder = JsonDecoder::make({VenueId{QString::fromLatin1(venue)}, kind, symbol, Interval::H1});
    if (!decoder)
        qFatal("no decoder for %s", venue);
    return *std::move(decoder);
}
QString typeOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object().value(QLatin1String("type")).toString();
}
} // namespace

TEST(DecodeJsonTest, TickerLineIsTheContractsToTheLetter)
{
    JsonDecoder decoder = decoderFor("bitget", DecodeKind::Stream);
    EXPECT_EQ(decoder.decode(fixture(QStringLiteral("bitget/ws_ticker.json"))),
              R"({"type":"ticker","symbol":"BTCUSDT","last":"67250.10","bid":"67250.09","ask":"67250.10",)"
              R"("open24h":null,"high24h":"68000.5","low24h":"65900","baseVolume":"1891.78125",)"
              R"("quoteVolume":"120647061.749114","change24hPct":-0.396,"time":1786613190242})"
              "\n");
    EXPECT_EQ(decoder.summary().text(), QStringLiteral("1 ticker"));
}

TEST(DecodeJsonTest, CandleAndInstrumentLines)
{
    JsonDecoder candles = decoderFor("kraken", DecodeKind::Candles, QStringLiteral("BTC/USD"));
    const QByteArray lines = candles.decode(fixture(QStringLiteral("kraken/rest_ohlc.json")));
    EXPECT_EQ(
        lines.split('\n').first(),
        R"({"type":"candle","symbol":"BTC/USD","interval":"1h","time":1762777080000,"open":"106038.2",)"
        R"("high":"106040.0","low":"106030.1","close":"106039.0","volume":"0.50000000","closed":true})");
    EXPECT_EQ(candles.summary().candles, 2);
    JsonDecoder instruments = decoderFor("bitget", DecodeKind::Instruments);
    EXPECT_EQ(
        instruments.decode(fixture(QStringLiteral("bitget/rest_symbols.json"))).split('\n').first(),
        R"({"type":"instrument","symbol":"BTCUSDT","base":"BTC","quote":"USDT","tickSize":"0.01","status":"online"})");
    EXPECT_EQ(instruments.summary().instruments, 6);
}

TEST(DecodeJsonTest, EveryOtherLineSaysWhy)
{
    JsonDecoder decoder = decoderFor("bitget", DecodeKind::Stream);
    const QByteArray input =
        R"({"event":"subscribe","arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}}
pong

{"event":"error","code":30001,"msg":"no"}
{"table":"x"}
{"cut":
{"action":"snapshot","arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","lastPr":"0"}]}
)";
    QStringList types;
    for (const QByteArray &line : decoder.decode(input).trimmed().split('\n')) {
        types.append(typeOf(line));
        EXPECT_FALSE(
            QJsonDocument::fromJson(line).object().value(QLatin1String("reason")).toString().isEmpty())
            << line.toStdString();
    }
    EXPECT_EQ(types.join(u' '), QStringLiteral("ack heartbeat error ignored malformed ignored"));
    EXPECT_EQ(decoder.summary().text(),
              QStringLiteral("1 ack, 1 heartbeat, 1 error, 2 ignored, 1 malformed"));
}

TEST(DecodeJsonTest, SingleAndListBodiesAreReadUnderEitherName)
{
    for (const DecodeKind kind : {DecodeKind::Ticker, DecodeKind::Tickers}) {
        JsonDecoder binance = decoderFor("binance", kind);
        binance.decode(fixture(QStringLiteral("binance/rest_tickers.json")));
        EXPECT_EQ(binance.summary().text(), QStringLiteral("2 tickers, 1 ignored"));
        JsonDecoder coinbase = decoderFor("coinbase", kind, QStringLiteral("BTC-USD"));
        const QByteArray line = coinbase.decode(R"({"price":"1.50","volume":"0"})");
        EXPECT_TRUE(line.contains(R"("symbol":"BTC-USD","last":"1.50")")) << line.toStdString();
        JsonDecoder nameless = decoderFor("coinbase", kind);
        EXPECT_TRUE(nameless.decode(R"({"price":"1.50"})").contains(R"("symbol":null)"));
    }
}

TEST(DecodeJsonTest, RestErrorsAndOtherProductsAreTold)
{
    EXPECT_EQ(
        typeOf(decoderFor("kraken", DecodeKind::Ticker).decode(R"({"error":["EQuery:Unknown asset pair"]})")),
        QStringLiteral("error"));
    EXPECT_EQ(typeOf(decoderFor("bybit", DecodeKind::Candles)
                         .decode(R"({"retCode":0,"retMsg":"OK","result":{"category":"inverse","list":[]}})")),
              QStringLiteral("ignored"));
    EXPECT_EQ(typeOf(decoderFor("okx", DecodeKind::Tickers).decode("<html>")), QStringLiteral("malformed"));
}

TEST(DecodeJsonTest, CoinGeckoIsReadByItsIds)
{
    JsonDecoder decoder = decoderFor("coingecko", DecodeKind::Tickers);
    const QByteArray lines = decoder.decode(fixture(QStringLiteral("coingecko/markets.json")));
    EXPECT_TRUE(lines.startsWith(R"({"type":"ticker","symbol":"bitcoin","last":"77671","bid":null)"));
    EXPECT_EQ(decoder.summary().text(), QStringLiteral("2 tickers, 1 ignored"));
    EXPECT_FALSE(
        JsonDecoder::make({VenueId{QStringLiteral("coingecko")}, DecodeKind::Stream, {}, Interval::H1}));
    EXPECT_FALSE(
        JsonDecoder::make({VenueId{QStringLiteral("nasdaq")}, DecodeKind::Ticker, {}, Interval::H1}));
}

TEST(DecodeJsonTest, ADocumentLaidOutForReadingIsOneFrame)
{
    EXPECT_EQ(framesOf("{\"a\":1}\n\n{\"b\":2}\r\nping\n"),
              (QByteArrayList{"{\"a\":1}", "{\"b\":2}", "ping"}));
    EXPECT_EQ(framesOf("{\n  \"a\": 1\n}\n").size(), 1);
    EXPECT_EQ(framesOf("{\n  \"a\": 1\n").size(), 2) << "cut: each line for itself, each malformed";
    EXPECT_TRUE(framesOf("\n\n").isEmpty());
    EXPECT_EQ(decoderFor("binance", DecodeKind::Stream).decode(""), QByteArray());
}

TEST(DecodeJsonTest, OutsideTextCanNotBreakALine)
{
    JsonDecoder decoder = decoderFor("coinbase", DecodeKind::Stream);
    const QByteArray line = decoder.decodeFrame(
        R"({"type":"error","message":"a\nb\u0000c","reason":"\ud83d\ude00 )" + QByteArray(5000, 'x') + "\"}");
    EXPECT_EQ(line.count('\n'), 1);
    EXPECT_EQ(typeOf(line), QStringLiteral("error"));
    EXPECT_LT(line.size(), 1000);
}
