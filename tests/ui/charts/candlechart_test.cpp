#include "tests/ui/charts/candlechartcase.h"

#include <QAccessible>
#include <QGraphicsView>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTimer>

using namespace std::chrono_literals;
using namespace sample;

namespace {
// What of the chart was painted, and how often.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget &chart) : m_viewport(chart.findChild<QGraphicsView *>()->viewport())
    {
        QCoreApplication::processEvents();
        m_viewport->installEventFilter(this);
    }
    QRegion settle()
    {
        QCoreApplication::processEvents();
        return std::exchange(m_painted, {});
    }
    qint64 area()
    {
        qint64 sum = 0;
        for (const QRect &part : settle())
            sum += qint64(part.width()) * part.height();
        return sum;
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_painted += static_cast<QPaintEvent *>(event)->region();
        return false;
    }

private:
    QWidget *m_viewport;
    QRegion m_painted;
};
} // namespace

TEST_F(CandleChartTest, SaysInOneSentenceWhatItShows)
{
    CandleSeries series = wave(96);
    series.candles.first().open = "114012.82"_dec;
    series.candles[40].low = "113412.05"_dec;
    series.candles[60].high = "115348.70"_dec;
    chart.setSeries(series);
    chart.setPrice(LivePrice{"114959.13"_dec, start + 24h});
    chart.setMarkers({story(1, start + 1h), story(2, start + 2h), story(3, start - 5h)});
    EXPECT_EQ(chart.summary(),
              QStringLiteral("Bitcoin, 24 hours: from 114,012.82 to 114,959.13, low 113,412.05, "
                             "high 115,348.70, 2 stories."));
    chart.setStale(true);
    EXPECT_TRUE(chart.summary().endsWith(QStringLiteral("Not current.")));
    series.simulated = true;
    chart.setSeries(series);
    EXPECT_TRUE(chart.summary().startsWith(QStringLiteral("Simulated. Bitcoin")));
}

TEST_F(CandleChartTest, SaysWhatIsMissing)
{
    chart.setSeries({});
    EXPECT_EQ(chart.summary(), QStringLiteral("Bitcoin: no history for this range"));
    chart.setLoading(true);
    EXPECT_EQ(chart.summary(), QStringLiteral("Bitcoin: loading history"));
    chart.setMessage(QStringLiteral("No 1Y history from any source."));
    EXPECT_EQ(chart.summary(), QStringLiteral("Bitcoin: No 1Y history from any source."));
    key(Qt::Key_Left);
    wheel(120, at(600min));
    QTest::mouseMove(&chart, at(600min));
    EXPECT_TRUE(moved.isEmpty());
    EXPECT_TRUE(chart.legend().isEmpty());
}

TEST_F(CandleChartTest, LegendTellsTheCandleUnderTheCrosshair)
{
    CandleSeries series = wave(96);
    Candle &candle = series.candles[13]; // 03:15
    candle.open = "114689.87"_dec;
    candle.high = "114743.00"_dec;
    candle.low = "114644.71"_dec;
    candle.close = "114696.60"_dec;
    candle.volume = "186.4"_dec;
    chart.setSeries(series);
    chart.setStyle(ChartStyle::Candles);
    chart.setLegendShown(true);
    QTest::mouseMove(&chart, at(203min));
    EXPECT_EQ(chart.legend(), (QStringList{QStringLiteral("09/12 03:15"), QStringLiteral("O 114,689.87"),
                                           QStringLiteral("H 114,743.00"), QStringLiteral("L 114,644.71"),
                                           QStringLiteral("C 114,696.60"), QStringLiteral("+0.01%"),
                                           QStringLiteral("Vol 186.40 BTC")}));
    EXPECT_EQ(chart.crosshairText(), QStringLiteral("2025/09/12 03:15, 114,696.60"));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&chart, &leave);
    EXPECT_EQ(chart.legend().first(), QStringLiteral("09/12 23:45")); // the newest again
    ASSERT_GE(moved.size(), 2);
    EXPECT_LT(std::chrono::abs(*moved.first() - (start + 203min)), 4min); // the moment itself, to the pixel
    EXPECT_EQ(moved.last(), std::nullopt);
}

TEST_F(CandleChartTest, LegendNamesTheAveragesWithTheirValues)
{
    CandleSeries flat = wave(60);
    for (Candle &candle : flat.candles)
        candle.close = "114000.00"_dec;
    chart.setSeries(flat);
    chart.setAverages({{20, false}, {50, true}});
    EXPECT_EQ(chart.legend().mid(7),
              (QStringList{QStringLiteral("MA 20 114,000.00"), QStringLiteral("EMA 50 114,000.00")}));
    for (int i = 0; i < 30; ++i)
        key(Qt::Key_Left);
    EXPECT_EQ(chart.legend().last(), QStringLiteral("EMA 50 —")); // not enough candles before it
}

TEST_F(CandleChartTest, DigitsFollowTheTickSize)
{
    CandleSeries doge = wave(96, Interval::M15, 0.26, 0.01);
    doge.instrument.tickSize = "0.00001"_dec;
    for (Candle &candle : doge.candles)
        candle.close = candle.open = candle.low = candle.high = "0.25"_dec;
    chart.setSeries(doge);
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C 0.25000"));
    doge.instrument.tickSize = {}; // the venue doesn't say: as many digits as its prices have
    doge.candles[3].close = "0.2512"_dec;
    chart.setSeries(doge);
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C 0.2500"));
}

TEST_F(CandleChartTest, RightSpaceStaysEmptyBehindTheNewest)
{
    chart.setRightSpace(0.02);
    chart.showRange(start, start + 24h);
    EXPECT_EQ(chart.visibleRange().to, start + 24h + 1728s);
}

TEST_F(CandleChartTest, AViewAtTheNewestCandleMovesAlong)
{
    chart.updateCandles({candle(start + 24h, 114'000, 114'010, 113'990, 114'020)});
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start + 15min, start + 24h + 15min}));
    EXPECT_EQ(shown(), 24h);
    key(Qt::Key_0);
    EXPECT_EQ(chart.visibleRange().to, start + 24h + 15min); // and so does what one goes back to
    chart.showRange(start + 2h, start + 4h);
    chart.updateCandles({candle(start + 24h + 15min, 114'000, 114'010, 113'990, 114'020)});
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start + 2h, start + 4h}));
}

TEST_F(CandleChartTest, UpdatesGiveTheSameChartInAnyOrder)
{
    const CandleSeries all = wave(96);
    CandleSeries part = all;
    const QList<Candle> late = part.candles.mid(40, 20);
    part.candles.remove(40, 20);
    chart.setSeries(part);
    QList<Candle> shuffled{late.rbegin(), late.rend()};
    Candle changed = all.candles.last();
    changed.close = changed.high = "115999.99"_dec;
    chart.updateCandles({changed});
    chart.updateCandles(shuffled);
    chart.updateCandles({all.candles.last()});
    const QString merged = chart.dataText(u',');
    chart.setSeries(all);
    EXPECT_EQ(merged, chart.dataText(u','));
}

TEST_F(CandleChartTest, CandlesEndTheMessage)
{
    chart.setSeries({});
    chart.setMessage(QStringLiteral("No history for this range."));
    chart.setSeries(wave(96));
    EXPECT_TRUE(chart.summary().startsWith(QStringLiteral("Bitcoin, 24 hours")));
}

TEST_F(CandleChartTest, AnotherCoinInOtherTimesIsShownWhole)
{
    const CandleSeries later = wave(50, Interval::H1, 4'500, 70, start + 24h * 30);
    chart.setSeries(later);
    EXPECT_EQ(chart.visibleRange(), (TimeSpan{start + 24h * 30, start + 24h * 30 + 50h}));
    chart.setSeries(wave(40, Interval::H1, 238, 3, start + 24h * 30)); // the same times: the view stays
    EXPECT_EQ(shown(), 50h);
}

TEST_F(CandleChartTest, ComparesInPercentSinceTheLeftEdge)
{
    CandleSeries own = wave(96), other = wave(96, Interval::M15, 4'500, 70);
    own.candles[47].close = own.candles[48].open = "100000"_dec; // ends at 12:00, the left edge
    own.candles.last().close = "110000"_dec;
    other.candles[47].close = "4000"_dec;
    other.candles.last().close = "3000"_dec;
    chart.setSeries(own);
    chart.setComparison({{QStringLiteral("ETH"), Qt::blue, other}, {QStringLiteral("NEW"), Qt::red, {}}});
    chart.showRange(start + 12h, start + 24h);
    EXPECT_EQ(chart.legend(), (QStringList{QStringLiteral("09/12 23:45"), QStringLiteral("BTC +10.00%"),
                                           QStringLiteral("ETH −25.00%"), QStringLiteral("NEW —")}));
    chart.setComparison({});
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C 110,000.00"));
}

TEST_F(CandleChartTest, DataCarriesEveryDigitAsReceived)
{
    CandleSeries series = wave(3);
    series.candles[1] = candle(start + 15min, 1, 2, 1, 2);
    series.candles[1].close = "114696.60000000"_dec;
    series.candles[1].volume.reset();
    chart.setSeries(series);
    chart.showRange(start + 15min, start + 30min);
    EXPECT_EQ(chart.dataText(u','),
              QStringLiteral("time,open,high,low,close,volume,venue,pair\n"
                             "2025-09-12T00:15:00.000Z,1.00,2.00,1.00,114696.60000000,,Bitget,BTC/USDT\n"));
    EXPECT_TRUE(chart.dataText(u'\t').startsWith(QStringLiteral("time\topen\t")));
}

TEST_F(CandleChartTest, ThePictureHasNeitherCrosshairNorFocus)
{
    const QImage before = chart.picture(1);
    EXPECT_GT(before.height(), chart.height()); // it carries its caption
    key(Qt::Key_Left);
    chart.setBrush(start + 3h);
    EXPECT_EQ(chart.picture(1), before);
    EXPECT_FALSE(chart.crosshairText().isEmpty()); // and they are back
}

TEST_F(CandleChartTest, AnIdleChartPaintsNothing)
{
    PaintWatch watch(chart);
    watch.settle();
    for (const QTimer *timer : chart.findChildren<QTimer *>())
        EXPECT_FALSE(timer->isActive()) << timer->objectName().toStdString(); // nothing to paint for later
    EXPECT_TRUE(watch.settle().isEmpty());
    chart.setPrice(LivePrice{wave(96).candles.last().close, start + 24h});
    watch.settle();
    chart.setPrice(LivePrice{wave(96).candles.last().close, start + 24h}); // nothing new
    chart.updateCandles({wave(96).candles.last()});
    EXPECT_TRUE(watch.settle().isEmpty());
}

TEST_F(CandleChartTest, ATickPaintsItsCandleAndNotTheRest)
{
    chart.setStyle(ChartStyle::Candles);
    chart.setVolumeShown(true);
    Candle newest = wave(96).candles.last();
    chart.setPrice(LivePrice{newest.close, newest.time + 3min});
    PaintWatch watch(chart);
    watch.settle();
    newest.close = *Decimal::add(newest.close, "7.00"_dec);
    newest.high = std::max(newest.high, newest.close);
    chart.updateCandles({newest});
    chart.setPrice(LivePrice{newest.close, newest.time + 4min});
    const qint64 painted = watch.area();
    EXPECT_GT(painted, 0);
    EXPECT_LT(painted, qint64(chart.width()) * chart.height() / 4);
}

TEST_F(CandleChartTest, ATickBeyondTheRangePaintsTheScaleAnew)
{
    PaintWatch watch(chart);
    watch.settle();
    Candle newest = wave(96).candles.last();
    newest.close = newest.high = "120000"_dec;
    chart.updateCandles({newest});
    EXPECT_GT(watch.area(), qint64(chart.width()) * chart.height() / 2);
}

TEST_F(CandleChartTest, AHiddenChartPaintsNothingAndIsCurrentWhenShown)
{
    PaintWatch watch(chart);
    chart.hide();
    watch.settle();
    Candle newest = wave(96).candles.last();
    for (int i = 0; i < 50; ++i) {
        newest.close = *Decimal::add(newest.close, "1.00"_dec);
        newest.high = std::max(newest.high, newest.close);
        chart.updateCandles({newest});
        chart.setPrice(LivePrice{newest.close, newest.time + 1min});
    }
    EXPECT_TRUE(watch.settle().isEmpty());
    chart.show();
    watch.settle();
    EXPECT_EQ(chart.legend().at(4), QStringLiteral("C ") + theme.numbers().tickPrice(newest.close, 2));
}

TEST_F(CandleChartTest, AssistiveTechnologyHearsSummaryAndCrosshair)
{
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&chart);
    ASSERT_TRUE(access);
    EXPECT_EQ(access->role(), QAccessible::Graphic);
    EXPECT_EQ(access->text(QAccessible::Name), chart.summary());
    EXPECT_TRUE(access->text(QAccessible::Value).isEmpty());
    key(Qt::Key_Left);
    EXPECT_EQ(access->text(QAccessible::Value), chart.crosshairText());
    EXPECT_EQ(access->text(QAccessible::Description), chart.crosshairText());
    EXPECT_EQ(access->childCount(), 0);
}

TEST_F(CandleChartTest, AssistiveTechnologyHearsTheStoryThatMReached)
{
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&chart);
    ASSERT_TRUE(access);
    chart.setMarkers({story(1, start + 2h, "Miner balances little changed")});
    key(Qt::Key_M);
    EXPECT_EQ(access->text(QAccessible::Value),
              QStringLiteral("2025/09/12 02:00, Chainside, Miner balances little changed"));
    key(Qt::Key_Left); // from there on
    EXPECT_EQ(access->text(QAccessible::Value), chart.crosshairText());
}
