#include "app/base/time.h"

#include <QDateTime>
#include <QTimeZone>

using namespace std::chrono;

namespace {
// Reads exactly `digits` digits at `at` and moves on; -1 when they are not there.
int take(QByteArrayView text, qsizetype &at, int digits)
{
    if (text.size() - at < digits)
        return -1;
    int value = 0;
    for (int i = 0; i < digits; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    at += digits;
    return value;
}
bool takeChar(QByteArrayView text, qsizetype &at, QByteArrayView oneOf)
{
    if (at >= text.size() || !oneOf.contains(text[at]))
        return false;
    ++at;
    return true;
}
} // namespace

std::optional<UtcTime> parseRfc3339(QByteArrayView text)
{
    qsizetype at = 0;
    const int y = take(text, at, 4);
    if (y < 0 || !takeChar(text, at, "-"))
        return std::nullopt;
    const int mo = take(text, at, 2);
    if (mo < 0 || !takeChar(text, at, "-"))
        return std::nullopt;
    const int d = take(text, at, 2);
    const year_month_day date{year{y}, month{static_cast<unsigned>(std::max(mo, 0))},
                              day{static_cast<unsigned>(std::max(d, 0))}};
    if (d < 0 || !date.ok() || !takeChar(text, at, "Tt "))
        return std::nullopt;
    const int h = take(text, at, 2);
    if (h < 0 || h > 23 || !takeChar(text, at, ":"))
        return std::nullopt;
    const int mi = take(text, at, 2);
    if (mi < 0 || mi > 59 || !takeChar(text, at, ":"))
        return std::nullopt;
    const int s = take(text, at, 2);
    if (s < 0 || s > 60)
        return std::nullopt;
    int ms = 0;
    if (takeChar(text, at, ".")) {
        int weight = 100;
        const qsizetype first = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            ms += (text[at] - '0') * weight;
            weight /= 10;
            ++at;
        }
        if (at == first)
            return std::nullopt;
    }
    minutes offset{0};
    if (!takeChar(text, at, "Zz")) {
        const bool negative = at < text.size() && text[at] == '-';
        if (!takeChar(text, at, "+-"))
            return std::nullopt;
        const int oh = take(text, at, 2);
        if (oh < 0 || oh > 23 || !takeChar(text, at, ":"))
            return std::nullopt;
        const int om = take(text, at, 2);
        if (om < 0 || om > 59)
            return std::nullopt;
        offset = hours{oh} + minutes{om};
        if (negative)
            offset = -offset;
    }
    if (at != text.size())
        return std::nullopt;
    return UtcTime{sys_days{date} + hours{h} + minutes{mi} + seconds{s} + milliseconds{ms} - offset};
}

QString toRfc3339(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMsecs(time), Qt::UTC).toString(Qt::ISODateWithMs);
}
