#pragma once

#include "app/base/decimal.h"
#include "app/base/time.h"
#include "app/market/ids.h"

#include <optional>

// The newest trade price and 24 h figures of one instrument, exactly as its venue sent them. What the wire
// did not carry is nullopt, never made up.
struct Ticker
{
    InstrumentId instrument;
    Decimal last;                    // > 0; a message without a valid last price makes no Ticker
    std::optional<Decimal> bid, ask; // quote currency
    std::optional<Decimal> open24h;  // price 24 h ago (rolling), never a day's open
    std::optional<Decimal> high24h, low24h;
    std::optional<Decimal> baseVolume, quoteVolume; // 24 h; "0" is 0
    std::optional<double> change24hPct;             // percent, rolling 24 h (exchanges.md 1.3)
    UtcTime exchangeTime{};                         // epoch when the venue sent none
    UtcTime receivedTime{};                         // wall clock
    MonoTime receivedAt{};                          // for ages

    bool operator==(const Ticker &) const = default;
};
