#pragma once

#include "app/exchanges/dialecttools.h"

// OKX spot, API v5 (exchanges.md 6). Tickers and candles have an address each. Derivatives come on the same
// socket in the same words: instType other than SPOT, or an instrument with two dashes, is not spot.
class OkxDialect final : public VenueDialect
{
public:
    OkxDialect();
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
