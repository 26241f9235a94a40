#pragma once

#include "app/news/storyquery.h"

// What a list of stories is narrowed to besides words: each part a chip that can be taken away.
struct StoryFilter
{
    QStringList coins; // symbols; any of them
    QList<StoryKind> kinds;
    QStringList sources; // outlets as shown
    int days = 0;        // of the last so many; 0: of any time
    bool isEmpty() const { return coins.isEmpty() && kinds.isEmpty() && sources.isEmpty() && days == 0; }
    void applyTo(StoryQuery &query, UtcTime now) const
    {
        query.coins = coins;
        query.kinds = kinds;
        query.sources = sources;
        if (days > 0)
            query.since = now - std::chrono::days{days};
    }
    bool operator==(const StoryFilter &) const = default;
};

// The words of each of its chips, and the filter without it: "BTC", "Geopolitics", "CoinDesk", "7 days".
struct FilterPart
{
    QString text;
    StoryFilter without;
};
QList<FilterPart> filterParts(const StoryFilter &filter);
QString filterDays(int days); // "24 hours", "7 days"
