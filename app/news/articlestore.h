#pragma once

#include "app/base/request.h"
#include "app/base/result.h"
#include "app/news/article.h"
#include "app/news/feedinfo.h"
#include "app/news/parsedfeed.h"
#include "app/news/stories/relatedstories.h"
#include "app/news/stories/trending.h"
#include "app/news/storyquery.h"

#include <QHash>
#include <QObject>

// What is remembered of a feed between two fetches, over restarts too.
struct FeedValidators
{
    QByteArray etag, lastModified;     // verbatim
    QByteArray contentHash;            // of the body
    QUrl url;                          // FeedInfo::url at that time: listed elsewhere now, none of this holds
    QUrl movedTo;                      // where it moved for good; empty: not moved
    bool gone = false;                 // 410: not asked again at this address
    UtcTime lastSuccess{};             // when the address last gave the feed, or said it is unchanged
    UtcTime notBefore{};               // Retry-After of its host; epoch: none
    UtcTime lastTry{}, nextTry{};      // when it was last asked, and would have been asked next
    std::optional<Error> lastError;    // why the last try failed; none: it didn't
    std::optional<double> itemsPerDay; // feedpace.h
    bool operator==(const FeedValidators &) const = default;
};

struct ArticleChanges
{
    QList<Story> added, updated; // html left empty
    QList<ArticleId> removed;
    bool rearranged = false; // and more than is named: see ArticleStore::rearranged()
    bool isEmpty() const { return added.isEmpty() && updated.isEmpty() && removed.isEmpty() && !rearranged; }
};

// How long the bodies of stories are kept.
struct TextRetention
{
    std::chrono::days days{30};
    qint64 bytes = 200 * 1024 * 1024; // of all bodies together
    bool operator==(const TextRetention &) const = default;
};

// What the feed list says of a feed's word.
struct FeedStanding
{
    double weight = 1.0; // 0.5 to 1.5
    QString owner;       // FeedInfo::owner; empty: the outlet is its own
    bool operator==(const FeedStanding &) const = default;
};

struct TrendingQuery
{
    UtcTime now{};
    qsizetype limit = 50;
    bool lastHour = false;             // counts fresh reports far more
    QHash<QString, double> priceMoves; // by coin: TrendingOptions::priceMoves
};
struct TrendingRow
{
    TrendingStory ranked;
    Story story; // stands for the event, as in a folded list
    bool operator==(const TrendingRow &) const = default;
};

struct RelatedQuery
{
    UtcTime now{};
    qsizetype limit = 5;
    bool withHistory = true; // what the reader opens counts
};
struct RelatedRow
{
    RelatedStory related;
    Story story;
    bool operator==(const RelatedRow &) const = default;
};

// What a read mark is set on.
enum class ReadReach { Story, Cluster };

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
    // Events with an unread story: what a folded list of unread ones would show. Promotions and hidden
    // outlets don't count.
    [[nodiscard]] virtual Request unreadCount(Reply<int> done) = 0;
    // When the oldest story is from (its sortTime): "searched everything stored since". Nothing: none is
    // stored.
    [[nodiscard]] virtual Request oldestStory(Reply<std::optional<UtcTime>> done) = 0;
    // How many feeds were read since then: gave their stories, or said that there are no new ones.
    [[nodiscard]] virtual Request feedsRead(UtcTime since, Reply<int> done) = 0;

    // With ReadReach::Cluster the marks go on everyone who tells of the same events.
    virtual void setRead(const QList<ArticleId> &ids, bool read, ReadReach reach = ReadReach::Story) = 0;
    // Of all stories that answer the question; limit, folding, order and page don't count.
    virtual void setAllRead(const StoryQuery &within) = 0;
    virtual void setSaved(ArticleId id, bool saved) = 0;
    // Hides what an outlet writes, past and future, or shows it again. Nothing is deleted. rearranged()
    // follows.
    virtual void setMuted(const QString &source, bool muted) = 0;
    [[nodiscard]] virtual Request mutedSources(Reply<QStringList> done) = 0; // by name
    // The body as the story's page has it, sanitised; the feed's own replaces it only when that is longer. It
    // goes with the other texts. Nothing happens to a story that isn't there.
    virtual void setFullText(ArticleId id, const QString &html) = 0;
    // The user's word on whether a story is a promotion. It outlives every better rule.
    virtual void setPromotion(ArticleId id, bool promotion) = 0;
    // What the user says of a tag holds for later stories at once, and for those stored soon after; changed()
    // tells which. A later word on the same coin and words replaces the earlier one.
    virtual void correctTag(const TagCorrection &correction) = 0;
    virtual void forgetCorrection(const TagCorrection &correction) = 0;
    [[nodiscard]] virtual Request corrections(Reply<QList<TagCorrection>> done) = 0; // oldest first
    // How much each feed's word weighs, and whose it is. Not stored.
    virtual void setStandings(const QHash<FeedId, FeedStanding> &standings) = 0;
    // With ReadReach::Cluster a report that joins an event of which everything was read arrives read: one
    // more outlet that tells it is no news. At first Story. Not stored.
    virtual void setReadReach(ReadReach reach) = 0;

    // What the outlets write about most, best first (trending.h); without hidden outlets and promotions.
    [[nodiscard]] virtual Request trending(const TrendingQuery &query, Reply<QList<TrendingRow>> done) = 0;
    // What to read after this story, best first, each with its reason (relatedstories.h). None rather than
    // some at random.
    [[nodiscard]] virtual Request related(ArticleId id, const RelatedQuery &query,
                                          Reply<QList<RelatedRow>> done) = 0;
    // The reader opened it: kept as decayed counts of its coins, kind and outlet alone, and only here.
    virtual void noteOpened(ArticleId id, UtcTime now) = 0;
    virtual void forgetReading() = 0;
    // Drops the bodies of stories first seen longer ago than `keep.days`, and the oldest beyond `keep.bytes`;
    // those of saved stories stay. Headlines, summaries, links and states are kept for good: story() then has
    // no html, and searches don't find what stood there. Many go a few at a time. Nothing is announced.
    virtual void dropTexts(const TextRetention &keep, UtcTime now) = 0;
    [[nodiscard]] virtual Request validators(const FeedId &feed, Reply<FeedValidators> done) = 0;

signals:
    // After every call that changes stories: for every view. A story that joins or leaves an event changes
    // the others of that event too.
    void changed(const ArticleChanges &changes);
    // Very many changed at once (an outlet was hidden, everything marked read): whoever shows a list asks
    // again.
    void rearranged();
    void storageFailed(const Error &error);
};
