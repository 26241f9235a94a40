#pragma once

#include "app/news/memoryarticlestore.h"
#include "app/news/newssource.h"
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
class FakeStore final : public ArticleStore
{
public:
    FakeStore()
    {
        connect(&memory, &ArticleStore::changed, this, &ArticleStore::changed);
        connect(&memory, &ArticleStore::rearranged, this, &ArticleStore::rearranged);
    }

    Request merge(const FeedInfo &feed, const ParsedFeed &parsed, const FeedValidators &validators,
                  UtcTime now, Reply<ArticleChanges> done) override
    {
        return memory.merge(feed, parsed, validators, now, std::move(done));
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
    Request story(ArticleId id, Reply<Story> done) override { return memory.story(id, std::move(done)); }
    Request unreadCount(Reply<int> done) override { return memory.unreadCount(std::move(done)); }
    Request oldestStory(Reply<std::optional<UtcTime>> done) override
    {
        return memory.oldestStory(std::move(done));
    }
    void setRead(const QList<ArticleId> &ids, bool read, ReadReach reach = ReadReach::Story) override
    {
        memory.setRead(ids, read, reach);
    }
    void setAllRead(const StoryQuery &within) override { memory.setAllRead(within); }
    void setMuted(const QString &source, bool muted) override { memory.setMuted(source, muted); }
    Request mutedSources(Reply<QStringList> done) override { return memory.mutedSources(std::move(done)); }
    void setFullText(ArticleId id, const QString &html) override { memory.setFullText(id, html); }
    void setPromotion(ArticleId id, bool promotion) override { memory.setPromotion(id, promotion); }
    void correctTag(const TagCorrection &correction) override { memory.correctTag(correction); }
    void forgetCorrection(const TagCorrection &correction) override { memory.forgetCorrection(correction); }
    Request corrections(Reply<QList<TagCorrection>> done) override
    {
        return memory.corrections(std::move(done));
    }
    void setStandings(const QHash<FeedId, FeedStanding> &standings) override
    {
        memory.setStandings(standings);
    }
    Request trending(const TrendingQuery &query, Reply<QList<TrendingRow>> done) override
    {
        return memory.trending(query, std::move(done));
    }
    Request related(ArticleId id, const RelatedQuery &query, Reply<QList<RelatedRow>> done) override
    {
        withHistory.append(query.withHistory);
        return memory.related(id, query, std::move(done));
    }
    void noteOpened(ArticleId id, UtcTime now) override
    {
        opened.append(id);
        memory.noteOpened(id, now);
    }
    void forgetReading() override
    {
        ++forgotten;
        memory.forgetReading();
    }
    void setSaved(ArticleId id, bool saved) override { memory.setSaved(id, saved); }
    void dropTexts(const TextRetention &keep, UtcTime now) override { memory.dropTexts(keep, now); }
    Request validators(const FeedId &feed, Reply<FeedValidators> done) override
    {
        return memory.validators(feed, std::move(done));
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
