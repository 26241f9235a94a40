#include "app/quotes/peg.h"

namespace {
constexpr Decimal one(1, 0);
constexpr Decimal offBeyond(2, 3); // 0.002
constexpr Decimal onWithin(15, 4); // 0.0015
constexpr int mostBasisPoints = 1'000'000;
} // namespace

void Peg::update(const Decimal &usd)
{
    const auto distance = Decimal::subtract(usd, one);
    if (!distance)
        return;
    m_holds = distance->abs() <= (m_holds.value_or(true) ? offBeyond : onWithin);
}

int pegBasisPoints(const Decimal &usd)
{
    const auto distance = Decimal::subtract(usd, one);
    if (!distance)
        return 0;
    const Decimal points = distance->shifted(4).rounded(0);
    if (points.abs() > Decimal(mostBasisPoints, 0))
        return points.isNegative() ? -mostBasisPoints : mostBasisPoints;
    return static_cast<int>(points.coefficient());
}
