#include "ui/charts/chartscale.h"

#include <algorithm>

ValueScale valueScale(double low, double high, double least, double top, double bottom, bool log)
{
    constexpr double airAbove = 0.09, airBelow = 0.11; // measured in the design's pictures
    if (!(high - low >= least)) {
        const double middle = (low + high) / 2;
        low = middle - least / 2;
        high = middle + least / 2;
    }
    ValueScale scale{.low = low, .high = high, .top = top, .bottom = bottom, .log = log && low > 0};
    const double inner = 1 - airAbove - airBelow;
    const double units = (scale.unit(high) - scale.unit(low)) / inner;
    const double lowUnit = scale.unit(low) - units * airBelow, highUnit = scale.unit(high) + units * airAbove;
    scale.low = scale.log ? std::pow(10.0, lowUnit) : lowUnit;
    scale.high = scale.log ? std::pow(10.0, highUnit) : highUnit;
    return scale;
}
