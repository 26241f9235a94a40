#pragma once

#include "app/base/time.h"
#include "app/news/pagesigns.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>
#include <optional>

// What came over the wire, and all a parser may know about it.
struct FeedDocument
{
    QByteArray bytes;
    QUrl url;                  // after redirects: the last resort for relative addresses; may be empty
    QByteArray contentType;    // the header, verbatim; may be empty
    QString language;          // from the feed list ("zh"): decides GB18030 and what CST means
    int zoneOffsetMinutes = 0; // for dates that name no zone
    UtcTime receivedAt{};      // epoch: unknown, then dates in the future are not noticed
    int maxItems = 2000;       // of more, the newest are kept
    bool keepFound = true;     // ParsedArticle::text, foundSummary and foundContent stay when they were read
};

struct FeedPerson
{
    QString name, email, url;
    bool operator==(const FeedPerson &) const = default;
};

struct FeedCategory
{
    QString term;   // as the feed writes it
    QString label;  // for people; the term where the feed has none
    QString scheme; // RSS: domain
    bool operator==(const FeedCategory &) const = default;
};

struct FeedEnclosure
{
    QString url, type;
    std::optional<qint64> length; // bytes, as claimed; often made up
    QString title;
    bool operator==(const FeedEnclosure &) const = default;
};

struct FeedImage
{
    QString url, title, link;
    bool operator==(const FeedImage &) const = default;
};

// A text of a feed as found: after XML, before HTML.
struct FeedText
{
    QString value; // HTML unless `plain`
    bool plain = false;
    QString base; // for relative addresses inside; may be empty
    QString language;
    bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const FeedText &) const = default;
};

// What a feed says about itself.
struct FeedHead
{
    QString title, description, rights; // plain
    FeedText foundTitle, foundDescription, foundRights;
    QString link;     // the site, http(s)
    QString feedUrl;  // the feed's own word for its address
    QString language; // as the feed writes it
    QString id, generator, icon, logo, favicon;
    FeedImage image;
    UtcTime published{}, updated{};
    QList<FeedPerson> authors, contributors;
    QList<FeedCategory> categories;
};

// One item, ready to be stored. Texts for people are plain; the only HTML that may be shown is `html`.
struct ParsedArticle
{
    // What makes it the same item the next time: the id; id and link where the document uses an id twice;
    // else the link; else a hash of title and text. Never the date. Frozen by a test: a change would turn
    // every stored story new.
    QString key;
    QString title;           // plain, one line; from the text or the link where the feed has none
    QUrl link;               // http(s), tracking parameters removed; empty: can't be opened
    QString canonicalLink;   // the same for comparing with other feeds (canonicalLink() in linkcleaner.h)
    UtcTime published{};     // epoch: missing or unreadable
    UtcTime updated{};       // likewise
    QString author;          // names joined by ", "
    QString language;        // BCP 47, lower case; the item's, else the feed's, else the hint
    QString summary;         // plain, the first 300 characters or so
    QString text;            // plain, the whole body: for search, tags and duplicates
    QString html;            // the body, sanitised (sanitizerVersion in htmlsanitizer.h)
    bool bodyCut = false;    // longer at the source than our limits allow
    bool unfinished = false; // the document ended inside it
    QUrl thumbnail;          // http(s)
    QList<QString> sections; // labels of the categories, plain

    // As found in the feed, for `wickpost feed` and for a better sanitiser later.
    QString id;
    bool guidIsPermalink = false;
    QString foundLink; // absolute, http(s); tracking parameters still there
    FeedText foundTitle, foundSummary, foundContent;
    QList<FeedPerson> authors, contributors;
    QList<FeedCategory> categories;
    QList<FeedEnclosure> enclosures;
    FeedText foundRights;
    QString foundLanguage, comments, base;
    QString sourceTitle, sourceLink; // where it was first published
    std::optional<FeedHead> source;  // all of it, where the feed tells more (Atom)
};

struct ParsedFeed : FeedHead
{
    // "rss090 rss091u rss091n rss092 rss093 rss094 rss20 rss10 rss11 atom03 atom10 cdf json1 json11
    // rss-json"; "rss", "atom": a version nobody named; empty: not a feed.
    QString format;
    QString encoding;        // what the bytes were read as, lower case
    bool malformed = false;  // something had to be repaired
    bool unfinished = false; // the document ended in the middle: there is more at the source
    QString error;           // why this is no feed; then nothing else is to be used
    QList<QString> notes;    // what was cut or left out, for the log

    std::optional<int> ttlMinutes;            // ttl
    std::optional<int> updateIntervalMinutes; // sy:updatePeriod / sy:updateFrequency
    std::optional<PageTrouble> page;          // a web page instead of a feed, and what is the matter with it
    QList<QUrl> alternates;                   // of such a page: the feeds it names
    QList<ParsedArticle> items;

    bool ok() const { return error.isEmpty(); }
    // "rss", "atom", "json", "rss-in-json" or, of something else, the format.
    QString family() const;
};
