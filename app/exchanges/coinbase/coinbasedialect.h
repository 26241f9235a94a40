#pragma once

#include "app/exchanges/dialecttools.h"

// Coinbase Exchange (exchanges.md 4.1, 4.2), not Advanced Trade, whose frames (channel and events) are
// ignored. Candles are not streamed: fetch them by REST and move the newest with the tickers between.
//
// A ticker by REST takes two answers, /ticker (last trade, its time, bid and ask) and /stats (24 h figures);
// tickersQueries asks for both and mergeTickers joins them. For more than a dozen products one
// /products/stats replaces them: no bid, ask or time then, but 24 requests at 10 a second would be the price
// of those.
class CoinbaseDialect final : public VenueDialect
{
public:
    CoinbaseDialect();
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
