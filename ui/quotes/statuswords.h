#pragma once

#include "app/quotes/quoteboard.h"
#include "ui/quotes/tone.h"
#include "ui/style/numbers.h"
#include "ui/style/times.h"

// The state of prices and sources in words, one wording everywhere (design.md section 8). Pure functions of
// the board and the clock; ask again after QuoteBoard's signals, and each second where a countdown shows.

struct StatusWords
{
    enum class Mark { None, Dot, HollowDot, Spinner, Cloud, Filled }; // Filled: the DEMO badge
    QString text;
    Tone tone = Tone::Secondary;     // of the text, unless Mark::Filled
    Tone markTone = Tone::Secondary; // of the dot
    Mark mark = Mark::None;
    bool operator==(const StatusWords &) const = default;
};

bool isSimulated(const QuoteBoard &board);                // any source of it is
bool isConnecting(const QuoteBoard &board);               // a source is still on its way to its first message
QList<VenueId> differingSources(const QuoteBoard &board); // on any coin of the watchlist, now
// When the newest shown price was received; nothing when there is none.
std::optional<UtcTime> newestPrice(const QuoteBoard &board);

// The toolbar's badge: "Connecting", "Live", "OFFLINE", "3 of 4 sources", "1 differs", "DEMO".
StatusWords badgeWords(const QuoteBoard &board);
// The compact window's, shorter: a dot alone while all is well, "3 of 4", "OFFLINE · 6 min".
StatusWords compactWords(const QuoteBoard &board, const Clock &clock, const Numbers &numbers);
// A status bar item: "Bitget", "Bitget connecting", "Bitget retry in 8 s". `differs` makes its dot amber.
StatusWords sourceWords(const SourceInfo &info, const SourceStatus &status, bool differs, bool offline,
                        const Clock &clock);
// Its tool tip, plain text: latency, last message, what went wrong, and a clock that is off by 5 s or more.
QString sourceToolTip(const SourceInfo &info, const SourceStatus &status, const Clock &clock,
                      const Numbers &numbers, std::optional<std::chrono::milliseconds> clockAhead = {});
// "4 of 4 sources": the one item of a narrow status bar.
StatusWords sourcesInShort(const QuoteBoard &board);
// "tick 09:42:18", "simulated tick 09:42:18", or "First prices usually take under 3 s".
StatusWords tickWords(const QuoteBoard &board, const Times &times);

// A banner's sentence, the weighty part first. Empty `strong`: no banner.
struct BannerWords
{
    QString strong, rest;
    bool operator==(const BannerWords &) const = default;
};
// "You're offline. Prices are from 09:36, 6 min ago." "Trying again in 12 s."
BannerWords offlineBanner(const QuoteBoard &board, const Clock &clock, const Times &times,
                          const Numbers &numbers);
// "Demo mode." "Prices and stories are simulated, not from any market."
BannerWords demoBanner(const QuoteBoard &board);
// "Bitget stopped answering. Now from Binance."
QString failoverSentence(const QString &from, const QString &to);
