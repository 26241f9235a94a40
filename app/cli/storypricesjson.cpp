#include "app/cli/storypricesjson.h"

#include "app/base/jsonwriter.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
QString gapName(PriceGap gap)
{
    switch (gap) {
    case PriceGap::None:
        return {};
    case PriceGap::Loading:
        return u"not looked up"_s;
    case PriceGap::NoDate:
        return u"no date"_s;
    case PriceGap::TooOld:
        return u"more than 7 days ago"_s;
    case PriceGap::NotRecorded:
        return u"not recorded"_s;
    case PriceGap::NotListed:
        return u"not listed"_s;
    case PriceGap::Failed:
        return u"failed"_s;
    case PriceGap::VenueGone:
        return u"source off"_s;
    case PriceGap::NoLivePrice:
        return u"no price now"_s;
    }
    return {};
}

// Percentages are told to a hundredth of a basis point.
std::optional<double> rounded(std::optional<double> pct)
{
    return pct ? std::optional(std::round(*pct * 10'000) / 10'000) : std::nullopt;
}
} // namespace

void writeStoryPrices(JsonWriter &json, const StoryReport &report)
{
    json.beginArray("prices"_L1);
    for (const StoryPrice &price : report.coins) {
        json.beginObject();
        json.text("coin"_L1, price.symbol);
        json.textOrNull("venue"_L1, price.instrument.venue.value);
        json.textOrNull("market"_L1, price.instrument.symbol);
        json.money("atPublication"_L1, price.atPublication);
        json.money("atSeen"_L1, price.atSeen);
        json.money("now"_L1, price.now);
        json.money("after15m"_L1, price.at(Snapshot::After15m));
        json.money("after1h"_L1, price.at(Snapshot::After1h));
        json.money("after24h"_L1, price.at(Snapshot::After24h));
        json.money("after7d"_L1, price.at(Snapshot::After7d));
        json.number("sincePct"_L1, rounded(price.sincePct));
        json.number("netPct"_L1, rounded(price.netPct));
        json.textOrNull("missing"_L1, gapName(price.gap));
        json.end();
    }
    json.end();
}
