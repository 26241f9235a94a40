#include "app/exchanges/bitget/bitgetdialect.h"
#include "tests/exchanges/dialectcase.h"

#include <QUrlQuery>

using namespace std::chrono_literals;
using BitgetTest = DialectTest<BitgetDialect>;

TEST_F(BitgetTest, TickerCarriesEveryDigitAsSent)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("bitget/ws_ticker.json")));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->instrument, id(u"BTCUSDT"));
    EXPECT_EQ(text(ticker->last), "67250.10");
    EXPECT_EQ(text(ticker->bid), "67250.09");
    EXPECT_EQ(text(ticker->ask), "67250.10");
    EXPECT_EQ(text(ticker->high24h), "68000.5");
    EXPECT_EQ(text(ticker->low24h), "65900");
    EXPECT_EQ(text(ticker->baseVolume), "1891.78125");
    EXPECT_EQ(text(ticker->quoteVolume), "120647061.749114");
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1786613190242));
    EXPECT_EQ(ticker->receivedTime, received);
}

TEST_F(BitgetTest, ChangeIsTheFractionShiftedAndNeverComesFromTheStreamsOpen)
{
    const auto ticker = one<Ticker>(fixture(QStringLiteral("bitget/ws_ticker.json")));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->change24hPct, -0.396); // exact: the decimal point moved, no double multiplied
    EXPECT_FALSE(ticker->open24h) << "open24h of the stream is the open of the UTC+8 day";
}

TEST_F(BitgetTest, OrderOfKeysDoesNotMatter)
{
    const auto ticker = one<Ticker>(
        R"({"data":[{"lastPr":"1.50","ts":"1786613190242","instId":"BTCUSDT"}],"ts":1786613190253,"arg":{"instId":"BTCUSDT","channel":"ticker","instType":"SPOT"},"action":"snapshot"})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(text(ticker->last), "1.50");
    EXPECT_EQ(ticker->instrument, id(u"BTCUSDT"));
    EXPECT_FALSE(ticker->bid);
    EXPECT_FALSE(ticker->change24hPct);
}

TEST_F(BitgetTest, TimeFallsBackToTheFramesOwn)
{
    const auto ticker = one<Ticker>(
        R"({"action":"snapshot","arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","lastPr":"1"}],"ts":1786613190253})");
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1786613190253));
}

TEST_F(BitgetTest, OtherProductsAndVersionsAreIgnored)
{
    EXPECT_NE(
        whyIgnored(
            R"({"action":"snapshot","arg":{"instType":"USDT-FUTURES","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","lastPr":"1"}]})")
            .find("USDT-FUTURES"),
        std::string::npos);
    // v1
    whyIgnored(
        R"({"action":"snapshot","arg":{"instType":"sp","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","last":"1"}]})");
    // v3
    whyIgnored(
        R"({"action":"snapshot","arg":{"instType":"spot","topic":"ticker","symbol":"BTCUSDT"},"data":[{"lastPrice":"1"}]})");
    // futures fields behind a spot arg, another channel, another symbol than the channel's
    whyIgnored(
        R"({"arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","lastPr":"1","markPrice":"1"}]})");
    whyIgnored(R"({"arg":{"instType":"SPOT","channel":"trade","instId":"BTCUSDT"},"data":[{"price":"1"}]})");
    whyIgnored(
        R"({"arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"ETHUSDT","lastPr":"1"}]})");
    whyIgnored(R"({"arg":{"instType":"SPOT","channel":"candle3x","instId":"BTCUSDT"},"data":[]})");
    whyIgnored(R"({"table":"swap/funding_rate","data":[{"instId":"BTCUSDT"}]})");
    whyIgnored("[1,2]");
}

TEST_F(BitgetTest, WithoutAValidLastPriceThereIsNoTicker)
{
    for (const char *last :
         {R"("0")", R"("-1")", R"("")", "null", "true", R"("nan")", R"("NaN")", R"("inf")", R"("1e16")",
          R"("1e-13")", "{}", "[]", R"(" 1")", R"("1,5")", "0", R"("0x10")"}) {
        const QByteArray frame =
            R"({"arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","lastPr":)" +
            QByteArray(last) + "}]}";
        EXPECT_NE(whyIgnored(frame).find("last price"), std::string::npos) << last;
    }
    for (const char *last : {R"("1e-12")", R"("1e15")", "1.5", R"("0.00000840")"}) {
        const QByteArray frame =
            R"({"arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"instId":"BTCUSDT","lastPr":)" +
            QByteArray(last) + "}]}";
        EXPECT_TRUE(one<Ticker>(frame)) << last;
    }
}

TEST_F(BitgetTest, TimesInOtherUnitsAreNormalised)
{
    for (const char *ts : {R"("1786613190242")", R"("1786613190242000")", R"("1786613190242000000")"}) {
        const auto ticker = one<Ticker>(
            R"({"arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"lastPr":"1","ts":)" +
            QByteArray(ts) + "}]}");
        ASSERT_TRUE(ticker);
        EXPECT_EQ(ticker->exchangeTime, fromMsecs(1786613190242)) << ts;
    }
    const auto seconds = one<Ticker>(
        R"({"arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},"data":[{"lastPr":"1","ts":"1786613190"}]})");
    ASSERT_TRUE(seconds);
    EXPECT_EQ(seconds->exchangeTime, fromMsecs(1786613190000));
}

TEST_F(BitgetTest, CandleSnapshotsAreHistoryAndOnlyTheNewestIsOpen)
{
    const auto update = one<CandleUpdate>(fixture(QStringLiteral("bitget/ws_candles.json")));
    ASSERT_TRUE(update);
    EXPECT_EQ(update->instrument, id(u"BTCUSDT"));
    EXPECT_EQ(update->interval, Interval::M1);
    EXPECT_TRUE(update->snapshot);
    ASSERT_EQ(update->candles.size(), 3);
    const Candle &first = update->candles.first();
    EXPECT_EQ(first.time, fromMsecs(1786539480000));
    EXPECT_EQ(text(first.open), "64117.94");
    EXPECT_EQ(text(first.high), "64120.00");
    EXPECT_EQ(text(first.low), "64103.46");
    EXPECT_EQ(text(first.close), "64103.46");
    EXPECT_EQ(text(first.volume), "0.44978");
    EXPECT_TRUE(first.closed);
    EXPECT_EQ(text(update->candles.at(1).volume), "0") << "a volume of 0 is 0, not unknown";
    EXPECT_FALSE(update->candles.last().closed);
}

TEST_F(BitgetTest, CandleUpdatesNameTheirIntervalInUtc)
{
    const auto update = one<CandleUpdate>(
        R"({"action":"update","arg":{"instType":"SPOT","channel":"candle1Dutc","instId":"BTCUSDT"},"data":[["1786539600000","1","2","0.5","1.5","3","4","5"]],"ts":1786539628493})");
    ASSERT_TRUE(update);
    EXPECT_EQ(update->interval, Interval::D1);
    EXPECT_FALSE(update->snapshot);
    // aligned to UTC+8: not ours
    whyIgnored(
        R"({"action":"update","arg":{"instType":"SPOT","channel":"candle1D","instId":"BTCUSDT"},"data":[["1786539600000","1","2","0.5","1.5","3","4","5"]]})");
}

TEST_F(BitgetTest, AcksPongsAndErrorsAreNoData)
{
    const auto ack = one<StreamAck>(
        R"({"event":"subscribe","arg":{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"}})");
    ASSERT_TRUE(ack);
    EXPECT_EQ(ack->instruments, QList{id(u"BTCUSDT")});
    EXPECT_TRUE(one<StreamHeartbeat>("pong"));
    const auto error = one<StreamError>(
        R"({"event":"error","arg":{"instType":"SPOT","channel":"ticker","instId":"NOPEUSDT"},"code":30001,"msg":"instType:SPOT,channel:ticker,instId:NOPEUSDT doesn't exist"})");
    ASSERT_TRUE(error);
    EXPECT_EQ(error->instrument, id(u"NOPEUSDT"));
    EXPECT_EQ(error->error.kind, Error::Kind::Rejected);
    EXPECT_TRUE(error->error.detail.startsWith(QLatin1String("30001")));
    const auto limited = one<StreamError>(R"({"event":"error","code":30006,"msg":"request too many"})");
    ASSERT_TRUE(limited);
    EXPECT_EQ(limited->error.kind, Error::Kind::RateLimited);
}

TEST_F(BitgetTest, BrokenFramesAreMalformedWhereverTheyBreak)
{
    const QByteArray whole = fixture(QStringLiteral("bitget/ws_ticker.json")).trimmed();
    for (qsizetype size = 0; size < whole.size(); ++size)
        EXPECT_TRUE(isMalformed(whole.left(size))) << size;
    EXPECT_TRUE(isMalformed(whole + "x"));
    EXPECT_TRUE(isMalformed(whole + whole));
    EXPECT_TRUE(isMalformed("<html><body>Sign in</body></html>"));
    EXPECT_TRUE(isMalformed(QByteArray("\0\0\0", 3)));
    EXPECT_TRUE(isMalformed("{\"event\":\"\xff\xfe\"}"));
    EXPECT_TRUE(isMalformed(R"({"unknown":[1,2,}])"));
    EXPECT_TRUE(isMalformed(R"({"unknown":nul})"));
    EXPECT_TRUE(isMalformed("123"));
    EXPECT_TRUE(isMalformed(R"({"unknown":)" + QByteArray(2000, '[') + QByteArray(2000, ']') + "}"));
}

TEST_F(BitgetTest, RestTickersAreRollingAndDeadMarketsAreLeftOut)
{
    const QList<Ticker> list = tickers(fixture(QStringLiteral("bitget/rest_tickers.json")));
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(text(list.at(0).last), "85768.48");
    EXPECT_EQ(text(list.at(0).open24h), "84926.45");
    EXPECT_EQ(list.at(0).change24hPct, 0.991);
    const Ticker &fresh = list.at(1);
    EXPECT_EQ(text(fresh.last), "0.00000840");
    EXPECT_FALSE(fresh.bid);
    EXPECT_FALSE(fresh.ask);
    EXPECT_EQ(text(fresh.baseVolume), "0");
    EXPECT_FALSE(fresh.open24h);
    EXPECT_FALSE(fresh.change24hPct) << "a fresh listing has no price 24 h ago";

    const auto rows =
        dialect.decodeTickerRows(fixture(QStringLiteral("bitget/rest_tickers.json")), {}, received);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 3);
    EXPECT_TRUE(std::holds_alternative<StreamIgnored>(rows->at(2)));
}

TEST_F(BitgetTest, ErrorsInsideA200ComeBackAsErrors)
{
    EXPECT_EQ(
        tickersError(R"({"code":"40034","msg":"Parameter does not exist","requestTime":1,"data":null})"),
        Error::Kind::Rejected);
    EXPECT_EQ(tickersError(R"({"data":null,"msg":"region","code":"40104"})"), Error::Kind::Refused);
    EXPECT_EQ(tickersError(R"({"code":"40200","msg":"Server upgrade","data":null})"), Error::Kind::Network);
    EXPECT_EQ(tickersError(R"({"code":"00000","msg":"success","data":null})"), Error::Kind::Malformed);
    EXPECT_EQ(tickersError("<!DOCTYPE html><html></html>"), Error::Kind::Malformed);
    EXPECT_EQ(tickersError(""), Error::Kind::Malformed);
    EXPECT_EQ(tickersError("{}"), Error::Kind::Malformed);
}

TEST_F(BitgetTest, InstrumentsHaveTickStatusAndLookAlikes)
{
    const QList<Instrument> list = instruments(fixture(QStringLiteral("bitget/rest_symbols.json")));
    ASSERT_EQ(list.size(), 6);
    EXPECT_EQ(list.at(0).id, id(u"BTCUSDT"));
    EXPECT_EQ(list.at(0).base, QStringLiteral("BTC"));
    EXPECT_EQ(list.at(0).quote, QStringLiteral("USDT"));
    EXPECT_EQ(text(list.at(0).tickSize), "0.01");
    EXPECT_EQ(list.at(0).status, Instrument::Status::Trading);
    EXPECT_EQ(list.at(0).statusText, QStringLiteral("online"));
    EXPECT_FALSE(list.at(0).lookalike);
    EXPECT_TRUE(list.at(1).lookalike) << "leveraged token";
    EXPECT_TRUE(list.at(2).lookalike) << "tokenised share";
    EXPECT_EQ(list.at(2).status, Instrument::Status::Halted);
    EXPECT_FALSE(list.at(3).lookalike);
    EXPECT_EQ(list.at(3).status, Instrument::Status::Halted);
    EXPECT_EQ(list.at(4).status, Instrument::Status::Delisted);
    EXPECT_TRUE(list.at(4).tickSize.isZero());
    EXPECT_EQ(list.at(5).base, QString::fromUtf8("币安人生"));
}

TEST_F(BitgetTest, AListOfAnotherVersionIsAnErrorAndNotAnEmptyMarket)
{
    const auto list = dialect.decodeInstruments(
        R"({"code":"00000","msg":"success","data":[{"symbol":"BTCUSDT_SPBL","symbolName":"BTCUSDT","baseCoin":"BTC","quoteCoin":"USDT","priceScale":"4","status":"online"}]})");
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().kind, Error::Kind::Unsupported);
}

TEST_F(BitgetTest, RestCandlesSkipBrokenRowsAndKeepToTheQuery)
{
    const QByteArray body = fixture(QStringLiteral("bitget/rest_candles.json"));
    const QList<Candle> all = candles(body);
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all.at(0).time, fromMsecs(1656604800000));
    EXPECT_EQ(text(all.at(0).volume), "428.3462");
    EXPECT_TRUE(all.at(0).closed);
    EXPECT_FALSE(all.at(1).closed);
    CandleQuery query;
    query.to = fromMsecs(1656604800000);
    EXPECT_EQ(candles(body, query).size(), 1);
}

TEST_F(BitgetTest, SubscribesInFramesOfTenAndConnectionsBelowFiftyChannels)
{
    const SubscriptionSet wanted = manyTickers(101);
    const QList<StreamPlan> plans = dialect.streams(wanted);
    ASSERT_EQ(plans.size(), 3);
    QSet<InstrumentId> together;
    for (const StreamPlan &plan : plans) {
        EXPECT_EQ(plan.url, QUrl(QStringLiteral("wss://ws.bitget.com/v2/ws/public")));
        EXPECT_LT(plan.share.tickers.size(), 50);
        together += plan.share.tickers;
    }
    EXPECT_EQ(together, wanted.tickers);
    const QByteArrayList frames = dialect.subscribeFrames(plans.first().share);
    EXPECT_EQ(frames.size(), 5);
    for (const QByteArray &frame : frames) {
        EXPECT_LE(frame.size(), 4096);
        EXPECT_LE(frame.count("instId"), 10);
    }
    EXPECT_TRUE(dialect.streams({}).isEmpty());
    EXPECT_TRUE(dialect.subscribeFrames({}).isEmpty());
}

TEST_F(BitgetTest, SubscribeFramesAreWhatTheReferenceShows)
{
    SubscriptionSet set;
    set.tickers.insert(id(u"BTCUSDT"));
    set.candles.insert({id(u"BTCUSDT"), Interval::M1});
    EXPECT_EQ(
        dialect.subscribeFrames(set),
        (QByteArrayList{
            R"({"op":"subscribe","args":[{"instType":"SPOT","channel":"ticker","instId":"BTCUSDT"},{"instType":"SPOT","channel":"candle1m","instId":"BTCUSDT"}]})"}));
    EXPECT_TRUE(dialect.unsubscribeFrames(set).first().startsWith(R"({"op":"unsubscribe",)"));
}

TEST_F(BitgetTest, KeepsAliveByTextPingsAndRotatesBeforeTheCut)
{
    ASSERT_TRUE(dialect.heartbeat());
    EXPECT_EQ(dialect.heartbeat()->frame, "ping");
    EXPECT_LE(dialect.heartbeat()->interval, 25s);
    EXPECT_FALSE(dialect.heartbeat()->onlyWhenQuiet) << "closed without pings even while data flows";
    EXPECT_GE(dialect.limits().betweenFrames, 120ms);
    ASSERT_TRUE(dialect.limits().rotateAfter);
    EXPECT_LT(*dialect.limits().rotateAfter, 24h);
}

TEST_F(BitgetTest, QueriesNameTheUtcCandlesAndPageByHistory)
{
    CandleQuery query{id(u"BTCUSDT"), Interval::D1, {}, {}, 0};
    EXPECT_EQ(
        candlesUrl(query),
        "https://api.bitget.com/api/v2/spot/market/candles?symbol=BTCUSDT&granularity=1Dutc&limit=1000");
    query.interval = Interval::H1;
    query.to = fromMsecs(1656608400000);
    EXPECT_EQ(candlesUrl(query), "https://api.bitget.com/api/v2/spot/market/history-candles?symbol=BTCUSDT&"
                                 "granularity=1h&endTime=1656612000000&limit=200");
}

TEST_F(BitgetTest, ReadsFewTickersSinglyAndManyAtOnce)
{
    const auto two = dialect.tickersQueries({id(u"BTCUSDT"), id(u"ETHUSDT")});
    ASSERT_EQ(two.size(), 2);
    EXPECT_EQ(two.at(1).url.toEncoded(), "https://api.bitget.com/api/v2/spot/market/tickers?symbol=ETHUSDT");
    EXPECT_EQ(two.at(1).asked, QList{id(u"ETHUSDT")});
    const QSet<InstrumentId> many = manyTickers(30).tickers;
    const auto all = dialect.tickersQueries({many.begin(), many.end()});
    ASSERT_EQ(all.size(), 1);
    EXPECT_EQ(all.at(0).url.toEncoded(), "https://api.bitget.com/api/v2/spot/market/tickers");
    EXPECT_TRUE(dialect.tickersQueries({}).isEmpty());
}

TEST_F(BitgetTest, HttpStatusesSayWhatTheyMean)
{
    EXPECT_EQ(dialect.httpError(429, "").kind, Error::Kind::RateLimited);
    EXPECT_EQ(dialect.httpError(503, "<html>").kind, Error::Kind::Network);
    EXPECT_EQ(dialect.httpError(403, "").kind, Error::Kind::Refused);
    EXPECT_EQ(dialect.httpError(400, R"({"code":"40103","msg":"region"})").kind, Error::Kind::Refused);
    const Error unknown =
        dialect.httpError(400, R"({"code":"40034","msg":"Parameter BTCUSD does not exist"})");
    EXPECT_EQ(unknown.kind, Error::Kind::Rejected);
    EXPECT_TRUE(unknown.detail.contains(QLatin1String("BTCUSD does not exist")));
}

TEST_F(BitgetTest, MarketPageCarriesNoReferral)
{
    Instrument instrument;
    instrument.base = QStringLiteral("BTC");
    instrument.quote = QStringLiteral("USDT");
    EXPECT_EQ(dialect.marketPage(instrument), QUrl(QStringLiteral("https://www.bitget.com/spot/BTCUSDT")));
}
