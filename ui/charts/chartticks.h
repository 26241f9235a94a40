#pragma once

#include "app/base/decimal.h"
#include "app/base/time.h"
#include "ui/charts/chartscale.h"
#include "ui/style/times.h"

#include <QList>
#include <QString>

// Values at which an axis gets a line and a label: round ones (1, 2, 2.5 or 5 times a power of ten), at least
// `gap` px apart, ascending; whole multiples of `tickSize` where that is above 0.
QList<Decimal> valueTicks(const ValueScale &scale, double gap, double tickSize);

struct TimeTick
{
    double time = 0; // UTC milliseconds
    QString label;
    bool strong = false; // midnight on an axis of hours
    bool operator==(const TimeTick &) const = default;
};

// Round times of the people's zone, at least `gap` px apart: "14:00" with midnight as strong "09/13"; "09/13"
// where a step is days; "2025/09" where it is months or years.
QList<TimeTick> timeTicks(const TimeScale &scale, double gap, const Times &times);
