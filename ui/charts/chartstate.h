#pragma once

#include "app/market/asset.h"
#include "ui/charts/chartlayout.h"
#include "ui/charts/chartticks.h"
#include "ui/charts/markergroups.h"
#include "ui/charts/plotcandles.h"
#include "ui/style/figures.h"
#include "ui/style/theme.h"

// How the chart was asked to look.
struct ChartLook
{
    ChartStyle style = ChartStyle::Line;
    QList<AverageSpec> averages;
    QString message; // instead of a chart
    double rightSpace = 0;
    int volumeHeight = 92;
    bool volume = false, log = false, legend = false, priceAxis = true, markers = true, crosshair = true;
    bool stale = false, loading = false;
};

struct Crosshair
{
    enum class Origin { Pointer, Keys, Brush };
    Origin origin = Origin::Pointer;
    double time = 0;         // where the line stands
    std::optional<double> y; // of the pointer; otherwise at the price
    qsizetype candle = -1;
    double start = 0; // of that candle, to find it again among others
};

// Another coin's closes as percentages of its value at the left edge.
struct ComparedLine
{
    QList<PlotCandle> candles; // prices
    double base = 0;           // 0: nothing known at the left edge
};

// The digits of a theme's fonts, looked up once.
struct ChartFigures
{
    explicit ChartFigures(const UiTheme &theme);
    Figures axis, tag;
};

// All that the chart's items paint from: what was given, and what follows from it. Items read it; only the
// stage changes it.
struct ChartState
{
    explicit ChartState(const UiTheme &theme);

    // --- given ---
    const UiTheme &theme;
    ChartLook look;
    Asset coin;
    CandleSeries series;
    std::optional<LivePrice> live;
    QList<ComparedCoin> compared;
    QList<ChartMarker> markers; // ascending by time
    QList<WickNote> wicks;      // ascending by time
    std::optional<qint64> selected, hovered;
    double from = 0, to = 1; // the visible range, with the space at the right
    QSizeF size;
    std::optional<Crosshair> own, brush;

    // --- following from it ---
    ChartFigures figures;
    QList<PlotCandle> candles;
    QList<QList<double>> averages;
    QList<ComparedLine> comparedLines;
    int digits = 2; // after the point, of this market's prices
    double tickSize = 0;
    ChartLayout layout;
    TimeScale x;
    ValueScale y;
    IndexRange visible;
    double base = 0;             // of the comparison
    QList<PlotCandle> shapes;    // what is painted as candles and volume
    QList<QList<QPointF>> lines; // of the closes, broken where history is missing
    QList<QList<QPointF>> averageLines;
    QList<QList<QPointF>> comparedPaths;
    double mostVolume = 0;
    QList<Decimal> valueTickList;
    QList<TimeTick> timeTickList;
    QList<MarkerGroup> groups;

    void readSeries(); // candles and all that is counted from them
    void readAverages();
    void readCompared();
    void layOut();     // places, from the size and the range on
    void readShapes(); // candles to places

    bool isEmpty() const { return candles.isEmpty(); }
    bool hasPlot() const { return !isEmpty() && look.message.isEmpty() && layout.plot.height() > 1; }
    bool comparing() const { return !compared.isEmpty(); }
    const Crosshair *cross() const { return own ? &*own : brush ? &*brush : nullptr; }
    // What the axis shows for a price: itself, or percent in a comparison.
    double shown(double price) const { return comparing() ? (price / base - 1) * 100 : price; }
    QColor lineColour() const;
    QColor markerColour() const;
    const ChartMarker *marker(std::optional<qint64> id) const;
    double length() const; // of a candle, in ms
    // Where the crosshair's line stands for a candle: on its body, or on the line's point.
    double standOf(qsizetype candle) const;

    // --- words ---
    QString priceText(const Decimal &price) const; // at the tick size
    QString priceText(double price) const;         // rounded to the tick size
    Decimal priceAt(double y) const;               // to the tick size
    QString axisText(const Decimal &value) const;
    QString candleTime(double time) const; // "09/13 03:15", days "2025/09/13"
    QString market() const;                // "BTC/USDT · Bitget"
};
