#pragma once

#include "app/exchanges/venuerest.h"

#include <unordered_map>

// Candles of a venue that streams none (Coinbase): read by REST each 60 s, and the forming one kept up from
// tickers between. What tickers can't tell, the volume of a candle begun since the last read, stays unknown
// until then.
class CandlePoller : public QObject
{
    Q_OBJECT
public:
    CandlePoller(const SourceServices &services, VenueRest &rest, QObject *parent = nullptr);
    void setWanted(const QSet<CandleKey> &wanted);
    void onTicker(const Ticker &ticker);
    void refresh(); // after a gap

signals:
    void candleReceived(const CandleUpdate &update);

private:
    struct Series
    {
        std::optional<Candle> forming;
        Request fetch, timer;
    };
    void poll(const CandleKey &key);
    void onRead(const CandleKey &key, const Result<QList<Candle>> &candles);

    const SourceServices &m_services;
    VenueRest &m_rest;
    struct Hash
    {
        size_t operator()(const CandleKey &key) const { return qHash(key); }
    };
    std::unordered_map<CandleKey, Series, Hash> m_series;
};
