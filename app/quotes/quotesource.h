#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/base/time.h"
#include "app/market/candle.h"
#include "app/market/instrument.h"
#include "app/market/ticker.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QUrl>

// How far one read of candles goes (exchanges.md 1.4).
struct CandlePages
{
    int newest = 1000; // rows without `to`
    int older = 1000;  // rows with `to`; 0: the venue keeps no more than its newest rows (Kraken)
    // A read covers a span of time, however few rows it has (Coinbase): an empty one is not the beginning.
    bool bySpan = false;
    bool operator==(const CandlePages &) const = default;
};

// Never changes for a source. Capabilities are flags here, never `if (venue == ...)` elsewhere.
struct SourceInfo
{
    VenueId id;
    QString name;        // "Bitget", as shown
    bool streams = true; // false: polled
    bool countsInAgreement =
        true;                     // CoinGecko is an aggregate, the simulated market no market: neither counts
    bool simulated = false;       // its figures are shown as such, everywhere
    bool symbolIsAssetId = false; // an instrument's symbol is the coin's id (CoinGecko): no guessing by code
    std::chrono::milliseconds silenceLimit{30'000}; // no frame for so long: the link is Silent, then replaced
    std::chrono::milliseconds confirmWithin{60'000}; // a polled source confirms by its own rhythm
    QList<Interval> streamIntervals;                 // candles it streams
    QList<Interval> restIntervals;                   // candles it can be asked for
    CandlePages candlePages;
    QUrl homePage;
    QString attribution; // text that must stand wherever its data appears; often empty
};

struct CandleKey
{
    InstrumentId instrument;
    Interval interval = Interval::M1;
    bool operator==(const CandleKey &) const = default;
};
inline size_t qHash(const CandleKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.instrument, static_cast<int>(key.interval));
}

struct SubscriptionSet
{
    QSet<InstrumentId> tickers;
    QSet<CandleKey> candles;
    bool isEmpty() const { return tickers.isEmpty() && candles.isEmpty(); }
    bool operator==(const SubscriptionSet &) const = default;
};

// Health of a source; one vocabulary everywhere (window, command line, log).
struct SourceStatus
{
    enum class Link {
        Idle,       // nothing wanted
        Connecting, // resolving, connecting, shaking hands, subscribing
        Live,       // frames come
        Silent,     // open, but no frame for info().silenceLimit
        Retrying,   // waiting for nextAttempt
        Limited,    // the venue asked us to wait (429, 418) until nextAttempt
        Refused, // it does not serve this place (451, 403): off, with a reason; tried again after 6 h or by
                 // hand
        Down,    // it can't be used: user's switch, offline
    };
    Link link = Link::Idle;
    UtcTime lastMessage{}, nextAttempt{};
    MonoTime lastMessageAt{};                         // for ages
    MonoTime notLiveSince{};                          // when link stopped being Live; meaningless while Live
    std::optional<std::chrono::milliseconds> latency; // round trip of our last ping or request
    std::optional<Error> lastError;
    QHash<InstrumentId, QString> rejected; // refused instruments with the venue's reason; the others run on
    int instruments = 0, subscriptions = 0;
    bool operator==(const SourceStatus &) const = default;
};

// "idle", "connecting", "live", "silent", "retrying", "limited", "refused", "down"
QString linkName(SourceStatus::Link link);

// One venue's live prices, and its history on request.
//
// Thread: it lives, is called and emits on the one thread that made it, and never blocks it.
// Order:  for one instrument, exchange time never runs backwards; a late value or a duplicate is dropped.
// Errors: nothing is thrown. The source mends a lost connection itself and tells status() so; a refused
//         instrument goes to status().rejected and leaves the others running.
class QuoteSource : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual const SourceInfo &info() const = 0;
    virtual SourceStatus status() const = 0;
    // Replaces everything wanted; the source works out the difference and survives reconnects with it.
    // An empty set closes the connection, so there is no start() and no stop().
    virtual void setSubscriptions(const SubscriptionSet &wanted) = 0;
    // `done` runs once, after the call has returned, unless the Request is destroyed first.
    [[nodiscard]] virtual Request fetchInstruments(Reply<QList<Instrument>> done) = 0;
    // Reads the newest ticker of these instruments once, batched as the venue allows. Instruments the
    // venue did not answer for are missing from the list. Also emitted as tickerReceived.
    [[nodiscard]] virtual Request fetchTickers(const QList<InstrumentId> &instruments,
                                               Reply<QList<Ticker>> done) = 0;
    // Ascending, no duplicate times, one page (the venue's maximum); page by moving `to` back.
    [[nodiscard]] virtual Request fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done) = 0;
    // What time it is there, where the source knows it before any message says so: a recording's own.
    virtual std::optional<UtcTime> time() const { return std::nullopt; }
    // The market's page for people, without a referral code; empty when there is none.
    virtual QUrl marketPage(const Instrument &instrument) const = 0;
    // The machine woke up or the network changed: drop the connection and try again at once.
    virtual void reconnectNow() = 0;

signals:
    void tickerReceived(const Ticker &ticker);
    void candleReceived(const CandleUpdate &update);
    // What carried these candles was lost: what follows their last row is not known. And later, once for
    // each: it is back, and what was missed meanwhile can be read by fetchCandles().
    void candlesInterrupted(const QSet<CandleKey> &keys);
    void candlesResumed(const QSet<CandleKey> &keys);
    void statusChanged(const SourceStatus &status);
};
