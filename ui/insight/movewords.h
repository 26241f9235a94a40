#pragma once

#include "app/insight/movefinder.h"
#include "ui/style/theme.h"

// What is said of an unusual move, in the theme's numbers and times. Pure.
struct MoveWords
{
    QString change;   // "+1.90% in 25 min"
    int sign = 0;     // of what `change` shows
    QString time;     // "09:02", its start
    QString answer;   // the story's headline, or why there is none
    QString note;     // "after a story, 8 min", "14 feeds searched", "with the market"
    QString span;     // "09:02 to 09:27 · 3.1 × its usual"
    QString lookedAt; // "31 stories 03:10 to 06:20, none on DOGE or Market"
    QString net;      // "net of market +1.80%"; empty when the market isn't known
    QString spoken;   // all of it, for screen readers
};
MoveWords moveWords(const ExplainedMove &move, const UiTheme &theme);
// "Block Dispatch · 08:54 · 8 min before".
QString moveStoryWords(const MoveStory &story, const UiTheme &theme);
