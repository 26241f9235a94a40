#include "ui/charts/chartticks.h"

#include <QDateTime>
#include <algorithm>
#include <array>
#include <limits>

namespace {
// mantissa × 10^exponent, the mantissa being 10, 20, 25 or 50.
struct Step
{
    int mantissa = 10;
    int exponent = 0;

    double size() const { return mantissa * std::pow(10.0, exponent); }
    Decimal times(long long count) const
    {
        const bool even = mantissa % 10 == 0; // 0.1, not 0.10
        const Decimal::Coefficient whole = Decimal::Coefficient(count) * (even ? mantissa / 10 : mantissa);
        const int power = even ? exponent + 1 : exponent;
        return power < 0 ? Decimal(whole, -power) : Decimal(whole * Decimal::powerOfTen(power), 0);
    }
};

constexpr std::array mantissas{10, 20, 25, 50};

bool isWhole(double step, double tickSize)
{
    if (tickSize <= 0)
        return true;
    const double count = step / tickSize;
    return count > 0.999 && std::abs(count - std::round(count)) < 1e-6 * count;
}

std::optional<Step> roundStep(double least, double tickSize)
{
    const double from = std::max(least, tickSize);
    if (!(from > 0) || !std::isfinite(from))
        return std::nullopt;
    Step step{.exponent = static_cast<int>(std::floor(std::log10(from))) - 1};
    // A tick size of 0.05 or 0.25 is met within a few tries; one that never divides a round step gets none.
    for (int tries = 0; tries < 4; ++tries, ++step.exponent) {
        if (step.exponent < -59 || step.exponent > 30)
            continue;
        for (const int mantissa : mantissas) {
            step.mantissa = mantissa;
            if (step.size() >= from * (1 - 1e-9) && isWhole(step.size(), tickSize))
                return step;
        }
    }
    return std::nullopt;
}

void appendLinear(QList<Decimal> &ticks, const ValueScale &scale, const Step &step)
{
    const double size = step.size();
    const double first = std::ceil(scale.low / size - 1e-9), last = std::floor(scale.high / size + 1e-9);
    if (!(std::abs(first) < 1e17) || !(last - first < 1000))
        return;
    for (auto count = static_cast<long long>(first); count <= static_cast<long long>(last); ++count)
        ticks.append(step.times(count));
}

// The step grows on the way up: each tick is the next round value that keeps its distance.
QList<Decimal> logTicks(const ValueScale &scale, double gap, double tickSize)
{
    QList<Decimal> ticks;
    double value = scale.low;
    while (ticks.size() < 100) {
        const double next = scale.value(scale.y(value) - (ticks.isEmpty() ? 0.0 : gap));
        const auto step = roundStep(std::max(scale.value(scale.y(next) - gap) - next, next * 1e-9), tickSize);
        if (!step || !(next / step->size() < 1e17))
            break;
        const Decimal tick = step->times(static_cast<long long>(std::ceil(next / step->size() - 1e-9)));
        value = tick.toDouble();
        if (!(value <= scale.high))
            break;
        ticks.append(tick);
    }
    return ticks;
}

constexpr double minute = 60'000, day = 1440 * minute;
constexpr std::array minuteSteps{1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720};
constexpr std::array daySteps{1, 2, 3, 5, 7, 10, 14};
constexpr std::array monthSteps{1, 2, 3, 6, 12, 24, 60, 120, 240};

QDate dateAt(double time, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(time), zone).date();
}

double startOf(const QDate &date, const QTimeZone &zone)
{
    return static_cast<double>(date.startOfDay(zone).toMSecsSinceEpoch());
}

// Wall-clock times of each day, so that labels stay round through a change of summer time; what the change
// leaves out or repeats is skipped.
QList<TimeTick> minuteTicks(const TimeScale &scale, int step, const Times &times)
{
    const QTimeZone &zone = times.zone();
    QList<TimeTick> ticks;
    double last = -std::numeric_limits<double>::infinity();
    const QDate end = dateAt(scale.to, zone);
    for (QDate date = dateAt(scale.from, zone); date <= end; date = date.addDays(1)) {
        for (int at = 0; at < 1440; at += step) {
            const QDateTime moment =
                at == 0 ? date.startOfDay(zone)
                        : QDateTime(date, QTime::fromMSecsSinceStartOfDay(at * 60'000), zone);
            const auto time = static_cast<double>(moment.toMSecsSinceEpoch());
            if (time < scale.from || time > scale.to || time <= last)
                continue;
            last = time;
            const bool midnight = at == 0;
            const UtcTime utc = fromMsecs(moment.toMSecsSinceEpoch());
            ticks.append({time, midnight ? times.monthDay(utc) : times.minute(utc), midnight});
        }
    }
    return ticks;
}

QList<TimeTick> dayTicks(const TimeScale &scale, int step, const Times &times)
{
    const QTimeZone &zone = times.zone();
    QList<TimeTick> ticks;
    QDate date = dateAt(scale.from, zone);
    date = date.addDays((step - date.toJulianDay() % step) % step);
    for (; startOf(date, zone) <= scale.to; date = date.addDays(step)) {
        if (const double time = startOf(date, zone); time >= scale.from)
            ticks.append({time, times.monthDay(fromMsecs(static_cast<qint64>(time))), false});
    }
    return ticks;
}

QList<TimeTick> monthTicks(const TimeScale &scale, int step, const Times &times)
{
    const QTimeZone &zone = times.zone();
    QList<TimeTick> ticks;
    const QDate first = dateAt(scale.from, zone);
    const int since = (first.year() * 12 + first.month() - 1) / step * step;
    QDate date(since / 12, since % 12 + 1, 1);
    for (; startOf(date, zone) <= scale.to; date = date.addMonths(step)) {
        if (const double time = startOf(date, zone); time >= scale.from)
            ticks.append({time, times.yearMonth(fromMsecs(static_cast<qint64>(time))), false});
    }
    return ticks;
}
} // namespace

QList<Decimal> valueTicks(const ValueScale &scale, double gap, double tickSize)
{
    if (!(scale.high > scale.low) || !(scale.bottom - scale.top > gap) || !(gap > 0))
        return {};
    if (scale.log)
        return logTicks(scale, gap, tickSize);
    QList<Decimal> ticks;
    const double least = (scale.high - scale.low) * gap / (scale.bottom - scale.top);
    if (const auto step = roundStep(least, tickSize))
        appendLinear(ticks, scale, *step);
    return ticks;
}

QList<TimeTick> timeTicks(const TimeScale &scale, double gap, const Times &times)
{
    if (!(scale.to > scale.from) || !(scale.right - scale.left > 1))
        return {};
    const double least = gap * scale.perPixel();
    for (const int step : minuteSteps) {
        if (step * minute >= least)
            return minuteTicks(scale, step, times);
    }
    for (const int step : daySteps) {
        if (step * day >= least)
            return dayTicks(scale, step, times);
    }
    for (const int step : monthSteps) {
        if (step * 28 * day >= least)
            return monthTicks(scale, step, times);
    }
    return {};
}
