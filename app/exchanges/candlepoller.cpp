#include "app/exchanges/candlepoller.h"

#include "app/base/log.h"

using namespace std::chrono;

namespace {
constexpr milliseconds between = 60s;
}

CandlePoller::CandlePoller(const SourceServices &services, VenueRest &rest, QObject *parent)
    : QObject(parent), m_services(services), m_rest(rest)
{
}

void CandlePoller::setWanted(const QSet<CandleKey> &wanted)
{
    std::erase_if(m_series, [&](const auto &entry) { return !wanted.contains(entry.first); });
    for (const CandleKey &key : wanted) {
        if (!m_series.contains(key)) {
            m_series[key];
            poll(key);
        }
    }
}

void CandlePoller::refresh()
{
    for (const auto &entry : m_series)
        poll(entry.first);
}

void CandlePoller::poll(const CandleKey &key)
{
    Series &series = m_series[key];
    CandleQuery query;
    query.instrument = key.instrument;
    query.interval = key.interval;
    if (series.forming) // the one before too: it may have been closed without us
        query.from = series.forming->time - intervalLength(key.interval);
    series.fetch = m_rest.fetchCandles(
        query, [this, key](const Result<QList<Candle>> &candles) { onRead(key, candles); });
    series.timer = m_services.clock.after(between, [this, key] { poll(key); });
}

void CandlePoller::onRead(const CandleKey &key, const Result<QList<Candle>> &candles)
{
    const auto found = m_series.find(key);
    if (found == m_series.end())
        return;
    if (!candles || candles->isEmpty()) {
        if (!candles)
            qCInfo(logQuotes) << "no candles of" << key.instrument.symbol << ":" << candles.error().detail;
        return;
    }
    Series &series = found->second;
    const bool first = !series.forming;
    const Candle &newest = candles->constLast();
    if (first || newest.time >= series.forming->time)
        series.forming = newest;
    emit candleReceived({key.instrument, key.interval, *candles, first, {}});
}

void CandlePoller::onTicker(const Ticker &ticker)
{
    const UtcTime at = isKnown(ticker.exchangeTime) ? ticker.exchangeTime : ticker.receivedTime;
    QList<CandleUpdate> updates;
    for (auto &[key, series] : m_series) {
        if (key.instrument != ticker.instrument || !series.forming || at < series.forming->time)
            continue;
        const milliseconds length = intervalLength(key.interval);
        const auto steps = (at - series.forming->time) / length;
        QList<Candle> rows;
        if (steps > 0) {
            series.forming->closed = true;
            rows.append(*series.forming);
            series.forming = Candle{series.forming->time + steps * length,
                                    ticker.last,
                                    ticker.last,
                                    ticker.last,
                                    ticker.last,
                                    std::nullopt,
                                    false};
        } else {
            Candle &forming = *series.forming;
            forming.closed = false;
            forming.close = ticker.last;
            forming.high = std::max(forming.high, ticker.last);
            forming.low = std::min(forming.low, ticker.last);
        }
        rows.append(*series.forming);
        updates.append({key.instrument, key.interval, rows, false, at});
    }
    for (const CandleUpdate &update : std::as_const(updates))
        emit candleReceived(update);
}
