#pragma once

#include "app/base/decimal.h"

#include <optional>

// Whether a stablecoin keeps its peg: within 0.2 % of one dollar. Hysteresis: once off, it is on again only
// within 0.15 %, so that a price sitting on the limit does not make every "$" blink.
class Peg
{
public:
    void update(const Decimal &usd);
    // Nothing until the coin's own price has been known.
    std::optional<bool> holds() const { return m_holds; }

private:
    std::optional<bool> m_holds;
};

// Distance from one dollar in basis points, half away from zero: 0.9971 is -29.
int pegBasisPoints(const Decimal &usd);
