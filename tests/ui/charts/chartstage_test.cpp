// What the chart works out before it paints: places, lines, notes, words.
#include "tests/ui/charts/candlechartcase.h"
#include "ui/charts/axisitems.h"
#include "ui/charts/chartstage.h"
#include "ui/charts/chartwords.h"
#include "ui/charts/crosshairitems.h"
#include "ui/charts/plotpainter.h"

#include <QImage>
#include <QSet>

using namespace std::chrono_literals;
using namespace sample;

namespace {
// A day of quarter hours on 550 × 320.
struct ChartStageTest : CandleChartTest
{
    ChartStageTest()
    {
        stage.edit().series = wave(96);
        stage.edit().readSeries();
        stage.edit().from = static_cast<double>(toMsecs(start));
        stage.edit().to = static_cast<double>(toMsecs(start + 24h));
        stage.resize({550, 320});
    }
    ChartStage stage{theme, &chart};
};
} // namespace

TEST_F(ChartStageTest, ALargerTextTakesItsRoomWithoutOverlap)
{
    const ChartLayout usual = stage.laidOut().layout;
    settings.change([](Settings &chosen) { chosen.textSizePercent = 200; });
    QCoreApplication::processEvents();
    stage.everythingChanged();
    const ChartLayout &large = stage.laidOut().layout;
    EXPECT_GE(large.timeAxis.height(), 1.5 * usual.timeAxis.height());
    EXPECT_GE(large.priceAxis.width(), 1.5 * usual.priceAxis.width());
    const QList<QRectF> parts{large.legend, large.prices, large.lane, large.timeAxis};
    for (qsizetype i = 1; i < parts.size(); ++i)
        EXPECT_GE(parts[i].top(), parts[i - 1].bottom()) << i;
    EXPECT_GE(large.priceAxis.left(), large.prices.right());
    EXPECT_LE(large.timeAxis.bottom(), 320);
    EXPECT_LE(large.priceAxis.right(), 550);
}

TEST_F(ChartStageTest, NoLineIsDrawnOverMissingHistory)
{
    const CandleSeries holed = stage.edit().series;
    stage.edit().series.candles.remove(40, 8); // nothing traded: the line goes on
    stage.edit().readSeries();
    stage.everythingChanged();
    EXPECT_EQ(stage.laidOut().lines.size(), 1);
    stage.edit().series.gaps = {{holed.candles[40].time, holed.candles[47].time}}; // not known
    stage.everythingChanged();
    const ChartState &state = stage.laidOut();
    ASSERT_EQ(state.lines.size(), 2);
    EXPECT_NEAR(state.lines[0].last().x(), state.x.x(state.candles[39].end), 0.01);
    EXPECT_NEAR(state.lines[1].first().x(), state.x.x(state.candles[40].time), 0.01);
}

TEST_F(ChartStageTest, TheWickInQuestionIsTheOneUnderTheCrosshairOrTheOnlyOne)
{
    ChartState &state = stage.edit();
    const CandleSeries series = state.series;
    state.wicks = {{series.candles[10].time, true, "1"_dec, "2"_dec, {}, {}}};
    EXPECT_EQ(shownWick(stage.laidOut()), &state.wicks[0]);
    state.wicks.append({series.candles[20].time, true, "1"_dec, "2"_dec, {}, {}});
    EXPECT_EQ(shownWick(stage.laidOut()), nullptr);
    state.own = Crosshair{.origin = Crosshair::Origin::Keys, .time = 0, .y = {}, .candle = 20, .start = 0};
    EXPECT_EQ(shownWick(stage.laidOut()), &state.wicks[1]);
}

TEST_F(ChartStageTest, TheWickUnderTheCrosshairIsSpokenWhereCandlesAreDrawn)
{
    ChartState &state = stage.edit();
    const CandleSeries series = state.series;
    const QString note = QStringLiteral("Only Bitget traded below 98,000; five others\u2019 low 98,410.2.");
    state.wicks = {{series.candles[20].time, true, "1"_dec, "2"_dec, note, {}}};
    state.own = Crosshair{.origin = Crosshair::Origin::Keys, .time = 0, .y = {}, .candle = 20, .start = 0};
    state.look.style = ChartStyle::Candles;
    EXPECT_TRUE(crosshairWords(stage.laidOut()).endsWith(note));
    state.own->candle = 21;
    EXPECT_FALSE(crosshairWords(stage.laidOut()).contains(note));
    state.own->candle = 20;
    state.look.style = ChartStyle::Line;
    EXPECT_FALSE(crosshairWords(stage.laidOut()).contains(note));
}

TEST_F(ChartStageTest, TheCrosshairsTagsLeaveNoHalfOfAFigure)
{
    const ChartState &state = stage.laidOut();
    const CrossTagItem time(state, nullptr, 1, CrossTagItem::Axis::Time),
        price(state, nullptr, 1, CrossTagItem::Axis::Price);
    int covered = 0;
    const auto expectWhole = [&](const QRectF &tag, const QList<AxisLabel> &labels) {
        ASSERT_FALSE(labels.isEmpty());
        for (const AxisLabel &label : labels) {
            if (tag.intersects(label.box)) {
                EXPECT_TRUE(tag.contains(label.box)) << label.text.toStdString();
                ++covered;
            }
        }
    };
    for (int i = 0; i < 96; ++i) {
        const double middle = state.candles[i].time + 450e3;
        stage.edit().own = Crosshair{.origin = Crosshair::Origin::Pointer,
                                     .time = middle,
                                     .y = state.layout.prices.top() + 2 * i,
                                     .candle = i,
                                     .start = 0};
        stage.laidOut();
        expectWhole(time.place(), timeLabels(state));
        expectWhole(price.place(), priceLabels(state));
    }
    EXPECT_GT(covered, 50);
}

TEST_F(ChartStageTest, VolumeUnderALineIsOneEvenGrey)
{
    stage.edit().look.style = ChartStyle::Line;
    stage.edit().look.volume = true;
    stage.everythingChanged();
    const ChartState &state = stage.laidOut();
    QImage picture(550, 320, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::black);
    QPainter painter(&picture);
    paintVolume(painter, state, state.layout.plot);
    painter.end();
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(picture.pixel(x, y));
    EXPECT_EQ(colours.size(), 2) << "the ground and the bars, rising and falling alike";
}

TEST_F(ChartStageTest, QtChartsAgreesOnEveryPlace)
{
    for (const bool log : {false, true}) {
        stage.edit().look.log = log;
        stage.resize(log ? QSize(550, 320) : QSize(887, 556));
        const ChartState &state = stage.laidOut();
        for (const PlotCandle &candle : state.candles) {
            const QPointF theirs = stage.chartPosition(candle.end, candle.close);
            EXPECT_NEAR(theirs.x(), state.x.x(candle.end), 0.01);
            EXPECT_NEAR(theirs.y(), state.y.y(candle.close), 0.01);
        }
    }
}

TEST_F(ChartStageTest, WithoutAPriceAxisOnlyTheCrosshairHasAReadout)
{
    ChartState state(theme);
    state.series = wave(96);
    state.from = static_cast<double>(toMsecs(start));
    state.to = static_cast<double>(toMsecs(start + 24h));
    state.size = {372, 92};
    state.markers = {story(5, start + 10h)};
    state.selected = 5;
    state.readSeries();
    state.layOut();
    EXPECT_FALSE(readoutText(state).isEmpty());
    state.look.priceAxis = false;
    EXPECT_EQ(readoutText(state), QString());
    state.own = Crosshair{};
    state.own->time = static_cast<double>(toMsecs(start + 10h));
    EXPECT_FALSE(readoutText(state).isEmpty());
}
