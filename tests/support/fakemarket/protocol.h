#pragma once

#include "tests/support/fakemarket/connection.h"
#include "tests/support/fakemarket/listing.h"

#include <deque>

namespace fake {

class Venue;

// At most `most` in any span of `within`.
class RateWindow
{
public:
    // Takes one; false when it was one too many.
    bool take(UtcTime now, int most, std::chrono::milliseconds within, int weight = 1);
    int used(UtcTime now, std::chrono::milliseconds within) const;

private:
    std::deque<std::pair<UtcTime, int>> m_taken;
};

// What a stream asked for, in the venue's words. An empty symbol is the whole market.
struct Topic
{
    QByteArray channel, symbol;
    QByteArray extra; // the venue's own: interval, instType, trigger
    bool operator==(const Topic &) const = default;
};

// One WebSocket connection of a client.
struct Session
{
    Connection *connection = nullptr;
    HttpRequest handshake;
    QByteArray id;
    UtcTime opened{}, lastHeard{}, lastPing{}, lastSent{}, lastBeat{};
    RateWindow messages, requests;
    QList<Topic> topics;
    bool subscribed = false; // asked for something at least once
    bool wrapped = false;    // Binance: combined streams
    qint64 sequence = 0;
    QHash<QByteArray, QByteArray> previous; // the newest data frame of each topic
    QHash<QByteArray, qint64> bars;         // the bar each candle topic was last told of
    Request deadline;
};

// What one venue does differently, written from the reference alone and without a look at the program's own
// dialects, so that both can't be wrong in the same way.
class Protocol
{
public:
    using milliseconds = std::chrono::milliseconds;

    explicit Protocol(Venue &venue) : m_venue(venue) {}
    virtual ~Protocol() = default;

    virtual QByteArray id() const = 0;
    virtual QList<Listing> market() const = 0;
    virtual QByteArray spell(const QByteArray &base, const QByteArray &quote) const { return base + quote; }
    // How often the market moves while a stream is open.
    virtual milliseconds beat() const = 0;

    virtual HttpReply rest(const HttpRequest &request) = 0;
    // The body a venue puts below a bare status, and its own error inside a 200.
    virtual HttpReply plainStatus(int status) const;
    // `kind` is "" (down for a moment), "rate" or "region".
    virtual HttpReply venueError(const QByteArray &kind) const = 0;
    // The status for whoever asks inside Retry-After for the `times`th time.
    virtual int statusForImpatience(int) const { return 429; }

    // Nothing: the upgrade is granted.
    virtual std::optional<HttpReply> refuseStream(const HttpRequest &request) = 0;
    virtual void opened(Session &) {}
    // Client messages a connection may send: how many in which span; ping frames count.
    virtual std::pair<int, milliseconds> mostMessages() const = 0;
    virtual void tooManyMessages(Session &session);
    virtual void heard(Session &session, const QByteArray &text) = 0;
    // One data frame (or none) for a topic whose market moved or was just subscribed.
    virtual void publish(Session &session, const Topic &topic, Listing &listing) = 0;
    // The same for topics of the whole market.
    virtual void publishMarket(Session &, const Topic &, const QList<Listing *> &) {}
    virtual void everySecond(Session &) {}
    virtual void notice(Session &) {}

protected:
    // A market of a coin of the table; decimals follow the coin and the quote.
    Listing listOne(const QByteArray &base, const QByteArray &quote, double share = 1) const;
    QList<Listing> list(const QByteArrayList &bases, const QByteArray &quote, double share = 1) const;

    Venue &m_venue;
};

std::unique_ptr<Protocol> makeBitget(Venue &venue);
std::unique_ptr<Protocol> makeBinance(Venue &venue);
std::unique_ptr<Protocol> makeCoinbase(Venue &venue);
std::unique_ptr<Protocol> makeKraken(Venue &venue);
std::unique_ptr<Protocol> makeOkx(Venue &venue);
std::unique_ptr<Protocol> makeBybit(Venue &venue);
std::unique_ptr<Protocol> makeCoinGecko(Venue &venue);

} // namespace fake
