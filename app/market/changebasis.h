#pragma once

#include "app/base/decimal.h"
#include "app/base/time.h"
#include "app/market/ids.h"

#include <QHash>
#include <QString>
#include <array>

// What a change is measured from.
enum class ChangeBasis { Rolling24h, UtcDay, LocalDay, Hour, Week, Pinned };
inline constexpr std::array changeBases{ChangeBasis::Rolling24h, ChangeBasis::UtcDay, ChangeBasis::LocalDay,
                                        ChangeBasis::Hour,       ChangeBasis::Week,   ChangeBasis::Pinned};

// A price the user pinned, of one instrument.
struct PinnedPrice
{
    InstrumentId instrument;
    Decimal price;
    bool operator==(const PinnedPrice &) const = default;
};
// All prices of one moment; the epoch: nothing is pinned.
struct PinnedPrices
{
    UtcTime at{};
    QHash<AssetId, PinnedPrice> prices;
    bool operator==(const PinnedPrices &) const = default;
};
