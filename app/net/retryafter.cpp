#include "app/net/httpclient.h"

#include <QByteArrayList>
#include <algorithm>

using namespace std::chrono;

namespace {
// A date of an HTTP header (RFC 9110 5.6.7) in its three forms. Qt's own parser refuses "GMT". The weekday is
// not checked: it tells nothing that the date does not.
std::optional<UtcTime> parseHttpDate(const QByteArray &text)
{
    static const QByteArrayList months = {"jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec"};
    QByteArray flat = text.simplified().toLower();
    flat.replace(',', ' ').replace('-', ' ');
    QByteArrayList parts = flat.simplified().split(' ');
    // "sun 06 nov 1994 08:49:37 gmt", "sunday 06 nov 94 08:49:37 gmt", "sun nov 6 08:49:37 1994"
    if (parts.size() == 5 && months.contains(parts.at(1)))
        parts = {parts.at(0), parts.at(2), parts.at(1), parts.at(4), parts.at(3), "gmt"};
    if (parts.size() != 6 || (parts.at(5) != "gmt" && parts.at(5) != "utc"))
        return {};
    const QByteArrayList clock = parts.at(4).split(':');
    const auto month = months.indexOf(parts.at(2));
    if (clock.size() != 3 || month < 0)
        return {};
    bool ok[5] = {};
    const int dayOf = parts.at(1).toInt(&ok[0]);
    int yearOf = parts.at(3).toInt(&ok[1]);
    const int h = clock.at(0).toInt(&ok[2]), m = clock.at(1).toInt(&ok[3]), s = clock.at(2).toInt(&ok[4]);
    if (!std::all_of(std::begin(ok), std::end(ok), [](bool good) { return good; }))
        return {};
    if (parts.at(3).size() == 2)
        yearOf += yearOf < 70 ? 2000 : 1900;
    const year_month_day date{year{yearOf}, std::chrono::month{static_cast<unsigned>(month + 1)},
                              day{static_cast<unsigned>(dayOf)}};
    if (!date.ok() || yearOf < 1970 || yearOf > 9999 || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60)
        return {};
    return UtcTime{sys_days{date}} + hours{h} + minutes{m} + seconds{s};
}

// Longer than any ban a venue is known for (Binance: 3 days); keeps sums of times in range.
constexpr seconds longest = hours{24 * 7};
} // namespace

std::optional<seconds> parseRetryAfter(QByteArrayView text, UtcTime now)
{
    const QByteArray trimmed = text.trimmed().toByteArray();
    if (trimmed.isEmpty())
        return {};
    if (std::all_of(trimmed.cbegin(), trimmed.cend(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const qint64 value = trimmed.toLongLong(&fits);
        return fits ? std::min(seconds{value}, longest) : longest;
    }
    const auto date = parseHttpDate(trimmed);
    if (!date)
        return {};
    return std::clamp(ceil<seconds>(*date - now), seconds{0}, longest);
}

std::optional<UtcTime> parseHttpDateHeader(QByteArrayView text)
{
    return parseHttpDate(text.toByteArray());
}

QByteArray HttpAnswer::header(const QByteArray &lowerName) const
{
    for (const auto &[name, value] : headers) {
        if (name == lowerName)
            return value;
    }
    return {};
}
