#include "app/market/pricecheck.h"

bool isValidPrice(const Decimal &price)
{
    // 1e-12 <= price <= 1e15, at the price's own scale. Where the limit would need more than the 36 digits a
    // coefficient has, it can't be reached.
    constexpr int lowestPower = 12, highestPower = 15, most = 36;
    const auto coefficient = price.coefficient();
    const int above = price.scale() - lowestPower;
    if (coefficient <= 0 || above > most || (above > 0 && coefficient < Decimal::powerOfTen(above)))
        return false;
    const int below = price.scale() + highestPower;
    return below > most || coefficient <= Decimal::powerOfTen(below);
}

std::optional<Decimal> parsePrice(std::string_view text)
{
    const auto value = Decimal::parse(text);
    return value && isValidPrice(*value) ? value : std::nullopt;
}

std::optional<Decimal> parseAmount(std::string_view text)
{
    const auto value = Decimal::parse(text);
    return value && !value->isNegative() ? value : std::nullopt;
}
