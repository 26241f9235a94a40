#pragma once

#include "app/exchanges/dialecttools.h"

// Bitget spot, API v2 (exchanges.md 2). Bitget labels v2 "Classic"; frames of v1 (instType "sp") and v3
// ("spot", topic instead of channel) and of its futures use the same words and are ignored.
class BitgetDialect final : public VenueDialect
{
public:
    BitgetDialect();
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
