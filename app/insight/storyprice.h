#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/news/article.h"
#include "app/quotes/coinquote.h"

#include <array>
#include <chrono>

// What a coin cost when a story came out, and since.

// Prices that are frozen once they are due.
enum class Snapshot { After15m, After1h, After24h, After7d };
inline constexpr std::array snapshots{Snapshot::After15m, Snapshot::After1h, Snapshot::After24h,
                                      Snapshot::After7d};
constexpr std::chrono::milliseconds snapshotSpan(Snapshot snapshot)
{
    constexpr std::array<std::chrono::milliseconds, 4> spans{std::chrono::minutes{15}, std::chrono::hours{1},
                                                             std::chrono::hours{24}, std::chrono::hours{168}};
    return spans.at(static_cast<size_t>(snapshot));
}
// Figures are shown, and prices looked up, up to this age of a story.
constexpr std::chrono::hours storyPriceReach{168};

// What is kept of a story and a coin. All prices are of one instrument: two venues are never mixed. A price
// that is there is never replaced.
struct StoryPriceRecord
{
    ArticleId story;
    AssetId asset;
    UtcTime published{}; // epoch: the feed gave no date that holds
    InstrumentId instrument;
    std::optional<Decimal> atPublication; // close of the last full minute before it
    // The live figure when the story arrived here; of a sample the close before that.
    std::optional<Decimal> atSeen;
    std::array<std::optional<Decimal>, 4> after;
    // Looked up, and none was recorded: not looked up again.
    bool lacksPublication = false;
    std::array<bool, 4> lacks{};

    std::optional<Decimal> &at(Snapshot s) { return after.at(static_cast<size_t>(s)); }
    const std::optional<Decimal> &at(Snapshot s) const { return after.at(static_cast<size_t>(s)); }
    bool operator==(const StoryPriceRecord &) const = default;
};

// Where records are kept. Same thread, same promises as ArticleStore.
class StoryPriceStore
{
public:
    virtual ~StoryPriceStore() = default;
    [[nodiscard]] virtual Request load(const QList<ArticleId> &stories,
                                       Reply<QList<StoryPriceRecord>> done) = 0;
    // Of stories published since then.
    [[nodiscard]] virtual Request recent(UtcTime since, Reply<QList<StoryPriceRecord>> done) = 0;
    // Adds what the records say to what is kept; never replaces a price, nor an instrument.
    virtual void save(const QList<StoryPriceRecord> &records) = 0;
};

// For runs that keep nothing (demo, replay).
class MemoryStoryPriceStore final : public StoryPriceStore
{
public:
    [[nodiscard]] Request load(const QList<ArticleId> &, Reply<QList<StoryPriceRecord>> done) override;
    [[nodiscard]] Request recent(UtcTime, Reply<QList<StoryPriceRecord>> done) override;
    void save(const QList<StoryPriceRecord> &) override {}
};

// Why there is no "since".
enum class PriceGap {
    None,        // there is one
    Loading,     // being looked up
    NoDate,      // nobody knows when it was published
    TooOld,      // more than seven days ago
    NotRecorded, // no trade in the last full minute before: nothing is extrapolated
    NotListed,   // no source lists the coin, or none has candles
    Failed,      // the venue didn't answer; it is asked again
    VenueGone,   // the venue of the price at publication is no source any more
    NoLivePrice, // it is, but says no price now
};

// A story and one of its coins, as of now. Percentages are signed, in percent.
struct StoryPrice
{
    AssetId asset;
    QString symbol;
    QString venueName; // of every price here; empty while none is known
    InstrumentId instrument;
    std::optional<Decimal> atPublication, atSeen, now;
    std::array<std::optional<Decimal>, 4> after;
    PriceState nowState = PriceState::Missing; // Stale and Offline: `now` is old and must look so
    std::optional<double> sincePct;            // now against atPublication
    std::optional<double> beforeSeenPct;       // atSeen against atPublication: what moved before we knew
    std::array<std::optional<double>, 4> afterPct;
    std::optional<double> marketPct, netPct; // the market's own since, and this one less it
    std::optional<double> usualPct;          // for a span as long as since publication
    bool unusual = false;                    // beyond twice that: only then it may be coloured
    PriceGap gap = PriceGap::Loading;

    const std::optional<Decimal> &at(Snapshot s) const { return after.at(static_cast<size_t>(s)); }
    bool operator==(const StoryPrice &) const = default;
};

// A story with all its coins, and the watchlist beside them when it was asked for.
struct StoryReport
{
    ArticleId story;
    bool market = false;                            // a story of the whole market
    std::optional<UtcTime> published;               // nothing: undated
    UtcTime seen{};                                 // when we first had it
    std::optional<std::chrono::milliseconds> delay; // from published to seen
    UtcTime minute{};                               // start of the minute atPublication is the close of
    QList<StoryPrice> coins;                        // strongest first
    QList<StoryPrice> watchlist;                    // the largest move first, those without one last
    std::optional<double> watchlistPct;             // median move of it without stablecoins
    int up = 0, down = 0, flat = 0;                 // of the watchlist; flat rounds to 0.00 %
    bool operator==(const StoryReport &) const = default;
};

// "No price recorded at 01:07", in a sentence for people; empty for None. `minute` is StoryReport::minute as
// ui/style writes times.
QString priceGapText(PriceGap gap, const QString &minute, const QString &symbol, const QString &venueName);
