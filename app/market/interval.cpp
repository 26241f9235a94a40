#include "app/market/interval.h"

#include <array>

using namespace std::chrono;

namespace {
struct Name
{
    Interval interval;
    const char16_t *text;
};
constexpr std::array names{
    Name{Interval::M1, u"1m"},   Name{Interval::M5, u"5m"}, Name{Interval::M15, u"15m"},
    Name{Interval::M30, u"30m"}, Name{Interval::H1, u"1h"}, Name{Interval::H2, u"2h"},
    Name{Interval::H4, u"4h"},   Name{Interval::H6, u"6h"}, Name{Interval::H8, u"8h"},
    Name{Interval::H12, u"12h"}, Name{Interval::D1, u"1d"}, Name{Interval::W1, u"1w"},
    Name{Interval::Month, u"1M"}};
} // namespace

QString intervalName(Interval interval)
{
    for (const Name &name : names) {
        if (name.interval == interval)
            return QString::fromUtf16(name.text);
    }
    return {};
}

std::optional<Interval> intervalFromName(QStringView text)
{
    for (const Name &name : names) {
        if (text == QStringView(name.text))
            return name.interval;
    }
    return std::nullopt;
}

milliseconds intervalLength(Interval interval)
{
    if (interval == Interval::Month)
        return hours{24 * 30};
    return minutes{static_cast<int>(interval)};
}

UtcTime candleStart(Interval interval, UtcTime time)
{
    const sys_days day = floor<days>(time);
    if (interval == Interval::Month) {
        const year_month_day date(day);
        return sys_days(date.year() / date.month() / 1);
    }
    if (interval == Interval::W1)
        return day - (weekday(day) - Monday);
    const milliseconds length = intervalLength(interval);
    auto into = time.time_since_epoch() % length;
    if (into < 0ms)
        into += length;
    return time - into;
}

UtcTime candleEnd(Interval interval, UtcTime start)
{
    if (interval != Interval::Month)
        return start + intervalLength(interval);
    const year_month_day date(floor<days>(start));
    return sys_days((date.year() / date.month() + months{1}) / 1);
}
