#pragma once

#include "app/base/time.h"

#include <QList>

// Moments that are known, as stretches of time: from `from` up to, without, `end`.
struct TimeSpan
{
    UtcTime from{}, end{};
    bool isEmpty() const { return from >= end; }
    bool operator==(const TimeSpan &) const = default;
};

class TimeSpans
{
public:
    void add(const TimeSpan &span);
    void remove(const TimeSpan &span);
    bool contains(const TimeSpan &span) const { return missing(span).isEmpty(); }
    // What of `span` is not in here, ascending.
    QList<TimeSpan> missing(const TimeSpan &span) const;
    // Ascending, never touching each other.
    const QList<TimeSpan> &spans() const { return m_spans; }
    bool operator==(const TimeSpans &) const = default;

private:
    QList<TimeSpan> m_spans;
};
