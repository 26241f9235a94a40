#pragma once

#include "app/base/time.h"

#include <QDate>
#include <QTimeZone>

// Words for moments (design.md section 6), in the zone people chose. The unknown time is "—".
class Times
{
public:
    explicit Times(QTimeZone zone = QTimeZone::systemTimeZone());

    QString minute(UtcTime time) const;    // "01:07"
    QString second(UtcTime time) const;    // "09:42:18"
    QString hundredth(UtcTime time) const; // "09:42:17.84"
    QString full(UtcTime time) const;      // "2025/09/13 01:07"
    QString exact(UtcTime time) const;     // "2025/09/13 01:07:23 UTC+8", for tooltips
    QString date(UtcTime time) const;      // "2025/09/13"
    QString dayMinute(UtcTime time) const; // "09/13 01:07": where the year is plain
    QString monthDay(UtcTime time) const;  // "09/13"
    QString yearMonth(UtcTime time) const; // "2025/09"
    // "Today · 2025/09/13", "Yesterday · 2025/09/12", "2025/09/11"
    QString heading(UtcTime time, UtcTime now) const;
    // "now" (less than 60 s, or ahead of now), "2 min ago", "8 h ago"; empty from 24 h on.
    static QString relative(UtcTime time, UtcTime now);
    static QString ofDay(int minute);   // "07:30": so many minutes after midnight
    QString zoneName(UtcTime at) const; // "UTC+8", "UTC+5:30", "UTC−4", "UTC"
    QDate day(UtcTime time) const;
    const QTimeZone &zone() const { return m_zone; }

private:
    QTimeZone m_zone;
};
