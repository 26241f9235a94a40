#pragma once

#include "app/news/articlestore.h"

struct FeedFetch
{
    bool unchanged = false; // 304, or the same bytes as last time: `feed` is empty
    bool gone = false;      // 410: the server wants no more requests; `feed` is empty
    ParsedFeed feed;        // its `ok()` is true
    // The document was not whole: the items that were are in `feed`, but the fetch counts as failed, and the
    // validators must not be stored, or the rest would never be asked for.
    std::optional<Error> problem;
    FeedValidators validators; // to be stored with the articles; movedTo is the refresher's to set
    QUrl permanentUrl;         // where it moved for good (301/308); empty: not moved
    std::optional<std::chrono::seconds> suggestedInterval; // the longest of ttl, sy:, max-age
};

// One feed. Same thread, same promises as QuoteSource: nothing is thrown, `done` runs once after the call.
class NewsSource
{
public:
    virtual ~NewsSource() = default;
    virtual const FeedInfo &info() const = 0;
    [[nodiscard]] virtual Request fetch(const FeedValidators &last, Reply<FeedFetch> done) = 0;
};

struct FeedHealth
{
    enum class State { Off, Waiting, Fetching, Good, Failing, Gone };
    State state = State::Waiting;
    UtcTime lastSuccess{}, lastTry{}, nextTry{};
    std::optional<Error> lastError;
    std::optional<double> itemsPerDay; // by the feed's own dates (feedpace.h)
    int itemsLast = 0, addedLast = 0;  // of the last document that came: all, and new stories
    bool operator==(const FeedHealth &) const = default;
};

// What an earlier run left of a feed's health, whether it is fetched now or not. Waiting: nothing, or it was
// at another address.
FeedHealth rememberedHealth(const FeedValidators &last, const QUrl &url);

// Decides when each feed is fetched: polite interval, Retry-After, back-off, or the user; a feed's failure
// stays its own. At most 4 at once, one a host, start times spread.
class NewsRefresher : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void setFeeds(const QList<FeedInfo> &feeds) = 0;
    virtual QList<FeedInfo> feeds() const = 0;
    virtual FeedHealth health(const FeedId &feed) const = 0;
    // Now, as the servers' own word allows (Retry-After, minimum gaps). `done` when all have answered or
    // failed.
    virtual void refreshAll() = 0;
    // These alone, and one that is gone too: the user named it.
    virtual void refresh(const QList<FeedId> &feeds) = 0;
    virtual void setHidden(bool hidden) = 0; // the window can't be seen: slower
    virtual bool isFetching() const = 0;
    virtual std::optional<UtcTime> lastSuccess() const = 0;

signals:
    void healthChanged(const FeedId &feed);
    void refreshFinished(); // after refreshAll() or refresh(), when all have answered or failed
};
