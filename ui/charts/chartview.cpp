#include "ui/charts/chartview.h"

#include "ui/charts/chartstage.h"
#include "ui/charts/chartwords.h"

#include <algorithm>

namespace {
ViewSpan held(ViewSpan span, const ViewLimits &limits)
{
    const double length = std::clamp(span.length(), limits.least, limits.most);
    span.to = span.from + length;
    if (span.to > limits.last)
        span = {limits.last - length, limits.last};
    if (span.from < limits.first)
        span = {limits.first, limits.first + length};
    return span;
}
} // namespace

ViewSpan zoomed(const ViewSpan &span, double factor, double at, const ViewLimits &limits)
{
    const double length = std::clamp(span.length() * factor, limits.least, limits.most);
    const double share = std::clamp((at - span.from) / span.length(), 0.0, 1.0);
    const double from = span.from + share * (span.length() - length);
    return held({from, from + length}, limits);
}

ViewSpan panned(const ViewSpan &span, double by, const ViewLimits &limits)
{
    return held({span.from + by, span.to + by}, limits);
}

double newestMoment(const ChartState &state)
{
    if (state.isEmpty())
        return 0;
    const PlotCandle &last = state.candles.last();
    return state.live ? std::clamp(static_cast<double>(toMsecs(state.live->time)), last.time, last.end)
                      : last.end;
}

ViewSpan following(const ViewSpan &span, double before, const ChartState &state)
{
    const double end = span.from + span.length() / (1 + state.look.rightSpace);
    const double by = newestMoment(state) - end;
    if (before < span.from || before > span.to || by <= 0)
        return span;
    return {span.from + by, span.to + by};
}

ViewSpan wholeSpan(const ChartState &state)
{
    const double first = state.candles.first().time, last = state.candles.last().end;
    return {first, last + (last - first) * state.look.rightSpace};
}

ViewLimits viewLimits(const ChartState &state, const std::optional<ViewSpan> &home)
{
    const ViewSpan whole = wholeSpan(state);
    const double length = state.to - state.from;
    ViewLimits limits;
    limits.least = std::min(state.length() * leastCandles, whole.length());
    limits.most = std::max({whole.length(), home ? home->length() : 0, limits.least});
    limits.last = std::max(state.candles.last().end + length * std::max(0.02, state.look.rightSpace),
                           home ? home->to : 0);
    limits.first = std::min(whole.from - length / 2, limits.last - limits.most);
    return limits;
}

qsizetype mergeCandles(ChartState &state, const QList<Candle> &candles)
{
    QList<Candle> &all = state.series.candles;
    qsizetype first = -1;
    for (const Candle &candle : candles) {
        const auto at = std::lower_bound(all.begin(), all.end(), candle.time,
                                         [](const Candle &c, UtcTime time) { return c.time < time; });
        const qsizetype index = at - all.begin();
        const bool known = at != all.end() && at->time == candle.time;
        if (known && *at == candle)
            continue;
        const PlotCandle plot = plotCandle(candle, state.length());
        if (known) {
            *at = candle;
            state.candles[index] = plot;
        } else {
            all.insert(index, candle);
            state.candles.insert(index, plot);
        }
        first = first < 0 ? index : std::min(first, index);
    }
    if (first >= 0)
        state.readAverages();
    return first;
}

QImage chartPicture(ChartStage &stage, qreal scale)
{
    const ChartState &state = stage.laidOut();
    const UiTheme &theme = state.theme;
    const double caption = theme.px(28);
    const QSizeF size = state.size + QSizeF(0, caption);
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(theme.tokens().surface);
    QPainter painter(&image);
    painter.setPen(theme.tokens().textSecondary);
    painter.setFont(theme.font(FontRole::Meta));
    const QString text = theme.fonts()
                             .metrics(FontRole::Meta)
                             .elidedText(pictureCaption(state), Qt::ElideRight, size.width() - 32);
    painter.drawText(QPointF(16, theme.fonts().baseline(FontRole::Meta, 0, caption)), text);
    painter.translate(0, caption);
    stage.render(painter);
    return image;
}
