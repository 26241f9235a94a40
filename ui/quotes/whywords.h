#pragma once

#include "app/quotes/quoteboard.h"
#include "ui/quotes/shownchange.h"
#include "ui/quotes/tone.h"
#include "ui/style/numbers.h"
#include "ui/style/times.h"

class Clock;

// "Why this number" in words (design.md section 7): where a figure comes from, and what it was compared with.
// Pure; `chosen` says that the user chose this source for the coin.
struct WhyLine
{
    QString label; // "Received"
    QString text;  // plain
    Tone tone = Tone::Text;
    bool operator==(const WhyLine &) const = default;
};

struct WhySource
{
    QString venue, pair, price, latency, age;
    bool shown = false, fresh = false, differs = false, simulated = false;
    bool operator==(const WhySource &) const = default;
};

struct WhyWords
{
    QString figure; // every digit received
    Tone figureTone = Tone::Text;
    QString market; // "BTC/USDT · Bitget"
    QList<WhyLine> lines;
    QList<WhySource> sources; // in the user's order
    QString comparison;       // "median 114,961.02 · spread 14.28, 0.012%"; empty with fewer than two
    bool operator==(const WhyWords &) const = default;
};

WhyWords whyWords(const CoinQuote &quote, const ShownChange &change, bool chosen, const QuoteBoard &board,
                  const Numbers &numbers, const Times &times, const Clock &clock);
