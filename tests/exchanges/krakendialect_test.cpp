#include "app/exchanges/kraken/krakendialect.h"
#include "app/exchanges/kraken/krakensymbols.h"
#include "tests/exchanges/dialectcase.h"

using namespace std::chrono_literals;
using KrakenTest = DialectTest<KrakenDialect>;

TEST_F(KrakenTest, TickerKeepsTheCharactersOfItsNumbers)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("kraken/ws_ticker.json")));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->instrument, id(u"BTC/USD"));
    EXPECT_EQ(text(ticker->last), "63297.8");
    EXPECT_EQ(text(ticker->ask), "63297.80");
    EXPECT_EQ(text(ticker->low24h), "63250");
    EXPECT_EQ(text(ticker->high24h), "64409.2");
    EXPECT_EQ(text(ticker->baseVolume), "1020.88387727");
    EXPECT_FALSE(ticker->quoteVolume);
    EXPECT_FALSE(ticker->open24h);
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1786562940921));
}

TEST_F(KrakenTest, ChangeIsMorePreciseThanTheRoundedPercent)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("kraken/ws_ticker.json")));
    ASSERT_TRUE(ticker && ticker->change24hPct);
    EXPECT_NEAR(*ticker->change24hPct, 0.7 / (63297.8 - 0.7) * 100, 1e-12); // change_pct says 0
    const auto rounded = one<Ticker>(
        R"({"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","last":100,"change_pct":-1.25}]})");
    ASSERT_TRUE(rounded);
    EXPECT_EQ(rounded->change24hPct, -1.25);
    const auto fresh = one<Ticker>(
        R"({"channel":"ticker","type":"update","data":[{"symbol":"NEW/USD","last":100,"change":100,"change_pct":0}]})");
    ASSERT_TRUE(fresh);
    EXPECT_FALSE(fresh->change24hPct) << "the price 24 h ago was 0";
}

TEST_F(KrakenTest, ExponentsAndPaddedZerosAreRead)
{
    const auto ticker = one<Ticker>(
        R"({"channel":"ticker","type":"update","data":[{"symbol":"PEPE/USD","last":5.9e-06,"bid":0.00044780,"ask":0,"volume":0}]})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(text(ticker->last), "0.0000059");
    EXPECT_EQ(text(ticker->bid), "0.00044780");
    EXPECT_FALSE(ticker->ask);
    EXPECT_EQ(text(ticker->baseVolume), "0");
    EXPECT_FALSE(isKnown(ticker->exchangeTime));
}

TEST_F(KrakenTest, OrderOfKeysDoesNotMatter)
{
    const auto ticker =
        one<Ticker>(R"({"data":[{"last":1.5,"symbol":"BTC/USD"}],"type":"update","channel":"ticker"})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(text(ticker->last), "1.5");
    const auto update = one<CandleUpdate>(
        R"({"data":[{"interval":5,"interval_begin":"2026-08-12T19:20:00.000000000Z","close":1,"open":1,"low":1,"high":1,"symbol":"BTC/USD"}],"type":"snapshot","channel":"ohlc"})");
    ASSERT_TRUE(update);
    EXPECT_TRUE(update->snapshot);
    EXPECT_EQ(update->interval, Interval::M5);
}

TEST_F(KrakenTest, CandlesComePerMarketAndBeginAtIntervalBegin)
{
    const QList<StreamEvent> list = events(fixture(QStringLiteral("kraken/ws_ohlc.json")));
    ASSERT_EQ(list.size(), 2);
    const auto *bitcoin = std::get_if<CandleUpdate>(&list.at(0));
    const auto *ether = std::get_if<CandleUpdate>(&list.at(1));
    ASSERT_TRUE(bitcoin && ether);
    EXPECT_EQ(bitcoin->instrument, id(u"BTC/USD"));
    EXPECT_TRUE(bitcoin->snapshot);
    ASSERT_EQ(bitcoin->candles.size(), 2);
    EXPECT_EQ(bitcoin->candles.at(0).time, fromMsecs(1786562340000)) << "interval_begin, not timestamp";
    EXPECT_EQ(text(bitcoin->candles.at(0).high), "63376.5");
    EXPECT_TRUE(bitcoin->candles.at(0).closed);
    EXPECT_FALSE(bitcoin->candles.at(1).closed);
    EXPECT_EQ(ether->instrument, id(u"ETH/USD"));
    EXPECT_EQ(text(ether->candles.at(0).volume), "0.0000005");
}

TEST_F(KrakenTest, StatusHeartbeatsAndPongsProveTheSocketOnly)
{
    const auto status = one<StreamHeartbeat>(
        R"({"channel":"status","type":"update","data":[{"version":"2.0.10","system":"maintenance","api_version":"v2","connection_id":14545728493745856413}]})");
    ASSERT_TRUE(status);
    EXPECT_EQ(status->reason, QStringLiteral("status maintenance"));
    EXPECT_TRUE(one<StreamHeartbeat>(R"({"channel":"heartbeat"})"));
    EXPECT_TRUE(one<StreamHeartbeat>(
        R"({"method":"pong","req_id":101,"time_in":"2026-08-12T19:29:00.9Z","time_out":"2026-08-12T19:29:00.9Z"})"));
}

TEST_F(KrakenTest, AcksAndRefusalsNameTheirMarket)
{
    const auto ack = one<StreamAck>(
        R"({"method":"subscribe","req_id":1,"result":{"channel":"ticker","event_trigger":"trades","snapshot":true,"symbol":"BTC/USD","warnings":["timestamp is deprecated"]},"success":true,"time_in":"","time_out":""})");
    ASSERT_TRUE(ack);
    EXPECT_EQ(ack->instruments, QList{id(u"BTC/USD")});
    const auto refusal = one<StreamError>(
        R"({"error":"Currency pair not supported XBT/EUR","method":"subscribe","req_id":1,"success":false,"symbol":"XBT/EUR"})");
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->instrument, id(u"XBT/EUR"));
    EXPECT_EQ(refusal->error.kind, Error::Kind::Rejected);
}

TEST_F(KrakenTest, OlderSocketFuturesAndOtherChannelsAreIgnored)
{
    whyIgnored(R"([340,{"a":["5525.40000",1,"1.000"],"c":["5525.10000","0.00398963"]},"ticker","XBT/USD"])");
    whyIgnored(
        R"({"connectionID":14545728493745856413,"event":"systemStatus","status":"online","version":"1.8.3"})");
    whyIgnored(R"({"event":"heartbeat"})");
    whyIgnored(R"({"feed":"ticker","product_id":"PI_XBTUSD","last":1})");
    whyIgnored(R"({"channel":"book","type":"snapshot","data":[{"symbol":"BTC/USD","bids":[],"asks":[]}]})");
    whyIgnored(R"({"channel":"instrument","type":"snapshot","data":{"assets":[],"pairs":[]}})");
    whyIgnored(R"({"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","last":0}]})");
    whyIgnored(R"({"channel":"ticker","type":"update","data":[]})");
    whyIgnored(R"({"channel":"ticker","type":"update"})");
}

TEST_F(KrakenTest, BrokenFramesAreMalformedWhereverTheyBreak)
{
    const QByteArray whole = fixture(QStringLiteral("kraken/ws_ticker.json")).trimmed();
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_TRUE(isMalformed(whole.left(size))) << size;
    EXPECT_TRUE(
        isMalformed(R"({"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","last":nan}]})"));
    EXPECT_TRUE(
        isMalformed(R"({"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","last":01}]})"));
}

TEST_F(KrakenTest, RestTickerTakesTheLastDayAndInventsNoChange)
{
    const QList<Ticker> list = tickers(fixture(QStringLiteral("kraken/rest_ticker.json")));
    ASSERT_EQ(list.size(), 1);
    const Ticker &ticker = list.first();
    EXPECT_EQ(ticker.instrument, id(u"BTC/USD"));
    EXPECT_EQ(text(ticker.last), "105899.40000");
    EXPECT_EQ(text(ticker.bid), "105944.20000");
    EXPECT_EQ(text(ticker.ask), "105944.30000");
    EXPECT_EQ(text(ticker.high24h), "106613.10000");
    EXPECT_EQ(text(ticker.low24h), "104711.00000");
    EXPECT_EQ(text(ticker.baseVolume), "163.28908096");
    EXPECT_FALSE(ticker.open24h) << "o is the open of the day";
    EXPECT_FALSE(ticker.change24hPct);
    EXPECT_FALSE(isKnown(ticker.exchangeTime));
}

TEST_F(KrakenTest, LegacyKeysAreMatchedWithWhatWasAsked)
{
    const char *body =
        R"({"error":[],"result":{"XXBTZUSD":{"c":["1","1"]},"XDGUSD":{"c":["2","1"]},"USDCUSD":{"c":["3","1"]},"XETHXXBT":{"c":["4","1"]},"OTHER":{"c":["5","1"]}}})";
    const QList<Ticker> list =
        tickers(body, {id(u"BTC/USD"), id(u"DOGE/USD"), id(u"USDC/USD"), id(u"ETH/BTC")});
    ASSERT_EQ(list.size(), 5);
    EXPECT_EQ(list.at(0).instrument, id(u"BTC/USD"));
    EXPECT_EQ(list.at(1).instrument, id(u"DOGE/USD"));
    EXPECT_EQ(list.at(2).instrument, id(u"USDC/USD"));
    EXPECT_EQ(list.at(3).instrument, id(u"ETH/BTC"));
    EXPECT_EQ(list.at(4).instrument, id(u"OTHER"));
}

TEST_F(KrakenTest, ErrorsInsideA200)
{
    EXPECT_EQ(tickersError(R"({"error":["EQuery:Unknown asset pair"]})"), Error::Kind::Rejected);
    EXPECT_EQ(tickersError(R"({"error":["EGeneral:Too many requests"],"result":{}})"),
              Error::Kind::RateLimited);
    EXPECT_EQ(tickersError(R"({"error":["EService:Unavailable"]})"), Error::Kind::Network);
    EXPECT_EQ(tickersError(R"({"error":[]})"), Error::Kind::Malformed);
    EXPECT_EQ(tickersError("<html>"), Error::Kind::Malformed);
}

TEST_F(KrakenTest, InstrumentsSpellAsTheStreamDoes)
{
    const QList<Instrument> list = instruments(fixture(QStringLiteral("kraken/rest_assetpairs.json")));
    ASSERT_EQ(list.size(), 4);
    EXPECT_EQ(list.at(0).id, id(u"BTC/USD"));
    EXPECT_EQ(text(list.at(0).tickSize), "0.1");
    EXPECT_TRUE(list.at(1).lookalike);
    EXPECT_EQ(list.at(1).status, Instrument::Status::Halted);
    EXPECT_EQ(text(list.at(1).tickSize), "0.01") << "from pair_decimals";
    EXPECT_EQ(text(list.at(2).tickSize), "0.05");
    EXPECT_EQ(list.at(2).status, Instrument::Status::Halted);
    EXPECT_EQ(list.at(3).status, Instrument::Status::Delisted);
    const QList<Instrument> legacy = instruments(
        R"({"error":[],"result":{"XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT\/USD","base":"XXBT","quote":"ZUSD","pair_decimals":1},"XXDGXXBT":{"base":"XXDG","quote":"XXBT","pair_decimals":8},"XXBTZUSD.d":{"base":"XXBT","quote":"ZUSD","pair_decimals":1}}})");
    ASSERT_EQ(legacy.size(), 2) << "dark pools can't be subscribed";
    EXPECT_EQ(legacy.at(0).id, id(u"BTC/USD"));
    EXPECT_EQ(legacy.at(0).base, QStringLiteral("BTC"));
    EXPECT_EQ(legacy.at(1).id, id(u"DOGE/BTC"));
}

TEST_F(KrakenTest, CandlesAreTheMemberThatIsNotLast)
{
    const QList<Candle> list = candles(fixture(QStringLiteral("kraken/rest_ohlc.json")));
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(list.at(0).time, fromMsecs(1762777080000));
    EXPECT_EQ(text(list.at(0).volume), "0.50000000") << "column 6; 5 is the average price";
    EXPECT_EQ(text(list.at(0).close), "106039.0");
    EXPECT_FALSE(list.at(1).closed);
    EXPECT_FALSE(dialect.decodeCandles(R"({"error":[],"result":{"last":1}})", {}));
}

TEST_F(KrakenTest, SubscribesInNewSpellings)
{
    SubscriptionSet set;
    set.tickers = {id(u"ETH/USD"), id(u"BTC/USD")};
    set.candles.insert({id(u"BTC/USD"), Interval::H1});
    EXPECT_EQ(
        dialect.subscribeFrames(set),
        (QByteArrayList{
            R"({"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD","ETH/USD"],"snapshot":true},"req_id":1})",
            R"({"method":"subscribe","params":{"channel":"ohlc","symbol":["BTC/USD"],"interval":60,"snapshot":true},"req_id":2})"}));
    EXPECT_EQ(
        dialect.unsubscribeFrames(set).first(),
        R"({"method":"unsubscribe","params":{"channel":"ticker","symbol":["BTC/USD","ETH/USD"]},"req_id":1})");
    EXPECT_EQ(dialect.streams(set).first().url, QUrl(QStringLiteral("wss://ws.kraken.com/v2")));
    EXPECT_EQ(dialect.info().silenceLimit, 5s);
}

TEST_F(KrakenTest, QueriesAskForTheNewSpelling)
{
    EXPECT_EQ(dialect.instrumentsQuery().url.toEncoded(),
              "https://api.kraken.com/0/public/AssetPairs?assetVersion=1");
    EXPECT_EQ(dialect.tickersQueries({id(u"BTC/USD")}).first().url.toEncoded(),
              "https://api.kraken.com/0/public/Ticker?pair=BTC%2FUSD&assetVersion=1");
    const auto two = dialect.tickersQueries({id(u"BTC/USD"), id(u"ETH/USD")});
    ASSERT_EQ(two.size(), 1);
    EXPECT_EQ(two.first().url.toEncoded(), "https://api.kraken.com/0/public/Ticker?assetVersion=1");
    EXPECT_EQ(candlesUrl({id(u"BTC/USD"), Interval::H1, {}, {}, 0}),
              "https://api.kraken.com/0/public/OHLC?pair=BTC%2FUSD&interval=60&assetVersion=1");
    EXPECT_TRUE(candlesUrl({id(u"BTC/USD"), Interval::H6, {}, {}, 0}).startsWith("no:"));
}

TEST_F(KrakenTest, MarketPageIsInLowerCase)
{
    Instrument instrument;
    instrument.base = QStringLiteral("BTC");
    instrument.quote = QStringLiteral("USD");
    EXPECT_EQ(dialect.marketPage(instrument),
              QUrl(QStringLiteral("https://pro.kraken.com/app/trade/btc-usd")));
}
