#pragma once

#include "app/news/articlestore.h"
#include "tests/news/plainrules.h"

// The news storagewriter writes: each generation brings eight stories and the last one's eight in a new
// wording, as feeds do. Some tell of one event.
inline constexpr int writtenStories = 8;

inline FeedInfo writtenFeed()
{
    FeedInfo feed;
    feed.id = {QStringLiteral("wire")};
    feed.source = QStringLiteral("Wire");
    return feed;
}

inline UtcTime writtenAt(int generation)
{
    return fromMsecs(1'757'764'800'000) + std::chrono::minutes{generation};
}

inline ParsedArticle writtenStory(int generation, int number, bool reworded)
{
    const QString key = QStringLiteral("g%1-%2").arg(generation).arg(number);
    ParsedArticle item;
    item.key = key;
    item.title =
        number % 2 == 0
            ? QStringLiteral("Fund buys %1 BTC for its treasury %2").arg(generation * 10 + 7).arg(number)
            : QStringLiteral("Weather %1 over Mount %2").arg(generation).arg(key);
    if (reworded)
        item.title += QStringLiteral(", updated");
    item.link = QUrl(QStringLiteral("https://news.example/") + key);
    item.published = writtenAt(generation) - std::chrono::seconds{number};
    item.summary = QStringLiteral("Summary of ") + item.title;
    item.html =
        QStringLiteral("<p>Body of %1. %2</p>").arg(item.title, QStringLiteral("More words. ").repeated(50));
    return item;
}

inline ParsedFeed writtenNews(int generation)
{
    ParsedFeed feed;
    feed.format = QStringLiteral("rss20");
    for (int i = 0; i < writtenStories; ++i)
        feed.items.append(writtenStory(generation, i, false));
    for (int i = 0; i < writtenStories && generation > 0; ++i)
        feed.items.append(writtenStory(generation - 1, i, true));
    return feed;
}

inline FeedValidators writtenValidators(int generation)
{
    FeedValidators validators;
    validators.etag = QByteArray::number(generation);
    return validators;
}
