// One frame of the chart with all that a live one has (the newest candle changes, the price line and its tag
// move, the crosshair moves, a marker is lit) beside a QCandlestickSeries alone, whose newest candle changes.
// Both are shown, painted through the event loop, at 1058×460 as on a wide dashboard.
#include "tests/ui/charts/samplechart.h"

#include <QApplication>
#include <QtCharts/QCandlestickSeries>
#include <QtCharts/QCandlestickSet>
#include <QtCharts/QChartView>
#include <QtCharts/QValueAxis>
#include <benchmark/benchmark.h>

using namespace std::chrono_literals;
using namespace sample;

namespace {
const QSize size(1058, 460);

struct LiveChart : Chart
{
    Candle newest;
    UtcTime end;

    LiveChart(int candles, ChartStyle style) : Chart(wave(candles))
    {
        newest = wave(candles).candles.last();
        end = newest.time + 15min;
        QList<ChartMarker> markers;
        for (int i = 0; i < 60; ++i)
            markers.append(story(i, start + i * candles * 15min / 60, "A story", i % 5 == 0));
        chart.setMarkers(markers);
        chart.setSelectedMarker(30);
        chart.setStyle(style);
        chart.setVolumeShown(true);
        chart.setLegendShown(true);
        chart.setAverages({{20, false}, {50, true}});
        chart.resize(size);
        chart.move(300, 300);
        show();
    }
    void tick(int round, bool moveScale)
    {
        newest.close = Decimal(11'440'000 + (round * 7919) % 20'000, 2);
        if (moveScale) // each tick is the highest so far: the whole plot is painted anew
            newest.close = Decimal(11'600'000 + round * 100, 2);
        newest.high = std::max(newest.high, newest.close);
        newest.low = std::min(newest.low, newest.close);
        chart.updateCandles({newest});
        chart.setPrice(LivePrice{newest.close, newest.time + 1min});
    }
    void point(int round)
    {
        QMouseEvent move(QEvent::MouseMove, QPointF(50 + (round * 13) % 900, 60 + (round * 7) % 250),
                         QPointF(), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&chart, &move);
    }
};

void ChartFrame(benchmark::State &state, ChartStyle style, bool moveScale)
{
    LiveChart live(static_cast<int>(state.range(0)), style);
    int round = 0;
    for (auto _ : state) {
        ++round;
        live.tick(round, moveScale);
        live.point(round);
        live.chart.setSelectedMarker(round % 60);
        QCoreApplication::processEvents();
    }
}

void ChartTick(benchmark::State &state)
{
    LiveChart live(static_cast<int>(state.range(0)), ChartStyle::Candles);
    int round = 0;
    for (auto _ : state) {
        live.tick(++round, false);
        QCoreApplication::processEvents();
    }
}

void ChartPan(benchmark::State &state)
{
    const int candles = static_cast<int>(state.range(0));
    LiveChart live(candles, ChartStyle::Candles);
    int round = 0;
    for (auto _ : state) {
        ++round;
        live.chart.showRange(start + (round % 50) * 1min, live.end + (round % 50) * 1min);
        QCoreApplication::processEvents();
    }
}

void CandlestickSeriesAlone(benchmark::State &state)
{
    const CandleSeries data = wave(static_cast<int>(state.range(0)));
    auto *series = new QCandlestickSeries;
    QList<QCandlestickSet *> sets;
    for (const Candle &c : data.candles)
        sets.append(new QCandlestickSet(c.open.toDouble(), c.high.toDouble(), c.low.toDouble(),
                                        c.close.toDouble(), static_cast<double>(toMsecs(c.time))));
    series->append(sets);
    auto *chart = new QChart;
    chart->addSeries(series);
    chart->legend()->hide();
    auto *x = new QValueAxis, *y = new QValueAxis;
    chart->addAxis(x, Qt::AlignBottom);
    chart->addAxis(y, Qt::AlignRight);
    series->attachAxis(x);
    series->attachAxis(y);
    x->setRange(static_cast<double>(toMsecs(start)), static_cast<double>(toMsecs(data.candles.last().time)));
    y->setRange(113'400, 115'400);
    QChartView view(chart);
    view.resize(size);
    view.move(300, 300);
    view.show();
    QCoreApplication::processEvents();
    int round = 0;
    for (auto _ : state) {
        ++round;
        sets.last()->setClose(114'400 + (round * 7919) % 20'000 / 100.0);
        QCoreApplication::processEvents();
    }
}

void counts(benchmark::internal::Benchmark *bench)
{
    bench->Arg(300)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
}
} // namespace

BENCHMARK_CAPTURE(ChartFrame, candles, ChartStyle::Candles, false)->Apply(counts);
BENCHMARK_CAPTURE(ChartFrame, line, ChartStyle::Line, false)->Apply(counts);
BENCHMARK_CAPTURE(ChartFrame, candles_scale_moves, ChartStyle::Candles, true)->Apply(counts);
BENCHMARK_CAPTURE(ChartFrame, line_scale_moves, ChartStyle::Line, true)->Apply(counts);
BENCHMARK(ChartTick)->Apply(counts);
BENCHMARK(ChartPan)->Apply(counts);
BENCHMARK(CandlestickSeriesAlone)->Apply(counts);

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
