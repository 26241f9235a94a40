#include "app/exchanges/tickfilter.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

using namespace std::chrono_literals;
using Verdict = TickFilter::Verdict;
using From = TickFilter::From;

namespace {
const InstrumentId btc{{QStringLiteral("bitget")}, QStringLiteral("BTCUSDT")};
const InstrumentId eth{{QStringLiteral("bitget")}, QStringLiteral("ETHUSDT")};
const InstrumentId xrp{{QStringLiteral("bitget")}, QStringLiteral("XRPUSDT")};
const UtcTime noon = *parseRfc3339("2026-08-12T12:00:00Z");

class TickFilterTest : public testing::Test
{
protected:
    // A ticker of `at` (after noon), received when it was sent.
    Ticker tick(const InstrumentId &instrument, const char *last, std::chrono::milliseconds at)
    {
        Ticker ticker;
        ticker.instrument = instrument;
        ticker.last = *Decimal::parse(std::string_view(last));
        ticker.exchangeTime = noon + at;
        ticker.receivedTime = noon + std::max(at, newest);
        ticker.receivedAt = MonoTime{} + 1h + std::max(at, newest);
        newest = std::max(at, newest);
        return ticker;
    }
    Verdict judge(Ticker ticker, From from = From::Stream) { return filter.judge(ticker, from); }

    TickFilter filter;
    std::chrono::milliseconds newest{0};
};

TEST_F(TickFilterTest, NewerTicksAreTakenLateOnesAndDuplicatesAreNot)
{
    EXPECT_EQ(judge(tick(btc, "100", 1s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "101", 2s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "101", 2s)), Verdict::Duplicate);
    EXPECT_EQ(judge(tick(btc, "100", 1s)), Verdict::Late);
    EXPECT_EQ(judge(tick(eth, "10", 1s)), Verdict::Taken) << "another instrument has its own time";
    EXPECT_EQ(judge(tick(btc, "102", 2s)), Verdict::Taken) << "the same moment, another content";
    EXPECT_EQ(filter.last(btc)->last, "102"_dec);
    EXPECT_EQ(filter.count(Verdict::Late), 1);
    EXPECT_EQ(filter.count(Verdict::Duplicate), 1);
}

TEST_F(TickFilterTest, WithoutAnExchangeTimeTheOrderOfArrivalCounts)
{
    EXPECT_EQ(judge(tick(btc, "100", 5s)), Verdict::Taken);
    Ticker untimed = tick(btc, "101", 6s);
    untimed.exchangeTime = {};
    EXPECT_EQ(judge(untimed), Verdict::Taken);
    EXPECT_EQ(judge(untimed), Verdict::Duplicate);
    EXPECT_EQ(judge(tick(btc, "99", 4s)), Verdict::Late) << "the known time still holds";
}

TEST_F(TickFilterTest, RestThatRepeatsThePriceIsNoNewsEvenWithFewerFields)
{
    Ticker full = tick(btc, "100", 1s);
    full.change24hPct = 1.5;
    EXPECT_EQ(judge(full), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "100", 1s), From::Rest), Verdict::Duplicate);
    Ticker untimed = tick(btc, "100", 9s);
    untimed.exchangeTime = {};
    EXPECT_EQ(judge(untimed, From::Rest), Verdict::Duplicate);
    EXPECT_EQ(filter.last(btc)->change24hPct, 1.5);
    untimed.last = "101"_dec;
    EXPECT_EQ(judge(untimed, From::Rest), Verdict::Taken);
}

// Figure R12 and case 37: whatever order ticks come in, the time shown never goes back and the last one shown
// is the newest; every duplicate is dropped.
TEST_F(TickFilterTest, Case37TheTimeShownNeverGoesBackForAnyOrder)
{
    std::mt19937 engine(37);
    for (int run = 0; run < 2000; ++run) {
        TickFilter fresh;
        std::vector<Ticker> sent;
        for (int i = 0; i < 12; ++i)
            sent.push_back(tick(btc, i % 2 ? "100" : "101", std::chrono::milliseconds{i * 250}));
        for (int i = 0; i < 4; ++i)
            sent.push_back(sent[engine() % 12]);
        std::shuffle(sent.begin(), sent.end(), engine);
        UtcTime shown{};
        for (Ticker ticker : sent) {
            ticker.receivedAt = MonoTime{} + 1h;
            if (fresh.judge(ticker, From::Stream) != Verdict::Taken)
                continue;
            ASSERT_GT(ticker.exchangeTime, shown);
            shown = ticker.exchangeTime;
        }
        ASSERT_EQ(shown, noon + 2750ms);
    }
}

TEST_F(TickFilterTest, Case41ASpikeWaitsForASecondTickThatAgrees)
{
    EXPECT_EQ(judge(tick(btc, "100", 1s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "150", 2s)), Verdict::Taken) << "half as much again is no spike";
    EXPECT_EQ(judge(tick(btc, "1500", 3s)), Verdict::Held);
    EXPECT_TRUE(filter.isHeld(btc));
    EXPECT_EQ(filter.last(btc)->last, "150"_dec);
    EXPECT_EQ(judge(tick(btc, "1500", 3s)), Verdict::Held)
        << "the same message over another stream agrees to nothing";
    EXPECT_EQ(judge(tick(btc, "151", 4s)), Verdict::Taken);
    EXPECT_FALSE(filter.isHeld(btc));
    EXPECT_EQ(judge(tick(btc, "1500", 5s)), Verdict::Held) << "what was held before is forgotten";
    EXPECT_EQ(judge(tick(btc, "1490", 6s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "10", 7s)), Verdict::Held);
    EXPECT_EQ(judge(tick(btc, "3", 8s)), Verdict::Held) << "two wild ones that differ";
    EXPECT_EQ(judge(tick(btc, "3.1", 9s)), Verdict::Taken);
}

TEST_F(TickFilterTest, Case41ARestReadSettlesASpike)
{
    EXPECT_EQ(judge(tick(btc, "100", 1s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "1000", 2s)), Verdict::Held);
    EXPECT_EQ(judge(tick(btc, "1000", 2s), From::Rest), Verdict::Taken);
    EXPECT_EQ(judge(tick(eth, "100", 1s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(eth, "1000", 2s)), Verdict::Held);
    EXPECT_EQ(judge(tick(eth, "100", 1s), From::Rest), Verdict::Duplicate);
    EXPECT_FALSE(filter.isHeld(eth)) << "it disagreed";
}

TEST_F(TickFilterTest, Case40PricesAtBothEndsAreJudgedExactly)
{
    EXPECT_EQ(judge(tick(btc, "0.000000000001", 1s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "0.0000000000015", 2s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(btc, "0.0000000000023", 3s)), Verdict::Held);
    EXPECT_EQ(judge(tick(eth, "1000000000000000", 1s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(eth, "666666666666666.666666", 2s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(eth, "333333333333333.333332", 3s)), Verdict::Held);
}

TEST_F(TickFilterTest, Case43MicrosecondsAndNanosecondsBecomeMilliseconds)
{
    for (const qint64 factor : {1000LL, 1'000'000LL}) {
        Ticker ticker = tick(factor == 1000 ? btc : eth, "100", 1s);
        ticker.exchangeTime = fromMsecs(toMsecs(noon + 1s) * factor);
        EXPECT_EQ(filter.judge(ticker, From::Stream), Verdict::Taken);
        EXPECT_EQ(ticker.exchangeTime, noon + 1s);
    }
}

TEST_F(TickFilterTest, Case43AnHourOffIsTakenAndTheSkewKnown)
{
    for (const InstrumentId &instrument : {btc, eth, xrp}) {
        Ticker ticker = tick(instrument, "100", 1s);
        ticker.exchangeTime += 1h;
        EXPECT_EQ(judge(ticker), Verdict::Taken);
    }
    EXPECT_EQ(filter.skew(), std::chrono::milliseconds{1h});
}

TEST_F(TickFilterTest, ATimeADayFromTheOthersIsForeign)
{
    EXPECT_EQ(judge(tick(btc, "100", 1s)), Verdict::Taken);
    EXPECT_EQ(judge(tick(eth, "100", 1s)), Verdict::Taken);
    Ticker future = tick(xrp, "100", 1s);
    future.exchangeTime += 25h;
    EXPECT_EQ(judge(future), Verdict::Foreign);
    Ticker past = tick(xrp, "100", 1s);
    past.exchangeTime -= 25h;
    EXPECT_EQ(judge(past), Verdict::Foreign);
    past.exchangeTime += 2h;
    EXPECT_EQ(judge(past), Verdict::Taken);
}

TEST_F(TickFilterTest, Case45WhenOurOwnClockIsDaysOffTheVenuesAgreementCounts)
{
    for (const InstrumentId &instrument : {btc, eth, xrp}) {
        Ticker ticker = tick(instrument, "100", 1s);
        ticker.receivedTime -= 72h;
        EXPECT_EQ(judge(ticker), Verdict::Taken) << instrument.symbol.toStdString();
    }
}

TEST_F(TickFilterTest, AVenueThatSetsItsClockBackIsFollowedAfterHalfAMinute)
{
    EXPECT_EQ(judge(tick(btc, "100", 2h)), Verdict::Taken); // from the future, by mistake
    Ticker now = tick(btc, "101", 0s);
    const MonoTime begun = now.receivedAt;
    EXPECT_EQ(judge(now), Verdict::Late);
    now.receivedAt = begun + 29s;
    now.exchangeTime += 29s;
    EXPECT_EQ(judge(now), Verdict::Late);
    now.receivedAt = begun + 30s;
    now.exchangeTime += 1s;
    EXPECT_EQ(judge(now), Verdict::Taken);
}

class CandleFilterTest : public testing::Test
{
protected:
    Candle row(int minute, const char *high, const char *close, const char *volume, bool closed = false)
    {
        return {noon + std::chrono::minutes{minute},
                "100"_dec,
                *Decimal::parse(std::string_view(high)),
                "99"_dec,
                *Decimal::parse(std::string_view(close)),
                Decimal::parse(std::string_view(volume)),
                closed};
    }
    qsizetype fresh(const QList<Candle> &rows, bool snapshot = false)
    {
        return filter.fresh({btc, Interval::M1, rows, snapshot}).candles.size();
    }
    CandleFilter filter;
};

TEST_F(CandleFilterTest, DropsWhatIsRepeatedOrOvertaken)
{
    EXPECT_EQ(fresh({row(0, "101", "100", "5")}), 1);
    EXPECT_EQ(fresh({row(0, "101", "100", "5")}), 0) << "repeated";
    EXPECT_EQ(fresh({row(0, "102", "102", "6")}), 1);
    EXPECT_EQ(fresh({row(0, "101", "101", "5.5")}), 0) << "overtaken";
    EXPECT_EQ(fresh({row(0, "102", "101", "7", true), row(1, "101", "101", "1")}), 2);
    EXPECT_EQ(fresh({row(0, "103", "103", "9")}), 0) << "it is closed";
    EXPECT_EQ(fresh({row(0, "103", "103", "9", true)}), 1) << "corrected";
}

TEST_F(CandleFilterTest, Case37TheLastWordOnACandleIsTheSameForAnyOrder)
{
    std::mt19937 engine(37);
    std::vector<Candle> rows = {row(0, "101", "100.5", "1"), row(0, "101", "100.2", "2"),
                                row(0, "102", "102", "3"), row(0, "103", "101", "4"),
                                row(0, "103", "100", "5", true)};
    for (int run = 0; run < 500; ++run) {
        std::shuffle(rows.begin(), rows.end(), engine);
        CandleFilter any;
        Candle shown;
        for (const Candle &one : rows) {
            const auto news = any.fresh({btc, Interval::M1, {one}, false});
            if (!news.candles.isEmpty())
                shown = news.candles.constLast();
        }
        ASSERT_EQ(shown, row(0, "103", "100", "5", true));
    }
}

TEST_F(CandleFilterTest, ASnapshotMayFillAHoleBehind)
{
    QList<Candle> first;
    for (int minute = 0; minute < 10; ++minute)
        first.append(row(minute, "101", "100", "5", true));
    EXPECT_EQ(fresh(first, true), 10);
    EXPECT_EQ(fresh({row(-5, "101", "100", "5")}), 0) << "no live change of what is long past";
    EXPECT_EQ(fresh({row(-5, "101", "100", "5", true)}, true), 1);
}
} // namespace
