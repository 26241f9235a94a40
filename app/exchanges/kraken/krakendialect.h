#pragma once

#include "app/exchanges/dialecttools.h"

// Kraken (exchanges.md 5): WebSocket v2 and REST with assetVersion=1, which both say BTC/USD. Values are JSON
// numbers; their characters are kept. The older socket (lists, "event") and the futures ("feed") are ignored.
class KrakenDialect final : public VenueDialect
{
public:
    KrakenDialect();
    const SourceInfo &info() const override { return m_info; }
    StreamLimits limits() const override;
    QList<StreamPlan> streams(const SubscriptionSet &wanted) const override;
    QByteArrayList subscribeFrames(const SubscriptionSet &added) const override;
    QByteArrayList unsubscribeFrames(const SubscriptionSet &removed) const override;
    std::optional<Heartbeat> heartbeat() const override;
    Result<QList<StreamEvent>> decode(const QByteArray &frame, UtcTime receivedAt) override;

    RestQuery instrumentsQuery() const override;
    QList<RestQuery> tickersQueries(const QList<InstrumentId> &instruments) const override;
    Result<RestQuery> candlesQuery(const CandleQuery &query) const override;
    Result<QList<Instrument>> decodeInstruments(const QByteArray &body) const override;
    Result<QList<StreamEvent>> decodeTickerRows(const QByteArray &body, const QList<InstrumentId> &asked,
                                                UtcTime receivedAt) const override;
    Result<QList<Candle>> decodeCandles(const QByteArray &body, const CandleQuery &query) const override;
    Error httpError(int status, const QByteArray &body) const override;
    QUrl marketPage(const Instrument &instrument) const override;

private:
    SourceInfo m_info;
    JsonReader m_reader;
    SymbolTable m_symbols;
};
