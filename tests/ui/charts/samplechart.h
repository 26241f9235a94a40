#pragma once

#include "tests/support/manualclock.h"
#include "ui/charts/candlechart.h"

#include <QCoreApplication>
#include <cmath>

// A made-up market and a chart on it.
namespace sample {
inline const UtcTime start = *parseRfc3339("2025-09-12T00:00:00Z");

inline Decimal cents(double price)
{
    return Decimal(std::llround(price * 100), 2);
}

inline Candle candle(UtcTime time, double open, double close, double low, double high)
{
    Candle made;
    made.time = time;
    made.open = cents(open);
    made.close = cents(close);
    made.low = cents(low);
    made.high = cents(high);
    made.volume = Decimal(std::llround(150 + 90 * std::sin(static_cast<double>(toMsecs(time)) / 7e6)), 0);
    made.closed = true;
    return made;
}

// A wave of the given height around `middle`; the same at each call.
inline CandleSeries wave(int count, Interval interval = Interval::M15, double middle = 114'400,
                         double height = 900, UtcTime from = start)
{
    CandleSeries series;
    series.instrument.id = {VenueId{QStringLiteral("bitget")}, QStringLiteral("BTCUSDT")};
    series.instrument.base = QStringLiteral("BTC");
    series.instrument.quote = QStringLiteral("USDT");
    series.instrument.tickSize = "0.01"_dec;
    series.venueName = QStringLiteral("Bitget");
    series.interval = interval;
    series.complete = true;
    const auto price = [&](int i) {
        const double x = i;
        return middle +
               height * (0.7 * std::sin(x / 23) + 0.25 * std::sin(x / 5.1) + 0.05 * std::sin(x * 1.7));
    };
    for (int i = 0; i < count; ++i) {
        const double open = price(i), close = price(i + 1), spread = height * 0.03 * (1 + std::sin(i * 2.3));
        series.candles.append(candle(from + i * intervalLength(interval), open, close,
                                     std::min(open, close) - spread, std::max(open, close) + spread));
    }
    return series;
}

inline ChartMarker story(qint64 id, UtcTime time, const char *title = "A story", bool market = false)
{
    ChartMarker marker;
    marker.id = id;
    marker.time = time;
    marker.title = QString::fromUtf8(title);
    marker.source = QStringLiteral("Chainside");
    marker.market = market;
    return marker;
}

inline Asset bitcoin()
{
    return {AssetId{QStringLiteral("bitcoin")}, QStringLiteral("BTC"), QStringLiteral("Bitcoin"), false};
}

// The theme in UTC, and a chart of 550×320 that shows 96 quarters of an hour.
struct Chart
{
    ManualClock clock;
    SettingsFile settings{clock, {}, [] {
                              Settings chosen = defaultSettings();
                              chosen.zone = ClockZone::Utc;
                              return chosen;
                          }()};
    UiTheme theme{settings};
    CandleChart chart{theme};

    explicit Chart(const CandleSeries &series = wave(96))
    {
        chart.setCoin(bitcoin());
        chart.resize(550, 320);
        chart.setSeries(series);
        if (!series.candles.isEmpty())
            chart.showRange(series.candles.first().time,
                            series.candles.last().time + intervalLength(series.interval));
    }
    void show()
    {
        chart.show();
        QCoreApplication::processEvents();
    }
};
} // namespace sample
