#pragma once

#include "app/news/memoryarticlestore.h"
#include "app/news/newssource.h"
#include "tests/news/forwardingstore.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"
#include "ui/style/theme.h"

#include <QCoreApplication>

// 2025-09-13 01:42:18 UTC, the design's moment (its clock shows UTC+8).
inline constexpr UtcTime designNow = fromMsecs(1'757'727'738'000);

inline Story makeStory(const QString &title, UtcTime time,
                       const QString &source = QStringLiteral("Chainside"))
{
    Story story;
    story.article.title = title;
    story.article.source = source;
    story.article.link = QUrl(QStringLiteral("https://example.com/") + QString::number(toMsecs(time)));
    story.article.published = story.article.firstSeen = story.article.sortTime = time;
    return story;
}

// Stores answer and announce through the event loop.
inline void settle()
{
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
}

// What a feed or two does, said by hand.
class FakeRefresher final : public NewsRefresher
{
public:
    void setFeeds(const QList<FeedInfo> &feeds) override { m_feeds = feeds; }
    QList<FeedInfo> feeds() const override { return m_feeds; }
    FeedHealth health(const FeedId &feed) const override { return m_health.value(feed); }
    void refreshAll() override { ++asked; }
    void refresh(const QList<FeedId> &) override { ++asked; }
    void setHidden(bool now) override { hidden = now; }
    bool isFetching() const override { return fetching; }
    std::optional<UtcTime> lastSuccess() const override { return success; }

    void add(const QString &id, const QString &source, FeedHealth::State state)
    {
        FeedInfo feed;
        feed.id = FeedId{id};
        feed.source = source;
        m_feeds.append(feed);
        set(id, state);
    }
    void setHealth(const QString &id, const FeedHealth &health)
    {
        m_health[FeedId{id}] = health;
        emit healthChanged(FeedId{id});
    }
    void set(const QString &id, FeedHealth::State state)
    {
        m_health[FeedId{id}].state = state;
        emit healthChanged(FeedId{id});
    }

    int asked = 0;
    bool fetching = false, hidden = false;
    std::optional<UtcTime> success;

private:
    QList<FeedInfo> m_feeds;
    QHash<FeedId, FeedHealth> m_health;
};

// A store that can hold an answer back, lose its disk, and remembers what was asked of it.
class FakeStore final : public ForwardingStore
{
public:
    FakeStore() : ForwardingStore(memory)
    {
        connect(&memory, &ArticleStore::changed, this, &ArticleStore::changed);
        connect(&memory, &ArticleStore::rearranged, this, &ArticleStore::rearranged);
    }

    Request stories(const StoryQuery &query, Reply<QList<Story>> done) override
    {
        queries.append(query);
        return memory.stories(query, [this, done](Result<QList<Story>> page) {
            if (broken)
                page = failure(Error::Kind::Storage, QStringLiteral("disk"));
            if (holding)
                held = [done, page] { done(page); };
            else
                done(std::move(page));
        });
    }
    Request related(ArticleId id, const RelatedQuery &query, Reply<QList<RelatedRow>> done) override
    {
        withHistory.append(query.withHistory);
        return ForwardingStore::related(id, query, std::move(done));
    }
    void noteOpened(ArticleId id, UtcTime now) override
    {
        opened.append(id);
        ForwardingStore::noteOpened(id, now);
    }
    void forgetReading() override
    {
        ++forgotten;
        ForwardingStore::forgetReading();
    }
    // Stories stored and announced; as announced, so without their bodies.
    QList<Story> put(const QList<Story> &stories)
    {
        QList<Story> added;
        const auto watch = connect(&memory, &ArticleStore::changed, this,
                                   [&](const ArticleChanges &changes) { added += changes.added; });
        memory.add(stories);
        waitUntil([&] { return added.size() == stories.size(); });
        disconnect(watch);
        return added;
    }
    void release()
    {
        holding = false;
        if (const auto answer = std::exchange(held, nullptr))
            answer();
    }

    MemoryArticleStore memory;
    bool broken = false, holding = false;
    std::function<void()> held;
    QList<StoryQuery> queries;
    QList<bool> withHistory; // of each related()
    QList<ArticleId> opened;
    int forgotten = 0;
};

// Everything a pane of news stands on.
struct NewsWorld
{
    ManualClock clock{designNow};
    SettingsFile settings{clock, QString(), [] {
                              Settings defaults = defaultSettings();
                              defaults.theme = Theme::Dark;
                              defaults.zone = ClockZone::Utc;
                              return defaults;
                          }()};
    UiTheme theme{settings};
    FakeStore store;
    FakeRefresher refresher;
};
