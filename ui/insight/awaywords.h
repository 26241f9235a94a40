#pragma once

#include "app/insight/awaydigest.h"
#include "ui/style/theme.h"

// What is said of an absence, in the theme's numbers and times. Pure. Texts named rich are escaped HTML of
// one line: <b> and <s> alone.

// One change in the row of large figures.
struct AwayFigure
{
    QString name, change; // "SOL", "+2.10%"
    int sign = 0;         // of what is coloured: 0 unless beyond twice the usual
    QString detail; // "from 233.80 to 238.71 · low 233.10, high 239.02 · biggest +1.90% in 25 min, 09:02"
    bool operator==(const AwayFigure &) const = default;
};

struct AwayLine
{
    enum class Kind { Alert, Moves, Stories, Headline, Gap };
    Kind kind = Kind::Alert;
    QString rich;   // "Alert: <b>SOL</b> crossed above 235.00"
    QString detail; // rich, may wrap; empty: none
    QString note;   // at the right: "07:58"
    AssetId asset;  // a click leads to its chart, or
    ArticleId story{};
    bool operator==(const AwayLine &) const = default;
};

// A coin in the list that unfolds.
struct AwayRange
{
    QString name, change, low, high; // with the digits of its prices; "—" where there were none
    QString biggest;                 // "+1.90% in 25 min, 09:02"; or why there is none
    int sign = 0;
    bool operator==(const AwayRange &) const = default;
};

struct AwayWords
{
    QString span; // "02:30 to 09:42"
    bool simulated = false;
    QList<AwayFigure> figures; // the first two, then the most unusual, the market last; at most `mostFigures`
    QList<AwayLine> lines;
    QList<AwayRange> ranges; // every coin
    int several = 0;         // stories told by several outlets
    bool anyStories = false;
    QString spoken; // all of it, for screen readers
    bool operator==(const AwayWords &) const = default;
};
AwayWords awayWords(const AwayDigest &digest, const UiTheme &theme, int mostFigures = 4);
// "Miner balances <s>fall</s> → little changed this week"; rich.
QString changedHeadline(const QString &before, const QString &now);
