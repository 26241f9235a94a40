#pragma once

#include "app/market/chartrange.h"
#include "app/market/ids.h"

#include <QList>
#include <QStringList>

// `wickpost candles`, as typed.
struct CandlesOptions
{
    QString coin;
    std::optional<ChartRange> range; // none: 24H, or from and to
    std::optional<UtcTime> from, to;
    std::optional<Interval> interval; // none: the range's own
    QList<VenueId> sources;           // exactly these, in order; empty: as set
    QString format = QStringLiteral("table");
    double timeoutS = 30;
};

// Each takes one value as typed and gives a complaint, or nothing.
QString rangeInto(const QString &typed, CandlesOptions &options);
QString intervalInto(const QString &typed, CandlesOptions &options);
// ISO 8601, UTC unless it names a zone, a date alone is its midnight; or milliseconds since the epoch.
QString momentInto(const QString &typed, std::optional<UtcTime> &target);
// What the options together can't mean; nothing when they can.
QString contradictionIn(const CandlesOptions &options);
