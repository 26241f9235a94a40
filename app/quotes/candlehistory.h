#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/market/candle.h"
#include "app/market/instrument.h"

#include <QObject>
#include <QStringList>
#include <memory>
#include <optional>

// A stretch of candle starts, both ends included.
struct CandleSpan
{
    UtcTime from{}, to{};
    bool operator==(const CandleSpan &) const = default;
};

// The candles of one market on one venue. Where a market had no trade a venue leaves the row out: a missing
// row inside a span that is no gap means "no trade", never "unknown".
struct CandleSeries
{
    Instrument instrument;
    QString venueName; // "Bitget"
    Interval interval = Interval::H1;
    std::optional<Interval> builtFrom; // the venue has no such candles: made from these smaller ones
    QList<Candle> candles;             // ascending; only the last can be forming
    QList<CandleSpan> gaps;            // of the asked range: not known (yet), ascending
    QStringList lacking;               // names of the venues asked before this one that don't have this range
    bool simulated = false;
    bool complete = false; // no gaps

    bool operator==(const CandleSeries &) const = default;
};

struct HistoryQuery
{
    AssetId asset;
    std::optional<VenueId> venue; // none: the shown source, then the user's order
    Interval interval = Interval::H1;
    // Candles that start within; both ends included. No `from`: all that is stored, at least the venue's
    // newest page. No `to`: until now.
    std::optional<UtcTime> from, to;
    // In place of `from`: so much until now, by the venue's clock. Our own may be wrong, and a replay is of
    // another day. What is followed drops nothing while time passes.
    std::optional<std::chrono::milliseconds> last = {};

    bool isBounded() const { return from || last; }
    bool operator==(const HistoryQuery &) const = default;
};

struct MinuteClose
{
    Decimal close;
    UtcTime minute{}; // start of the candle
    InstrumentId instrument;

    bool operator==(const MinuteClose &) const = default;
};

// A series that stays current: the venue's stream goes into it, and after an outage what was missed is read
// again. Destroying it ends the subscription.
class CandleFollow : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    // Empty until the first changed().
    virtual const CandleSeries &series() const = 0;

signals:
    // Candles that start at `from` or later are other ones than before, or gaps closed or opened there.
    // Never emitted before follow() has returned. Live changes come at most every 100 ms.
    void changed(UtcTime from);
    // Nothing (more) could be had from any venue now. It is tried again by itself; what is there stays.
    void failed(const Error &error);
};

// The past of prices: from the store first, the rest from the venues.
//
// Thread: one, the sources' own; nothing blocks it. It must outlive what it gave out. `done` runs once, after
// the call has returned, unless the Request is destroyed first. Errors: Unsupported: no enabled source lists
// the coin or has candles. Otherwise what the last venue asked
//         said. A range of which some could be had is no error: the series has gaps.
class CandleHistory : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual Request load(const HistoryQuery &query, Reply<CandleSeries> done) = 0;
    // The close of the last full minute before `time`, of the shown source or the next one that has it. No
    // value where none was traded in that minute: nothing is extrapolated. Requests near in time share one
    // read of the venue.
    [[nodiscard]] virtual Request closeBefore(const AssetId &asset, UtcTime time,
                                              Reply<std::optional<MinuteClose>> done) = 0;
    [[nodiscard]] virtual std::unique_ptr<CandleFollow> follow(const HistoryQuery &query) = 0;
};
