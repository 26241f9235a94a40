#pragma once

#include "tests/ui/charts/samplechart.h"

#include <QTest>
#include <QWheelEvent>
#include <gtest/gtest.h>

// A chart of BTC on its window, and what it says when somebody uses it.
struct CandleChartTest : testing::Test, sample::Chart
{
    QList<std::optional<UtcTime>> moved;
    QList<qint64> activated, selected;

    CandleChartTest()
    {
        QObject::connect(&chart, &CandleChart::crosshairMoved, &chart,
                         [this](auto time) { moved.append(time); });
        QObject::connect(&chart, &CandleChart::markerActivated, &chart,
                         [this](qint64 id) { activated.append(id); });
        QObject::connect(&chart, &CandleChart::markerSelected, &chart,
                         [this](qint64 id) { selected.append(id); });
        show();
    }
    // In the plot: 466 px for 24 hours.
    QPoint at(std::chrono::minutes since, int y = 100) const
    {
        return {static_cast<int>(466.0 * static_cast<double>(since.count()) / 1440), y};
    }
    QPoint inLane(std::chrono::minutes since) const { return at(since, chart.height() - 20 - 11); }
    void wheel(int angle, QPoint place, Qt::KeyboardModifiers held = Qt::NoModifier)
    {
        QWheelEvent event(place, chart.mapToGlobal(place), {}, {0, angle}, Qt::NoButton, held,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&chart, &event);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers held = Qt::NoModifier) { QTest::keyClick(&chart, key, held); }
    std::chrono::milliseconds shown() const { return chart.visibleRange().to - chart.visibleRange().from; }
};
