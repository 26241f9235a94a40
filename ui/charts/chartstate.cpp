#include "ui/charts/chartstate.h"

#include <algorithm>
#include <limits>

namespace {
constexpr double leastCandle = 2; // px; narrower ones are joined
constexpr double leastLabelGap = 48, leastTimeGap = 64, markerGap = 16;

UtcTime utc(double time)
{
    return fromMsecs(std::llround(time));
}

// Where the venue didn't say its step, the most digits any close carries.
int digitsOf(const CandleSeries &series)
{
    if (const auto scale = displayScale(series.instrument))
        return *scale;
    int digits = 0;
    for (const Candle &candle : series.candles)
        digits = std::max(digits, candle.close.trimmed().scale());
    return digits;
}

struct Extremes
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    void include(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool isEmpty() const { return !(low <= high); }
};

Extremes extremesOf(const ChartState &state)
{
    Extremes found;
    const bool closesOnly = state.comparing() || state.look.style == ChartStyle::Line;
    for (qsizetype i = state.visible.first; i < state.visible.last; ++i) {
        const PlotCandle &candle = state.candles[i];
        found.include(state.shown(closesOnly ? candle.close : candle.low));
        found.include(state.shown(closesOnly ? candle.close : candle.high));
    }
    for (const ComparedLine &line : state.comparedLines) {
        if (line.base <= 0)
            continue;
        const IndexRange range = candlesWithin(line.candles, state.from, state.to);
        for (qsizetype i = range.first; i < range.last; ++i)
            found.include((line.candles[i].close / line.base - 1) * 100);
    }
    const bool newest = state.visible.last == state.candles.size();
    if (state.live && newest && !state.visible.isEmpty())
        found.include(state.shown(state.live->price.toDouble()));
    return found;
}

double baseAt(const QList<PlotCandle> &candles, double time)
{
    if (const auto value = valueAt(candles, time))
        return *value;
    return candles.isEmpty() ? 0 : candles.first().open;
}

QList<PlotCandle> inPercent(QList<PlotCandle> candles, double base)
{
    for (PlotCandle &candle : candles) {
        candle.open = (candle.open / base - 1) * 100;
        candle.close = (candle.close / base - 1) * 100;
    }
    return candles;
}

// The range cut where history is missing: a straight line across would be made up.
QList<IndexRange> piecesOf(const ChartState &state)
{
    QList<IndexRange> pieces;
    IndexRange rest = state.visible;
    rest.first = std::max<qsizetype>(0, rest.first - 1); // the line enters from outside
    rest.last = std::min(state.candles.size(), rest.last + 1);
    for (const CandleSpan &gap : state.series.gaps) {
        const auto from = static_cast<double>(toMsecs(gap.from)), to = static_cast<double>(toMsecs(gap.to));
        const auto before = std::lower_bound(state.candles.begin(), state.candles.end(), from,
                                             [](const PlotCandle &c, double time) { return c.time < time; });
        const auto after = std::upper_bound(before, state.candles.end(), to,
                                            [](double time, const PlotCandle &c) { return time < c.time; });
        const IndexRange piece{rest.first, std::min<qsizetype>(rest.last, before - state.candles.begin())};
        if (!piece.isEmpty())
            pieces.append(piece);
        rest.first = std::max<qsizetype>(rest.first, after - state.candles.begin());
    }
    if (!rest.isEmpty())
        pieces.append(rest);
    return pieces;
}
} // namespace

ChartFigures::ChartFigures(const UiTheme &theme)
    : axis(theme.font(FontRole::Meta)), tag(theme.font(FontRole::MetaStrong))
{
}

ChartState::ChartState(const UiTheme &theme) : theme(theme), figures(theme) {}

void ChartState::readSeries()
{
    candles = plotCandles(series);
    digits = digitsOf(series);
    tickSize =
        series.instrument.tickSize.isZero() ? std::pow(10.0, -digits) : series.instrument.tickSize.toDouble();
    readAverages();
}

void ChartState::readAverages()
{
    averages.clear();
    for (const AverageSpec &spec : look.averages)
        averages.append(movingAverage(candles, spec));
}

void ChartState::readCompared()
{
    comparedLines.clear();
    for (const ComparedCoin &coin : compared)
        comparedLines.append({plotCandles(coin.series), 0});
}

void ChartState::layOut()
{
    visible = candlesWithin(candles, from, to);
    base = baseAt(candles, from);
    for (ComparedLine &line : comparedLines)
        line.base = baseAt(line.candles, from);
    const Extremes extremes = extremesOf(*this);
    const double low = extremes.isEmpty() ? 0 : extremes.low, high = extremes.isEmpty() ? 1 : extremes.high;
    const double least = comparing() ? 0.04 : std::max({4 * tickSize, std::abs(high) * 1e-4, 1e-15});
    ChartRoom room;
    room.legend = look.legend ? theme.px(34) : 0;
    room.lane = look.markers ? theme.px(22) : 0;
    room.timeAxis = theme.px(20);
    room.volume = look.volume && !comparing() ? theme.px(look.volumeHeight) : 0;
    const double widest = comparing() ? 0 : figures.tag.width(priceText(high)) + theme.px(16);
    room.priceAxis = look.priceAxis ? std::ceil(std::max<double>(theme.px(84), widest)) : 0;
    layout = chartLayout(size, room);
    x = {from, to, layout.plot.left(), std::max(layout.plot.left() + 1, layout.plot.right())};
    y = valueScale(low, high, least, layout.prices.top(),
                   std::max(layout.prices.top() + 1, layout.prices.bottom()), look.log && !comparing());
    valueTickList = valueTicks(y, theme.px(static_cast<int>(leastLabelGap)), comparing() ? 0.01 : tickSize);
    timeTickList = timeTicks(x, theme.px(static_cast<int>(leastTimeGap)), theme.times());
    groups =
        look.markers ? markerGroups(markers, x, theme.px(static_cast<int>(markerGap))) : QList<MarkerGroup>{};
    readShapes();
}

void ChartState::readShapes()
{
    shapes = joinedCandles(candles, visible, x, leastCandle);
    mostVolume = 0;
    for (const PlotCandle &shape : std::as_const(shapes))
        mostVolume = std::max(mostVolume, shape.volume);
    const auto now = live ? std::optional(static_cast<double>(toMsecs(live->time))) : std::nullopt;
    lines.clear();
    const QList<PlotCandle> values = comparing() && base > 0 ? inPercent(candles, base) : candles;
    if (look.style == ChartStyle::Line || comparing()) {
        for (const IndexRange &piece : piecesOf(*this))
            lines.append(closeLine(values, piece, x, y, now));
    }
    averageLines.clear();
    for (const QList<double> &one : std::as_const(averages)) {
        const IndexRange wider{std::max<qsizetype>(0, visible.first - 1),
                               std::min(candles.size(), visible.last + 1)};
        averageLines.append(comparing() ? QList<QPointF>{} : valueLine(candles, one, wider, x, y));
    }
    comparedPaths.clear();
    for (const ComparedLine &line : std::as_const(comparedLines)) {
        const QList<PlotCandle> percents =
            line.base > 0 ? inPercent(line.candles, line.base) : QList<PlotCandle>{};
        IndexRange range = candlesWithin(percents, from, to);
        range.first = std::max<qsizetype>(0, range.first - 1);
        comparedPaths.append(closeLine(percents, range, x, y, now));
    }
}

QColor ChartState::lineColour() const
{
    const Tokens &t = theme.tokens();
    if (comparing())
        return look.stale ? t.textSecondary : t.text;
    if (look.stale || visible.isEmpty())
        return t.textSecondary;
    const double last = candles[visible.last - 1].close, first = candles[visible.first].open;
    return last >= first ? t.up : t.down;
}

QColor ChartState::markerColour() const
{
    return theme.tokens().storyMarkersInText ? theme.tokens().text : theme.tokens().accent;
}

const ChartMarker *ChartState::marker(std::optional<qint64> id) const
{
    const auto found = std::find_if(markers.begin(), markers.end(),
                                    [&](const ChartMarker &one) { return id && one.id == *id; });
    return found == markers.end() ? nullptr : &*found;
}

double ChartState::length() const
{
    return static_cast<double>(intervalLength(series.interval).count());
}

double ChartState::standOf(qsizetype candle) const
{
    const PlotCandle &one = candles[candle];
    if (look.style == ChartStyle::Candles && !comparing())
        return (one.time + one.end) / 2;
    if (live && candle == candles.size() - 1)
        return std::clamp(static_cast<double>(toMsecs(live->time)), one.time, one.end);
    return one.end;
}

QString ChartState::priceText(const Decimal &price) const
{
    return theme.numbers().tickPrice(price, digits);
}

QString ChartState::priceText(double price) const
{
    return priceText(
        Decimal::parse(QByteArrayView(QByteArray::number(price, 'f', digits))).value_or(Decimal{}));
}

Decimal ChartState::priceAt(double at) const
{
    const double price = std::max(0.0, y.value(at));
    const Decimal &tick = series.instrument.tickSize;
    if (!tick.isZero() && price / tickSize < 1e17)
        return Decimal(tick.coefficient() * std::llround(price / tickSize), tick.scale()).rounded(digits);
    return Decimal::parse(QByteArrayView(QByteArray::number(price, 'f', digits))).value_or(Decimal{});
}

QString ChartState::axisText(const Decimal &value) const
{
    return comparing() ? theme.numbers().change(value.toDouble()) : priceText(value);
}

QString ChartState::candleTime(double time) const
{
    const bool days = length() >= 24.0 * 3600 * 1000;
    return days ? theme.times().date(utc(time)) : theme.times().dayMinute(utc(time));
}

QString ChartState::market() const
{
    return pairName(series.instrument) + QStringLiteral(" · ") + series.venueName;
}
