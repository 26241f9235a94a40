#include "ui/charts/chartwords.h"

#include "ui/charts/crosshairitems.h"

#include <QCoreApplication>
#include <algorithm>

namespace {
struct ChartText
{
    Q_DECLARE_TR_FUNCTIONS(ChartText)
};

constexpr double minute = 60'000, hour = 60 * minute, day = 24 * hour;

UtcTime utc(double time)
{
    return fromMsecs(std::llround(time));
}

QString counted(qint64 n, const QString &one, const QString &several)
{
    return n == 1 ? one : several.arg(n);
}

QString spanWords(double span)
{
    const auto rounded = [span](double unit) { return std::llround(span / unit); };
    if (rounded(minute) < 60)
        return counted(rounded(minute), ChartText::tr("1 minute"), ChartText::tr("%1 minutes"));
    if (rounded(hour) <= 48)
        return counted(rounded(hour), ChartText::tr("1 hour"), ChartText::tr("%1 hours"));
    if (const qint64 days = rounded(day); days < 360 || days % 365 > 5)
        return ChartText::tr("%1 days").arg(days);
    return counted(rounded(365 * day), ChartText::tr("1 year"), ChartText::tr("%1 years"));
}

// Candle the legend is about.
qsizetype legendCandle(const ChartState &state)
{
    if (const Crosshair *cross = state.cross(); cross && cross->candle >= 0)
        return cross->candle;
    return state.visible.last - 1;
}

QColor signColour(const ChartState &state, double percent)
{
    const Tokens &t = state.theme.tokens();
    const int sign = Numbers::changeSign(percent);
    return sign > 0 ? t.up : sign < 0 ? t.down : t.flat;
}

QList<LegendPart> comparisonParts(const ChartState &state)
{
    const Tokens &t = state.theme.tokens();
    const Numbers &numbers = state.theme.numbers();
    const qsizetype at = legendCandle(state);
    const PlotCandle &candle = state.candles[at];
    QList<LegendPart> parts{{{}, state.candleTime(candle.time), t.textSecondary, t.textSecondary}};
    const double own = state.shown(candle.close);
    const QString name = state.coin.symbol.isEmpty() ? state.series.instrument.base : state.coin.symbol;
    parts.append({name, numbers.change(own), state.lineColour(), t.text});
    for (qsizetype i = 0; i < state.compared.size(); ++i) {
        const ComparedLine &line = state.comparedLines[i];
        const auto value = valueAt(line.candles, candle.end);
        const bool known = value && line.base > 0;
        parts.append({state.compared[i].symbol,
                      known ? numbers.change((*value / line.base - 1) * 100) : Numbers::unknown(),
                      state.compared[i].colour, t.text});
    }
    return parts;
}

void appendAverages(QList<LegendPart> &parts, const ChartState &state, qsizetype at)
{
    const Tokens &t = state.theme.tokens();
    for (qsizetype i = 0; i < state.averages.size(); ++i) {
        const AverageSpec &spec = state.look.averages[i];
        const double value = state.averages[i].value(at);
        const QColor colour = i == 0 ? t.average1 : t.average2;
        parts.append(
            {(spec.exponential ? QStringLiteral("EMA %1") : QStringLiteral("MA %1")).arg(spec.period),
             std::isfinite(value) ? state.priceText(value) : Numbers::unknown(), colour, colour});
    }
}
} // namespace

QList<LegendPart> legendParts(const ChartState &state)
{
    const qsizetype at = legendCandle(state);
    if (at < 0 || at >= state.candles.size() || state.visible.isEmpty())
        return {};
    if (state.comparing())
        return comparisonParts(state);
    const Tokens &t = state.theme.tokens();
    const Candle &candle = state.series.candles[at];
    const QColor dim = t.textSecondary;
    QList<LegendPart> parts{{{}, state.candleTime(state.candles[at].time), dim, dim}};
    parts.append({QStringLiteral("O"), state.priceText(candle.open), dim, t.text});
    parts.append({QStringLiteral("H"), state.priceText(candle.high), dim, t.text});
    parts.append({QStringLiteral("L"), state.priceText(candle.low), dim, t.text});
    parts.append({QStringLiteral("C"), state.priceText(candle.close), dim, t.text});
    if (const double open = state.candles[at].open; open > 0) {
        const double change = (state.candles[at].close / open - 1) * 100;
        parts.append({{}, state.theme.numbers().change(change), dim, signColour(state, change)});
    }
    if (candle.volume)
        parts.append({ChartText::tr("Vol"),
                      state.theme.numbers().volume(*candle.volume, state.series.instrument.base), dim,
                      t.text});
    appendAverages(parts, state, at);
    return parts;
}

std::optional<double> readoutTime(const ChartState &state)
{
    if (const Crosshair *cross = state.cross())
        return cross->time;
    if (const ChartMarker *marker = state.marker(state.selected); marker && state.look.markers)
        return static_cast<double>(toMsecs(marker->time));
    return std::nullopt;
}

QString readoutText(const ChartState &state)
{
    const auto time = readoutTime(state);
    if (!time || !state.x.contains(*time))
        return {};
    const Crosshair *cross = state.cross();
    if (!cross && !state.look.priceAxis) // the small chart below a story, which has said it already
        return {};
    const bool exact = !cross || cross->origin == Crosshair::Origin::Brush;
    std::optional<double> price = valueAt(state.candles, *time);
    if (cross && !exact && cross->candle >= 0)
        price = state.candles[cross->candle].close;
    QString text = price ? state.priceText(*price) : Numbers::unknown();
    if (!cross) { // the story's own price at publication, not the candle's
        const ChartMarker *marker = state.marker(state.selected);
        text = marker->price ? state.priceText(*marker->price) : Numbers::unknown();
    } else if (state.comparing()) {
        text = price ? state.theme.numbers().change(state.shown(*price)) : Numbers::unknown();
    }
    const double moment = cross && cross->candle >= 0 && !exact ? state.candles[cross->candle].time : *time;
    const bool oneDay = state.to - state.from <= 25 * hour;
    const QString when = oneDay  ? state.theme.times().minute(utc(moment))
                         : exact ? state.theme.times().dayMinute(utc(moment))
                                 : state.candleTime(moment);
    return when + u' ' + text;
}

QString chartSummary(const ChartState &state)
{
    const QString name = state.coin.name.isEmpty() ? state.series.instrument.base : state.coin.name;
    if (!state.look.message.isEmpty())
        return name.isEmpty() ? state.look.message : ChartText::tr("%1: %2").arg(name, state.look.message);
    if (state.isEmpty())
        return state.look.loading ? ChartText::tr("%1: loading history").arg(name)
                                  : ChartText::tr("%1: no history for this range").arg(name);
    if (state.visible.isEmpty())
        return ChartText::tr("%1: nothing in this part of the chart").arg(name);
    const QList<Candle> &candles = state.series.candles;
    Decimal low = candles[state.visible.first].low, high = candles[state.visible.first].high;
    for (qsizetype i = state.visible.first; i < state.visible.last; ++i) {
        low = std::min(low, candles[i].low);
        high = std::max(high, candles[i].high);
    }
    const bool newest = state.visible.last == candles.size();
    const Decimal last = newest && state.live ? state.live->price : candles[state.visible.last - 1].close;
    const double span = (state.to - state.from) / (1 + state.look.rightSpace);
    QString text = ChartText::tr("%1, %2: from %3 to %4, low %5, high %6")
                       .arg(name, spanWords(span), state.priceText(candles[state.visible.first].open),
                            state.priceText(last), state.priceText(low), state.priceText(high));
    qsizetype stories = 0;
    for (const MarkerGroup &group : state.groups)
        stories += group.members.size();
    if (state.look.markers)
        text +=
            QStringLiteral(", ") + counted(stories, ChartText::tr("1 story"), ChartText::tr("%1 stories"));
    text += u'.';
    if (state.look.stale)
        text += u' ' + ChartText::tr("Not current.");
    return state.series.simulated ? ChartText::tr("Simulated.") + u' ' + text : text;
}

QString crosshairWords(const ChartState &state)
{
    const Crosshair *cross = state.cross();
    if (!cross || state.isEmpty())
        return {};
    if (cross->origin == Crosshair::Origin::Brush || cross->candle < 0) {
        const auto price = valueAt(state.candles, cross->time);
        return state.theme.times().full(utc(cross->time)) + QStringLiteral(", ") +
               (price ? state.priceText(*price) : Numbers::unknown());
    }
    const UtcTime time = state.series.candles[cross->candle].time;
    const QString when =
        state.length() >= day ? state.theme.times().date(time) : state.theme.times().full(time);
    QStringList words{when, state.priceText(state.series.candles[cross->candle].close)};
    for (const WickNote &note : state.wicks)
        if (note.time == time && state.look.style == ChartStyle::Candles)
            words.append(note.text);
    return words.join(QStringLiteral(", "));
}

QString markerWords(const ChartState &state, const ChartMarker &marker)
{
    QStringList parts{state.theme.times().full(marker.time), marker.source, marker.title};
    if (!marker.detail.isEmpty())
        parts.append(marker.detail);
    return parts.join(QStringLiteral(", "));
}

QString chartData(const ChartState &state, QChar separator)
{
    QStringList lines{QStringLiteral("time open high low close volume venue pair").replace(u' ', separator)};
    const QString pair = pairName(state.series.instrument);
    for (qsizetype i = state.visible.first; i < state.visible.last; ++i) {
        const Candle &c = state.series.candles[i];
        lines.append(QStringList{toRfc3339(c.time), c.open.toString(), c.high.toString(), c.low.toString(),
                                 c.close.toString(), c.volume ? c.volume->toString() : QString(),
                                 state.series.venueName, pair}
                         .join(separator));
    }
    return lines.join(u'\n') + u'\n';
}

QString pictureCaption(const ChartState &state)
{
    QStringList parts{state.market(), intervalName(state.series.interval)};
    if (state.series.builtFrom)
        parts.last() += u' ' + ChartText::tr("from %1").arg(intervalName(*state.series.builtFrom));
    const Times &times = state.theme.times();
    parts.append(times.full(utc(state.from)) + QStringLiteral(" – ") + times.full(utc(state.to)) + u' ' +
                 times.zoneName(utc(state.to)));
    if (state.series.simulated)
        parts.append(ChartText::tr("Simulated"));
    else if (state.look.stale)
        parts.append(ChartText::tr("not current"));
    return parts.join(QStringLiteral(" · "));
}
