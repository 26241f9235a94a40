#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QList>

namespace fake {

// What can go wrong, by the name that scripts and the control port use. "Lasting" faults hold until heal() or
// their time is up; the others happen once.
enum class Fault {
    // The link
    Silence,          // lasting: sockets stay open, nothing is sent, pongs included
    HeartbeatsOnly,   // lasting: acks, pongs and heartbeats go on, data does not
    HalfOpen,         // lasting: nothing is read or written, nothing closes
    Refuse,           // lasting: new connections are refused by the system
    Cut,              // once: value "rst" (default), "fin" (no close frame) or a close code
    Flap,             // lasting: each new stream is cut after its first data message
    HandshakeSilence, // lasting: the upgrade request is never answered
    HandshakeDrip,    // lasting: the upgrade's answer comes a byte each 300 ms
    HandshakeFlood,   // lasting: the upgrade's answer has 200,000 header lines
    LegalUpgrade,     // lasting: "Connection: keep-alive, Upgrade", which Qt 6.4 refuses
    // Answers, by REST and on the handshake
    Status,     // lasting: value is the status code; retryAfter adds that header
    Html,       // lasting: 200 and a page instead of JSON or of the upgrade
    Redirect,   // lasting: 301 elsewhere
    Slow,       // lasting: answers come late by value milliseconds
    Drip,       // lasting: answers come a byte each value milliseconds
    CutBody,    // lasting: the connection ends in the middle of an answer
    VenueError, // lasting: the venue's own error inside a 200; value "rate", "region" or nothing (down for a
                // moment)
    // Frames, once to every stream
    Malformed, // cut JSON, JSON with a tail, something else altogether
    Truncated, // a frame that promises more bytes than come
    Huge,      // one frame of 2 MiB
    Fragments, // an endless row of fragments, 4 MiB
    Rsv,       // a frame with RSV1 although nothing was agreed
    BadUtf8,   // a text frame that is not UTF-8
    SplitUtf8, // a character split over two fragments, which is legal
    Unknown,   // an event and fields nobody has documented
    Notice,    // the venue's word that it is about to go (Binance serverShutdown, OKX 64008, Kraken status)
    // Data
    Quiet,     // lasting: that market says nothing more, the others go on
    NoData,    // lasting: that market's subscriptions are acked and never served
    Reject,    // lasting: that market's subscriptions are refused
    Late,      // lasting: each tick is followed by the one before it
    Duplicate, // lasting: each tick comes twice
    Price,     // lasting: value stands in place of the last price: 0 -1 nan null "" 1e-12 ...
    Spike,     // once: one tick off by value percent (default +900)
    Outlier,   // lasting: that coin's prices are off by value percent on this venue
    Depeg,     // lasting: that stablecoin is worth value dollars, for every venue alike
    Halt,      // lasting: the market is listed as halted and says nothing more
    Delist,    // lasting: the market is gone from the list, its subscriptions are refused
    Rename,    // lasting: the coin is called value from now on
    Skew,      // lasting: exchange times are off by value seconds (default 3600); "us" sends microseconds
};

struct FaultSpec
{
    enum class Scope { Both, Rest, Stream };
    Fault fault = Fault::Silence;
    QByteArray symbol;     // a market ("ADAUSDT") or a coin ("ADA": all its markets); empty: every market
    QByteArray value;      // see above
    QByteArray retryAfter; // "5": seconds; "date+5": as an HTTP date
    Scope scope = Scope::Both;
    int count = -1; // of answers it spoils; -1: no end
    std::optional<std::chrono::milliseconds> lasts;

    bool isOn(Scope where) const { return scope == Scope::Both || scope == where; }
};

struct FaultInfo
{
    Fault fault;
    const char *name;
    bool lasting, takesSymbol, takesValue;
    const char *help;
};
const QList<FaultInfo> &faultTable();
const FaultInfo &faultInfo(Fault fault);

// "outlier ADA -0.61% for=10s", "status 429 retry=5 rest count=1", "cut 1012": the name, then in any order a
// symbol, a value, rest | ws, for=, count=, retry=.
Result<FaultSpec> parseFault(const QByteArrayList &words);
// "10s", "250ms", "2m", "1h"; a bare number is seconds.
std::optional<std::chrono::milliseconds> parseSpan(const QByteArray &text);

} // namespace fake
