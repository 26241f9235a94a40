#pragma once

#include "app/net/httpclient.h"
#include "app/news/feedsource.h"
#include "app/news/politerefresher.h"
#include "app/storage/sqlarticlestore.h"
#include "tests/news/storybuilder.h"
#include "tests/support/fakemarket/feeds.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>

// An article's whole way: HTTP, parser, rules, disk. The feeds are fakemarket's, on loopback; the clock is
// advanced by hand, the sockets are real.
class NewsPathTest : public testing::Test
{
protected:
    NewsPathTest() { restart(); }

    // Another run over the same data folder.
    void restart()
    {
        refresher.reset();
        store.reset();
        database.reset(); // before the next one: what was asked for is written then
        database = std::make_unique<Database>(clock, folder.filePath(u"wickpost.sqlite"_s));
        store = std::make_unique<SqlArticleStore>(*database);
        refresher = std::make_unique<PoliteRefresher>(
            clock, *store,
            [this](const FeedInfo &info) { return makeNewsSource(info, *http, workers, clock); },
            [] { return 0.0; });
    }
    FeedInfo feed(const QString &path)
    {
        FeedInfo info = feedNamed(path);
        info.url = feeds.feed(path);
        info.userNamed = true;
        info.interval = 300s;
        return info;
    }
    void list(const QStringList &paths)
    {
        QList<FeedInfo> infos;
        for (const QString &path : paths)
            infos.append(feed(path));
        refresher->setFeeds(infos);
    }
    // Lets timers fire and waits until no feed is being fetched. `by` moves on in steps, so that requests
    // made on the way get their answers before their deadlines pass.
    void live(std::chrono::milliseconds by = 0ms)
    {
        const UtcTime end = clock.now() + by;
        for (;;) {
            ASSERT_TRUE(waitUntil([this] { return !refresher->isFetching(); }));
            if (clock.now() >= end)
                break;
            clock.advance(std::min<std::chrono::milliseconds>(end - clock.now(), 1s));
        }
        clock.advance(0ms);
        ASSERT_TRUE(waitUntil([this] { return !refresher->isFetching(); }));
    }
    // F5, to the end.
    void refresh()
    {
        QSignalSpy finished(refresher.get(), &NewsRefresher::refreshFinished);
        refresher->refreshAll();
        for (int i = 0; i < 50 && finished.isEmpty(); ++i) {
            clock.advance(1s); // the gap between two requests to one host
            waitUntil([&] { return !finished.isEmpty() || !refresher->isFetching(); });
        }
        ASSERT_FALSE(finished.isEmpty());
    }
    FeedHealth health(const QString &path) const { return refresher->health({path}); }
    qsizetype asked(const QByteArray &path) const
    {
        return std::count_if(feeds.requests().begin(), feeds.requests().end(),
                             [&](const auto &request) { return request.path == path; });
    }

    ManualClock clock{noon};
    QTemporaryDir folder;
    FakeFeeds feeds{clock};
    std::unique_ptr<HttpClient> http = makeHttpClient(clock);
    WorkerPool workers;
    std::unique_ptr<Database> database;
    std::unique_ptr<SqlArticleStore> store;
    std::unique_ptr<PoliteRefresher> refresher;
};
