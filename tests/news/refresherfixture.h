#pragma once

#include "app/news/memoryarticlestore.h"
#include "app/news/politerefresher.h"
#include "tests/news/storybuilder.h"
#include "tests/support/manualclock.h"

// A refresher whose feeds answer when the test says so; the clock is advanced by hand.

struct Asked
{
    FeedId feed;
    FeedValidators last;
    UtcTime at;
    Reply<FeedFetch> done; // empty: answered or cancelled
};

// Sources that wait for the test to answer.
class Wire
{
public:
    explicit Wire(const Clock &clock) : m_clock(clock) {}

    std::unique_ptr<NewsSource> source(const FeedInfo &info)
    {
        class Source final : public NewsSource
        {
        public:
            Source(Wire &wire, FeedInfo info) : m_wire(wire), m_info(std::move(info)) {}
            const FeedInfo &info() const override { return m_info; }
            Request fetch(const FeedValidators &last, Reply<FeedFetch> done) override
            {
                auto asked =
                    std::make_shared<Asked>(Asked{m_info.id, last, m_wire.m_clock.now(), std::move(done)});
                m_wire.all.append(asked);
                struct Pending final : PendingRequest
                {
                    explicit Pending(std::shared_ptr<Asked> of) : asked(std::move(of)) {}
                    ~Pending() override { asked->done = nullptr; }
                    std::shared_ptr<Asked> asked;
                };
                return std::make_unique<Pending>(asked);
            }

        private:
            Wire &m_wire;
            FeedInfo m_info;
        };
        return std::make_unique<Source>(*this, info);
    }

    QStringList waiting() const
    {
        QStringList ids;
        for (const auto &asked : all)
            if (asked->done)
                ids.append(asked->feed.value);
        return ids;
    }
    int count(const QString &id) const
    {
        return static_cast<int>(std::count_if(all.begin(), all.end(),
                                              [&](const auto &asked) { return asked->feed.value == id; }));
    }
    void answer(const QString &id, Result<FeedFetch> result)
    {
        for (const auto &asked : all) {
            if (asked->done && asked->feed.value == id) {
                const auto done = std::exchange(asked->done, nullptr);
                done(std::move(result));
                return;
            }
        }
        ADD_FAILURE() << id.toStdString() << " was not asked";
    }

    QList<std::shared_ptr<Asked>> all;

private:
    const Clock &m_clock;
};

inline FeedFetch good(const QList<ParsedArticle> &items = {}, const QByteArray &etag = "\"1\"")
{
    FeedFetch fetch;
    fetch.feed = feedOf(items);
    fetch.validators.etag = etag;
    fetch.validators.contentHash = "hash";
    return fetch;
}

inline Result<FeedFetch> refusal(Error::Kind kind, std::optional<std::chrono::seconds> retryAfter = {})
{
    return tl::unexpected(Error{kind, u"no"_s, retryAfter});
}

class PoliteRefresherTest : public testing::Test
{
protected:
    // Everything the store has to say.
    static void settle()
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }
    void advance(std::chrono::milliseconds by)
    {
        clock.advance(by);
        settle();
    }
    void list(const QList<FeedInfo> &feeds)
    {
        refresher.setFeeds(feeds);
        settle();
    }
    void answer(const QString &id, Result<FeedFetch> result)
    {
        wire.answer(id, std::move(result));
        settle();
    }
    FeedInfo news(const QString &id)
    {
        FeedInfo feed = feedNamed(id);
        feed.interval = 300s;
        return feed;
    }
    FeedHealth health(const QString &id) const { return refresher.health({id}); }

    ManualClock clock;
    Wire wire{clock};
    MemoryArticleStore store;
    double random = 0.0;
    PoliteRefresher refresher{clock, store, [this](const FeedInfo &info) { return wire.source(info); },
                              [this] { return random; }};
};
