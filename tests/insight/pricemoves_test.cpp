#include "app/insight/pricemoves.h"

#include "tests/insight/candlecase.h"

#include <rapidcheck/gtest.h>

namespace {
// A quiet month that wobbles by 0.1 %, and on top of it whatever `extra` adds in percent.
QList<Candle> quietMonth(const std::function<double(UtcTime)> &extra, Interval interval = moveInterval,
                         UtcTime from = noonThen - usualReach)
{
    return candlesOf(interval, from, noonThen, [&](UtcTime time) {
        const auto quarter = std::chrono::floor<std::chrono::minutes>(time).time_since_epoch() / 15min;
        const double wobble[] = {0, 0.1, -0.05, 0.05, 0.12, -0.1, 0.02};
        return 100 * (1 + (wobble[quarter % 7] + extra(time)) / 100);
    });
}
double ramp(UtcTime time, UtcTime start, UtcTime end, double pct)
{
    if (time <= start)
        return 0;
    return time >= end ? pct : pct * double((time - start).count()) / double((end - start).count());
}
} // namespace

TEST(PriceMoves, AQuietMonthWithOneMoveHasThatMove)
{
    const UtcTime start = noonThen - 24h, end = start + 30min;
    const QList<Candle> candles = quietMonth([&](UtcTime time) { return ramp(time, start, end, 2); });
    const QList<PriceMove> moves = unusualMoves(candles, noonThen - 7 * 24h);
    ASSERT_FALSE(moves.isEmpty());
    const auto strongest = std::max_element(
        moves.begin(), moves.end(), [](const PriceMove &a, const PriceMove &b) { return a.times < b.times; });
    // It takes in the ramp; what the wobble adds at its ends belongs to it.
    EXPECT_LE(strongest->start, start);
    EXPECT_GE(strongest->end, end);
    EXPECT_LE(strongest->span(), 3h);
    EXPECT_NEAR(strongest->pct, 2, 0.3);
    EXPECT_NEAR(strongest->pct, percentMove(strongest->from, strongest->to), 1e-9);
    EXPECT_NEAR(strongest->times, strongest->pct / strongest->usualPct, 1e-9);
    EXPECT_GT(strongest->times, 5);
}

TEST(PriceMoves, AFallIsAMoveToo)
{
    const UtcTime start = noonThen - 24h;
    const QList<PriceMove> moves = unusualMoves(
        quietMonth([&](UtcTime time) { return ramp(time, start, start + 15min, -3); }), noonThen - 7 * 24h);
    ASSERT_TRUE(std::any_of(moves.begin(), moves.end(),
                            [](const PriceMove &move) { return move.pct < -2.5 && move.times > 5; }));
}

TEST(PriceMoves, TheSameMoveIsNotUnusualForARestlessCoin)
{
    const UtcTime start = noonThen - 24h;
    const auto restless = candlesOf(moveInterval, noonThen - usualReach, noonThen, [&](UtcTime time) {
        const auto quarter = time.time_since_epoch() / 15min;
        return 100 + double(quarter * 7919 % 5) * 1.5 + ramp(time, start, start + 15min, 2);
    });
    for (const PriceMove &move : unusualMoves(restless, noonThen - 7 * 24h))
        EXPECT_GT(std::abs(move.pct), 4) << "a move of 2 % is nothing here";
}

TEST(PriceMoves, OfWhatACoinDoesEveryDayTheWeakerHalfIsNotUnusualForIt)
{
    // A jump up at noon of every day and down again; the wobble makes some a little larger.
    const auto daily = [](UtcTime time) {
        const auto hour = (time.time_since_epoch() % 24h) / 1h;
        return hour >= 12 && hour < 14 ? 1.0 : 0.0;
    };
    const auto since = noonThen - 7 * 24h;
    const qsizetype ordinary = unusualMoves(quietMonth(daily), since).size();
    EXPECT_LE(ordinary, 7) << "of fourteen";
    const UtcTime start = noonThen - 20h;
    const QList<PriceMove> moves = unusualMoves(
        quietMonth([&](UtcTime time) { return daily(time) + ramp(time, start, start + 15min, 3); }), since);
    EXPECT_LE(moves.size(), ordinary + 1);
    const auto strongest = std::max_element(
        moves.begin(), moves.end(), [](const PriceMove &a, const PriceMove &b) { return a.times < b.times; });
    ASSERT_NE(strongest, moves.end());
    EXPECT_NEAR(strongest->pct, 3, 0.3);
}

TEST(PriceMoves, AWildDayHasAsManyMovesAsItHas)
{
    const QList<PriceMove> moves = unusualMoves(quietMonth([&](UtcTime time) {
                                                    double sum = 0;
                                                    for (int i = 0; i < 5; ++i) {
                                                        const UtcTime start = noonThen - 22h + i * 4h;
                                                        sum += ramp(time, start, start + 15min, 2);
                                                    }
                                                    return sum;
                                                }),
                                                noonThen - 7 * 24h);
    EXPECT_EQ(moves.size(), 5);
}

TEST(PriceMoves, TooLittleHistoryFindsNone)
{
    const auto candles = quietMonth([&](UtcTime time) { return ramp(time, noonThen - 5h, noonThen - 4h, 5); },
                                    moveInterval, noonThen - 3 * 24h);
    EXPECT_TRUE(unusualMoves(candles, noonThen - 24h).isEmpty());
}

TEST(PriceMoves, ADeadMarketHasNone)
{
    const auto flat = candlesOf(moveInterval, noonThen - usualReach, noonThen, [](UtcTime) { return 100.0; });
    EXPECT_TRUE(unusualMoves(flat, noonThen - 7 * 24h).isEmpty());
}

TEST(PriceMoves, CandlesOfAMinuteSayWhenItBeganAndEnded)
{
    const UtcTime start = noonThen - 24h + 2min, end = start + 25min; // 12:02 to 12:27
    const auto extra = [&](UtcTime time) { return ramp(time, start, end, 2); };
    const QList<Candle> candles = quietMonth(extra);
    const QList<PriceMove> moves = unusualMoves(candles, noonThen - 7 * 24h);
    const auto strongest = std::max_element(
        moves.begin(), moves.end(), [](const PriceMove &a, const PriceMove &b) { return a.times < b.times; });
    ASSERT_NE(strongest, moves.end());
    const CloseLine line = CloseLine::of(candles, moveInterval);
    const auto smooth = candlesOf(Interval::M1, strongest->start - 1h, strongest->end + 1h,
                                  [&](UtcTime time) { return 100 * (1 + extra(time) / 100); });
    const PriceMove exact = refined(*strongest, smooth, line);
    EXPECT_TRUE(exact.toTheMinute);
    EXPECT_LE(std::chrono::abs(exact.start - start), 2min);
    EXPECT_LE(std::chrono::abs(exact.end - end), 2min);
    EXPECT_NEAR(exact.pct, 2, 0.25);
    EXPECT_GE(exact.start, strongest->start - 15min);
    EXPECT_LE(exact.end, strongest->end + 15min);
    EXPECT_EQ(refined(*strongest, {}, line), *strongest);
}

// Any walk: the moves never overlap, lie in the asked range, are beyond twice their usual, agree with the
// candles.
RC_GTEST_PROP(PriceMovesProperty, MovesAreApartAndUnusualAndTheCandlesOwn, ())
{
    const auto seed = *rc::gen::inRange<quint64>(1, 1'000'000);
    const auto jump = *rc::gen::inRange(0, 400);
    quint64 state = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    double price = 100;
    QList<Candle> candles;
    for (UtcTime end = noonThen - 10 * 24h; end <= noonThen; end += 15min) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const double step = (double(state >> 40) / double(1 << 24) - 0.5) / 100;
        price *= 1 + step * ((state >> 20) % 97 == 0 ? 1 + jump / 50.0 : 1);
        if ((state >> 8) % 41 != 0) // holes
            candles.append(candleOf(end - 15min, price));
    }
    const UtcTime since = noonThen - 7 * 24h;
    const QList<PriceMove> moves = unusualMoves(candles, since);
    RC_ASSERT(moves == unusualMoves(candles, since));
    const CloseLine line = CloseLine::of(candles, moveInterval);
    for (qsizetype i = 0; i < moves.size(); ++i) {
        const PriceMove &move = moves.at(i);
        RC_ASSERT(move.start >= since && move.start < move.end && move.span() <= longestMove);
        RC_ASSERT(move.times > unusualBeyond);
        RC_ASSERT(move.from.toDouble() == *line.at(move.start));
        RC_ASSERT(move.to.toDouble() == *line.at(move.end));
        if (i > 0)
            RC_ASSERT(move.start >= moves.at(i - 1).end + betweenMoves);
    }
}

// Whatever the minutes say, a refined move stays within a quarter of an hour of itself, so that moves that
// were apart stay apart, and goes the same way.
RC_GTEST_PROP(PriceMovesProperty, RefiningKeepsAMoveWhereItIs, ())
{
    const auto walk = *rc::gen::container<std::vector<int>>(120, rc::gen::inRange(-30, 31));
    const UtcTime start = noonThen - 24h;
    const QList<Candle> candles =
        quietMonth([&](UtcTime time) { return ramp(time, start, start + 30min, 2); });
    const CloseLine line = CloseLine::of(candles, moveInterval);
    double price = 100;
    QList<Candle> minutes;
    for (size_t i = 0; i < walk.size(); ++i) {
        price *= 1 + walk[i] / 10'000.0;
        minutes.append(candleOf(start - 45min + std::chrono::minutes{i}, price));
    }
    for (const PriceMove &move : unusualMoves(candles, noonThen - 7 * 24h)) {
        const PriceMove exact = refined(move, minutes, line);
        RC_ASSERT(exact.start >= move.start - 15min && exact.end <= move.end + 15min);
        RC_ASSERT(exact.start < exact.end);
        RC_ASSERT(exact.pct * move.pct > 0 && exact.times > unusualBeyond);
    }
}
