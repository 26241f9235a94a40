#include "app/alerts/quiethours.h"

#include <QDateTime>

namespace {
QDateTime dateTime(UtcTime time, bool utc)
{
    return QDateTime::fromMSecsSinceEpoch(toMsecs(time), utc ? Qt::UTC : Qt::LocalTime);
}
} // namespace

bool QuietHours::contains(UtcTime time) const
{
    if (!on || fromMinute == toMinute)
        return false;
    const QTime clock = dateTime(time, utc).time();
    const int minute = clock.hour() * 60 + clock.minute();
    return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute
                                 : minute >= fromMinute || minute < toMinute;
}

std::optional<UtcTime> QuietHours::endAfter(UtcTime time) const
{
    if (!contains(time))
        return std::nullopt;
    const QDateTime now = dateTime(time, utc);
    QDateTime end = now;
    end.setTime(QTime(toMinute / 60, toMinute % 60));
    if (end <= now)
        end.setDate(now.date().addDays(1));
    return fromMsecs(end.toMSecsSinceEpoch());
}
