#pragma once

#include "app/quotes/quoteboard.h"
#include "ui/style/theme.h"

// The health of sources in words and marks (design.md section 8). Pure functions of the board.

enum class HealthMark { Good, Warning, Hollow, Demo };

struct SourceWords
{
    VenueId venue;
    QString text; // "Bitget", "Bitget retry in 8 s"
    QString toolTip;
    HealthMark mark = HealthMark::Hollow;
    bool warning = false;  // the text itself is amber
    bool counting = false; // it holds a countdown: to be worded again each second
    bool operator==(const SourceWords &) const = default;
};
QList<SourceWords> sourceWords(const QuoteBoard &board, const UiTheme &theme, const Clock &clock);
// "4 of 4 sources"
SourceWords summaryWords(const QuoteBoard &board);

// Beside the name of the program.
struct Badge
{
    enum class Kind { Live, Connecting, Warning, Offline, Demo };
    Kind kind = Kind::Connecting;
    QString text, toolTip;
    bool operator==(const Badge &) const = default;
};
Badge badgeOf(const QuoteBoard &board, bool demo);

// The right end of the status bar: "News 2 min ago · tick 09:42:18 · UTC+8".
struct Freshness
{
    QString text;
    bool stale = false;
    bool operator==(const Freshness &) const = default;
};
Freshness freshness(const QuoteBoard &board, std::optional<UtcTime> newsAt, bool demo, const UiTheme &theme,
                    const Clock &clock);

// "Prices are from 09:36, 6 min ago." and "Trying again in 12 s."; empty without a price or a next try.
QString offlineFact(const QuoteBoard &board, const UiTheme &theme, const Clock &clock);
QString offlineDoing(const QuoteBoard &board, const Clock &clock);
