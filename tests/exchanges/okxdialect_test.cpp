#include "app/exchanges/okx/okxdialect.h"
#include "tests/exchanges/dialectcase.h"

using namespace std::chrono_literals;
using OkxTest = DialectTest<OkxDialect>;

TEST_F(OkxTest, TickerHasARollingChangeFromItsOpen)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("okx/ws_ticker.json")));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->instrument, id(u"BTC-USDT"));
    EXPECT_EQ(text(ticker->last), "63707.3");
    EXPECT_EQ(text(ticker->bid), "63707.2");
    EXPECT_EQ(text(ticker->ask), "63707.4");
    EXPECT_EQ(text(ticker->open24h), "63958.9");
    EXPECT_EQ(text(ticker->baseVolume), "3601.1585121");
    EXPECT_EQ(text(ticker->quoteVolume), "229576048.730317321");
    ASSERT_TRUE(ticker->change24hPct);
    EXPECT_NEAR(*ticker->change24hPct, (63707.3 - 63958.9) / 63958.9 * 100, 1e-10);
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1786613174873));
}

TEST_F(OkxTest, DerivativesOnTheSameSocketAreIgnored)
{
    whyIgnored(
        R"({"arg":{"channel":"tickers","instId":"BTC-USDT-SWAP"},"data":[{"instType":"SWAP","instId":"BTC-USDT-SWAP","last":"1"}]})");
    whyIgnored(
        R"({"arg":{"channel":"tickers","instId":"BTC-USDT"},"data":[{"instType":"MARGIN","instId":"BTC-USDT","last":"1"}]})");
    whyIgnored(
        R"({"arg":{"channel":"candle1m","instId":"BTC-USD-220527"},"data":[["1786538760000","1","1","1","1","1","1","1","0"]]})");
    whyIgnored(
        R"({"arg":{"channel":"mark-price-candle1m","instId":"BTC-USDT"},"data":[["1786538760000","1","1","1","1","1","1","1","0"]]})");
    whyIgnored(
        R"({"arg":{"channel":"tickers","instId":"BTC-USDT"},"data":[{"instType":"SPOT","instId":"ETH-USDT","last":"1"}]})");
    whyIgnored(
        R"({"arg":{"channel":"tickers","instId":"BTC-USDT"},"data":[{"instType":"SPOT","instId":"BTC-USDT","last":""}]})");
    whyIgnored(R"({"arg":{"channel":"trades","instId":"BTC-USDT"},"data":[{"instId":"BTC-USDT","px":"1"}]})");
    whyIgnored(R"([{"instrument_id":"LTC-BTC","last":"0.006002"}])");
    whyIgnored(R"({"arg":{"channel":"tickers","instId":"BTC-USDT"},"data":[]})");
}

TEST_F(OkxTest, OrderOfKeysDoesNotMatter)
{
    const auto ticker = one<Ticker>(
        R"({"data":[{"last":"1.50","instId":"BTC-USDT"}],"arg":{"instId":"BTC-USDT","channel":"tickers"}})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(text(ticker->last), "1.50");
}

TEST_F(OkxTest, CandlesCarryTheirConfirmFlag)
{
    const auto update = one<CandleUpdate>(
        R"({"arg":{"channel":"candle1Dutc","instId":"BTC-USDT"},"data":[["1786538760000","1","4","0.5","2","7","8","9","1"]]})");
    ASSERT_TRUE(update);
    EXPECT_EQ(update->interval, Interval::D1);
    const Candle &candle = update->candles.first();
    EXPECT_EQ(text(candle.open), "1");
    EXPECT_EQ(text(candle.high), "4");
    EXPECT_EQ(text(candle.low), "0.5");
    EXPECT_EQ(text(candle.close), "2");
    EXPECT_EQ(text(candle.volume), "7");
    EXPECT_TRUE(candle.closed);
    whyIgnored(
        R"({"arg":{"channel":"candle1D","instId":"BTC-USDT"},"data":[["1786538760000","1","4","0.5","2","7","8","9","1"]]})");
}

TEST_F(OkxTest, AcksErrorsAndNotices)
{
    const auto ack = one<StreamAck>(
        R"({"event":"subscribe","arg":{"channel":"tickers","instId":"BTC-USDT"},"connId":"a4d3ae55"})");
    ASSERT_TRUE(ack);
    EXPECT_EQ(ack->instruments, QList{id(u"BTC-USDT")});
    const auto error = one<StreamError>(
        R"({"event":"error","code":"60018","msg":"Wrong URL or channel:tickers,instId:NOPE-USDT doesn't exist.","connId":"a4d3ae55"})");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->instrument, id(u"NOPE-USDT"));
    EXPECT_EQ(error->error.kind, Error::Kind::Rejected);
    const auto notice = one<StreamError>(
        R"({"event":"notice","code":"64008","msg":"The connection will soon be closed for a service upgrade.","connId":"a4d3ae55"})");
    ASSERT_TRUE(notice);
    EXPECT_TRUE(notice->replaceConnection);
    EXPECT_TRUE(one<StreamHeartbeat>("pong"));
}

TEST_F(OkxTest, BrokenFramesAreMalformedWhereverTheyBreak)
{
    const QByteArray whole = fixture(QStringLiteral("okx/ws_ticker.json")).trimmed();
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_TRUE(isMalformed(whole.left(size))) << size;
}

TEST_F(OkxTest, RestTickersLeaveOutOtherProductsAndTheUnpriced)
{
    const QList<Ticker> list = tickers(fixture(QStringLiteral("okx/rest_tickers.json")));
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(list.at(0).instrument, id(u"BTC-USDT"));
    const Ticker &quiet = list.at(1);
    EXPECT_FALSE(quiet.bid || quiet.ask || quiet.open24h || quiet.change24hPct);
    EXPECT_EQ(text(quiet.baseVolume), "0");
}

TEST_F(OkxTest, ErrorsInsideA200)
{
    EXPECT_EQ(tickersError(R"({"code":"50011","msg":"Too Many Requests","data":[]})"),
              Error::Kind::RateLimited);
    EXPECT_EQ(tickersError(R"({"code":"50001","msg":"Service temporarily unavailable","data":[]})"),
              Error::Kind::Network);
    EXPECT_EQ(tickersError(R"({"code":"51001","msg":"Instrument ID does not exist","data":[]})"),
              Error::Kind::Rejected);
    EXPECT_EQ(tickersError("[]"), Error::Kind::Malformed);
    EXPECT_EQ(dialect.httpError(429, R"({"code":"50011","msg":"Too Many Requests"})").kind,
              Error::Kind::RateLimited);
    EXPECT_EQ(dialect.httpError(403, "<html>").kind, Error::Kind::Refused);
}

TEST_F(OkxTest, InstrumentsAreSpotOnly)
{
    const QList<Instrument> list = instruments(fixture(QStringLiteral("okx/rest_instruments.json")));
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(text(list.at(0).tickSize), "0.1");
    EXPECT_EQ(list.at(0).status, Instrument::Status::Trading);
    EXPECT_EQ(list.at(1).status, Instrument::Status::Halted);
}

TEST_F(OkxTest, CandlesAreTurnedRoundAndKeepTheirFlags)
{
    const QList<Candle> list = candles(fixture(QStringLiteral("okx/rest_candles.json")));
    ASSERT_EQ(list.size(), 3);
    EXPECT_EQ(list.at(0).time, fromMsecs(1788083160000));
    EXPECT_TRUE(list.at(0).closed);
    EXPECT_TRUE(list.at(1).closed);
    EXPECT_FALSE(list.at(2).closed);
    EXPECT_TRUE(candles(R"({"code":"0","msg":"","data":[["1788083160000","1","1","1","1","1","1","1","1"]]})")
                    .first()
                    .closed)
        << "the venue says so, though it is the newest row";
}

TEST_F(OkxTest, TickersAndCandlesHaveAConnectionEach)
{
    SubscriptionSet set;
    set.tickers.insert(id(u"BTC-USDT"));
    set.candles.insert({id(u"BTC-USDT"), Interval::D1});
    const auto plans = dialect.streams(set);
    ASSERT_EQ(plans.size(), 2);
    EXPECT_EQ(plans.at(0).url, QUrl(QStringLiteral("wss://ws.okx.com:8443/ws/v5/public")));
    EXPECT_TRUE(plans.at(0).share.candles.isEmpty());
    EXPECT_EQ(plans.at(1).url, QUrl(QStringLiteral("wss://ws.okx.com:8443/ws/v5/business")));
    EXPECT_TRUE(plans.at(1).share.tickers.isEmpty());
    EXPECT_EQ(dialect.subscribeFrames(plans.at(0).share),
              (QByteArrayList{R"({"op":"subscribe","args":[{"channel":"tickers","instId":"BTC-USDT"}]})"}));
    EXPECT_EQ(
        dialect.subscribeFrames(plans.at(1).share),
        (QByteArrayList{R"({"op":"subscribe","args":[{"channel":"candle1Dutc","instId":"BTC-USDT"}]})"}));
    for (const QByteArray &frame : dialect.subscribeFrames(manyTickers(500)))
        EXPECT_LE(frame.size(), 64 * 1024);
    ASSERT_TRUE(dialect.heartbeat());
    EXPECT_TRUE(dialect.heartbeat()->onlyWhenQuiet);
    EXPECT_LT(dialect.heartbeat()->interval, 30s);
}

TEST_F(OkxTest, RegionsMoveBothHosts)
{
    EXPECT_EQ(dialect.regions().size(), 3);
    dialect.useRegion(2);
    SubscriptionSet set;
    set.tickers.insert(id(u"BTC-USDT"));
    EXPECT_EQ(dialect.streams(set).first().url.host(), QStringLiteral("wsus.okx.com"));
    EXPECT_EQ(dialect.instrumentsQuery().url.toEncoded(),
              "https://us.okx.com/api/v5/public/instruments?instType=SPOT");
    dialect.useRegion(99);
    EXPECT_EQ(dialect.instrumentsQuery().url.host(), QStringLiteral("us.okx.com"));
}

TEST_F(OkxTest, CandleQueriesPageWithAfter)
{
    CandleQuery query{id(u"BTC-USDT"), Interval::H6, {}, {}, 0};
    EXPECT_EQ(candlesUrl(query),
              "https://www.okx.com/api/v5/market/candles?instId=BTC-USDT&bar=6Hutc&limit=300");
    query.to = fromMsecs(1788083160000);
    EXPECT_EQ(candlesUrl(query),
              "https://www.okx.com/api/v5/market/history-candles?instId=BTC-USDT&bar=6Hutc&"
              "after=1788083160001&limit=300");
}
