#include "app/quotes/trend.h"

#include <algorithm>

using namespace std::chrono;

void Trend::set(const InstrumentId &instrument, Interval interval, const QList<Candle> &candles, MonoTime now,
                std::optional<UtcTime> marketTime)
{
    m_instrument = instrument;
    m_points.clear();
    if (candles.isEmpty())
        return;
    m_step = intervalLength(interval);
    const UtcTime newest = candles.last().time;
    const auto count = static_cast<int>(milliseconds(span) / m_step);
    float price = static_cast<float>(candles.first().open.toDouble());
    qsizetype next = 0;
    for (int i = count - 1; i >= 0; --i) {
        const UtcTime time = newest - m_step * i;
        for (; next < candles.size() && candles.at(next).time <= time; ++next)
            price = static_cast<float>(candles.at(next).close.toDouble());
        m_points.append(price);
    }
    const milliseconds into = marketTime ? *marketTime - newest : 0ms;
    m_stepEnds = now + m_step - std::clamp(into, milliseconds{0}, m_step);
}

void Trend::update(const Decimal &last, MonoTime now)
{
    if (m_points.isEmpty())
        return;
    for (; now >= m_stepEnds; m_stepEnds += m_step) {
        m_points.removeFirst();
        m_points.append(m_points.isEmpty() ? 0 : m_points.constLast());
    }
    m_points.last() = static_cast<float>(last.toDouble());
}
