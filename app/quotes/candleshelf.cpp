#include "app/quotes/candleshelf.h"

std::optional<UtcTime> CandleShelf::addHistory(const QList<Candle> &rows, const TimeSpan &span,
                                               std::optional<UtcTime> tip)
{
    m_known.add(span);
    if (tip && (!m_tip || *tip >= *m_tip)) {
        m_tip = tip;
        m_current = true;
    }
    return m_rows.add(rows, CandleOrigin::Rest);
}

std::optional<UtcTime> CandleShelf::addKept(const CachedCandles &kept)
{
    for (const TimeSpan &span : kept.known)
        m_known.add(span);
    return m_rows.add(kept.candles, CandleOrigin::Rest);
}

CandleShelf::StreamNews CandleShelf::addStream(const CandleUpdate &update)
{
    StreamNews news;
    if (update.candles.isEmpty())
        return news;
    const UtcTime first = update.candles.constFirst().time, last = update.candles.constLast().time;
    // What comes late is of what is known anyway. Rows of one update leave nothing out between them.
    if (m_tip && last >= *m_tip && m_current) {
        news.hole = first > candleEnd(m_key.interval, *m_tip);
        m_known.add({news.hole ? first : *m_tip, last});
        m_tip = last;
    }
    news.changed = m_rows.add(update.candles, CandleOrigin::Stream, update.asOf);
    return news;
}

void CandleShelf::removeUser()
{
    if (--m_users == 0)
        interrupt();
}

QList<TimeSpan> CandleShelf::missing(const TimeSpan &span, bool heard) const
{
    TimeSpan asked = span;
    if (heard && m_current && m_tip)
        asked.end = std::min(asked.end, *m_tip);
    return m_known.missing(asked);
}
