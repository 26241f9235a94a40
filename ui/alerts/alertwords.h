#pragma once

#include "app/alerts/alertengine.h"
#include "ui/style/theme.h"

// What alerts say, one wording everywhere (design.md sections 5 and 8). Pure functions of what is handed in.

// What it waits for: "BTC" and "above 115,000.00".
struct ConditionWords
{
    QString subject; // the coin's symbol, or "Story"
    QString rest;
    QString line() const { return subject + u' ' + rest; }
    bool operator==(const ConditionWords &) const = default;
};
ConditionWords conditionWords(const AlertCondition &condition, const QuoteBoard &board, const UiTheme &theme);
// The same where the coin is plain: "Above 115,000.00", "A story tagged BTC".
QString conditionAlone(const AlertCondition &condition, const QuoteBoard &board, const UiTheme &theme);

// Where it stands: "0.04% away", "now +0.62%", "fired 07:58".
struct StandingWords
{
    QString text;
    bool amber = false; // close, or fired and not acknowledged
    bool done = false;  // nothing is waited for any more
    QString detail;     // a sentence for the tool tip; empty: none
    bool operator==(const StandingWords &) const = default;
};
StandingWords standingWords(const AlertEntry &entry, const AlertStatus &status, const UiTheme &theme,
                            UtcTime now);

// How far off a condition is that nobody has added yet: "0.91% above the price now, 114,959.13 on Bitget".
QString previewWords(const AlertCondition &condition, const AlertStatus &status, const QuoteBoard &board,
                     const UiTheme &theme);

// That it fired, and on what evidence: "BTC crossed above 115,000.00" and
// "115,004.62 at 09:44:03 · 4 of 4 agree".
struct FiringWords
{
    QString title, evidence;
    bool operator==(const FiringWords &) const = default;
};
FiringWords firingWords(const AlertFiring &firing, const UiTheme &theme);
// The title without DEMO or REPLAY, for where that is said of all of them.
QString firingTitle(const AlertFiring &firing, const UiTheme &theme);
// Several at once: "3 alerts fired", and what they wait for.
FiringWords firingWords(const QList<AlertFiring> &firings, const UiTheme &theme);
// Every exchange that agreed with its price and time, a line each; of a story: its headline and outlet.
QString firingDetail(const AlertFiring &firing, const UiTheme &theme);

// "23:00–07:00"
QString quietSpan(const QuietHours &quiet);
// "15 min", "1 h"
QString spanWords(std::chrono::minutes span);
QString storyKindWords(StoryKind kind); // "hacks"
// "%1%": a percentage as the user wrote it.
QString percentWords(const Decimal &percent, const UiTheme &theme);
// A level with the digits of the market's tick size, or more if it has more.
QString levelWords(const Decimal &level, const QString &unit, const AssetId &asset, const QuoteBoard &board,
                   const UiTheme &theme);
