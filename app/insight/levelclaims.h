#pragma once

#include "app/news/article.h"
#include "app/quotes/candlehistory.h"

#include <memory>

// "Headline checked on the tape": what a headline or summary claims of a price level, beside what the price
// did. Never a judgement of the story.

// "BTC holds above $114,000", "XRP 跌破 3 美元"
struct LevelClaim
{
    QString symbol;
    bool above = true; // false: below
    Decimal level;     // in US dollars
    QString words;     // the claim as it stands in the text
    bool inHeadline = true;
    bool operator==(const LevelClaim &) const = default;
};

// Finds claims by the rules of resources/levelclaims.json: only where coin, comparison and level are
// unambiguous. A coin of the story, the only one its sentence names, directly before the comparison; a level
// in dollars directly after it; nothing in the sentence that makes it a forecast, a condition, the past, or
// the level of something else; one claim in a sentence. The headline first, then the summary.
// Reads the rules when made (some milliseconds); constant then, any thread.
class LevelClaimFinder
{
public:
    LevelClaimFinder();
    LevelClaimFinder(LevelClaimFinder &&) noexcept;
    ~LevelClaimFinder();
    std::optional<LevelClaim> claimOf(const Story &story) const;

private:
    struct Rules;
    std::optional<LevelClaim> claimIn(const QString &text, const QStringList &coins) const;
    std::unique_ptr<const Rules> m_rules;
};

// The claim beside the candles of the 24 h before publication.
struct TapeCheck
{
    LevelClaim claim;
    AssetId asset;
    InstrumentId instrument;
    QString venueName;
    UtcTime from{}, until{};              // until: publication
    int quartersTrue = 0;                 // closes of quarter hours above (or below) the level
    int quarters = 0;                     // closes there were, at most 96
    std::optional<Decimal> atPublication; // the last of them
    bool simulated = false;

    // In whole hours; never 0 for some, nor all for not all.
    int hoursTrue() const;
    int hours() const;
    bool operator==(const TapeCheck &) const = default;
};

// "above $114,000 in 9 of 24 h"; `level` as ui/style writes it.
QString tapeCheckText(const TapeCheck &check, const QString &level);

// From candles of a quarter of an hour. Nothing when more than four hours of them are missing, or when the
// level is so far from all prices (half, or twice) that it is no level of this coin.
std::optional<TapeCheck> checkOnTape(const LevelClaim &claim, const CandleSeries &series, UtcTime published);

// Finds the claim of a story and reads the candles it needs. The rules are read on first use.
class TapeChecker
{
public:
    explicit TapeChecker(CandleHistory &history);
    ~TapeChecker();
    // Nothing: there is no claim, or nothing to compare it with.
    [[nodiscard]] Request check(const Story &story, Reply<std::optional<TapeCheck>> done);

private:
    CandleHistory &m_history;
    std::unique_ptr<LevelClaimFinder> m_finder;
};
