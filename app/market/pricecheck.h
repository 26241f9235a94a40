#pragma once

#include "app/base/decimal.h"

#include <optional>
#include <string_view>

// What is a valid price (platform.md 1.5): a decimal by our grammar, 1e-12 <= p <= 1e15.
bool isValidPrice(const Decimal &price);
// Parses and checks. Nothing for "", "null", "nan", zero, negative, out of range.
std::optional<Decimal> parsePrice(std::string_view text);
// A volume or amount: zero is a value, negative is not.
std::optional<Decimal> parseAmount(std::string_view text);
