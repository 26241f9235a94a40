#pragma once

#include "app/base/clock.h"
#include "app/market/assetdirectory.h"
#include "app/quotes/coinquote.h"
#include "app/quotes/quotesource.h"
#include "app/quotes/referenceprice.h"

#include <QHash>
#include <memory>

struct BoardSettings
{
    std::chrono::milliseconds staleAfter{60'000}; // unconfirmed for so long
    std::chrono::milliseconds askAfter{30'000};   // quiet on a live link: re-read by REST
    double differPctMajor = 0.2;                  // BTC, ETH
    double differPctOther = 0.5;
    bool trends = true;                // read the watchlist's last 24 h; off where nobody looks at them
    QHash<AssetId, VenueId> preferred; // "Price from" of a coin; others follow the order
    // How far a source of this coin may be from the median.
    double differPct(const AssetId &asset) const;
    bool operator==(const BoardSettings &) const = default;
};

// Which market a coin's price comes from on each venue, what the sources say and which figure is shown.
// It owns the wanted set: sources are told what the watchlist needs.
//
// Thread: one, the sources' own. Every tick is taken at once; what changed is announced together, 50 ms
// after the first change, so that a view repaints once. A coin's first price of this run does not wait.
class QuoteBoard : public QObject
{
    Q_OBJECT
public:
    QuoteBoard(Clock &clock, const AssetDirectory &assets, QObject *parent = nullptr);
    ~QuoteBoard() override;

    // In the user's order; only enabled ones. The board does not own them. Sources may be added and removed
    // at any time; a source that left takes its figures along, and its coins fail over.
    void setSources(const QList<QuoteSource *> &order);
    QList<QuoteSource *> sources() const;
    void setSettings(const BoardSettings &settings);
    const BoardSettings &settings() const;
    // The coins to follow; their trends are read in this order.
    void setWatchlist(const QList<AssetId> &assets);
    QList<AssetId> watchlist() const;
    // Prices of these too, while a chart, an alert or a search shows them; each follow() ends with
    // unfollow().
    void follow(const QList<AssetId> &assets);
    void unfollow(const QList<AssetId> &assets);
    // Candles from its venue's stream, while a chart shows them; each followCandles() ends with
    // unfollowCandles().
    void followCandles(const CandleKey &key);
    void unfollowCandles(const CandleKey &key);

    // Always answers; state Missing when nothing is known. USDT and USDC are always followed, for conversion.
    const CoinQuote &quote(const AssetId &asset) const;
    // The instrument of this coin on this venue by our choice of quote coin (exchanges.md: USDT, USD, USDC,
    // ...; stablecoins: against USD first), if the venue lists it.
    std::optional<Instrument> instrumentFor(const AssetId &asset, const VenueId &venue) const;
    // Every coin the enabled venues list, with the venues that do: for "add coin". The directory's order
    // first.
    struct Listed
    {
        Asset asset;
        QList<VenueId> venues;
        bool sameSymbol = false; // another coin has the same symbol
    };
    QList<Listed> search(const QString &text, int limit = 50) const;
    int listedCount() const; // coins on the enabled sources
    // What figures are converted to dollars with now; the board's own, valid until its next call.
    const DollarRates &dollarRates() const;
    std::optional<SourceStatus> status(const VenueId &venue) const;
    // How far the venue's clock, as its messages show it, is ahead of this machine's; negative: behind.
    // Nothing until a message named a time. Freshness never depends on it.
    std::optional<std::chrono::milliseconds> clockAhead(const VenueId &venue) const;
    // What time it is on the venue, as its messages show it, or as the source itself knows.
    std::optional<UtcTime> timeOn(const VenueId &venue) const;
    int liveSources() const, enabledExchanges() const;
    // Its list of instruments is being read and none is stored: what it lists is not known yet.
    bool isListPending(const VenueId &venue) const;

    // No source is live and at least one is tried: prices are what was stored or last heard.
    bool offline() const;
    std::optional<UtcTime> nextAttempt() const; // the earliest of all sources
    std::optional<UtcTime> lastTick() const;

    // For the next start: instruments and last quotes as stored. Never overwrite anything newer.
    void restore(const QList<Instrument> &instruments, const QList<Ticker> &tickers,
                 const QHash<AssetId, QList<float>> &trends);
    QList<Instrument> instruments(const VenueId &venue) const;
    QList<Ticker> lastTickers() const;

    // The machine woke up, the network changed, or the user asked: every source tries at once, and all
    // prices count as unconfirmed until heard again.
    void reconnectAll();

signals:
    void
    quotesChanged(const QList<AssetId> &assets); // coalesced, at most one each 50 ms but for first prices
    void sourceStatusChanged(const VenueId &venue);
    void instrumentsChanged(const VenueId &venue);
    void offlineChanged(bool offline);
    // The first source in the order stopped answering and another one's figures are shown now, or the way
    // back.
    void failedOver(const VenueId &from, const VenueId &to);
    void recovered(const VenueId &to);
    void tickTaken(const Ticker &ticker); // each tick, uncoalesced, after validation
    // Of followed candles, as their sources say it.
    void candlesTaken(const CandleUpdate &update);
    void candlesInterrupted(const QSet<CandleKey> &keys);
    void candlesResumed(const QSet<CandleKey> &keys);

private:
    class Private;
    std::unique_ptr<Private> d;
};
