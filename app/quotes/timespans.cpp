#include "app/quotes/timespans.h"

#include <algorithm>

void TimeSpans::add(const TimeSpan &span)
{
    if (span.isEmpty())
        return;
    TimeSpan whole = span;
    QList<TimeSpan> apart;
    for (const TimeSpan &one : std::as_const(m_spans)) {
        if (one.end < whole.from || one.from > whole.end)
            apart.append(one);
        else
            whole = {std::min(whole.from, one.from), std::max(whole.end, one.end)};
    }
    const auto place =
        std::find_if(apart.begin(), apart.end(), [&](const TimeSpan &one) { return one.from > whole.from; });
    apart.insert(place, whole);
    m_spans = std::move(apart);
}

void TimeSpans::remove(const TimeSpan &span)
{
    if (span.isEmpty())
        return;
    QList<TimeSpan> left;
    for (const TimeSpan &one : std::as_const(m_spans)) {
        for (const TimeSpan &part : {TimeSpan{one.from, std::min(one.end, span.from)},
                                     TimeSpan{std::max(one.from, span.end), one.end}}) {
            if (!part.isEmpty())
                left.append(part);
        }
    }
    m_spans = std::move(left);
}

QList<TimeSpan> TimeSpans::missing(const TimeSpan &span) const
{
    QList<TimeSpan> list;
    UtcTime from = span.from;
    for (const TimeSpan &one : m_spans) {
        if (one.end <= from)
            continue;
        if (one.from >= span.end)
            break;
        if (one.from > from)
            list.append({from, one.from});
        from = std::max(from, one.end);
    }
    if (from < span.end)
        list.append({from, span.end});
    return list;
}
