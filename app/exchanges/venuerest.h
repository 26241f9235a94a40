#pragma once

#include "app/exchanges/sourceservices.h"
#include "app/exchanges/venuedialect.h"

#include <QObject>

// A venue's REST side: paced as the venue wants, long bodies decoded on a worker, every kind of failure an
// Error. A status of 400 and more means what the dialect says; a page instead of data is a network that wants
// a sign-in.
//
// Thread: the clock's. `done` runs once, after the call has returned, unless the Request is destroyed first.
class VenueRest : public QObject
{
    Q_OBJECT
public:
    VenueRest(const SourceServices &services, DialectFactory dialect, QObject *parent = nullptr);
    ~VenueRest() override;

    void useRegion(int region);
    const VenueDialect &dialect() const { return *m_dialect; }

    [[nodiscard]] Request fetchInstruments(Reply<QList<Instrument>> done);
    [[nodiscard]] Request fetchTickers(const QList<InstrumentId> &instruments, Reply<QList<Ticker>> done);
    [[nodiscard]] Request fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done);

signals:
    // Each answer of any status, and each failure; the source learns latency and refusals from it.
    void answered(std::chrono::milliseconds roundTrip);
    void failed(const Error &error);

private:
    struct Steps;
    struct TickerSteps;
    template <typename T>
    using Decode = std::function<Result<T>(const VenueDialect &, const QByteArray &, UtcTime receivedAt)>;

    template <typename T>
    [[nodiscard]] Request fetch(const RestQuery &query, bool large, Decode<T> decode, Reply<T> done);
    [[nodiscard]] Request fetchBody(const RestQuery &query, bool large, Reply<QByteArray> done);
    Result<QByteArray> interpret(const RestQuery &query, const Result<HttpAnswer> &answer);

    const SourceServices &m_services;
    DialectFactory m_makeDialect;
    std::unique_ptr<VenueDialect> m_dialect;
    MonoTime m_nextSlot{};
    QHash<QString, MonoTime> m_nextSlotOf; // by path
};
