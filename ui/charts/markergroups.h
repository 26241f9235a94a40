#pragma once

#include "ui/charts/chartdata.h"
#include "ui/charts/chartscale.h"

// Markers of the lane that stand as one: those within `gap` px of the first.
struct MarkerGroup
{
    double x = 0;             // of the first
    QList<qsizetype> members; // indexes, ascending by time
    bool market = false;      // a lone market story: a diamond
    bool operator==(const MarkerGroup &) const = default;
};

// `markers` ascending by time; those out of sight are left out.
QList<MarkerGroup> markerGroups(const QList<ChartMarker> &markers, const TimeScale &scale, double gap);
