#include "app/exchanges/bybit/bybitdialect.h"
#include "tests/exchanges/dialectcase.h"

using namespace std::chrono_literals;
using BybitTest = DialectTest<BybitDialect>;

TEST_F(BybitTest, TickerHasAFractionForAChangeAndTheFramesTime)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("bybit/ws_ticker.json")));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->instrument, id(u"BTCUSDT"));
    EXPECT_EQ(text(ticker->last), "21109.77");
    EXPECT_FALSE(ticker->bid || ticker->ask) << "the spot stream has none";
    EXPECT_EQ(text(ticker->open24h), "20704.93");
    EXPECT_EQ(text(ticker->high24h), "21426.99");
    EXPECT_EQ(text(ticker->low24h), "20575");
    EXPECT_EQ(text(ticker->baseVolume), "6780.866843");
    EXPECT_EQ(text(ticker->quoteVolume), "141946527.22907118");
    EXPECT_EQ(ticker->change24hPct, 1.96);
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1673853746003));
}

TEST_F(BybitTest, OrderOfKeysDoesNotMatter)
{
    const auto ticker = one<Ticker>(
        R"({"data":{"lastPrice":"1.50","symbol":"BTCUSDT"},"type":"snapshot","ts":1673853746003,"topic":"tickers.BTCUSDT"})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(text(ticker->last), "1.50");
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1673853746003));
}

TEST_F(BybitTest, DerivativesUnderTheSameTopicAreIgnored)
{
    whyIgnored(
        R"({"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT","lastPrice":"1","markPrice":"1"},"ts":1})");
    whyIgnored(
        R"({"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT","lastPrice":"1","fundingRate":"0"},"ts":1})");
    whyIgnored(
        R"({"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT","lastPrice":"1","openInterest":""},"ts":1})");
    whyIgnored(
        R"({"topic":"tickers.BTCUSDT","type":"delta","data":{"symbol":"BTCUSDT","lastPrice":"63986.66"},"ts":1})");
    whyIgnored(
        R"({"data":{"symbol":"BTCUSDT","lastPrice":"63986.66"},"topic":"tickers.BTCUSDT","ts":1,"type":"delta"})");
    whyIgnored(
        R"({"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT","indexPrice":"1"},"ts":1})");
    whyIgnored(
        R"({"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"ETHUSDT","lastPrice":"1"},"ts":1})");
    whyIgnored(
        R"({"topic":"orderbook.1.BTCUSDT","ts":1,"type":"snapshot","data":{"s":"BTCUSDT","b":[],"a":[]}})");
    whyIgnored(R"({"topic":"instrument_info.100ms.BTCUSD","type":"snapshot","data":{"last_price_e4":1}})");
    whyIgnored(R"({"topic":"kline.3.BTCUSDT","type":"snapshot","data":[],"ts":1})");
    whyIgnored(
        R"({"success":true,"ret_msg":"","conn_id":"x","request":{"op":"subscribe","args":["trade"]}})");
}

TEST_F(BybitTest, CandlesAreObjectsInAList)
{
    const auto update = one<CandleUpdate>(fixture(QStringLiteral("bybit/ws_kline.json")));
    ASSERT_TRUE(update);
    EXPECT_EQ(update->instrument, id(u"BTCUSDT"));
    EXPECT_EQ(update->interval, Interval::M5);
    ASSERT_EQ(update->candles.size(), 1);
    const Candle &candle = update->candles.first();
    EXPECT_EQ(candle.time, fromMsecs(1672324800000));
    EXPECT_EQ(text(candle.open), "16649.5");
    EXPECT_EQ(text(candle.high), "16680");
    EXPECT_EQ(text(candle.low), "16608");
    EXPECT_EQ(text(candle.close), "16677");
    EXPECT_EQ(text(candle.volume), "2.081");
    EXPECT_FALSE(candle.closed);
}

TEST_F(BybitTest, AcksPongsAndRefusals)
{
    EXPECT_TRUE(one<StreamAck>(
        R"({"success":true,"ret_msg":"subscribe","conn_id":"x","req_id":"t1","op":"subscribe"})"));
    EXPECT_TRUE(one<StreamAck>(R"({"success":true,"ret_msg":"","conn_id":"x","op":"subscribe"})"));
    EXPECT_TRUE(one<StreamHeartbeat>(R"({"success":true,"ret_msg":"pong","conn_id":"x","op":"ping"})"));
    const auto error = one<StreamError>(
        R"({"success":false,"ret_msg":"Invalid topic: tickers.NOPEUSDT","conn_id":"x","op":"subscribe"})");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->instrument, id(u"NOPEUSDT"));
    const auto bare = one<StreamError>(
        R"({"success":false,"ret_msg":"Invalid topic: invalid.topic.BTCUSDT","conn_id":"x","op":"subscribe"})");
    ASSERT_TRUE(bare);
    EXPECT_FALSE(bare->instrument);
}

TEST_F(BybitTest, BrokenFramesAreMalformedWhereverTheyBreak)
{
    for (const char *name : {"bybit/ws_ticker.json", "bybit/ws_kline.json"}) {
        const QByteArray whole = fixture(QString::fromLatin1(name)).trimmed();
        for (qsizetype size = 0; size < whole.size(); ++size)
            EXPECT_TRUE(isMalformed(whole.left(size))) << name << size;
    }
}

TEST_F(BybitTest, RestTickersHaveBidAskAndTheAnswersTime)
{
    const QList<Ticker> list = tickers(fixture(QStringLiteral("bybit/rest_tickers.json")));
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(text(list.at(0).bid), "20517.96");
    EXPECT_EQ(text(list.at(0).ask), "20517.97");
    EXPECT_EQ(list.at(0).change24hPct, 0.68);
    EXPECT_EQ(list.at(0).exchangeTime, fromMsecs(1673859087947));
    EXPECT_FALSE(list.at(1).change24hPct) << "a fresh listing has no price 24 h ago";
}

TEST_F(BybitTest, AnswersOfAnotherCategoryAreNotSpot)
{
    const QByteArray body =
        fixture(QStringLiteral("bybit/rest_tickers.json")).replace("\"spot\"", "\"linear\"");
    EXPECT_EQ(tickersError(body), Error::Kind::Unsupported);
    const QByteArray rows =
        fixture(QStringLiteral("bybit/rest_kline.json")).replace("\"spot\"", "\"inverse\"");
    EXPECT_FALSE(dialect.decodeCandles(rows, {}));
}

TEST_F(BybitTest, ErrorsInsideA200)
{
    EXPECT_EQ(tickersError(R"({"retCode":10001,"retMsg":"Not supported symbols","result":{}})"),
              Error::Kind::Rejected);
    EXPECT_EQ(tickersError(R"({"retCode":10006,"retMsg":"Too many visits!"})"), Error::Kind::RateLimited);
    EXPECT_EQ(tickersError(R"({"retCode":10009,"retMsg":"region"})"), Error::Kind::Refused);
    EXPECT_EQ(tickersError(R"({"retCode":10024,"retMsg":"compliance"})"), Error::Kind::Refused);
    EXPECT_EQ(tickersError(R"({"ret_code":0,"result":[{"symbol":"BTCUSD","last_price":"1"}]})"),
              Error::Kind::Malformed);
    EXPECT_EQ(dialect.httpError(403, "").kind, Error::Kind::Refused);
}

TEST_F(BybitTest, InstrumentsFlagSharesAndLeveragedTokens)
{
    const QList<Instrument> list = instruments(fixture(QStringLiteral("bybit/rest_instruments.json")));
    ASSERT_EQ(list.size(), 5);
    EXPECT_EQ(text(list.at(0).tickSize), "0.01");
    EXPECT_FALSE(list.at(0).lookalike);
    EXPECT_TRUE(list.at(1).lookalike);
    EXPECT_TRUE(list.at(2).lookalike);
    EXPECT_EQ(list.at(3).status, Instrument::Status::Halted);
    EXPECT_FALSE(list.at(3).lookalike);
    EXPECT_EQ(list.at(4).status, Instrument::Status::Delisted);
    EXPECT_TRUE(list.at(4).tickSize.isZero());
}

TEST_F(BybitTest, CandlesAreTurnedRound)
{
    const QList<Candle> list = candles(fixture(QStringLiteral("bybit/rest_kline.json")));
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(list.at(0).time, fromMsecs(1670605200000));
    EXPECT_EQ(text(list.at(0).volume), "4.1");
    EXPECT_TRUE(list.at(0).closed);
    EXPECT_EQ(text(list.at(1).close), "17055.5");
    EXPECT_FALSE(list.at(1).closed);
}

TEST_F(BybitTest, SubscribesTenTopicsAFrame)
{
    SubscriptionSet set;
    set.tickers.insert(id(u"BTCUSDT"));
    set.candles.insert({id(u"BTCUSDT"), Interval::D1});
    EXPECT_EQ(
        dialect.subscribeFrames(set),
        (QByteArrayList{R"({"req_id":"1","op":"subscribe","args":["tickers.BTCUSDT","kline.D.BTCUSDT"]})"}));
    const QByteArrayList frames = dialect.subscribeFrames(manyTickers(25));
    ASSERT_EQ(frames.size(), 3);
    EXPECT_EQ(frames.at(0).count("tickers."), 10);
    EXPECT_EQ(frames.at(2).count("tickers."), 5);
    ASSERT_TRUE(dialect.heartbeat());
    EXPECT_EQ(dialect.heartbeat()->frame, R"({"op":"ping"})");
    EXPECT_LE(dialect.heartbeat()->interval, 18s);
}

TEST_F(BybitTest, EveryQuerySaysSpot)
{
    EXPECT_TRUE(dialect.instrumentsQuery().url.query().contains(QLatin1String("category=spot")));
    for (const RestQuery &query : dialect.tickersQueries({id(u"BTCUSDT"), id(u"ETHUSDT")}))
        EXPECT_TRUE(query.url.query().contains(QLatin1String("category=spot")));
    EXPECT_EQ(candlesUrl({id(u"BTCUSDT"), Interval::W1, {}, fromMsecs(1670605200000), 5}),
              "https://api.bybit.com/v5/market/"
              "kline?category=spot&symbol=BTCUSDT&interval=W&end=1670605200000&limit=5");
    EXPECT_EQ(dialect.regions().size(), 2);
    dialect.useRegion(1);
    EXPECT_EQ(dialect.instrumentsQuery().url.host(), QStringLiteral("api.bytick.com"));
}

TEST_F(BybitTest, MarketPage)
{
    Instrument instrument;
    instrument.base = QStringLiteral("BTC");
    instrument.quote = QStringLiteral("USDT");
    EXPECT_EQ(dialect.marketPage(instrument),
              QUrl(QStringLiteral("https://www.bybit.com/en/trade/spot/BTC/USDT")));
}
