#include "app/cli/newscommand.h"
#include "app/news/memoryarticlestore.h"
#include "app/news/samplestories.h"
#include "tests/news/plainrules.h"
#include "tests/news/storybuilder.h"
#include "tests/support/manualclock.h"

#include <QJsonDocument>
#include <QSet>
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
            clock, store, refresher, options, feeds,
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

    ManualClock clock{noon};
    MemoryArticleStore store{plainRules()};
    QList<FeedEntry> feeds;
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

TEST_F(NewsCommandTest, NarrowsByCoinKindOutletTimeAndWords)
{
    merged(store, feedNamed(u"wire"_s, u"The Wire"_s),
           {item(u"a"_s, u"BTC rises"_s, noon - 1h), item(u"b"_s, u"Bridge hack drains vault"_s, noon - 2h),
            item(u"c"_s, u"ETH falls"_s, noon - 30h)});
    merged(store, feedNamed(u"other"_s), {item(u"d"_s, u"Weather in the north"_s, noon - 3h)});
    FeedEntry entry;
    entry.info = feedNamed(u"wire"_s, u"The Wire"_s);
    feeds = {entry};
    const auto titles = [&](const NewsOptions &asked) {
        options = asked;
        options.format = u"json"_s;
        exitCode.reset();
        out.clear();
        run();
        waitForEnd();
        QStringList found;
        for (const QString &line : out)
            found.append(QJsonDocument::fromJson(line.toUtf8())["title"_L1].toString());
        return found;
    };
    EXPECT_EQ(titles({}).size(), 4) << "no age limit unless asked";
    NewsOptions asked;
    asked.coins = {u"BTC"_s, u"ETH"_s};
    EXPECT_EQ(titles(asked), (QStringList{u"BTC rises"_s, u"ETH falls"_s}));
    asked.sinceAgo = 24h;
    EXPECT_EQ(titles(asked), QStringList{u"BTC rises"_s});
    asked = {};
    asked.kinds = {StoryKind::Hack};
    EXPECT_EQ(titles(asked), QStringList{u"Bridge hack drains vault"_s});
    asked = {};
    asked.search = u"vault hack"_s;
    EXPECT_EQ(titles(asked), QStringList{u"Bridge hack drains vault"_s});
    for (const QString &name : {u"wire"_s, u"the wire"_s}) {
        asked = {};
        asked.sources = {name};
        EXPECT_EQ(titles(asked).size(), 3) << name.toStdString();
    }
    asked = {};
    asked.sinceTime = noon - 2h;
    EXPECT_EQ(titles(asked).size(), 2);
    asked.coins = {u"DOGE"_s};
    EXPECT_EQ(titles(asked), QStringList());
    EXPECT_EQ(exitCode, 1);
    EXPECT_EQ(err.last(), u"no story answers this"_s);
}

TEST_F(NewsCommandTest, JsonHasEveryStoryOfMoreThanOnePage)
{
    QList<ParsedArticle> items;
    for (int i = 0; i < 1100; ++i)
        items.append(item(u"k%1"_s.arg(i), u"T%1"_s.arg(i), noon - std::chrono::minutes{i / 3}));
    merged(store, feedNamed(u"wire"_s), items);
    options.format = u"json"_s;
    run();
    waitForEnd();
    EXPECT_EQ(QSet<QString>(out.begin(), out.end()).size(), 1100);
    out.clear();
    exitCode.reset();
    options.limit = 700;
    run();
    waitForEnd();
    EXPECT_EQ(out.size(), 700);
}

TEST_F(NewsCommandTest, TrendingComesBestFirstWithItsReason)
{
    merged(store, feedNamed(u"wire"_s),
           {item(u"a"_s, u"Strategy buys 1,229 BTC for $108 million"_s, noon - 2h),
            item(u"b"_s, u"Weather in the north"_s, noon - 1h)});
    merged(store, feedNamed(u"other"_s),
           {item(u"c"_s, u"Strategy acquires 1,229 BTC for $108 million"_s, noon - 90min)});
    options.trending = true;
    options.format = u"json"_s;
    run();
    waitForEnd();
    ASSERT_FALSE(out.isEmpty());
    const QJsonDocument first = QJsonDocument::fromJson(out[0].toUtf8());
    EXPECT_EQ(first["trending"_L1]["rank"_L1].toInt(), 1);
    EXPECT_EQ(first["trending"_L1]["why"_L1].toString(), u"2 outlets · 2 h"_s);
    EXPECT_GT(first["trending"_L1]["score"_L1].toDouble(), 0);
    EXPECT_EQ(first["cluster"_L1]["size"_L1].toInt(), 2);
    out.clear();
    exitCode.reset();
    options.trending = false;
    run();
    waitForEnd();
    int placed = 0;
    for (const QString &line : out)
        placed += QJsonDocument::fromJson(line.toUtf8())["trending"_L1]["rank"_L1].toInt() == 1 ? 1 : 0;
    EXPECT_EQ(placed, 2) << "every report says where its event stands";
    out.clear();
    exitCode.reset();
    options.format = u"table"_s;
    options.trending = true;
    run();
    waitForEnd();
    EXPECT_TRUE(out.value(0).contains(u"2 outlets"_s));
}

TEST_F(NewsCommandTest, RelatedSaysWhy)
{
    const ArticleChanges changes =
        merged(store, feedNamed(u"wire"_s),
               {item(u"a"_s, u"BTC miners hold on"_s, noon - 2h), item(u"b"_s, u"BTC fees fall sharply"_s)});
    for (const Story &story : changes.added)
        if (story.article.title.startsWith(u"BTC miners"_s))
            options.related = story.article.id.value;
    options.format = u"json"_s;
    run();
    waitForEnd();
    ASSERT_EQ(out.size(), 1);
    EXPECT_EQ(QJsonDocument::fromJson(out[0].toUtf8())["related"_L1]["why"_L1].toString(),
              u"same coin: BTC"_s);
    out.clear();
    exitCode.reset();
    options.related = 4711;
    run();
    waitForEnd();
    EXPECT_EQ(exitCode, 1);
    EXPECT_EQ(err.last(), u"there is no story 4711"_s);

    const ArticleChanges alone =
        merged(store, feedNamed(u"wire"_s), {item(u"c"_s, u"Weather over Mount Fuji"_s, noon - 90min)});
    exitCode.reset();
    options.related = alone.added.value(0).article.id.value;
    run();
    waitForEnd();
    EXPECT_EQ(exitCode, 1);
    EXPECT_EQ(err.last(), u"no story is like this one"_s);
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
