#include "ui/style/times.h"

#include <QDateTime>

using namespace std::chrono_literals;

namespace {
const QString unknown = QStringLiteral("—");
}

Times::Times(QTimeZone zone) : m_zone(zone.isValid() ? std::move(zone) : QTimeZone::utc()) {}

static QString formatted(const QTimeZone &zone, UtcTime time, const QString &format)
{
    if (!isKnown(time))
        return unknown;
    return QDateTime::fromMSecsSinceEpoch(toMsecs(time), zone).toString(format);
}

QString Times::minute(UtcTime time) const
{
    return formatted(m_zone, time, QStringLiteral("HH:mm"));
}

QString Times::second(UtcTime time) const
{
    return formatted(m_zone, time, QStringLiteral("HH:mm:ss"));
}

QString Times::hundredth(UtcTime time) const
{
    const QString text = formatted(m_zone, time, QStringLiteral("HH:mm:ss.zzz"));
    return isKnown(time) ? text.chopped(1) : text;
}

QString Times::full(UtcTime time) const
{
    return formatted(m_zone, time, QStringLiteral("yyyy/MM/dd HH:mm"));
}

QString Times::exact(UtcTime time) const
{
    if (!isKnown(time))
        return unknown;
    return formatted(m_zone, time, QStringLiteral("yyyy/MM/dd HH:mm:ss")) + u' ' + zoneName(time);
}

QString Times::date(UtcTime time) const
{
    return formatted(m_zone, time, QStringLiteral("yyyy/MM/dd"));
}

QString Times::dayMinute(UtcTime time) const
{
    return formatted(m_zone, time, QStringLiteral("MM/dd HH:mm"));
}

QString Times::monthDay(UtcTime time) const
{
    return formatted(m_zone, time, QStringLiteral("MM/dd"));
}

QString Times::yearMonth(UtcTime time) const
{
    return formatted(m_zone, time, QStringLiteral("yyyy/MM"));
}

QString Times::ofDay(int minute)
{
    return QTime(minute / 60 % 24, minute % 60).toString(QStringLiteral("HH:mm"));
}

QDate Times::day(UtcTime time) const
{
    return QDateTime::fromMSecsSinceEpoch(toMsecs(time), m_zone).date();
}

QString Times::heading(UtcTime time, UtcTime now) const
{
    const QDate that = day(time), today = day(now);
    if (that == today)
        return QStringLiteral("Today · ") + date(time);
    if (that.addDays(1) == today)
        return QStringLiteral("Yesterday · ") + date(time);
    return date(time);
}

QString Times::relative(UtcTime time, UtcTime now)
{
    if (!isKnown(time))
        return {};
    const auto age = now - time;
    if (age < 60s)
        return QStringLiteral("now");
    if (age < 60min)
        return QStringLiteral("%1 min ago").arg(age / 1min);
    if (age < 24h)
        return QStringLiteral("%1 h ago").arg(age / 1h);
    return {};
}

QString Times::zoneName(UtcTime at) const
{
    const int seconds = m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMsecs(at), Qt::UTC));
    if (seconds == 0)
        return QStringLiteral("UTC");
    const int minutes = std::abs(seconds) / 60;
    QString name =
        QStringLiteral("UTC") + (seconds < 0 ? QChar(0x2212) : QChar(u'+')) + QString::number(minutes / 60);
    if (minutes % 60 != 0)
        name += QStringLiteral(":%1").arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return name;
}
