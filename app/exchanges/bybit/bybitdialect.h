#pragma once

#include "app/exchanges/dialecttools.h"

// Bybit spot, API v5 (exchanges.md 7). Spot tickers are whole each time; a delta, or one with a mark price,
// funding rate or open interest, comes from another product's address and is ignored. No bid and ask by
// stream.
class BybitDialect final : public VenueDialect
{
public:
    BybitDialect();
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
    QStringList regions() const override;
    void useRegion(int region) override;
    QUrl marketPage(const Instrument &instrument) const override;

private:
    QString restBase() const;

    int m_region = 0;
    SourceInfo m_info;
    JsonReader m_reader;
    SymbolTable m_symbols;
};
