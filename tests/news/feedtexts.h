#pragma once

#include "app/news/feedparser.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

// Small feeds, and what the parser makes of them.
inline ParsedFeed parse(const QString &text, const QString &url = u"https://feeds.example.com/feed"_s)
{
    FeedDocument document;
    document.bytes = text.toUtf8();
    document.url = QUrl(url);
    return parseFeed(document);
}

inline QString rss(const QString &items, const QString &channel = {})
{
    return u"<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
           "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
           "xmlns:media=\"http://search.yahoo.com/mrss/\" "
           "xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Outlet</title>"
           "<link>https://example.com/</link>%1%2</channel></rss>"_s.arg(channel, items);
}
inline QString atom(const QString &entries, const QString &attributes = {})
{
    return u"<feed xmlns=\"http://www.w3.org/2005/Atom\" %1><title>Outlet</title>"
           "<link href=\"https://example.com/\"/>%2</feed>"_s.arg(attributes, entries);
}
inline ParsedArticle item(const QString &inside)
{
    const ParsedFeed feed = parse(rss(u"<item>%1</item>"_s.arg(inside)));
    EXPECT_EQ(feed.items.size(), 1) << inside.toStdString();
    return feed.items.value(0);
}
inline ParsedArticle entry(const QString &inside, const QString &attributes = {})
{
    const ParsedFeed feed = parse(atom(u"<entry>%1</entry>"_s.arg(inside), attributes));
    EXPECT_EQ(feed.items.size(), 1) << inside.toStdString();
    return feed.items.value(0);
}
inline UtcTime at(const char *text)
{
    return parseRfc3339(text).value();
}
