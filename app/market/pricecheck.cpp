#include "app/market/pricecheck.h"

bool isValidPrice(const Decimal &price)
{
    static constexpr Decimal lowest(1, 12);
    static constexpr Decimal highest(Decimal::Coefficient{1'000'000'000'000'000}, 0);
    return price >= lowest && price <= highest;
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
