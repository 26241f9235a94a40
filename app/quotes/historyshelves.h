#pragma once

#include "app/quotes/quoteboard.h"
#include "app/quotes/shelfreader.h"

#include <map>

// Which candles of which venue answer a question.
struct CandleSource
{
    Instrument instrument;
    QString venueName;
    bool simulated = false;
    Interval interval = Interval::H1; // asked for
    Interval read = Interval::H1;     // the venue's, to read or to build it from

    CandleKey key() const { return {instrument.id, read}; }
    bool operator==(const CandleSource &) const = default;
};

// The shelves of this run, and how they are filled and looked at. Shared by all who ask the history.
class HistoryShelves
{
public:
    HistoryShelves(Clock &clock, QuoteBoard &board, CandleCache *cache);

    Clock &clock() const { return m_clock; }
    QuoteBoard &board() const { return m_board; }

    // Calls once it is known who is the first to list the coin, soon or when the lists have been read; after
    // ten seconds in any case.
    [[nodiscard]] Request whenListed(const AssetId &asset, const std::optional<VenueId> &venue,
                                     std::function<void()> call);
    // Who may answer, best first: the shown source, then the user's order; or the one that was asked for.
    QList<CandleSource> sourcesFor(const AssetId &asset, const std::optional<VenueId> &venue,
                                   Interval interval) const;
    std::shared_ptr<CandleShelf> shelf(const CandleKey &key);
    // By the venue's clock, as far as it is known.
    UtcTime now(const VenueId &venue) const;
    // The starts of `source.read` candles that a question is about, as things stand.
    TimeSpan spanOf(const CandleSource &source, const HistoryQuery &query);
    [[nodiscard]] Request read(const CandleSource &source, const HistoryQuery &query,
                               ShelfReader::Progress progress, ShelfReader::Done done);
    // What the shelf knows. Where only a part of a built candle is known it is left out, but for the newest.
    CandleSeries seriesOf(const CandleSource &source, const HistoryQuery &query);
    // Brings `series` up to date from `from` on.
    // `heard`: the venue's stream goes; else what came after its newest row is a gap.
    void update(CandleSeries &series, const CandleSource &source, const HistoryQuery &query, UtcTime from,
                bool heard = true);

private:
    void drop();

    Clock &m_clock;
    QuoteBoard &m_board;
    CandleCache *m_cache;
    struct Kept
    {
        std::shared_ptr<CandleShelf> shelf;
        quint64 lastUse = 0;
    };
    struct Hash
    {
        size_t operator()(const CandleKey &key) const { return qHash(key); }
    };
    std::unordered_map<CandleKey, Kept, Hash> m_shelves;
    quint64 m_uses = 0;
};
