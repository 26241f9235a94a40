#pragma once

#include "app/base/clock.h"
#include "app/quotes/quotesource.h"

#include <memory>

// What a venue answered when it was tried once.
struct SourceAnswer
{
    std::chrono::milliseconds roundTrip{0}; // of the price request
    QString pair;                           // "BTC/USDT"
    Decimal price;
};

// Tries a source once: its list of markets, then one price of bitcoin. The source is used for this alone and
// ends with the Request. Null makes an Unsupported error.
[[nodiscard]] Request testSource(Clock &clock, std::unique_ptr<QuoteSource> source, Reply<SourceAnswer> done);
