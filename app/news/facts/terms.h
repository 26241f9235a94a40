#pragma once

#include <QtGlobal>

// A term of a Lexicon says which rules it belongs to and what it means there.
constexpr quint32 termOf(quint32 set, quint32 index)
{
    return set << 24 | index;
}
constexpr quint32 setOf(quint32 term)
{
    return term >> 24;
}
constexpr quint32 indexOf(quint32 term)
{
    return term & 0xFFFFFF;
}

// The sets there are.
namespace TermSet {
constexpr quint32 Coins = 1, CoinSigns = 2, Kinds = 3, Outlets = 4, OutletSigns = 5, Promotions = 6,
                  Adverts = 7, LevelClaims = 8;
}
