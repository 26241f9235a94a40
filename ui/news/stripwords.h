#pragma once

#include "app/insight/levelclaims.h"
#include "ui/news/storysince.h"

// What is said of prices beside an open story (design.md section 7). Pure.

// "01:07"; with its day from 24 h on, when the hour alone could be today's.
QString sinceMoment(UtcTime time, const Times &times, UtcTime now);

// "BTC" "+0.42%", and why.
struct StripFigure
{
    QString label, value;
    SinceText::Tone tone = SinceText::Tone::Quiet;
    QString tip;
    bool operator==(const StripFigure &) const = default;
};

// The strip below the headline: "Since 01:07 · BTC +0.42% · net of market −0.05%", at its right "watchlist: 9
// up, 1 flat"; below it what the tape says of the level that the story claims.
struct StripWords
{
    QString since; // empty: nothing is said of prices
    QList<StripFigure> coins;
    StripFigure note;                  // the net move, or why there is no price; of a story of one coin
    QString watchlist, watchlistShort; // short: without the flat ones
    QString before;                    // "Before 01:07"; empty: no level was claimed
    StripFigure tape;                  // "BTC" "above $114,000 in 9 of 24 h"
    QString spoken;                    // all of it, for screen readers
    bool operator==(const StripWords &) const = default;
    bool isEmpty() const { return coins.isEmpty() && before.isEmpty(); }
};
StripWords stripWords(const StoryReport &report, const std::optional<TapeCheck> &tape, const Numbers &numbers,
                      const Times &times, UtcTime now);

// What the strip unfolds to, and what stands beside the text where there is room.
struct SinceFigures
{
    struct Coin // of the watchlist
    {
        StripFigure figure;
        std::optional<double> pct; // how long its bar is
        bool operator==(const Coin &) const = default;
    };
    struct Moment // of the story's own coins: a figure for each
    {
        QString label;
        QList<StripFigure> figures;
        bool operator==(const Moment &) const = default;
    };
    QString heading; // "Your watchlist since 01:07"; empty: it is not told
    QString market;  // "market +0.47%"
    std::optional<double> marketPct;
    QList<Coin> watchlist;
    QString usual; // "Only SOL moved beyond twice its usual for 8 h."
    QStringList coins;
    QList<Moment> moments; // only those that are past
    QString spoken;
    bool operator==(const SinceFigures &) const = default;
    bool isEmpty() const { return heading.isEmpty() && moments.isEmpty(); }
};
SinceFigures sinceFigures(const StoryReport &report, const Numbers &numbers, const Times &times, UtcTime now);
