#pragma once

#include "app/insight/storyprice.h"
#include "ui/style/theme.h"

// "BTC since +0.42%": what a coin did since a story came out, in words (design.md section 7). Pure.
struct SinceText
{
    enum class Tone { Quiet, Up, Down, Stale };
    QString text;   // empty: nothing is said (too old, still looked up)
    QString tip;    // why there is no figure, or what it compares
    QString spoken; // "BTC up 0.42 percent since."; empty: nothing to say
    Tone tone = Tone::Quiet;
    bool operator==(const SinceText &) const = default;
};

// `published`: of the story. Coloured only beyond twice the coin's usual move for that span.
SinceText sinceText(const StoryPrice &price, UtcTime published, const Numbers &numbers, const Times &times);
// Of its move since; Quiet without one.
SinceText::Tone toneOf(const StoryPrice &price);
QColor sinceColour(const Tokens &tokens, SinceText::Tone tone);
// "up 0.42 percent", "unchanged": for screen readers.
QString spokenChange(double percent, const Numbers &numbers);
