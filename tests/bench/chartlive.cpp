// A chart on its own, for chart_peer.py to measure: CANDLES candles, TICKS changes of the newest one a second
// (0: none), each with the price line, the crosshair and a lit marker. Ends when its input does.
#include "tests/ui/charts/samplechart.h"

#include <QApplication>
#include <QMouseEvent>
#include <QSocketNotifier>
#include <QTimer>
#include <cstdio>

using namespace std::chrono_literals;
using namespace sample;

namespace {
QList<ChartMarker> markersOver(UtcTime end)
{
    QList<ChartMarker> markers;
    for (int i = 0; i < 60; ++i)
        markers.append(story(i, start + i * (end - start) / 60, "A story", i % 5 == 0));
    return markers;
}
} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int candles = arguments.value(1).toInt(), ticks = arguments.value(2).toInt();
    if (candles < 2) {
        std::fprintf(stderr, "usage: chartlive CANDLES TICKS\n");
        return 2;
    }
    Chart made(wave(candles));
    CandleChart &chart = made.chart;
    Candle newest = wave(candles).candles.last();
    chart.setStyle(ChartStyle::Candles);
    chart.setVolumeShown(true);
    chart.setLegendShown(true);
    chart.setAverages({{20, false}, {50, false}});
    chart.setMarkers(markersOver(newest.time));
    chart.resize(1058, 460);
    chart.show();
    int round = 0;
    QTimer timer; // repeats: it plays a market of so many ticks a second
    QObject::connect(&timer, &QTimer::timeout, &chart, [&] {
        ++round;
        newest.close = Decimal(11'440'000 + (round * 7919) % 20'000, 2);
        newest.high = std::max(newest.high, newest.close);
        newest.low = std::min(newest.low, newest.close);
        chart.updateCandles({newest});
        chart.setPrice(LivePrice{newest.close, newest.time + 1min});
        QMouseEvent move(QEvent::MouseMove, QPointF(50 + (round * 13) % 900, 60 + (round * 7) % 250),
                         QPointF(), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&chart, &move);
    });
    if (ticks > 0)
        timer.start(1000 / ticks);
    QTimer::singleShot(0, &chart, [] {
        std::puts("ready");
        std::fflush(stdout);
    });
    QSocketNotifier input(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [] {
        char text[64];
        if (fread(text, 1, sizeof text, stdin) == 0)
            QApplication::quit();
    });
    return QApplication::exec();
}
