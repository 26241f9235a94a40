#pragma once

// What the formats' readers share. Internal to app/news.

#include "app/news/feeddate.h"
#include "app/news/parsedfeed.h"
#include "app/news/xmltree.h"

namespace feedlimits {
constexpr qsizetype titleLength = 4000;           // characters, as found
constexpr qsizetype bodyLength = 2 * 1024 * 1024; // characters, as found
constexpr qsizetype nameLength = 500;             // of authors, categories, ids and addresses: see cutName()
constexpr qsizetype linkLength = 8 * 1024;
constexpr int categories = 64, authors = 64, enclosures = 64;
constexpr qsizetype summaryLength = 300; // plain
constexpr qsizetype madeUpTitleLength = 100;
} // namespace feedlimits

// Keeps the best of what is offered: the lowest rank, and of equals the first. Empty never counts.
template <typename T> class Best
{
public:
    void offer(int rank, T value)
    {
        if (rank < m_rank) {
            m_value = std::move(value);
            m_rank = rank;
        }
    }
    bool found() const { return m_rank != nothing; }
    const T &value() const { return m_value; }

private:
    static constexpr int nothing = 1000;
    T m_value{};
    int m_rank = nothing;
};

// "mail (Name)", "Name <mail>", "mail" or "Name".
FeedPerson parsePerson(const QString &text);

// The formats' readers fill what the feed says; finishFeed() makes the rest: keys, plain texts, safe HTML,
// pictures, clean links.
// Uses up the tree's parts.
ParsedFeed readXmlFeed(XmlTree tree, const FeedDocument &document);
ParsedFeed readJsonFeed(const QString &text, const FeedDocument &document);
void finishFeed(ParsedFeed &feed, const FeedDocument &document);

// An RSS channel that came as JSON, as the tree its XML would have been. Nothing when it is none.
std::optional<XmlTree> rssFromJson(const QString &text);

DateHints dateHints(const FeedDocument &document, const QString &feedLanguage);
// The date, or the epoch.
UtcTime readDate(const QString &text, const DateHints &hints);
