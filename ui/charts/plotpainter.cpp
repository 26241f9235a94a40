#include "ui/charts/plotpainter.h"

#include "ui/charts/chartitem.h"

#include <QPainterPath>
#include <algorithm>

namespace {
constexpr double lineWidth = 1.4;

QColor faded(QColor colour, double share)
{
    colour.setAlphaF(static_cast<float>(share));
    return colour;
}

// Body of a candle `pitch` px wide, on whole px around `middle`.
QRectF bodyOf(double middle, double pitch, double top, double bottom)
{
    const double width = pitch < 3 ? 1.0 : std::max(1.0, std::floor(pitch * 0.64));
    const double left = std::floor(middle - width / 2 + 0.5);
    return {left, std::round(top), width, std::max(1.0, std::round(bottom) - std::round(top))};
}

struct Bars
{
    QList<QRectF> rising, falling;
    QList<QRectF> &of(const PlotCandle &candle) { return candle.rises() ? rising : falling; }
    void paint(QPainter &painter, const QColor &up, const QColor &down) const
    {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Qt::NoPen);
        painter.setBrush(up);
        painter.drawRects(rising);
        painter.setBrush(down);
        painter.drawRects(falling);
    }
    // With one colour for both, what rises is hollow.
    void hollowRising(QPainter &painter, const QColor &inside) const
    {
        painter.setBrush(inside);
        for (const QRectF &body : rising) {
            if (body.width() >= 3 && body.height() >= 3)
                painter.drawRect(body.adjusted(1, 1, -1, -1));
        }
    }
};

// The points of an ascending line between two x, with one more on either side.
IndexRange pointsWithin(const QList<QPointF> &line, double left, double right)
{
    const auto first = std::lower_bound(line.begin(), line.end(), left,
                                        [](QPointF point, double x) { return point.x() < x; });
    const auto last =
        std::upper_bound(first, line.end(), right, [](double x, QPointF point) { return x < point.x(); });
    return {std::max<qsizetype>(0, first - line.begin() - 1),
            std::min<qsizetype>(line.size(), last - line.begin() + 1)};
}

// Only the exposed part, and in short pieces: Qt's rasteriser looks through all cells of a scan line for each
// new one, so a stroke wider than 1 px costs the square of the points it crosses that line with.
void drawLine(QPainter &painter, const QList<QPointF> &line, QPen pen, const QRectF &exposed)
{
    // Two pieces share the line between two points, so that no joint shows.
    constexpr qsizetype piece = 32;
    const IndexRange range = pointsWithin(line, exposed.left() - 2, exposed.right() + 2);
    // Points as dense as pixels: nobody sees the width, and 1 px is stroked ten times as fast.
    if (range.size() > 2 &&
        static_cast<double>(range.size()) > 0.7 * (line[range.last - 1].x() - line[range.first].x()))
        pen.setWidthF(1);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::BevelJoin);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    for (qsizetype at = range.first; at + 1 < range.last; at += piece - 2) {
        painter.drawPolyline(line.constData() + at, static_cast<int>(std::min(piece, range.last - at)));
    }
}

// Dashes of 5 px and gaps of 4, beginning where the line begins, so that they stay in place when only a part
// is painted.
void drawDashedLine(QPainter &painter, const QList<QPointF> &line, const QPen &pen, const QRectF &exposed)
{
    constexpr double on = 5, period = 9;
    const auto isSeen = [&exposed](double x) { return x > exposed.left() - 8 && x < exposed.right() + 8; };
    QList<QPointF> dash;
    double phase = 0; // within the period
    const auto finish = [&] {
        if (dash.size() > 1 && (isSeen(dash.first().x()) || isSeen(dash.last().x())))
            painter.drawPolyline(dash.constData(), static_cast<int>(dash.size()));
        dash.clear();
    };
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        const QPointF from = line[i], way = line[i + 1] - from;
        const double length = std::hypot(way.x(), way.y());
        double done = 0;
        while (done < length) {
            const bool drawn = phase < on;
            const double step = std::min((drawn ? on : period) - phase, length - done);
            if (drawn && dash.isEmpty())
                dash.append(from + way * (done / length));
            done += step;
            phase += step;
            if (drawn)
                dash.append(from + way * (done / length));
            if (phase >= on - 1e-9 && drawn) {
                finish();
                phase = on;
            }
            if (phase >= period - 1e-9)
                phase = 0;
        }
    }
    finish();
}

// Of the painted shapes, those that reach into the exposed part.
IndexRange exposedShapes(const ChartState &state, const QRectF &exposed)
{
    return candlesWithin(state.shapes, state.x.time(exposed.left() - 1), state.x.time(exposed.right() + 1));
}
void paintCandles(QPainter &painter, const ChartState &state, const QRectF &exposed)
{
    const IndexRange range = exposedShapes(state, exposed);
    Bars bars;
    for (qsizetype i = range.first; i < range.last; ++i) {
        const PlotCandle &candle = state.shapes[i];
        const double middle = state.x.x((candle.time + candle.end) / 2);
        const double pitch = state.x.width(candle.end - candle.time);
        const double open = state.y.y(candle.open), close = state.y.y(candle.close);
        const QRectF body = bodyOf(middle, pitch, std::min(open, close), std::max(open, close));
        QList<QRectF> &list = bars.of(candle);
        const double high = std::round(state.y.y(candle.high)), low = std::round(state.y.y(candle.low));
        list.append(QRectF(body.left() + std::floor(body.width() / 2), high, 1, std::max(1.0, low - high)));
        list.append(body);
    }
    const Tokens &t = state.theme.tokens();
    const QColor up = state.look.stale ? t.textSecondary : t.up;
    const QColor down = state.look.stale ? t.textSecondary : t.down;
    bars.paint(painter, up, down);
    if (up == down)
        bars.hollowRising(painter, t.surface);
}

void paintArea(QPainter &painter, const ChartState &state, const QList<QPointF> &line, const QRectF &exposed)
{
    const IndexRange range = pointsWithin(line, exposed.left(), exposed.right());
    if (range.size() < 2 || state.theme.tokens().highContrast)
        return;
    const double bottom = state.layout.prices.bottom();
    QLinearGradient fade(0, state.layout.prices.top(), 0, bottom);
    fade.setColorAt(0, faded(state.lineColour(), state.theme.tokens().dark ? 0.24 : 0.18));
    fade.setColorAt(1, faded(state.lineColour(), 0));
    QList<QPointF> area = line.mid(range.first, range.size());
    area.append({area.last().x(), bottom});
    area.append({area.first().x(), bottom});
    painter.setRenderHint(QPainter::Antialiasing, false); // the line lies over the edge
    painter.setPen(Qt::NoPen);
    painter.setBrush(fade);
    painter.drawPolygon(area);
}

} // namespace

void paintGrid(QPainter &painter, const ChartState &state)
{
    const QRectF &plot = state.layout.plot;
    const Tokens &t = state.theme.tokens();
    const QColor colour = t.highContrast ? faded(t.grid, 0.4) : t.grid; // behind the candles there too
    for (const TimeTick &tick : state.timeTickList)
        drawRuleDown(painter, std::round(state.x.x(tick.time)), plot.top(), plot.bottom(), colour);
    for (const Decimal &tick : state.valueTickList)
        drawRuleAcross(painter, plot.left(), plot.right(), std::round(state.y.y(tick.toDouble())), colour);
}

void paintVolume(QPainter &painter, const ChartState &state, const QRectF &exposed)
{
    const QRectF &room = state.layout.volume;
    const IndexRange range = exposedShapes(state, exposed);
    if (state.mostVolume <= 0)
        return;
    Bars bars;
    for (qsizetype i = range.first; i < range.last; ++i) {
        const PlotCandle &candle = state.shapes[i];
        const double height = candle.volume / state.mostVolume * (room.height() - 8);
        if (height <= 0)
            continue;
        bars.of(candle).append(bodyOf(state.x.x((candle.time + candle.end) / 2),
                                      state.x.width(candle.end - candle.time), room.bottom() - height,
                                      room.bottom()));
    }
    const bool coloured =
        state.look.style == ChartStyle::Candles && !state.look.stale && !state.theme.tokens().highContrast;
    const QColor plain =
        faded(state.theme.tokens().textSecondary, state.theme.tokens().highContrast ? 0.6 : 0.24);
    bars.paint(painter, coloured ? faded(state.theme.tokens().up, 0.4) : plain,
               coloured ? faded(state.theme.tokens().down, 0.36) : plain);
}

void paintPrices(QPainter &painter, const ChartState &state, const QRectF &exposed)
{
    if (!state.comparing() && state.look.style == ChartStyle::Candles) {
        paintCandles(painter, state, exposed);
        return;
    }
    for (const QList<QPointF> &line : state.lines) {
        if (!state.comparing())
            paintArea(painter, state, line, exposed);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (qsizetype i = 0; i < state.comparedPaths.size(); ++i)
        drawLine(painter, state.comparedPaths[i], QPen(state.compared[i].colour, lineWidth), exposed);
    for (const QList<QPointF> &line : state.lines)
        drawLine(painter, line, QPen(state.lineColour(), lineWidth), exposed);
}

void paintAverages(QPainter &painter, const ChartState &state, const QRectF &exposed)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (qsizetype i = 0; i < state.averageLines.size(); ++i) {
        const QPen pen(i == 0 ? state.theme.tokens().average1 : state.theme.tokens().average2, lineWidth,
                       Qt::SolidLine, Qt::FlatCap);
        if (i == 0)
            drawLine(painter, state.averageLines[i], pen, exposed);
        else
            drawDashedLine(painter, state.averageLines[i], pen, exposed);
    }
}
