#include "app/exchanges/binance/binancedialect.h"
#include "tests/exchanges/dialectcase.h"

#include <QUrlQuery>

using namespace std::chrono_literals;
using BinanceTest = DialectTest<BinanceDialect>;

TEST_F(BinanceTest, TickerTellsKeysApartThatDifferOnlyByCase)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("binance/ws_ticker.json")));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->instrument, id(u"BTCUSDT"));
    EXPECT_EQ(text(ticker->last), "63972.70000000");            // c, not C
    EXPECT_EQ(text(ticker->open24h), "64305.10000000");         // o, not O
    EXPECT_EQ(text(ticker->low24h), "63211.60000000");          // l, not L
    EXPECT_EQ(text(ticker->quoteVolume), "973112987.53129400"); // q, not Q
    EXPECT_EQ(text(ticker->bid), "63972.69000000");
    EXPECT_EQ(text(ticker->ask), "63972.71000000");
    EXPECT_EQ(text(ticker->high24h), "64450.00000000");
    EXPECT_EQ(text(ticker->baseVolume), "15235.21134000");
    EXPECT_EQ(ticker->change24hPct, -0.517); // P is a percent, p a price
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1786540329176));
}

TEST_F(BinanceTest, EscapedKeysAndWrappersReadTheSame)
{
    const QByteArray raw = fixture(QStringLiteral("binance/ws_ticker.json")).trimmed();
    const auto plain = one<Ticker>(raw);
    const auto wrapped = one<Ticker>(R"({"data":)" + raw + R"(,"stream":"btcusdt@ticker"})");
    const auto escaped =
        one<Ticker>(QByteArray(raw).replace("\"c\":", "\"\\u0063\":").replace("BTCUSDT", "BTC\\u0055SDT"));
    ASSERT_TRUE(plain && wrapped && escaped);
    EXPECT_EQ(*plain, *wrapped);
    EXPECT_EQ(*plain, *escaped);
}

TEST_F(BinanceTest, MiniTickersHaveTheirChangeComputed)
{
    const auto ticker = one<Ticker>(
        R"({"e":"24hrMiniTicker","E":1672515782136,"s":"BNBBTC","c":"0.0025","o":"0.0010","h":"0.0025","l":"0.0010","v":"10000","q":"18"})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(text(ticker->open24h), "0.0010");
    ASSERT_TRUE(ticker->change24hPct);
    EXPECT_DOUBLE_EQ(*ticker->change24hPct, 150);
    EXPECT_FALSE(ticker->bid);
    const auto fresh =
        one<Ticker>(R"({"e":"24hrMiniTicker","E":1672515782136,"s":"NEWBTC","c":"0.0025","o":"0.00000000"})");
    ASSERT_TRUE(fresh);
    EXPECT_FALSE(fresh->change24hPct) << "never infinity";
}

TEST_F(BinanceTest, AllMarketFramesGiveATickerForEach)
{
    const QList<StreamEvent> list = events(
        R"({"stream":"!miniTicker@arr","data":[{"e":"24hrMiniTicker","E":1672515782136,"s":"BNBBTC","c":"0.0025","o":"0.0010"},{"e":"24hrMiniTicker","E":1672515782136,"s":"ETHBTC","c":"0","o":"0.0010"}]})");
    ASSERT_EQ(list.size(), 2);
    EXPECT_TRUE(std::holds_alternative<Ticker>(list.at(0)));
    EXPECT_TRUE(std::holds_alternative<StreamIgnored>(list.at(1)));
    EXPECT_EQ(
        events(R"([{"e":"24hrMiniTicker","E":1672515782136,"s":"BNBBTC","c":"0.0025","o":"0.0010"}])").size(),
        1);
}

TEST_F(BinanceTest, FuturesNeverBecomeSpot)
{
    whyIgnored(
        R"({"e":"24hrMiniTicker","E":1786540329176,"s":"BTCUSDT","ps":"BTCUSDT","c":"63972.70","o":"64305.10","st":1})");
    whyIgnored(
        R"({"e":"24hrTicker","E":1,"s":"BTCUSDT","P":"1","c":"63972.70","o":"64305.10","h":"1","l":"1"})"); // no b, no a
    whyIgnored(
        R"({"e":"24hrTicker","E":1,"s":"BTCUSDT_210625","P":"1","c":"63972.70","o":"64305.10","b":"1","a":"1"})");
    whyIgnored(
        R"({"e":"24hrTicker","E":1,"s":"BTCUSD_PERP","P":"1","c":"63972.70","o":"64305.10","b":"1","a":"1"})");
    whyIgnored(
        R"({"e":"kline","E":1,"s":"BTCUSDT_210625","k":{"t":1672515780000,"i":"1m","o":"1","c":"1","h":"1","l":"1","v":"1","x":true}})");
    whyIgnored(
        R"({"e":"kline","E":1,"s":"BTCUSDT","ps":"BTCUSDT","k":{"t":1672515780000,"i":"1m","o":"1","c":"1","h":"1","l":"1","v":"1","x":true}})");
}

TEST_F(BinanceTest, OtherEventsAreIgnored)
{
    whyIgnored(
        R"({"u":98494969448,"s":"BTCUSDT","b":"63704.00000000","B":"4.77","a":"63704.01000000","A":"11.3"})");
    whyIgnored(R"({"e":"1hTicker","E":1,"s":"BTCUSDT","P":"1","c":"1","o":"1","b":"1","a":"1"})");
    whyIgnored(
        R"({"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":1,"u":2,"b":[["1","0"]],"a":[]}})");
    // an event of another symbol than its stream, candles of another time zone
    whyIgnored(
        R"({"stream":"ethusdt@ticker","data":{"e":"24hrTicker","E":1,"s":"BTCUSDT","P":"1","c":"1","o":"1","b":"1","a":"1"}})");
    whyIgnored(
        R"({"stream":"btcusdt@kline_1d@+08:00","data":{"e":"kline","E":1,"s":"BTCUSDT","k":{"t":1672515780000,"s":"BTCUSDT","i":"1d","o":"1","c":"1","h":"1","l":"1","v":"1","x":true}}})");
    whyIgnored(
        R"({"e":"kline","E":1,"s":"BTCUSDT","k":{"t":1672515780000,"s":"BTCUSDT","i":"3m","o":"1","c":"1","h":"1","l":"1","v":"1","x":true}})");
}

TEST_F(BinanceTest, CandlesSayThemselvesWhetherTheyAreClosed)
{
    const auto update = one<CandleUpdate>(fixture(QStringLiteral("binance/ws_kline.json")));
    ASSERT_TRUE(update);
    EXPECT_EQ(update->instrument, id(u"BTCUSDT"));
    EXPECT_EQ(update->interval, Interval::M1);
    EXPECT_FALSE(update->snapshot);
    ASSERT_EQ(update->candles.size(), 1);
    const Candle &candle = update->candles.first();
    EXPECT_EQ(candle.time, fromMsecs(1786538760000));
    EXPECT_EQ(text(candle.open), "29038.46000000");
    EXPECT_EQ(text(candle.high), "29038.48000000");
    EXPECT_EQ(text(candle.low), "29038.45000000");
    EXPECT_EQ(text(candle.close), "29038.47000000");
    EXPECT_EQ(text(candle.volume), "0.20926000");
    EXPECT_TRUE(candle.closed);
    const auto month = one<CandleUpdate>(
        R"({"e":"kline","E":1,"s":"BTCUSDT","k":{"t":1672515780000,"s":"BTCUSDT","i":"1M","o":"1","c":"1","h":"1","l":"1","v":"1","x":false}})");
    ASSERT_TRUE(month);
    EXPECT_EQ(month->interval, Interval::Month);
    EXPECT_FALSE(month->candles.first().closed);
}

TEST_F(BinanceTest, AcksErrorsAndShutdownsAreNoData)
{
    EXPECT_TRUE(one<StreamAck>(R"({"result":null,"id":1})"));
    const auto error = one<StreamError>(R"({"code":2,"msg":"Invalid request: unknown variant","id":1})");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->error.kind, Error::Kind::Rejected);
    EXPECT_FALSE(error->replaceConnection);
    EXPECT_TRUE(one<StreamError>(R"({"error":{"code":3,"msg":"Invalid JSON"}})"));
    for (const char *frame :
         {R"({"e":"serverShutdown","E":1770123456789})",
          R"({"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1770123456789}})"}) {
        const auto shutdown = one<StreamError>(frame);
        ASSERT_TRUE(shutdown);
        EXPECT_TRUE(shutdown->replaceConnection);
    }
}

TEST_F(BinanceTest, BrokenFramesAreMalformedWhereverTheyBreak)
{
    for (const char *name : {"binance/ws_ticker.json", "binance/ws_kline.json"}) {
        const QByteArray whole = fixture(QString::fromLatin1(name)).trimmed();
        for (qsizetype size = 0; size < whole.size(); ++size)
            EXPECT_TRUE(isMalformed(whole.left(size))) << name << size;
        EXPECT_TRUE(isMalformed(whole + "]"));
    }
    EXPECT_TRUE(isMalformed(R"({"e":"24hrTicker","E":1,"s":"BTCUSDT","c":NaN,"b":"1","a":"1"})"));
    EXPECT_TRUE(isMalformed(R"({"e":"24hrTicker","E":1,"s":"BTCUSDT","c":"1","n":NaN,"b":"1","a":"1"})"));
}

TEST_F(BinanceTest, RestTickersOfAnyForm)
{
    const QList<Ticker> list = tickers(fixture(QStringLiteral("binance/rest_tickers.json")));
    ASSERT_EQ(list.size(), 2) << "a dead market's zeros are no price";
    EXPECT_EQ(text(list.at(0).last), "63972.70000000");
    EXPECT_EQ(list.at(0).change24hPct, -0.517);
    EXPECT_EQ(list.at(0).exchangeTime, fromMsecs(1786540329176));
    EXPECT_EQ(list.at(1).instrument, id(u"ETHUSDT")); // MINI
    EXPECT_DOUBLE_EQ(list.at(1).change24hPct.value_or(0), 2.5);
    const QList<Ticker> single = tickers(
        R"({"askPrice":"0.04103400","bidPrice":"0.04103300","closeTime":1611715404283,"highPrice":"0.04223600","lastPrice":"0.04103400","lowPrice":"0.04007400","openPrice":"0.04176800","priceChangePercent":"-1.757","quoteVolume":"16980.1","symbol":"ETHBTC","volume":"410969.5"})");
    ASSERT_EQ(single.size(), 1);
    EXPECT_EQ(single.first().change24hPct, -1.757);
    EXPECT_EQ(tickers(R"({"symbol":"ETHBTC","price":"0.04103400"})").size(), 1);
    // futures: 24 h statistics without bid and ask
    EXPECT_TRUE(
        tickers(
            R"({"symbol":"BTCUSDT","priceChangePercent":"-0.330","lastPrice":"47028.59","openPrice":"47184.22"})")
            .isEmpty());
    EXPECT_TRUE(tickers("[]").isEmpty());
}

TEST_F(BinanceTest, RestErrorsAreErrors)
{
    EXPECT_EQ(tickersError(R"({"code":-1121,"msg":"Invalid symbol."})"), Error::Kind::Rejected);
    EXPECT_EQ(tickersError(R"({"msg":"Too many requests","code":-1003})"), Error::Kind::RateLimited);
    EXPECT_EQ(tickersError(R"({"lastUpdateId":1,"bids":[],"asks":[]})"), Error::Kind::Malformed);
    EXPECT_FALSE(dialect.decodeCandles(R"({"code":-1121,"msg":"Invalid symbol."})", {}));
    EXPECT_FALSE(dialect.decodeInstruments("{}"));
    EXPECT_EQ(
        dialect.httpError(451, R"({"code":0,"msg":"Service unavailable from a restricted location"})").kind,
        Error::Kind::Refused);
    EXPECT_EQ(dialect.httpError(403, "<html>").kind, Error::Kind::Refused);
    EXPECT_EQ(dialect.httpError(418, "").kind, Error::Kind::RateLimited);
    EXPECT_EQ(dialect.httpError(429, "").kind, Error::Kind::RateLimited);
    EXPECT_EQ(dialect.httpError(502, "").kind, Error::Kind::Network);
    EXPECT_TRUE(dialect.httpError(400, R"({"code":-1121,"msg":"Invalid symbol."})")
                    .detail.contains(QLatin1String("Invalid symbol")));
}

TEST_F(BinanceTest, InstrumentsHaveTheirTickFromThePriceFilter)
{
    const QList<Instrument> list = instruments(fixture(QStringLiteral("binance/rest_exchangeinfo.json")));
    ASSERT_EQ(list.size(), 4);
    EXPECT_EQ(text(list.at(0).tickSize), "0.01000000");
    EXPECT_EQ(displayScale(list.at(0)), 2);
    EXPECT_EQ(list.at(0).status, Instrument::Status::Trading);
    EXPECT_FALSE(list.at(0).lookalike);
    EXPECT_EQ(list.at(1).status, Instrument::Status::Halted);
    EXPECT_TRUE(list.at(2).lookalike);
    EXPECT_EQ(list.at(2).status, Instrument::Status::Halted) << "no spot trading allowed";
    EXPECT_FALSE(list.at(3).lookalike) << "JUP is a coin, whatever its last letters";
}

TEST_F(BinanceTest, CandlesDropDuplicateTimesAndKeepTheLaterRow)
{
    const QList<Candle> list = candles(fixture(QStringLiteral("binance/rest_klines.json")));
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(text(list.at(0).high), "9039.99000000");
    EXPECT_EQ(text(list.at(1).close), "9013.00000000");
    EXPECT_TRUE(list.at(0).closed);
    EXPECT_FALSE(list.at(1).closed);
}

TEST_F(BinanceTest, SubscribesInLowerCase)
{
    SubscriptionSet set;
    set.tickers.insert(id(u"BTCUSDT"));
    set.candles.insert({id(u"BTCUSDT"), Interval::M1});
    EXPECT_EQ(
        dialect.subscribeFrames(set),
        (QByteArrayList{R"({"method":"SUBSCRIBE","params":["btcusdt@ticker","btcusdt@kline_1m"],"id":1})"}));
    EXPECT_TRUE(dialect.unsubscribeFrames(set).first().contains("UNSUBSCRIBE"));
    const auto plans = dialect.streams(manyTickers(1500));
    ASSERT_EQ(plans.size(), 2);
    for (const StreamPlan &plan : plans) {
        EXPECT_EQ(plan.url.host(), QStringLiteral("data-stream.binance.vision"));
        EXPECT_LE(plan.share.tickers.size(), 1024);
    }
    EXPECT_GE(dialect.limits().betweenFrames, 200ms) << "5 messages a second, pongs among them";
    ASSERT_TRUE(dialect.limits().rotateAfter);
    EXPECT_LT(*dialect.limits().rotateAfter, 24h);
    EXPECT_FALSE(dialect.heartbeat());
}

TEST_F(BinanceTest, TickerQueriesAreBatchedByWeight)
{
    const auto one = dialect.tickersQueries({id(u"BTCUSDT")});
    ASSERT_EQ(one.size(), 1);
    EXPECT_EQ(one.first().url.toEncoded(),
              "https://data-api.binance.vision/api/v3/ticker/24hr?symbol=BTCUSDT");
    EXPECT_EQ(one.first().weight, 2);
    const auto two = dialect.tickersQueries({id(u"BTCUSDT"), id(u"ETHUSDT")});
    ASSERT_EQ(two.size(), 1);
    EXPECT_EQ(
        two.first().url.toEncoded(),
        "https://data-api.binance.vision/api/v3/ticker/24hr?symbols=%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D");
    EXPECT_EQ(QUrlQuery(two.first().url).queryItemValue(QStringLiteral("symbols"), QUrl::FullyDecoded),
              QStringLiteral(R"(["BTCUSDT","ETHUSDT"])"));
    const QSet<InstrumentId> many = manyTickers(100).tickers;
    const auto five = dialect.tickersQueries({many.begin(), many.end()});
    ASSERT_EQ(five.size(), 5);
    int weight = 0;
    QSet<InstrumentId> asked;
    for (const RestQuery &query : five) {
        weight += query.weight;
        asked += QSet<InstrumentId>(query.asked.begin(), query.asked.end());
    }
    EXPECT_EQ(weight, 10);
    EXPECT_EQ(asked, many);
    const QSet<InstrumentId> all = manyTickers(1000).tickers;
    const auto whole = dialect.tickersQueries({all.begin(), all.end()});
    ASSERT_EQ(whole.size(), 1);
    EXPECT_EQ(whole.first().weight, 80);
}

TEST_F(BinanceTest, CandleQueriesStayWithinOnePage)
{
    CandleQuery query{id(u"BTCUSDT"), Interval::H1, {}, {}, 0};
    EXPECT_EQ(candlesUrl(query),
              "https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1h&limit=1000");
    query.from = fromMsecs(0);
    query.to = fromMsecs(36'000'000);
    query.limit = 2; // the two rows up to `to`, not the first two from `from`
    EXPECT_EQ(candlesUrl(query), "https://data-api.binance.vision/api/v3/klines?symbol=BTCUSDT&interval=1h&"
                                 "startTime=32400000&endTime=36000000&limit=2");
}

TEST_F(BinanceTest, MarketPage)
{
    Instrument instrument;
    instrument.base = QStringLiteral("BTC");
    instrument.quote = QStringLiteral("USDT");
    EXPECT_EQ(dialect.marketPage(instrument).toEncoded(),
              "https://www.binance.com/en/trade/BTC_USDT?type=spot");
}
