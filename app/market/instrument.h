#pragma once

#include "app/base/decimal.h"
#include "app/market/ids.h"

#include <optional>

// A spot market as its venue lists it.
struct Instrument
{
    enum class Status {
        Trading,  // prices move
        Halted,   // listed, but no trading now: halt, break, maintenance, cancel-only, pre-launch
        Delisted, // gone, or about to be; keeps its last price with its date
    };
    InstrumentId id;
    QString
        base; // the venue's code, upper case as it comes ("BTC", "POL"); Kraken's XBT and XDG already mapped
    QString quote;    // "USDT", "USD", ...
    Decimal tickSize; // price step; not always a power of ten (0.05). 0 when the venue did not say
    Status status = Status::Trading;
    QString statusText;     // the venue's own word
    bool lookalike = false; // a tokenised share or leveraged token in a spot list: labelled, never a coin

    bool operator==(const Instrument &) const = default;
};

// Digits after the point to show this instrument's prices with. From the tick size, because Binance pads
// every price to eight decimals and Kraken sends numbers: the wire's own scale says nothing about the market.
// Nothing when the tick size is unknown.
std::optional<int> displayScale(const Instrument &instrument);

// "BTC/USDT", however the venue itself spells the market.
QString pairName(const Instrument &instrument);
