#include "app/market/interval.h"

#include <array>

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

std::chrono::milliseconds intervalLength(Interval interval)
{
    if (interval == Interval::Month)
        return std::chrono::hours{24 * 30};
    return std::chrono::minutes{static_cast<int>(interval)};
}
