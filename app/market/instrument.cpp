#include "app/market/instrument.h"

std::optional<int> displayScale(const Instrument &instrument)
{
    if (instrument.tickSize.isZero() || instrument.tickSize.isNegative())
        return std::nullopt;
    return instrument.tickSize.trimmed().scale();
}

QString pairName(const Instrument &instrument)
{
    return instrument.base + u'/' + instrument.quote;
}
