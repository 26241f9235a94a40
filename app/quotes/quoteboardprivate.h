#pragma once

#include "app/quotes/boardcoin.h"
#include "app/quotes/coinlisting.h"
#include "app/quotes/listreader.h"
#include "app/quotes/quietreader.h"
#include "app/quotes/quoteboard.h"
#include "app/quotes/trendreader.h"

#include <map>

// The inside of QuoteBoard: its structure (quoteboardstructure.cpp), and what flows through it
// (quoteboardflow.cpp).
class QuoteBoard::Private
{
public:
    Private(QuoteBoard &board, Clock &c, const AssetDirectory &directory);

    // Structure
    void setSources(const QList<QuoteSource *> &wanted);
    BoardVenue *adopt(QuoteSource *source);
    void release(std::unique_ptr<BoardVenue> venue);
    void sourceDestroyed(const VenueId &id);
    BoardCoin &coin(const AssetId &asset);
    BoardVenue *venue(const VenueId &id) const;
    BoardMarket &market(BoardVenue &venue, const Instrument &instrument, BoardCoin &coin);
    void follow(const AssetId &asset, int change);
    void followCandles(const CandleKey &key, int change);
    std::vector<BoardCoin *> trendCoins();
    void rewire(const BoardVenue *changed = nullptr);
    void wire(BoardCoin &coin, const BoardVenue *changed = nullptr);
    void subscribe(BoardVenue &venue);
    const CoinListing &listing();
    void listRead(BoardVenue &venue, const QList<Instrument> &instruments);
    void listFailed(BoardVenue &venue);
    void useStored(BoardVenue &venue);

    // What comes in
    void tick(BoardVenue &venue, const Ticker &ticker);
    void statusChanged(BoardVenue &venue, const SourceStatus &status);
    void unconfirm(BoardVenue &venue);

    // What goes out
    void markDirty(BoardCoin &coin);
    void markAllDirty();
    static constexpr std::chrono::milliseconds flushAfter{50};
    void armFlush(std::chrono::milliseconds delay = flushAfter);
    void flush();
    void refresh(BoardCoin &coin, MonoTime now);
    void refreshRates(MonoTime now);
    void noticeMoves(const QList<BoardCoin *> &changed, MonoTime now);

    // What time alone changes
    void sweep();
    void armSweep();
    void sweepBy(MonoTime at);
    void updateOffline(MonoTime now);

    QuoteBoard &q;
    Clock &clock;
    const AssetDirectory &assets;
    BoardSettings settings;
    QList<AssetId> watchlist;
    std::vector<std::unique_ptr<BoardVenue>> venues; // in the user's order
    std::vector<std::unique_ptr<BoardVenue>> left;   // gone; kept until no call of theirs can be on the stack
    std::map<AssetId, std::unique_ptr<BoardCoin>> coins;
    QHash<CandleKey, int> candleFollowers;
    std::vector<BoardCoin *> dirty;
    DollarRates rates;
    bool ratesDirty = true;
    QHash<QString, Decimal> spreadRates; // what every coin was last compared with
    CoinListing coinListing; // made when somebody looks: it takes a few ms with thousands of coins
    bool listingDirty = true;
    ListReader lists;
    QuietReader quiet;
    TrendReader trends;
    QSet<VenueId> failedFrom;
    bool offline = false;
    UtcTime lastTick{};
    QHash<VenueId, QList<Instrument>> storedLists;
    QHash<InstrumentId, Ticker> storedTickers;

    Request flushTimer, sweepTimer;
    MonoTime sweepAt{}, lastSweep{}, flushAt{};
};
