#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/news/article.h"
#include "app/news/feedinfo.h"
#include "app/news/parsedfeed.h"

#include <QObject>

// What is remembered of a feed between two fetches, over restarts too.
struct FeedValidators
{
    QByteArray etag, lastModified; // verbatim
    QByteArray contentHash;        // of the body
    QUrl url;                      // FeedInfo::url at that time: listed elsewhere now, none of this holds
    QUrl movedTo;                  // where it moved for good; empty: not moved
    bool gone = false;             // 410: not asked again at this address
    UtcTime lastSuccess{};         // when the address last gave the feed, or said it is unchanged
    UtcTime notBefore{};           // Retry-After of its host; epoch: none
    bool operator==(const FeedValidators &) const = default;
};

struct ArticleChanges
{
    QList<Story> added, updated; // html left empty
    QList<ArticleId> removed;
    bool isEmpty() const { return added.isEmpty() && updated.isEmpty() && removed.isEmpty(); }
};

struct StoryQuery
{
    int limit = 200;
    bool unreadOnly = false, savedOnly = false;
    QString source;                // one outlet only
    QString text;                  // words in title, summary or source, any case; empty: all
    std::optional<UtcTime> before; // for the next page: sortTime of the last story of this one
    ArticleId beforeId;            // and its id, so that stories of one moment are neither lost nor repeated
    std::optional<UtcTime> since;
};

// How long the bodies of stories are kept.
struct TextRetention
{
    std::chrono::days days{30};
    qint64 bytes = 200 * 1024 * 1024; // of all bodies together
    bool operator==(const TextRetention &) const = default;
};

// Everything stored of the news. Newest first always means: by sortTime, then by id.
//
// Calls take effect in their order, and at once for every later call; changed() comes before a merge's own
// reply. Destroying the Request of a merge silences its reply alone: what was stored stays and is announced.
//
// Thread: called and answered on the thread that made it; the disk is touched elsewhere. Replies come in the
// order of the calls. Losing the disk is told once by storageFailed(); what was read goes on being shown.
class ArticleStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    // One transaction: the articles of one fetch and the feed's validators; without articles it stores the
    // validators alone. Known stories keep id, first sight and state; a changed headline is kept as an
    // earlier one. Which story is known: storymerge.h. Nothing stored is deleted.
    [[nodiscard]] virtual Request merge(const FeedInfo &feed, const ParsedFeed &parsed,
                                        const FeedValidators &validators, UtcTime now,
                                        Reply<ArticleChanges> done) = 0;
    [[nodiscard]] virtual Request stories(const StoryQuery &query, Reply<QList<Story>> done) = 0;
    // One story with its body.
    [[nodiscard]] virtual Request story(ArticleId id, Reply<Story> done) = 0;
    [[nodiscard]] virtual Request unreadCount(Reply<int> done) = 0;
    virtual void setRead(const QList<ArticleId> &ids, bool read) = 0;
    virtual void setAllRead() = 0;
    virtual void setSaved(ArticleId id, bool saved) = 0;
    // Drops the bodies of stories first seen longer ago than `keep.days`, and the oldest beyond `keep.bytes`;
    // those of saved stories stay. Headlines, summaries, links and states are kept for good: story() then has
    // no html. Nothing is announced.
    virtual void dropTexts(const TextRetention &keep, UtcTime now) = 0;
    [[nodiscard]] virtual Request validators(const FeedId &feed, Reply<FeedValidators> done) = 0;

signals:
    void changed(const ArticleChanges &changes); // after merge, setRead, setSaved: for every view
    void storageFailed(const Error &error);
};
