#include "ui/charts/markergroups.h"

QList<MarkerGroup> markerGroups(const QList<ChartMarker> &markers, const TimeScale &scale, double gap)
{
    QList<MarkerGroup> groups;
    for (qsizetype i = 0; i < markers.size(); ++i) {
        const auto time = static_cast<double>(toMsecs(markers[i].time));
        if (!scale.contains(time))
            continue;
        const double x = scale.x(time);
        if (!groups.isEmpty() && x - groups.last().x < gap) {
            groups.last().members.append(i);
            groups.last().market = false;
        } else {
            groups.append({x, {i}, markers[i].market});
        }
    }
    return groups;
}
