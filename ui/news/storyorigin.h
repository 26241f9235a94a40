#pragma once

#include "app/news/article.h"
#include "ui/style/times.h"

#include <optional>

// Where a story came from and how late, in words for the line below its headline. What is not known is left
// out of the line and said in the tool tip. Pure.
struct StoryOrigin
{
    QString chain;    // "Axios › Jin10 › 金色财经"; empty: it cites nobody
    QString delay;    // "seen 87 min after Axios", "first of 5 sources"; empty: not known, or the only one
    QString author;   // "by Lena Ortiz"
    QString lateness; // "published 14:02, seen 14:09", where that is 5 minutes or more, or no date was given
    QString tip;      // all of it, with seconds; plain lines
    QString line() const; // what there is, with " · " between
    bool operator==(const StoryOrigin &) const = default;
};
// `cluster`: all who tell of the event, the story itself too, in any order; empty: not asked yet.
StoryOrigin storyOrigin(const Story &story, const QList<Story> &cluster, const Times &times);

// The story's moment for a tool tip: seconds and zone, and in another line the time where the source is when
// that is known to be another zone.
QString momentTip(const Article &article, const Times &times, std::optional<int> sourceZoneMinutes);
