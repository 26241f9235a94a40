#pragma once

#include "app/net/httpclient.h"
#include "app/quotes/quotesource.h"

#include <variant>

// An acknowledgement that a subscription was understood. It is not data: a wrong channel can be acked and
// stay silent for ever.
struct StreamAck
{
    QList<InstrumentId> instruments; // empty: the ack does not name them
    QString reason;                  // what was acked, for decode and the log ("subscribe ticker BTCUSDT")
    bool operator==(const StreamAck &) const = default;
};
// Proves the socket, never a price: pong, heartbeat, status.
struct StreamHeartbeat
{
    QString reason;
    bool operator==(const StreamHeartbeat &) const = default;
};
// The venue turned something down, or says it is about to go.
struct StreamError
{
    Error error;
    std::optional<InstrumentId> instrument; // the one it is about, if the frame tells
    bool replaceConnection = false; // shutdown notice (Binance serverShutdown, OKX 64008): open a new one now
    bool operator==(const StreamError &) const = default;
};
// Understood and not for us: another channel or product, an unknown event, a ticker without a valid price.
struct StreamIgnored
{
    QString reason;
    bool operator==(const StreamIgnored &) const = default;
};
using StreamEvent =
    std::variant<Ticker, CandleUpdate, StreamAck, StreamHeartbeat, StreamError, StreamIgnored>;

// One connection: its address and its share of the wanted set.
struct StreamPlan
{
    QUrl url;
    SubscriptionSet share;
    bool operator==(const StreamPlan &) const = default;
};

// What keeps a connection alive (exchanges.md 1.5). QWebSocket answers ping frames itself; these are text.
struct Heartbeat
{
    QByteArray frame; // text to send; empty: the venue needs none
    std::chrono::milliseconds interval{20'000};
    bool onlyWhenQuiet = false;                    // OKX: only after `interval` without any frame
    std::chrono::milliseconds replyWithin{10'000}; // no pong by then: the link is dead
};

// How fast we may talk (exchanges.md 1.6).
struct StreamLimits
{
    std::chrono::milliseconds betweenFrames{120};
    std::optional<std::chrono::milliseconds>
        rotateAfter; // venues that cut after 24 h: replaced before, new socket first
    std::chrono::milliseconds betweenRequests{125}; // by REST to one path; Kraken wants a second
};

struct RestQuery
{
    QUrl url;
    HttpHeaders headers;
    int weight = 1;
    QList<InstrumentId> asked; // tickers: what this query is for; hand it to decodeTickers with the answer
};

// What one venue does differently, and nothing else. No socket, no timer, no clock: tests feed it bytes.
// A dialect may keep state of its connection, so each connection makes its own.
class VenueDialect
{
public:
    virtual ~VenueDialect() = default;
    virtual const SourceInfo &info() const = 0;
    virtual StreamLimits limits() const = 0;
    // One entry a connection: OKX has two addresses, Bitget wants at most 50 channels on each.
    virtual QList<StreamPlan> streams(const SubscriptionSet &wanted) const = 0;
    // Text frames, chunked as the venue wants them. What can't be streamed (Coinbase candles) is left out.
    virtual QByteArrayList subscribeFrames(const SubscriptionSet &added) const = 0;
    virtual QByteArrayList unsubscribeFrames(const SubscriptionSet &removed) const = 0;
    virtual std::optional<Heartbeat> heartbeat() const = 0;
    // An error means the frame is not what the protocol promises; everything else is an event. Tickers carry
    // receivedTime as given; receivedAt is filled in by the caller.
    virtual Result<QList<StreamEvent>> decode(const QByteArray &frame, UtcTime receivedAt) = 0;

    virtual RestQuery instrumentsQuery() const = 0;
    // How to read the tickers of `instruments` once: one query or several, whichever costs the venue least.
    // Two queries may be about the same instrument, each with a part of its ticker (Coinbase: trade and 24 h
    // figures): join them with mergeTickers.
    virtual QList<RestQuery> tickersQueries(const QList<InstrumentId> &instruments) const = 0;
    virtual Result<RestQuery> candlesQuery(const CandleQuery &query) const = 0;
    // The decoders of REST bodies keep no state: they may run on a worker while this dialect is in use.
    // Errors inside a 200 (Bitget code, Kraken error[], OKX code, Bybit retCode) come back as Error.
    virtual Result<QList<Instrument>> decodeInstruments(const QByteArray &body) const = 0;
    // A Ticker or a StreamIgnored with the reason for each row. Rows of other instruments than asked for are
    // there too. Coinbase's single-product bodies name no product: `asked` says which was asked.
    virtual Result<QList<StreamEvent>>
    decodeTickerRows(const QByteArray &body, const QList<InstrumentId> &asked, UtcTime receivedAt) const = 0;
    // The tickers among them.
    Result<QList<Ticker>> decodeTickers(const QByteArray &body, const QList<InstrumentId> &asked,
                                        UtcTime receivedAt) const;
    // Ascending, no duplicate times, within query.from and query.to; the newest row of a body that does not
    // say otherwise is not closed.
    virtual Result<QList<Candle>> decodeCandles(const QByteArray &body, const CandleQuery &query) const = 0;
    // What a non-2xx answer means: region (Refused), rate limit, rejected, ...
    virtual Error httpError(int status, const QByteArray &body) const = 0;
    // Hosts to try in turn when one refuses the region, first is the default (OKX, Bybit). Empty: only one.
    virtual QStringList regions() const { return {}; }
    virtual void useRegion(int) {}
    virtual QUrl marketPage(const Instrument &instrument) const = 0;
};

// `newer` with what it lacks taken from `older` (the parts of a ticker that came in two answers). The one
// with the later exchange time is the newer, an unknown time being the oldest. A change is computed from last
// and open24h when neither brought one.
Ticker mergeTickers(const Ticker &a, const Ticker &b);

using DialectFactory = std::function<std::unique_ptr<VenueDialect>()>;

// Every venue with a dialect, in the default order (Bitget, Binance, Coinbase, Kraken, OKX, Bybit). A new
// exchange is a folder and one line here.
struct VenueEntry
{
    VenueId id;
    bool onByDefault = false;
    DialectFactory make;
};
const QList<VenueEntry> &venues();
