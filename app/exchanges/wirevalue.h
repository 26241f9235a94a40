#pragma once

#include "app/base/time.h"
#include "app/exchanges/jsonreader.h"
#include "app/market/pricecheck.h"

#include <optional>

// From the characters on the wire to our values. Empty and null are "unknown", whatever the venue.

// A valid price; "0", empty and all else that is none gives nothing.
inline std::optional<Decimal> wirePrice(const JsonText &text)
{
    return parsePrice(text.value());
}
// A volume; "0" is 0.
inline std::optional<Decimal> wireAmount(const JsonText &text)
{
    return parseAmount(text.value());
}
// Any decimal, negative too: changes.
inline std::optional<Decimal> wireDecimal(const JsonText &text)
{
    return Decimal::parse(text.value());
}
// An epoch in seconds, milliseconds, micro- or nanoseconds, told apart by its size: venues have sent each by
// mistake (platform.md 1.6, case 43), and no market is older than 1973. Nothing when it is none, or 0.
std::optional<UtcTime> wireEpoch(const JsonText &text);
// RFC 3339, or an epoch as above.
std::optional<UtcTime> wireTime(const JsonText &text);
QString wireString(std::string_view text);

// 0.00991 → 0.991, exact; nothing for nothing.
std::optional<double> percentOfFraction(const std::optional<Decimal> &fraction);
// Already a percent.
inline std::optional<double> percentOf(const std::optional<Decimal> &percent)
{
    return percent ? std::optional(percent->toDouble()) : std::nullopt;
}
// (last - open) / open * 100; nothing when the reference is unknown or zero: a fresh listing has no change.
std::optional<double> percentSince(const std::optional<Decimal> &open, const Decimal &last);
// 10^-digits, from a count of decimals in text.
std::optional<Decimal> tickOfDigits(const JsonText &digits);
