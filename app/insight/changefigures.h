#pragma once

#include "app/base/clock.h"
#include "app/market/changebasis.h"
#include "app/quotes/candlehistory.h"
#include "app/quotes/quoteboard.h"

#include <QHash>
#include <functional>

// Why there is no change by the chosen basis.
enum class ChangeGap {
    None,
    Loading,
    NotRecorded, // no trade in the ten minutes (week: the hour) before the moment it is measured from
    NotListed,   // no source has such candles
    Failed,      // the venue didn't answer; it is asked again
    NoLivePrice,
    NotPinned, // nothing is pinned
    Silent,    // the venue whose price was pinned doesn't answer
};

struct ChangeFigure
{
    std::optional<double> pct; // of one instrument alone: two venues are never mixed
    ChangeGap gap = ChangeGap::Loading;
    // What it is measured from; rolling 24 h: the venue's own word, often without a price.
    std::optional<Decimal> from;
    UtcTime fromTime{}; // of that price; epoch: rolling
    InstrumentId instrument;
    QString venueName;
    bool operator==(const ChangeFigure &) const = default;
};

// "24h", "UTC", "today", "1h", "7d", "pinned": for a column's head.
QString changeBasisColumn(ChangeBasis basis);
// "Rolling 24 hours", "Since 00:00 UTC", "Since midnight here", "Last hour", "Last 7 days", "Since pinned"
QString changeBasisText(ChangeBasis basis);
// A sentence for people; empty for None.
QString changeGapText(ChangeGap gap, const QString &symbol);

// Changes of the watchlist by a basis of the user's choice, beside CoinQuote::changePct, which stays the
// venue's own rolling 24 h.
//
// The prices it measures from are read from candles: one read for each coin and day (midnights), 50 minutes
// (1 h) or day (7 d), one at a time; they move on by themselves in between. Rolling 24 h and prices the user
// pinned need none. When a coin's price comes from another venue for a minute, its own are read.
// Thread: the board's own.
class ChangeFigures : public QObject
{
    Q_OBJECT
public:
    // Start of the day a moment is in, in the zone people see.
    using DayStart = std::function<UtcTime(UtcTime)>;
    ChangeFigures(CandleHistory &history, QuoteBoard &board, Clock &clock, QObject *parent = nullptr);

    void setBasis(ChangeBasis basis);
    void setPinned(const PinnedPrices &pinned);
    void setLocalDay(DayStart start); // the system's zone unless told
    void noteWatchlist() { look(); }  // it is another one
    ChangeBasis basis() const { return m_basis; }
    // Asks nobody. Of coins of the watchlist; others are Loading.
    ChangeFigure figure(const AssetId &asset) const;
    // What the watchlist costs now, to be pinned: live prices alone.
    PinnedPrices pricesNow() const;

signals:
    void changed(); // the basis, or what is measured from; live prices are the board's to announce

private:
    struct Reference
    {
        CandleSeries series;
        MonoTime readAt{};
        std::optional<ChangeGap> failure;
        UtcTime wantedFor{}; // the moment it was read for
    };
    UtcTime moment() const;
    HistoryQuery queryFor(const AssetId &asset) const;
    bool isDue(const AssetId &asset) const;
    std::optional<Candle> candleAt(const Reference &reference) const;
    std::optional<PinnedPrice> referenceOf(const AssetId &asset, ChangeFigure &figure) const;
    void look();
    void next();
    void take(const AssetId &asset, UtcTime wantedFor, const Result<CandleSeries> &series);

    CandleHistory &m_history;
    QuoteBoard &m_board;
    Clock &m_clock;
    DayStart m_dayStart;
    ChangeBasis m_basis = ChangeBasis::Rolling24h;
    PinnedPrices m_pinned;
    QHash<AssetId, Reference> m_references;
    QList<AssetId> m_waiting;
    Request m_request, m_minute;
};

// Midnight in the system's zone.
UtcTime startOfSystemDay(UtcTime time);
