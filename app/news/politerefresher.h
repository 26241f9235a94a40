#pragma once

#include "app/base/clock.h"
#include "app/news/newssource.h"

#include <QHash>
#include <QSet>
#include <map>
#include <memory>

// The NewsRefresher over the network. What it keeps to (news.md 3):
//
// - News every 5 minutes at most, flashes every 60 s at most, never faster than the feed's ttl, sy: or
// max-age
//   (of which at most 5 hours count); three times slower while the window can't be seen.
// - At most 4 feeds at once; a host gets one request at a time, with a second between two. First fetches are
//   spread over ten seconds.
// - 429 and 503 with Retry-After silence the whole host, over restarts too. 401, 403, 451, and what is no
// feed
//   at all: an hour, doubled to a day (platform.md 1.6, case 60). 404: ten minutes, doubled to a day. 410:
//   never again. Other failures: 1, 2, 4 … 60 minutes. All with jitter.
// - A feed that redirects for good to one place three times in a row, and is a feed there, is asked there
// from
//   then on.
// - The user may ask earlier than our own schedule, not earlier than a host's Retry-After, a minute after the
//   last try, or five after the site refused us.
//
// Every fetch ends in the store, with the feed's validators, before it counts as done. A store that fails
// leaves the old validators, so nothing is lost.
class PoliteRefresher final : public NewsRefresher
{
    Q_OBJECT
public:
    using SourceMaker = std::function<std::unique_ptr<NewsSource>(const FeedInfo &)>;

    // `random` gives numbers in [0, 1). Clock and store must outlive it.
    PoliteRefresher(Clock &clock, ArticleStore &store, SourceMaker makeSource, std::function<double()> random,
                    QObject *parent = nullptr);
    ~PoliteRefresher() override;

    // Feeds asked as before keep their state and schedule; the others begin anew or end.
    void setFeeds(const QList<FeedInfo> &feeds) override;
    QList<FeedInfo> feeds() const override;
    FeedHealth health(const FeedId &feed) const override;
    void refreshAll() override;
    void refresh(const QList<FeedId> &feeds) override;
    void setHidden(bool hidden) override;
    bool isFetching() const override { return m_running > 0; }
    std::optional<UtcTime> lastSuccess() const override;

    // The machine woke up or the network came back: timers may have slept, and feeds that failed for want of
    // a network are due again, spread.
    void wake();

private:
    struct Feed;

    void relist(Feed &feed, const FeedInfo &info);
    Feed *find(const FeedId &id) const;
    void pump();
    void askFor(Feed &feed);
    void finishIfNoneAwaited();
    Feed *nextReady() const;
    std::optional<MonoTime> readyAt(const Feed &feed) const;
    MonoTime hostFree(const QString &host) const;
    void begin(Feed &feed);
    bool remembers(Feed &feed);
    void recall(Feed &feed);
    void silence(const Feed &feed, std::chrono::milliseconds rest);
    void fetch(Feed &feed);
    void fetched(Feed &feed, Result<FeedFetch> result);
    void remember(const Feed &feed);
    void store(Feed &feed, const FeedFetch &fetch, const FeedValidators &validators);
    QUrl movedTo(Feed &feed, const FeedFetch &fetch);
    void succeeded(Feed &feed, const FeedFetch &fetch);
    void failed(Feed &feed, const Error &error);
    void postpone(Feed &feed);
    void release(Feed &feed);
    void ended(Feed &feed);
    void settle(const FeedId &id);
    std::chrono::seconds nominalInterval(const Feed &feed) const;
    std::chrono::milliseconds interval(const Feed &feed) const;
    std::chrono::milliseconds jittered(std::chrono::milliseconds delay, double share) const;

    Clock &m_clock;
    ArticleStore &m_store;
    SourceMaker m_makeSource;
    std::function<double()> m_random;
    std::vector<std::unique_ptr<Feed>> m_feeds; // in the order of the list
    QHash<QString, MonoTime> m_hostFree;        // when a host may be asked again
    QSet<QString> m_hostsBusy;
    QSet<FeedId> m_awaited; // of the running refreshAll()
    int m_running = 0;
    bool m_hidden = false;
    Request m_timer, m_finishLater;
};
