#include "app/cli/newscommand.h"
#include "app/news/memoryarticlestore.h"
#include "app/news/samplestories.h"
#include "tests/news/storybuilder.h"

#include <QSignalSpy>

namespace {
// Feeds that answer when the test says so.
class HeldRefresher final : public NewsRefresher
{
public:
    void setFeeds(const QList<FeedInfo> &feeds) override { m_feeds = feeds; }
    QList<FeedInfo> feeds() const override { return m_feeds; }
    FeedHealth health(const FeedId &feed) const override { return healths.value(feed); }
    void refreshAll() override { ++asked; }
    void refresh(const QList<FeedId> &) override { ++asked; }
    void setHidden(bool) override {}
    bool isFetching() const override { return false; }
    std::optional<UtcTime> lastSuccess() const override { return std::nullopt; }

    QHash<FeedId, FeedHealth> healths;
    int asked = 0;

private:
    QList<FeedInfo> m_feeds;
};

class NewsCommandTest : public testing::Test
{
protected:
    // Runs to the end, or to where it waits for feeds.
    void run(NewsRefresher *refresher = nullptr)
    {
        command = std::make_unique<NewsCommand>(
            store, refresher, options,
            [this](const QByteArray &line) { out.append(QString::fromUtf8(line)); },
            [this](const QByteArray &line) { err.append(QString::fromUtf8(line)); });
        QObject::connect(command.get(), &NewsCommand::finished, command.get(),
                         [this](int code) { exitCode = code; });
        command->start();
    }
    void waitForEnd()
    {
        ASSERT_TRUE(waitUntil([this] { return exitCode.has_value(); }));
    }

    MemoryArticleStore store;
    NewsOptions options;
    QStringList out, err;
    std::optional<int> exitCode;
    std::unique_ptr<NewsCommand> command;
};
} // namespace

TEST_F(NewsCommandTest, PrintsWhatIsStoredNewestFirstUpToTheLimit)
{
    merged(store, feedNamed(u"wire"_s),
           {item(u"a"_s, u"Oldest"_s, noon - 3h), item(u"b"_s, u"Newest"_s, noon - 1h),
            item(u"c"_s, u"Middle"_s, noon - 2h)});
    options.limit = 2;
    options.format = u"json"_s;
    run();
    waitForEnd();
    EXPECT_EQ(exitCode, 0);
    ASSERT_EQ(out.size(), 2);
    EXPECT_TRUE(out[0].contains(u"\"title\":\"Newest\""_s));
    EXPECT_TRUE(out[1].contains(u"\"title\":\"Middle\""_s));
    EXPECT_TRUE(err.isEmpty());
}

TEST_F(NewsCommandTest, TheTableTellsTimeOutletMarkAndHeadline)
{
    const ArticleId id =
        merged(store, feedNamed(u"wire"_s), {item(u"a"_s, u"Headline"_s, noon - 1h)}).added[0].article.id;
    store.setSaved(id, true);
    run();
    waitForEnd();
    ASSERT_EQ(out.size(), 1);
    EXPECT_TRUE(out[0].contains(u"2025/09/13 11:00"_s)) << out[0].toStdString();
    for (const QString &part : {u"wire"_s, u"saved"_s, u"Headline"_s})
        EXPECT_TRUE(out[0].contains(part)) << part.toStdString();
}

TEST_F(NewsCommandTest, StoriesOfTheDemoAreMarkedInBothFormats)
{
    store.add(sampleStories(noon));
    run();
    waitForEnd();
    EXPECT_EQ(out.join(u'\n').count(u" DEMO "_s), sampleStories(noon).size());
    exitCode.reset();
    out.clear();
    options.format = u"json"_s;
    run();
    waitForEnd();
    for (const QString &line : out)
        EXPECT_TRUE(line.endsWith(u"\"sample\":true}"_s));
}

TEST_F(NewsCommandTest, NothingStoredIsExitOneAndAHint)
{
    run();
    waitForEnd();
    EXPECT_EQ(exitCode, 1);
    EXPECT_TRUE(out.isEmpty());
    EXPECT_EQ(err, QStringList{u"no stories stored yet; run with --refresh"_s});
}

TEST_F(NewsCommandTest, RefreshWaitsForAllFeedsAndNamesThoseThatFailed)
{
    HeldRefresher refresher;
    refresher.setFeeds({feedNamed(u"good"_s), feedNamed(u"blocked"_s), feedNamed(u"gone"_s)});
    options.refresh = true;
    run(&refresher);
    QCoreApplication::processEvents();
    EXPECT_EQ(refresher.asked, 1);
    EXPECT_FALSE(exitCode) << "it does not print before the feeds have answered";
    merged(store, feedNamed(u"good"_s), {item(u"a"_s, u"Fresh"_s)});
    refresher.healths[{u"blocked"_s}].lastError =
        Error{Error::Kind::Refused, u"HTTP 403 from x"_s, std::nullopt};
    refresher.healths[{u"gone"_s}].state = FeedHealth::State::Gone;
    emit refresher.refreshFinished();
    waitForEnd();
    EXPECT_EQ(exitCode, 0);
    EXPECT_TRUE(out.join(u'\n').contains(u"Fresh"_s));
    EXPECT_EQ(err, (QStringList{u"blocked is blocked by the site (HTTP 403 from x)"_s,
                                u"gone is gone for good, says the site; it is not asked any more"_s}));
}

TEST_F(NewsCommandTest, RefreshWithoutAnyStoryIsExitOne)
{
    HeldRefresher refresher;
    options.refresh = true;
    run(&refresher);
    emit refresher.refreshFinished();
    waitForEnd();
    EXPECT_EQ(exitCode, 1);
    EXPECT_EQ(err, QStringList{u"no stories: no feed delivered any"_s});
}
