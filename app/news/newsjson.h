#pragma once

#include "app/news/article.h"

#include <QByteArray>
#include <functional>

class JsonWriter;

// Where a story's event stands in the ranking of what trends.
struct TrendPlace
{
    int rank = 0; // from 1
    double score = 0;
    QString why; // trendingReason()
};

// One line of `wickpost news --format json`, without a line end: {"id", "title", "earlierTitles": [oldest
// first], "source", "section", "author", "link", "published", "seen", "language", "coins": [symbols,
// strongest first], "kind", "provenance": [outlets, the first reporter first], "cluster": {"id", "size",
// "sources": [the first to report first]}, "promoted": {"is", "why"}, "read", "saved", "trending": {"rank",
// "score", "why"}, "summary"}. Dates are UTC, "YYYY-MM-DDTHH:MM:SSZ". `published` is the feed's own word,
// even one that can't be; `seen` is when we first had the story. What nobody said is null, and so is
// "trending" of what doesn't. A story offered beside another ends with "related": {"why"}, one made up for
// the demo with "sample": true.
//
// `more` writes what others know of the story, after the summary.
QByteArray storyToJson(const Story &story, const std::optional<TrendPlace> &trend = {},
                       const QString &relatedWhy = {}, const std::function<void(JsonWriter &)> &more = {});
