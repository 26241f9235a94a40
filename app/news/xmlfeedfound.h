#pragma once

// What the elements of a feed or item compete for. Internal to XmlFeedReader.

#include "app/news/xmlfeedreader.h"

#include <algorithm>

// Ranks below 10 are the element's own; a kind adds ten times its place in the order of kinds.
struct XmlFeedReader::Found
{
    Best<FeedText> title, summary, content, rights;
    Best<QString> language, id, page, self, comments, picture;
    Best<UtcTime> published, updated;
    QList<FeedPerson> authors, contributors;
    int authorRank = 1000;
    QList<FeedCategory> categories;
    QList<FeedEnclosure> enclosures;
    int updatePeriod = 0; // minutes
    int updateFrequency = 1;
};

inline bool isOneOf(const QString &name, std::initializer_list<QLatin1StringView> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

inline void offerText(Best<FeedText> &best, int rank, FeedText text)
{
    if (!text.isEmpty())
        best.offer(rank, std::move(text));
}

inline void offerLine(Best<QString> &best, int rank, const QString &text)
{
    if (!text.isEmpty())
        best.offer(rank, text.left(feedlimits::linkLength));
}

inline void offerDate(Best<UtcTime> &best, int rank, UtcTime time)
{
    if (isKnown(time))
        best.offer(rank, time);
}

// Wider pictures first; a picture that doesn't say counts as middling.
inline int pictureRank(int kind, const QString &width)
{
    bool number = false;
    const int pixels = width.toInt(&number);
    return kind * 10 + (!number ? 5 : pixels >= 600 ? 1 : pixels >= 300 ? 4 : pixels >= 100 ? 6 : 8);
}
