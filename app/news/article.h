#pragma once

#include "app/base/time.h"
#include "app/news/storyfacts.h"

#include <QCoreApplication>
#include <QHashFunctions>
#include <QList>
#include <QString>
#include <QUrl>

struct ArticleId
{
    qint64 value = 0; // given by the store, never used again
    bool operator==(const ArticleId &) const = default;
    auto operator<=>(const ArticleId &) const = default;
};
inline size_t qHash(ArticleId id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

// "coindesk": stable, from the feed list; a feed the user added gets one from its address.
struct FeedId
{
    QString value;
    bool operator==(const FeedId &) const = default;
    auto operator<=>(const FeedId &other) const { return QString::compare(value, other.value) <=> 0; }
};
inline size_t qHash(const FeedId &id, size_t seed = 0)
{
    return qHash(id.value, seed);
}

// A story as its source published it. It never changes: a new wording is a new revision in the store.
struct Article
{
    ArticleId id;
    FeedId feed;
    QString source;            // the outlet as shown ("CoinDesk", "金色财经")
    QString section;           // "Flash", "Markets"; often empty
    QStringList categories;    // plain, as the outlet names them; often empty
    bool announcement = false; // an exchange's own
    QString language;          // BCP 47, lower case ("en", "zh"); empty: unknown
    QString title;             // plain text
    QString author;            // plain text; often empty
    QUrl link;                 // http(s), tracking parameters removed; empty: can't be opened
    UtcTime published{};       // the feed's own; epoch: missing or unreadable
    UtcTime firstSeen{};       // when we first had it
    QString summary;           // plain text, the first ~300 characters; may be empty
    QString html;              // sanitised body; left empty by list queries
    bool bodyCut = false;      // longer at the source than our limits allow
    bool fullText = false;     // the body is the page's, which said more than the feed; false in list queries
    bool sample = false;       // written for the demo: marked wherever it is shown
    // min(published, firstSeen); firstSeen when published is missing, before 2009, in the future, or the same
    // for a whole feed.
    UtcTime sortTime{};

    bool operator==(const Article &) const = default;
};

// Its outlet as it is shown anywhere: a sample is never taken for somebody's report.
inline QString shownSource(const Article &article)
{
    return article.sample ? QCoreApplication::translate("Article", "Sample") : article.source;
}

// What the reader did to it. It outlives the article, so a story that comes back is not new again.
struct ArticleState
{
    bool read = false;
    bool saved = false;
    bool operator==(const ArticleState &) const = default;
};

// A headline the source has replaced since.
struct EarlierTitle
{
    QString title;
    UtcTime until{}; // when we first saw the next one
    bool operator==(const EarlierTitle &) const = default;
};

struct Story
{
    Article article;
    ArticleState state;
    QList<EarlierTitle> earlierTitles; // oldest first
    StoryFacts facts;                  // the user's corrections are in it
    bool muted = false;                // the user hides what this outlet writes

    // The event it tells of, with all the others that tell of it: the id of one of them. A story that stands
    // alone is a cluster of its own.
    ArticleId cluster;
    int clusterSize = 1;        // stories, this one too
    QStringList clusterSources; // their outlets, each once, the first to tell of it first

    bool operator==(const Story &) const = default;
};
