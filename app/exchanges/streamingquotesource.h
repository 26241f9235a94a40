#pragma once

#include "app/base/suspendwatch.h"
#include "app/exchanges/candlepoller.h"
#include "app/exchanges/streamconnection.h"
#include "app/exchanges/tickfilter.h"
#include "app/exchanges/venuerest.h"
#include "app/quotes/quotesource.h"

// A streaming venue as a QuoteSource: everything but what the venue itself does differently, which is its
// dialect.
//
// It plans the connections, keeps them (StreamConnection), filters what comes (TickFilter), reads by REST
// what a silent subscription or a wild price needs, and polls candles that are not streamed. It notices by
// itself when the machine slept. What SourceServices name must outlive it.
class StreamingQuoteSource final : public QuoteSource
{
    Q_OBJECT
public:
    StreamingQuoteSource(const VenueEntry &venue, const SourceServices &services, QObject *parent = nullptr);
    ~StreamingQuoteSource() override;

    const SourceInfo &info() const override;
    SourceStatus status() const override;
    void setSubscriptions(const SubscriptionSet &wanted) override;
    [[nodiscard]] Request fetchInstruments(Reply<QList<Instrument>> done) override;
    [[nodiscard]] Request fetchTickers(const QList<InstrumentId> &instruments,
                                       Reply<QList<Ticker>> done) override;
    [[nodiscard]] Request fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done) override;
    QUrl marketPage(const Instrument &instrument) const override;
    void reconnectNow() override;

    const TickFilter &filter() const { return m_filter; } // its counters, for diagnostics

private:
    struct Again;
    SubscriptionSet streamed() const; // what is asked of the streams now
    void replan();
    void replanSoon();
    void connectTo(const StreamPlan &plan);
    void retire(std::unique_ptr<StreamConnection> connection);
    void onTicker(Ticker ticker, TickFilter::From from);
    void onCandles(const CandleUpdate &update);
    void onSubscriptionsRefused(const QList<Subscription> &subscriptions, const Error &reason);
    void onUnanswered(const QList<Subscription> &subscriptions);
    bool onRefused(const Error &error); // true: another region is tried
    void onInterrupted(const StreamConnection &connection);
    void onResumed(const StreamConnection &connection);
    QSet<CandleKey> carriedBy(const StreamConnection &connection) const;
    void reject(const InstrumentId &instrument, const QString &reason);
    void forgetRejections();
    void checkListing();
    void readSoon(const InstrumentId &instrument);
    void readNow();
    void fetchInstrumentsInto(Again *again);
    void onLinkChanged();
    SourceStatus::Link worstLink() const;

    SourceServices m_services;
    VenueEntry m_venue;
    DialectFactory m_dialect; // of the region in use
    VenueRest m_rest;
    CandlePoller m_poller;
    TickFilter m_filter;
    CandleFilter m_candles;
    SubscriptionSet m_wanted;
    QHash<InstrumentId, QString> m_rejected;
    QSet<CandleKey> m_rejectedCandles, m_interrupted;
    QSet<InstrumentId> m_heard; // data came in this life: listed, whatever the list says
    QHash<InstrumentId, Instrument> m_listing;
    std::vector<std::unique_ptr<StreamConnection>> m_connections;
    std::unique_ptr<SuspendWatch> m_suspendWatch;
    QSet<InstrumentId> m_toRead;
    Request m_readTimer, m_read, m_listingFetch, m_unrefuse, m_retryRejected, m_replan;
    std::optional<MonoTime> m_lastRead;
    std::optional<Error> m_refused;
    SourceStatus m_status;
    SourceStatus m_told; // what statusChanged last said
    std::optional<std::chrono::milliseconds> m_restLatency;
    std::optional<Error> m_restError;
    int m_region = 0, m_refusals = 0; // refusals: in a row, since a host last served us
};

// What main and the command line make sources with.
std::unique_ptr<QuoteSource> makeStreamingSource(const VenueEntry &venue, const SourceServices &services);
