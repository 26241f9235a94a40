#pragma once

#include "app/base/time.h"

#include <QStringList>
#include <optional>

// `wickpost moves`, as typed.
struct MovesOptions
{
    QStringList coins;                                 // as typed; empty: the watchlist
    std::optional<std::chrono::milliseconds> sinceAgo; // "7d", or
    std::optional<UtcTime> sinceTime;                  // a date
    QString format = QStringLiteral("table");
};
