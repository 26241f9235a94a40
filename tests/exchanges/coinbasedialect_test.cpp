#include "app/exchanges/coinbase/coinbasedialect.h"
#include "tests/exchanges/dialectcase.h"

using namespace std::chrono_literals;
using CoinbaseTest = DialectTest<CoinbaseDialect>;

TEST_F(CoinbaseTest, TickerHasARollingChangeFromItsOpen)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("coinbase/ws_ticker.json")));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->instrument, id(u"ETH-USD"));
    EXPECT_EQ(text(ticker->last), "1285.22");
    EXPECT_EQ(text(ticker->bid), "1285.04");
    EXPECT_EQ(text(ticker->ask), "1285.27");
    EXPECT_EQ(text(ticker->open24h), "1310.79");
    EXPECT_EQ(text(ticker->high24h), "1313.8");
    EXPECT_EQ(text(ticker->low24h), "1280.52");
    EXPECT_EQ(text(ticker->baseVolume), "245532.79269678");
    EXPECT_FALSE(ticker->quoteVolume);
    ASSERT_TRUE(ticker->change24hPct);
    EXPECT_NEAR(*ticker->change24hPct, (1285.22 - 1310.79) / 1310.79 * 100, 1e-9);
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1666222102061)); // microseconds cut
}

TEST_F(CoinbaseTest, OnlyProductAndPriceAreNeeded)
{
    const auto ticker = one<Ticker>(R"({"price":"0.00000840","product_id":"SHIB-USD","type":"ticker"})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(text(ticker->last), "0.00000840");
    EXPECT_FALSE(ticker->change24hPct);
    EXPECT_FALSE(isKnown(ticker->exchangeTime));
    const auto fresh = one<Ticker>(R"({"type":"ticker","product_id":"NEW-USD","price":"2","open_24h":"0"})");
    ASSERT_TRUE(fresh);
    EXPECT_FALSE(fresh->change24hPct);
    whyIgnored(R"({"type":"ticker","product_id":"NEW-USD","price":""})");
    whyIgnored(R"({"type":"ticker","price":"2"})");
}

TEST_F(CoinbaseTest, OtherMessagesAreIgnored)
{
    whyIgnored(
        R"({"type":"match","product_id":"BTC-USD","price":"1","size":"2","time":"2021-03-21T03:47:27.112041Z"})");
    whyIgnored(R"({"type":"l2update","product_id":"BTC-USD","changes":[["buy","37378.26","0.02460000"]]})");
    // Advanced Trade
    whyIgnored(
        R"({"channel":"ticker","timestamp":"2026-04-07T14:30:03.000000Z","sequence_num":12,"events":[{"type":"snapshot","tickers":[{"type":"ticker","product_id":"BTC-USD","price":"68900.50"}]}]})");
    whyIgnored(R"({"channel":"ticker","events":[],"type":"ticker","product_id":"BTC-USD","price":"1"})");
}

TEST_F(CoinbaseTest, AcksHeartbeatsAndErrorsAreNoData)
{
    const auto ack = one<StreamAck>(
        R"({"type":"subscriptions","channels":[{"name":"ticker","product_ids":["BTC-USD","ETH-USD"],"account_ids":null},{"name":"heartbeat","product_ids":["BTC-USD"]}]})");
    ASSERT_TRUE(ack);
    EXPECT_EQ(ack->instruments, (QList{id(u"BTC-USD"), id(u"ETH-USD")}));
    EXPECT_TRUE(one<StreamHeartbeat>(
        R"({"type":"heartbeat","sequence":90,"last_trade_id":20,"product_id":"BTC-USD","time":"2014-11-07T08:19:28.464459Z"})"));
    const auto error = one<StreamError>(
        R"({"type":"error","message":"Failed to subscribe","reason":"BTC-XXX is not a valid product"})");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->instrument, id(u"BTC-XXX"));
    EXPECT_EQ(error->error.kind, Error::Kind::Rejected);
    const auto other = one<StreamError>(R"({"type":"error","message":"Too many","reason":"slow down"})");
    ASSERT_TRUE(other);
    EXPECT_FALSE(other->instrument);
}

TEST_F(CoinbaseTest, BrokenFramesAreMalformedWhereverTheyBreak)
{
    const QByteArray whole = fixture(QStringLiteral("coinbase/ws_ticker.json")).trimmed();
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_TRUE(isMalformed(whole.left(size))) << size;
    EXPECT_TRUE(isMalformed(whole + "}"));
}

TEST_F(CoinbaseTest, TwoAnswersMakeOneTicker)
{
    const QList<InstrumentId> asked{id(u"BTC-USD")};
    const QList<Ticker> trade = tickers(
        R"({"ask":"85768.49","bid":"85768.48","volume":"1758.8","trade_id":1,"price":"85770.00","size":"0.1","time":"2026-10-05T06:25:14.578123Z"})",
        asked);
    const QList<Ticker> stats = tickers(
        R"({"open":"84926.45","high":"86993.9","low":"84873.31","last":"85768.48","volume":"1758.8","volume_30day":"9"})",
        asked);
    ASSERT_EQ(trade.size(), 1);
    ASSERT_EQ(stats.size(), 1);
    EXPECT_EQ(stats.first().instrument, asked.first());
    for (const Ticker &merged :
         {mergeTickers(trade.first(), stats.first()), mergeTickers(stats.first(), trade.first())}) {
        EXPECT_EQ(text(merged.last), "85770.00") << "the dated trade is the newer one";
        EXPECT_EQ(text(merged.bid), "85768.48");
        EXPECT_EQ(text(merged.high24h), "86993.9");
        EXPECT_EQ(text(merged.open24h), "84926.45");
        ASSERT_TRUE(merged.change24hPct);
        EXPECT_NEAR(*merged.change24hPct, (85770.00 - 84926.45) / 84926.45 * 100, 1e-9);
        EXPECT_EQ(merged.exchangeTime, fromMsecs(1791181514578));
    }
}

TEST_F(CoinbaseTest, AnAnswerWithoutAProductIsNotGuessed)
{
    const auto decoded =
        dialect.decodeTickers(R"({"price":"1","volume":"1"})", {id(u"A-USD"), id(u"B-USD")}, received);
    EXPECT_FALSE(decoded);
}

TEST_F(CoinbaseTest, StatsOfAllProductsAreReadAtOnce)
{
    const QList<Ticker> list = tickers(fixture(QStringLiteral("coinbase/rest_products_stats.json")));
    ASSERT_EQ(list.size(), 1);
    EXPECT_EQ(list.first().instrument, id(u"BTC-USD"));
    EXPECT_EQ(text(list.first().last), "85768.48");
    EXPECT_NEAR(list.first().change24hPct.value_or(0), (85768.48 - 84926.45) / 84926.45 * 100, 1e-9);
}

TEST_F(CoinbaseTest, RestErrorsAreErrors)
{
    EXPECT_EQ(tickersError(R"({"message":"NotFound"})"), Error::Kind::Rejected);
    EXPECT_EQ(tickersError("<html></html>"), Error::Kind::Malformed);
    EXPECT_EQ(tickersError("[]"), Error::Kind::Malformed);
    EXPECT_FALSE(dialect.decodeInstruments(R"({"message":"Internal server error"})"));
    EXPECT_FALSE(dialect.decodeCandles(R"({"message":"Unsupported granularity"})", {}));
    EXPECT_TRUE(
        dialect.httpError(404, R"({"message":"NotFound"})").detail.contains(QLatin1String("NotFound")));
    EXPECT_EQ(dialect.httpError(503, R"({"message":"maintenance"})").kind, Error::Kind::Network);
}

TEST_F(CoinbaseTest, InstrumentsTradeOnlyWhenOnlineAndEnabled)
{
    const QList<Instrument> list = instruments(fixture(QStringLiteral("coinbase/rest_products.json")));
    ASSERT_EQ(list.size(), 4);
    EXPECT_EQ(list.at(0).status, Instrument::Status::Trading);
    EXPECT_EQ(text(list.at(0).tickSize), "0.01");
    EXPECT_EQ(list.at(1).status, Instrument::Status::Halted);
    EXPECT_EQ(list.at(2).status, Instrument::Status::Delisted);
    EXPECT_EQ(text(list.at(2).tickSize), "0.05");
    EXPECT_EQ(list.at(3).status, Instrument::Status::Halted);
}

TEST_F(CoinbaseTest, CandlesAreTurnedRoundWithLowBeforeHigh)
{
    const QList<Candle> list = candles(fixture(QStringLiteral("coinbase/rest_candles.json")));
    ASSERT_EQ(list.size(), 3);
    EXPECT_EQ(list.at(0).time, fromMsecs(1788343200000));
    EXPECT_EQ(text(list.at(0).volume), "0.0012");
    const Candle &newest = list.last();
    EXPECT_EQ(newest.time, fromMsecs(1788350400000));
    EXPECT_EQ(text(newest.low), "77800.5");
    EXPECT_EQ(text(newest.high), "78100.25");
    EXPECT_EQ(text(newest.open), "77950");
    EXPECT_EQ(text(newest.close), "78050.01");
    EXPECT_FALSE(newest.closed);
    EXPECT_TRUE(list.at(1).closed);
}

TEST_F(CoinbaseTest, SubscribesTickersAndOneHeartbeat)
{
    SubscriptionSet set;
    set.tickers = {id(u"ETH-USD"), id(u"BTC-USD")};
    set.candles.insert({id(u"BTC-USD"), Interval::H1}); // not streamed
    EXPECT_EQ(
        dialect.subscribeFrames(set),
        (QByteArrayList{R"({"type":"subscribe","product_ids":["BTC-USD","ETH-USD"],"channels":["ticker"]})",
                        R"({"type":"subscribe","product_ids":["BTC-USD"],"channels":["heartbeat"]})"}));
    EXPECT_EQ(dialect.unsubscribeFrames(set),
              (QByteArrayList{
                  R"({"type":"unsubscribe","product_ids":["BTC-USD","ETH-USD"],"channels":["ticker"]})"}));
    ASSERT_EQ(dialect.streams(set).size(), 1);
    EXPECT_TRUE(dialect.streams(set).first().share.candles.isEmpty());
    SubscriptionSet candlesOnly;
    candlesOnly.candles = set.candles;
    EXPECT_TRUE(dialect.streams(candlesOnly).isEmpty());
    EXPECT_TRUE(dialect.info().streamIntervals.isEmpty());
    EXPECT_LE(dialect.info().silenceLimit, 5s);
}

TEST_F(CoinbaseTest, CandleQueriesAreWindowsOfThreeHundred)
{
    CandleQuery query{id(u"BTC-USD"), Interval::H1, {}, {}, 0};
    EXPECT_EQ(candlesUrl(query),
              "https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=3600");
    query.to = fromMsecs(1788350400000);
    EXPECT_EQ(candlesUrl(query),
              "https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=3600&"
              "start=1787274000&end=1788350400");
    query.interval = Interval::H4;
    EXPECT_TRUE(candlesUrl(query).startsWith("no:"));
}

TEST_F(CoinbaseTest, ReadsTickersInPairsOrAllStatsAtOnce)
{
    const auto pair = dialect.tickersQueries({id(u"BTC-USD")});
    ASSERT_EQ(pair.size(), 2);
    EXPECT_EQ(pair.at(0).url.toEncoded(), "https://api.exchange.coinbase.com/products/BTC-USD/ticker");
    EXPECT_EQ(pair.at(1).url.toEncoded(), "https://api.exchange.coinbase.com/products/BTC-USD/stats");
    const QSet<InstrumentId> many = manyTickers(40).tickers;
    const auto all = dialect.tickersQueries({many.begin(), many.end()});
    ASSERT_EQ(all.size(), 1);
    EXPECT_EQ(all.at(0).url.toEncoded(), "https://api.exchange.coinbase.com/products/stats");
}
