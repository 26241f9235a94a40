#pragma once

#include "ui/style/tokens.h"

// What a word or figure means; the theme turns it into a colour.
enum class Tone { Text, Secondary, Up, Down, Flat, Ok, Stale, Warning, Demo };

inline const QColor &toneColour(const Tokens &tokens, Tone tone)
{
    switch (tone) {
    case Tone::Text:
        return tokens.text;
    case Tone::Secondary:
        return tokens.textSecondary;
    case Tone::Up:
        return tokens.up;
    case Tone::Down:
        return tokens.down;
    case Tone::Flat:
        return tokens.flat;
    case Tone::Ok:
        return tokens.ok;
    case Tone::Stale:
        return tokens.stale;
    case Tone::Warning:
        return tokens.warning;
    case Tone::Demo:
        return tokens.demo;
    }
    return tokens.text;
}
