#pragma once

#include "app/base/time.h"
#include "app/news/storyfacts.h"

#include <QStringList>
#include <optional>

// `wickpost news`, as typed.
struct NewsOptions
{
    bool refresh = false, trending = false;
    std::optional<qint64> related; // a story's id
    QStringList coins;             // symbols
    QList<StoryKind> kinds;
    QStringList sources;
    QString search;
    std::optional<std::chrono::milliseconds> sinceAgo; // "24h", or
    std::optional<UtcTime> sinceTime;                  // "2026-01-06", with a time or without, UTC
    bool prices = false;                               // ask the exchanges for what stories' coins cost
    std::optional<int> limit;                          // none: 50 in a table, all as JSON
    QString format = QStringLiteral("table");
};

// Each takes one value as typed and gives a complaint, or nothing.
QString coinInto(const QString &typed, NewsOptions &options);
QString kindInto(const QString &typed, NewsOptions &options);
QString sinceInto(const QString &typed, NewsOptions &options);
// The same for whoever else has a --since: one of the two is set.
QString sinceInto(const QString &typed, std::optional<std::chrono::milliseconds> &ago,
                  std::optional<UtcTime> &time);
QString relatedInto(const QString &typed, NewsOptions &options);
// What the options together can't mean; nothing when they can.
QString contradictionIn(const NewsOptions &options);
