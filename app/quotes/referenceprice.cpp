#include "app/quotes/referenceprice.h"

#include <algorithm>
#include <cmath>

namespace {
const QString &usdCode()
{
    static const QString code = QStringLiteral("USD");
    return code;
}
} // namespace

const DollarRate *DollarRates::find(const QString &quote) const
{
    const auto at =
        std::find_if(rates.begin(), rates.end(), [&](const DollarRate &rate) { return rate.code == quote; });
    return at == rates.end() ? nullptr : &*at;
}

std::optional<Decimal> DollarRates::toUsd(const Decimal &price, const QString &quote) const
{
    if (quote == usdCode())
        return price;
    const DollarRate *rate = find(quote);
    return rate && rate->usd ? Decimal::multiply(price, *rate->usd) : std::nullopt;
}

bool DollarRates::isDollar(const QString &quote, bool live) const
{
    if (quote == usdCode())
        return true;
    const DollarRate *rate = find(quote);
    return rate && (rate->usd || !live) && rate->peg.holds().value_or(false);
}

std::optional<Decimal> median(std::vector<Decimal> values)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    if (values.size() % 2 == 1)
        return values[middle];
    const auto sum = Decimal::add(values[middle - 1], values[middle]);
    return sum ? Decimal::multiply(*sum, Decimal(5, 1)) : std::nullopt;
}

double percentFrom(const Decimal &value, const Decimal &reference)
{
    const auto difference = Decimal::subtract(value, reference);
    const double base = reference.toDouble();
    if (base == 0)
        return 0;
    return (difference ? difference->toDouble() : value.toDouble() - base) / base * 100;
}

Agreement compare(QList<SourceQuote> &sources, const std::vector<bool> &counts, double limitPct)
{
    Agreement agreement;
    std::vector<Decimal> values;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        if (!counts[static_cast<size_t>(i)] || sources[i].state != PriceState::Live)
            continue;
        ++agreement.live;
        if (sources[i].usd)
            values.push_back(*sources[i].usd);
    }
    if (values.size() < 2)
        return agreement;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    const Decimal low = *lowest, high = *highest;
    agreement.medianUsd = median(values);
    if (!agreement.medianUsd)
        return agreement;
    agreement.spreadPct = (high.toDouble() - low.toDouble()) / agreement.medianUsd->toDouble() * 100;
    const bool two = values.size() == 2;
    agreement.bothSuspect = two && *agreement.spreadPct > limitPct;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        SourceQuote &source = sources[i];
        if (!source.usd || source.state != PriceState::Live)
            continue;
        source.vsMedianPct = percentFrom(*source.usd, *agreement.medianUsd);
        if (!counts[static_cast<size_t>(i)])
            continue;
        source.differs = two ? agreement.bothSuspect : std::abs(*source.vsMedianPct) > limitPct;
        if (source.differs)
            agreement.differing.append(source.venue);
    }
    return agreement;
}
