#include "app/quotes/venuecandlehistory.h"

#include "app/exchanges/simulated/simulatedsource.h"
#include "app/market/chartrange.h"
#include "tests/quotes/boardfixture.h"
#include "tests/quotes/candles.h"
#include "tests/support/fakecandlecache.h"

namespace {
const QString btcUsdt = QStringLiteral("BTC-USDT");

// A candle that tells its time: its close is the minutes since Monday.
Candle rowAt(UtcTime time)
{
    const auto minutes = static_cast<int>((time - monday) / 1min);
    return candleAt(time, minutes, minutes + 2, minutes - 2, minutes + 1, 10, false);
}

// Noon; Bitget, Binance and Kraken list bitcoin and have its candles since `begins`.
class HistoryTest : public BoardTest
{
protected:
    HistoryTest()
    {
        clock.advance(std::chrono::ceil<std::chrono::days>(clock.now()) + 12h - 100ms - clock.now());
        for (FakeQuoteSource *source : {&bitget, &binance, &kraken}) {
            source->editInfo().restIntervals = {Interval::M1, Interval::M15, Interval::H1, Interval::H4,
                                                Interval::D1};
            source->editInfo().streamIntervals = source->info().restIntervals;
            source->editInfo().candlePages = {300, 100};
            source->history = [this, source](const CandleQuery &query) { return answer(*source, query); };
        }
        kraken.editInfo().candlePages = {720, 0};
    }
    void start(const QList<QuoteSource *> &order)
    {
        board.setWatchlist({btc});
        board.setSources(order);
        BoardSettings settings;
        settings.trends = false;
        board.setSettings(settings);
        for (QuoteSource *source : order) {
            auto *fake = static_cast<FakeQuoteSource *>(source);
            fake->goLive({fake == &kraken ? QStringLiteral("BTC-USD") : btcUsdt});
            fake->tick(fake == &kraken ? QStringLiteral("BTC-USD") : btcUsdt, "100000"_dec);
        }
        clock.advance(100ms);
    }
    void start() { start({&bitget, &binance}); }

    Result<QList<Candle>> answer(const FakeQuoteSource &source, const CandleQuery &query)
    {
        if (failing.contains(source.info().id.value))
            return failure(Error::Kind::Network, QStringLiteral("cut"));
        const auto length = intervalLength(query.interval);
        const CandlePages pages = source.info().candlePages;
        const int most = query.to ? pages.older : pages.newest;
        const int limit = query.limit > 0 ? std::min(query.limit, most) : most;
        const UtcTime newest = candleStart(query.interval, clock.now());
        UtcTime time = query.to ? std::min(newest, candleStart(query.interval, *query.to)) : newest;
        QList<Candle> rows;
        for (int i = 0; i < (pages.bySpan ? limit : 100'000) && rows.size() < limit; ++i, time -= length) {
            if (time < begins.value(source.info().id.value, monday - 400 * 24h))
                break;
            if (!untraded.contains(toMsecs(time)))
                rows.prepend(rowAt(time));
        }
        for (qsizetype i = 0; i + 1 < rows.size(); ++i)
            rows[i].closed = true;
        return rows;
    }
    Result<CandleSeries> load(const HistoryQuery &query)
    {
        std::optional<Result<CandleSeries>> got;
        const Request request =
            history().load(query, [&](Result<CandleSeries> answer) { got = std::move(answer); });
        EXPECT_FALSE(got) << "answered inside the call";
        for (int i = 0; i < 200 && !got; ++i)
            clock.advance(0ms);
        EXPECT_TRUE(got) << "no answer";
        return got.value_or(failure(Error::Kind::Timeout, QStringLiteral("no answer")));
    }
    Result<std::optional<MinuteClose>> close(UtcTime time)
    {
        std::optional<Result<std::optional<MinuteClose>>> got;
        const Request request =
            history().closeBefore(btc, time, [&](auto answer) { got = std::move(answer); });
        for (int i = 0; i < 200 && !got; ++i)
            clock.advance(0ms);
        return got.value_or(failure(Error::Kind::Timeout, QStringLiteral("no answer")));
    }
    VenueCandleHistory &history()
    {
        if (!m_history)
            m_history = std::make_unique<VenueCandleHistory>(clock, board, &cache);
        return *m_history;
    }
    void settle()
    {
        for (int i = 0; i < 20; ++i)
            clock.advance(0ms);
    }
    void expectUnbroken(const QList<Candle> &candles, std::chrono::milliseconds step)
    {
        for (qsizetype i = 1; i < candles.size(); ++i)
            ASSERT_EQ(candles.at(i).time - candles.at(i - 1).time, step) << i;
    }
    CandleKey key(Interval interval, FakeQuoteSource *of = nullptr)
    {
        return {{(of ? of : &bitget)->info().id, btcUsdt}, interval};
    }
    void stream(FakeQuoteSource &source, Interval interval, const QList<Candle> &rows)
    {
        emit source.candleReceived({{source.info().id, btcUsdt}, interval, rows, false, {}});
    }

    QHash<QString, UtcTime> begins; // by venue
    QSet<qint64> untraded;
    QSet<QString> failing;
    FakeCandleCache cache{clock};

private:
    std::unique_ptr<VenueCandleHistory> m_history;
};
} // namespace

TEST_F(HistoryTest, ARangeIsReadPageByPageAndIsWhole)
{
    start();
    const auto series = load({btc, {}, Interval::M1, clock.now() - 12h, {}});
    ASSERT_TRUE(series);
    EXPECT_EQ(series->venueName, QStringLiteral("Bitget"));
    EXPECT_TRUE(series->complete);
    EXPECT_FALSE(series->builtFrom);
    EXPECT_TRUE(series->lacking.isEmpty());
    ASSERT_EQ(series->candles.size(), 721);
    expectUnbroken(series->candles, 1min);
    EXPECT_FALSE(series->candles.constLast().closed) << "the forming one is the venue's own";
    EXPECT_TRUE(series->candles.at(719).closed);
    EXPECT_EQ(bitget.candlesWanted.size(), 6) << "300, then 100 each";
    EXPECT_TRUE(binance.candlesWanted.isEmpty());
}

TEST_F(HistoryTest, APastRangeEndsWhereItWasAskedTo)
{
    start();
    const auto series = load({btc, {}, Interval::H1, clock.now() - 50h, clock.now() - 40h});
    ASSERT_TRUE(series);
    EXPECT_TRUE(series->complete);
    ASSERT_EQ(series->candles.size(), 11);
    EXPECT_EQ(series->candles.constLast().time, clock.now() - 40h);
    EXPECT_TRUE(series->candles.constLast().closed);
}

TEST_F(HistoryTest, WhatTheVenueLacksIsBuiltAndSaid)
{
    start();
    const auto series = load({btc, {}, Interval::H2, clock.now() - 7 * 24h, {}});
    ASSERT_TRUE(series);
    EXPECT_EQ(series->builtFrom, Interval::H1);
    EXPECT_TRUE(series->complete);
    ASSERT_EQ(series->candles.size(), 85);
    expectUnbroken(series->candles, 2h);
    const Candle first = series->candles.constFirst();
    EXPECT_EQ(first.open, rowAt(first.time).open);
    EXPECT_EQ(first.close, rowAt(first.time + 1h).close);
    EXPECT_EQ(first.volume, "20"_dec);
    for (const CandleQuery &query : std::as_const(bitget.candlesWanted))
        EXPECT_EQ(query.interval, Interval::H1);
}

TEST_F(HistoryTest, WhatWasReadIsNotReadAgain)
{
    start();
    const HistoryQuery query{btc, {}, Interval::M15, clock.now() - 24h, {}};
    ASSERT_TRUE(load(query));
    bitget.candlesWanted.clear();
    const auto again = load(query);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->candles.size(), 97);
    ASSERT_EQ(bitget.candlesWanted.size(), 1) << "only the forming candle";
    EXPECT_LE(bitget.candlesWanted.constFirst().limit, 4);
}

// No older pages at Kraken: 720 hours are 30 days.
TEST_F(HistoryTest, WhereTheFirstVenueLacksTheRangeTheNextOneIsUsedAndItIsSaid)
{
    start({&kraken, &binance});
    const auto series = load({btc, {}, Interval::H1, clock.now() - 60 * 24h, {}});
    ASSERT_TRUE(series);
    EXPECT_EQ(series->venueName, QStringLiteral("Binance"));
    EXPECT_EQ(series->lacking, QStringList{QStringLiteral("Kraken")});
    EXPECT_TRUE(series->complete);
    const auto month = load({btc, {}, Interval::H1, clock.now() - 29 * 24h, {}});
    EXPECT_EQ(month->venueName, QStringLiteral("Kraken"));
}

TEST_F(HistoryTest, ACoinThatIsYoungEverywhereStaysWithTheFirstVenueAndItsBeginningIsAGap)
{
    begins = {{QStringLiteral("bitget"), monday - 100h}, {QStringLiteral("binance"), monday - 102h}};
    start();
    const UtcTime from = clock.now() - 365 * 24h;
    const auto series = load({btc, {}, Interval::D1, from, {}});
    ASSERT_TRUE(series);
    EXPECT_EQ(series->venueName, QStringLiteral("Bitget"));
    EXPECT_TRUE(series->lacking.isEmpty());
    EXPECT_FALSE(series->complete);
    ASSERT_EQ(series->gaps.size(), 1);
    EXPECT_EQ(series->gaps.constFirst().from, candleEnd(Interval::D1, candleStart(Interval::D1, from)));
    EXPECT_EQ(series->gaps.constFirst().to + 24h, series->candles.constFirst().time);
}

TEST_F(HistoryTest, AVenueThatFailsIsPassedOverWithoutSayingThatItLacksAnything)
{
    start();
    failing = {QStringLiteral("bitget")};
    const auto series = load({btc, {}, Interval::H1, clock.now() - 24h, {}});
    ASSERT_TRUE(series);
    EXPECT_EQ(series->venueName, QStringLiteral("Binance"));
    EXPECT_TRUE(series->lacking.isEmpty());
    failing.insert(QStringLiteral("binance"));
    const auto nothing = load({btc, VenueId{QStringLiteral("bitget")}, Interval::H1, clock.now() - 24h, {}});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().kind, Error::Kind::Network);
}

TEST_F(HistoryTest, ACoinThatNobodyListsIsUnsupported)
{
    start();
    const auto nothing = load({AssetId{QStringLiteral("nobody")}, {}, Interval::H1, clock.now() - 24h, {}});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().kind, Error::Kind::Unsupported);
}

TEST_F(HistoryTest, AtTheStartItWaitsUntilItIsKnownWhoListsTheCoin)
{
    board.setSources({&bitget, &binance});
    std::optional<Result<CandleSeries>> got;
    const Request request = history().load({btc, {}, Interval::H1, clock.now() - 24h, {}},
                                           [&](Result<CandleSeries> answer) { got = std::move(answer); });
    binance.goLive({btcUsdt});
    clock.advance(1s);
    EXPECT_FALSE(got) << "the first in the order may list it too";
    bitget.goLive({btcUsdt});
    settle();
    ASSERT_TRUE(got && *got);
    EXPECT_EQ((*got)->venueName, QStringLiteral("Bitget"));
}

TEST_F(HistoryTest, AVenueFurtherDownThatNeverAnswersHoldsNothingUp)
{
    board.setSources({&bitget, &binance});
    std::optional<Result<CandleSeries>> got;
    const Request request = history().load({btc, {}, Interval::H1, clock.now() - 24h, {}},
                                           [&](Result<CandleSeries> answer) { got = std::move(answer); });
    bitget.goLive({btcUsdt});
    settle();
    ASSERT_TRUE(got && *got);
    EXPECT_EQ((*got)->venueName, QStringLiteral("Bitget"));
}

TEST_F(HistoryTest, WhatTheVenuesSayWhileItIsReadBeginsNothingAnew)
{
    board.setSources({&bitget});
    bitget.history = nullptr; // answers when it is told to
    int answers = 0;
    const Request request = history().load({btc, {}, Interval::H1, clock.now() - 3h, {}},
                                           [&](const Result<CandleSeries> &) { ++answers; });
    bitget.goLive({btcUsdt});
    settle();
    bitget.setLink(SourceStatus::Link::Silent);
    bitget.setLink(SourceStatus::Link::Live);
    settle();
    EXPECT_EQ(bitget.candlesWanted.size(), 1);
    bitget.answerCandles(answer(bitget, bitget.candlesWanted.constFirst()));
    settle();
    EXPECT_EQ(answers, 1);
}

TEST_F(HistoryTest, AQuietStretchOfAVenueThatAnswersBySpanIsNotTheBeginning)
{
    bitget.editInfo().candlePages = {100, 100, true};
    start();
    for (UtcTime time = clock.now() - 5h; time < clock.now() - 90min; time += 1min)
        untraded.insert(toMsecs(time));
    const auto series = load({btc, {}, Interval::M1, clock.now() - 6h, {}});
    ASSERT_TRUE(series);
    EXPECT_EQ(series->venueName, QStringLiteral("Bitget"));
    EXPECT_TRUE(series->complete) << "no trade is no gap";
    EXPECT_EQ(series->candles.constFirst().time, clock.now() - 6h);
    EXPECT_EQ(series->candles.size(), 60 + 91);
}

TEST_F(HistoryTest, AllIsWhatIsKeptAndTheNewestPage)
{
    start();
    const UtcTime old = clock.now() - 900h;
    cache.store(key(Interval::H1), {old, old + 3h}, {rowAt(old), rowAt(old + 1h), rowAt(old + 2h)});
    const auto series = load({btc, {}, Interval::H1, {}, {}});
    ASSERT_TRUE(series);
    EXPECT_EQ(series->candles.constFirst().time, old);
    EXPECT_GE(series->candles.size(), 3 + 290);
    ASSERT_EQ(series->gaps.size(), 1) << "what lies between was never read";
    EXPECT_EQ(series->gaps.constFirst().from, old + 3h);
    EXPECT_EQ(bitget.candlesWanted.size(), 1);
}

// ---- The cache ----

TEST_F(HistoryTest, WhatIsKeptIsServedAndOnlyTheRestIsRead)
{
    start();
    const HistoryQuery query{btc, {}, Interval::M15, clock.now() - 24h, {}};
    ASSERT_TRUE(load(query));
    for (const Candle &candle : cache.rows(key(Interval::M15)))
        EXPECT_TRUE(candle.closed);
    EXPECT_EQ(cache.rows(key(Interval::M15)).constLast().time, clock.now() - 15min)
        << "the forming one is not";

    clock.advance(1h);
    bitget.candlesWanted.clear();
    VenueCandleHistory nextRun(clock, board, &cache);
    std::optional<Result<CandleSeries>> got;
    const Request request =
        nextRun.load(query, [&](Result<CandleSeries> answer) { got = std::move(answer); });
    settle();
    ASSERT_TRUE(got && *got);
    EXPECT_TRUE((*got)->complete);
    EXPECT_EQ((*got)->candles.size(), 101);
    ASSERT_EQ(bitget.candlesWanted.size(), 1);
    EXPECT_LE(bitget.candlesWanted.constFirst().limit, 8);
}

// The venue named no time and our clock is an hour ahead: what forms must not be kept as final.
TEST_F(HistoryTest, AFormingCandleIsNotTakenForClosedBecauseOurClockIsWrong)
{
    board.setSources({&bitget});
    bitget.goLive({btcUsdt});
    bitget.history = [this](const CandleQuery &) {
        const UtcTime forming = candleStart(Interval::M15, clock.now()) - 1h;
        QList<Candle> rows{rowAt(forming - 15min), rowAt(forming)};
        rows[0].closed = true;
        return rows;
    };
    const auto series = load({btc, {}, Interval::M15, clock.now() - 2h, {}});
    ASSERT_TRUE(series);
    EXPECT_FALSE(series->candles.constLast().closed);
    EXPECT_EQ(cache.rows(key(Interval::M15)).size(), 1);
}

// The command line asks without ever hearing a tick.
TEST_F(HistoryTest, APastRangeIsWholeThoughTheVenueNamedNoTime)
{
    board.setSources({&bitget});
    bitget.goLive({btcUsdt});
    clock.advance(100ms);
    const auto series = load({btc, {}, Interval::H1, clock.now() - 10h, clock.now() - 2h});
    ASSERT_TRUE(series);
    EXPECT_TRUE(series->complete);
    EXPECT_EQ(series->candles.size(), 9);
    EXPECT_TRUE(series->candles.constLast().closed);
}

// ---- Following ----

TEST_F(HistoryTest, AFollowedSeriesTakesTheStreamAndTellsOfItTenTimesASecondAtMost)
{
    start();
    const UtcTime now = clock.now();
    const auto follow = history().follow({btc, {}, Interval::M1, now - 1h, {}});
    QSignalSpy changed(follow.get(), &CandleFollow::changed);
    EXPECT_TRUE(follow->series().candles.isEmpty());
    settle();
    clock.advance(100ms);
    ASSERT_EQ(follow->series().candles.size(), 61);
    EXPECT_TRUE(bitget.wanted.candles.contains(key(Interval::M1)));
    changed.clear();
    for (int i = 0; i < 20; ++i)
        stream(bitget, Interval::M1, {candleAt(now, 720, 800 + i, 700, 730 + i, 11 + i, false)});
    clock.advance(100ms);
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.at(0).at(0).value<UtcTime>(), now);
    EXPECT_EQ(follow->series().candles.constLast(), candleAt(now, 720, 819, 700, 749, 30, false));

    clock.advance(1min);
    stream(bitget, Interval::M1, {candleAt(now + 1min, 749, 749, 749, 749, 1, false)});
    clock.advance(100ms);
    EXPECT_EQ(follow->series().candles.size(), 62);
    EXPECT_TRUE(follow->series().candles.at(60).closed);
    EXPECT_TRUE(follow->series().complete);
}

TEST_F(HistoryTest, ABuiltSeriesFollowsItsSmallerCandles)
{
    start();
    const UtcTime now = clock.now();
    const auto follow = history().follow({btc, {}, Interval::H2, now - 24h, {}});
    settle();
    clock.advance(100ms);
    ASSERT_FALSE(follow->series().candles.isEmpty());
    stream(bitget, Interval::H1, {candleAt(now, 720, 9000, 700, 8000, 50, false)});
    clock.advance(100ms);
    EXPECT_EQ(follow->series().candles.constLast(), candleAt(now, 720, 9000, 700, 8000, 50, false));
    EXPECT_EQ(follow->series().candles.size(), 13);
}

// Case 38: flagged at once, mended as soon as the stream is back.
TEST_F(HistoryTest, WhatTheStreamMissedIsAGapUntilItWasReadAgain)
{
    start();
    const UtcTime now = clock.now();
    const auto follow = history().follow({btc, {}, Interval::M1, now - 1h, {}});
    settle();
    clock.advance(100ms);
    ASSERT_TRUE(follow->series().complete);
    emit bitget.candlesInterrupted({key(Interval::M1)});
    clock.advance(100ms);
    EXPECT_FALSE(follow->series().complete);
    ASSERT_EQ(follow->series().gaps.size(), 1);
    EXPECT_EQ(follow->series().gaps.constFirst().from, now);
    EXPECT_EQ(follow->series().candles.size(), 61) << "what is there stays";

    clock.advance(3min);
    failing = {QStringLiteral("bitget")}; // the first attempt fails
    QSignalSpy failed(follow.get(), &CandleFollow::failed);
    emit bitget.candlesResumed({key(Interval::M1)});
    clock.advance(1s);
    EXPECT_FALSE(follow->series().complete);
    EXPECT_EQ(failed.size(), 1);
    failing.clear();
    clock.advance(9s);
    EXPECT_TRUE(follow->series().complete);
    EXPECT_EQ(follow->series().candles.size(), 64);
    expectUnbroken(follow->series().candles, 1min);
}

TEST_F(HistoryTest, ARowThatSkipsOneIsCheckedWithTheVenue)
{
    start();
    const UtcTime now = clock.now();
    const auto follow = history().follow({btc, {}, Interval::M1, now - 10min, {}});
    settle();
    clock.advance(2min);
    bitget.candlesWanted.clear();
    stream(bitget, Interval::M1, {candleAt(now + 2min, 1, 1, 1, 1, 1, false)});
    settle();
    clock.advance(100ms);
    EXPECT_EQ(bitget.candlesWanted.size(), 1);
    EXPECT_EQ(follow->series().candles.size(), 13);
    EXPECT_TRUE(follow->series().complete);
    clock.advance(1min);
    stream(bitget, Interval::M1, {candleAt(now + 3min, 1, 1, 1, 1, 1, false)});
    settle();
    EXPECT_EQ(bitget.candlesWanted.size(), 1) << "nothing was skipped";
}

TEST_F(HistoryTest, ItGoesWithTheShownSourceAndBack)
{
    start();
    const auto follow = history().follow({btc, {}, Interval::M1, clock.now() - 1h, {}});
    settle();
    clock.advance(100ms);
    ASSERT_EQ(follow->series().venueName, QStringLiteral("Bitget"));
    bitget.setLink(SourceStatus::Link::Retrying);
    for (int i = 0; i < 5; ++i) {
        clock.advance(1s);
        binance.tick(btcUsdt, Decimal(100'001 + i, 0));
    }
    clock.advance(1s);
    EXPECT_EQ(follow->series().venueName, QStringLiteral("Binance"));
    EXPECT_TRUE(binance.wanted.candles.contains(key(Interval::M1, &binance)));
    EXPECT_TRUE(bitget.wanted.candles.isEmpty());
}

TEST_F(HistoryTest, WhenItEndsNothingIsStreamedForIt)
{
    start();
    auto follow = history().follow({btc, {}, Interval::M1, clock.now() - 1h, {}});
    settle();
    EXPECT_FALSE(bitget.wanted.candles.isEmpty());
    follow.reset();
    EXPECT_TRUE(bitget.wanted.candles.isEmpty());
    clock.advance(10s);
}

// ---- Single minutes ----

TEST_F(HistoryTest, TheCloseBeforeATimeIsThatOfTheLastFullMinute)
{
    start();
    const UtcTime at = clock.now() - 26h + 30s;
    const auto found = close(at);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->minute, clock.now() - 26h - 1min);
    EXPECT_EQ((*found)->close, rowAt((*found)->minute).close);
    EXPECT_EQ((*found)->instrument, key(Interval::M1).instrument);
    EXPECT_EQ((*close(clock.now() - 26h))->minute, clock.now() - 26h - 1min) << "full at that moment";
}

TEST_F(HistoryTest, ManyTimesNearEachOtherAreOneRead)
{
    start();
    std::vector<Request> requests;
    int answers = 0;
    for (int i = 0; i < 50; ++i)
        requests.push_back(history().closeBefore(btc, clock.now() - 5 * 24h + i * 3min,
                                                 [&](const auto &found) { answers += found && *found; }));
    for (int i = 0; i < 300; ++i)
        clock.advance(0ms);
    EXPECT_EQ(answers, 50);
    EXPECT_LE(bitget.candlesWanted.size(), 4) << "two windows, of two pages each";
}

TEST_F(HistoryTest, WhereNothingWasTradedThereIsNoCloseAndNoneIsMadeUp)
{
    start();
    const UtcTime at = clock.now() - 2h;
    untraded.insert(toMsecs(at - 1min));
    const auto found = close(at);
    ASSERT_TRUE(found);
    EXPECT_FALSE(*found);
    EXPECT_FALSE(binance.candlesWanted.isEmpty()) << "another venue might have traded";
}

TEST_F(HistoryTest, TheNextVenueIsAskedForAMinuteTheFirstDoesNotHaveAnyMore)
{
    start({&kraken, &binance});
    const auto found = close(clock.now() - 48h); // 720 minutes are all Kraken has
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->instrument.venue.value, QStringLiteral("binance"));
}

TEST_F(HistoryTest, AMinuteThatEndedOnlyNowIsWaitedForAndOneToComeHasNoClose)
{
    start();
    std::optional<UtcTime> minute;
    const Request request = history().closeBefore(btc, clock.now(), [&](const auto &found) {
        ASSERT_TRUE(found && *found);
        minute = (*found)->minute;
    });
    const UtcTime asked = candleStart(Interval::M1, clock.now()) - 1min;
    settle();
    EXPECT_FALSE(minute);
    clock.advance(6s);
    settle();
    EXPECT_EQ(minute, asked);
    const auto future = close(clock.now() + 1h);
    ASSERT_TRUE(future);
    EXPECT_FALSE(*future);
}

TEST_F(HistoryTest, AVenueThatFailsIsAnErrorOnlyWhereNobodyElseHasTheMinute)
{
    start();
    failing = {QStringLiteral("bitget")};
    EXPECT_EQ((*close(clock.now() - 2h))->instrument.venue.value, QStringLiteral("binance"));
    failing.insert(QStringLiteral("binance"));
    EXPECT_FALSE(close(clock.now() - 24h)) << "not 'no price': it may be there";
}

// ---- The simulated market ----

TEST(SimulatedHistoryTest, EveryRangeIsThereAndEndsAtTheLivePrice)
{
    ManualClock clock;
    SimulatedSource source(clock);
    QuoteBoard board(clock, AssetDirectory::shipped());
    board.setWatchlist({btc});
    board.setSources({&source});
    VenueCandleHistory history(clock, board, nullptr);
    clock.advance(1min);
    for (const ChartRange range : chartRanges) {
        std::optional<Result<CandleSeries>> got;
        const Request request = history.load({btc, {}, automaticInterval(range), {}, {}, rangeLength(range)},
                                             [&](Result<CandleSeries> answer) { got = std::move(answer); });
        for (int i = 0; i < 50 && !got; ++i)
            clock.advance(0ms);
        ASSERT_TRUE(got && *got) << rangeName(range).toStdString();
        EXPECT_TRUE((*got)->complete) << rangeName(range).toStdString();
        EXPECT_TRUE((*got)->simulated);
        EXPECT_GE((*got)->candles.size(), 60) << rangeName(range).toStdString();
        const Candle &last = (*got)->candles.constLast();
        EXPECT_EQ(last.close, board.quote(btc).shownSource()->ticker.last) << rangeName(range).toStdString();
        EXPECT_FALSE(last.closed);
    }
}
