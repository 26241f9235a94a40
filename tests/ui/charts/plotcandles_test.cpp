#include "tests/ui/charts/samplechart.h"
#include "ui/charts/chartview.h"
#include "ui/charts/markergroups.h"
#include "ui/charts/plotcandles.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {
QList<PlotCandle> steps(const QList<double> &closes, double length = 60)
{
    QList<PlotCandle> candles;
    for (qsizetype i = 0; i < closes.size(); ++i) {
        const double open = i > 0 ? closes[i - 1] : closes[i], start = static_cast<double>(i) * length;
        candles.append({start, start + length, open, std::max(open, closes[i]) + 1,
                        std::min(open, closes[i]) - 1, closes[i], 1});
    }
    return candles;
}
} // namespace

TEST(PlotCandlesTest, FindsWhatTouchesARange)
{
    const QList<PlotCandle> candles = steps({1, 2, 3, 4, 5});
    EXPECT_EQ(candlesWithin(candles, 60, 180), (IndexRange{1, 3}));
    EXPECT_EQ(candlesWithin(candles, 61, 181), (IndexRange{1, 4}));
    EXPECT_TRUE(candlesWithin(candles, 300, 500).isEmpty());
    EXPECT_TRUE(candlesWithin(candles, -50, 0).isEmpty());
}

TEST(PlotCandlesTest, FindsTheCandleAtAMomentOrTheNearestOne)
{
    QList<PlotCandle> candles = steps({1, 2, 3, 4, 5});
    EXPECT_EQ(candleAt(candles, 60), 1);
    EXPECT_EQ(candleAt(candles, 119), 1);
    EXPECT_EQ(candleAt(candles, -1000), 0);
    EXPECT_EQ(candleAt(candles, 1000), 4);
    candles.remove(2); // nothing was traded from 120 to 180
    EXPECT_EQ(candleAt(candles, 140), 1);
    EXPECT_EQ(candleAt(candles, 170), 2);
    EXPECT_EQ(candleAt({}, 10), -1);
}

TEST(PlotCandlesTest, KnowsAValueOnlyOnceACandleHasEnded)
{
    const QList<PlotCandle> candles = steps({1, 2, 3});
    EXPECT_EQ(valueAt(candles, 120), 2);
    EXPECT_EQ(valueAt(candles, 179), 2);
    EXPECT_EQ(valueAt(candles, 30), 1); // the first one's open
    EXPECT_EQ(valueAt(candles, -1), std::nullopt);
}

RC_GTEST_PROP(PlotCandlesTest, JoiningLosesNeitherAnExtremeNorVolume, ())
{
    QList<double> closes;
    for (int i = 0, n = *rc::gen::inRange(1, 400); i < n; ++i)
        closes.append(*rc::gen::inRange(10, 1000));
    const QList<PlotCandle> candles = steps(closes);
    const TimeScale scale{0, candles.last().end, 0, static_cast<double>(*rc::gen::inRange(20, 600))};
    const QList<PlotCandle> joined = joinedCandles(candles, {0, candles.size()}, scale, 2);
    double low = 1e9, high = -1e9, volume = 0, last = -1e9;
    for (const PlotCandle &one : joined) {
        RC_ASSERT(one.low <= std::min(one.open, one.close));
        RC_ASSERT(one.high >= std::max(one.open, one.close));
        RC_ASSERT(one.time >= last);
        last = one.end;
        low = std::min(low, one.low);
        high = std::max(high, one.high);
        volume += one.volume;
    }
    const auto byLow = [](const PlotCandle &a, const PlotCandle &b) { return a.low < b.low; };
    const auto byHigh = [](const PlotCandle &a, const PlotCandle &b) { return a.high < b.high; };
    RC_ASSERT(low == std::min_element(candles.begin(), candles.end(), byLow)->low);
    RC_ASSERT(high == std::max_element(candles.begin(), candles.end(), byHigh)->high);
    RC_ASSERT(volume == static_cast<double>(candles.size()));
    RC_ASSERT(joined.first().open == candles.first().open);
    RC_ASSERT(joined.last().close == candles.last().close);
    RC_ASSERT(joined.size() <= std::max(1.0, scale.right / 2 + 1));
}

TEST(PlotCandlesTest, JoinsTheSameCandlesWhereverTheViewBegins)
{
    const QList<PlotCandle> candles = steps(QList<double>(100, 5.0));
    const TimeScale scale{0, candles.last().end, 0, 60};
    const double first = joinedCandles(candles, {0, 100}, scale, 2).at(3).time;
    const QList<PlotCandle> later = joinedCandles(candles, {3, 100}, scale, 2);
    EXPECT_TRUE(
        std::any_of(later.begin(), later.end(), [&](const PlotCandle &c) { return c.time == first; }));
}

RC_GTEST_PROP(PlotCandlesTest, ADenseLineKeepsEachColumnsExtremes, ())
{
    QList<double> closes;
    for (int i = 0, n = *rc::gen::inRange(2, 1500); i < n; ++i)
        closes.append(*rc::gen::inRange(10, 1000));
    const QList<PlotCandle> candles = steps(closes);
    const TimeScale x{0, candles.last().end, 0, static_cast<double>(*rc::gen::inRange(10, 300))};
    const ValueScale y{0, 1000, 0, 500, false};
    const QList<QPointF> line = closeLine(candles, {0, candles.size()}, x, y);
    const auto [low, high] = std::minmax_element(closes.begin(), closes.end());
    const auto has = [&](double value) {
        return std::any_of(line.begin(), line.end(), [&](QPointF p) { return p.y() == y.y(value); });
    };
    RC_ASSERT(has(*low));
    RC_ASSERT(has(*high));
    RC_ASSERT(line.last() == QPointF(x.x(candles.last().end), y.y(closes.last())));
    RC_ASSERT(std::is_sorted(line.begin(), line.end(), [](QPointF a, QPointF b) { return a.x() < b.x(); }));
    RC_ASSERT(static_cast<double>(line.size()) <= 2 * x.right + 4);
}

TEST(PlotCandlesTest, TheFormingCandlesPointStandsAtTheNewestPrice)
{
    const QList<PlotCandle> candles = steps({1, 2, 3});
    const TimeScale x{0, 180, 0, 180};
    const ValueScale y{0, 10, 0, 100, false};
    EXPECT_EQ(closeLine(candles, {0, 3}, x, y, 140.0).last().x(), 140);
    EXPECT_EQ(closeLine(candles, {0, 2}, x, y, 140.0).last().x(), 120); // not the newest: it has ended
    EXPECT_EQ(closeLine(candles, {0, 3}, x, y).last().x(), 180);
}

TEST(MovingAverageTest, IsTheMeanOfThePeriodsCloses)
{
    const QList<double> average = movingAverage(steps({2, 4, 6, 8}), {3, false});
    EXPECT_TRUE(std::isnan(average[0]));
    EXPECT_TRUE(std::isnan(average[1]));
    EXPECT_DOUBLE_EQ(average[2], 4);
    EXPECT_DOUBLE_EQ(average[3], 6);
}

TEST(MovingAverageTest, ExponentialBeginsSimpleAndWeighsTheNewest)
{
    const QList<double> average = movingAverage(steps({2, 4, 6, 12}), {3, true});
    EXPECT_TRUE(std::isnan(average[1]));
    EXPECT_DOUBLE_EQ(average[2], 4);
    EXPECT_DOUBLE_EQ(average[3], 8); // 4 + 2/4 × (12 − 4)
}

TEST(MovingAverageTest, HasNothingWithTooFewCandles)
{
    for (const double value : movingAverage(steps({1, 2}), {3, false}))
        EXPECT_TRUE(std::isnan(value));
}

TEST(MarkerGroupsTest, NearOnesAreOneAndALoneMarketStoryIsItself)
{
    using sample::story;
    const QList<ChartMarker> markers{story(1, fromMsecs(100)), story(2, fromMsecs(110), "B", true),
                                     story(3, fromMsecs(116)), story(4, fromMsecs(300), "D", true)};
    const QList<MarkerGroup> groups = markerGroups(markers, {0, 1000, 0, 1000}, 16);
    ASSERT_EQ(groups.size(), 3);
    EXPECT_EQ(groups[0].members, (QList<qsizetype>{0, 1}));
    EXPECT_FALSE(groups[0].market);
    EXPECT_EQ(groups[1].members, (QList<qsizetype>{2})); // 16 px away
    EXPECT_TRUE(groups[2].market);
}

RC_GTEST_PROP(MarkerGroupsTest, EveryVisibleMarkerIsInOneGroupAndGroupsNeverOverlap, ())
{
    QList<ChartMarker> markers;
    qint64 time = 0;
    for (int i = 0, n = *rc::gen::inRange(0, 60); i < n; ++i)
        markers.append(sample::story(i, fromMsecs(time += *rc::gen::inRange(0, 40))));
    const TimeScale scale{100, 700, 0, 600};
    const QList<MarkerGroup> groups = markerGroups(markers, scale, 16);
    qsizetype seen = 0;
    double last = -100;
    for (const MarkerGroup &group : groups) {
        RC_ASSERT(group.x - last >= 16);
        last = group.x;
        seen += group.members.size();
    }
    RC_ASSERT(seen == std::count_if(markers.begin(), markers.end(), [&](const ChartMarker &m) {
                  return scale.contains(static_cast<double>(toMsecs(m.time)));
              }));
}

TEST(ChartViewTest, ZoomingKeepsTheMomentUnderThePointer)
{
    const ViewLimits limits{0, 10'000, 10, 10'000};
    const ViewSpan span{1'000, 2'000};
    const ViewSpan in = zoomed(span, 0.8, 1'250, limits);
    EXPECT_DOUBLE_EQ(in.length(), 800);
    EXPECT_DOUBLE_EQ((1'250 - in.from) / in.length(), 0.25);
}

RC_GTEST_PROP(ChartViewTest, NoZoomOrPanLeavesTheLimits, ())
{
    const ViewLimits limits{0, 10'000, 100, 8'000};
    ViewSpan span{4'000, 5'000};
    for (int i = 0, n = *rc::gen::inRange(1, 40); i < n; ++i) {
        if (*rc::gen::arbitrary<bool>())
            span = zoomed(span, *rc::gen::inRange(1, 400) / 100.0, *rc::gen::inRange(-1'000, 11'000), limits);
        else
            span = panned(span, *rc::gen::inRange(-9'000, 9'000), limits);
        RC_ASSERT(span.from >= -1e-6);
        RC_ASSERT(span.to <= 10'000 + 1e-6);
        RC_ASSERT(span.length() >= 100 - 1e-6);
        RC_ASSERT(span.length() <= 8'000 + 1e-6);
    }
}
