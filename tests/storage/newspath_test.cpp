// An article's whole way: HTTP, parser, rules, disk.
#include "tests/storage/newspath.h"

TEST_F(NewsPathTest, EveryFormatArrivesInTheStore)
{
    list({u"/rss.xml"_s, u"/atom.xml"_s, u"/feed.json"_s, u"/rdf.xml"_s, u"/zh.xml"_s});
    refresh();
    for (const FeedInfo &info : refresher->feeds())
        EXPECT_EQ(refresher->health(info.id).state, FeedHealth::State::Good)
            << info.id.value.toStdString() << ' '
            << refresher->health(info.id).lastError.value_or(Error{}).detail.toStdString();
    StoryQuery query;
    query.sources = {u"/zh.xml"_s};
    EXPECT_FALSE(stored(*store, query).isEmpty());
    query.sources = {u"/rss.xml"_s};
    const QList<Story> english = stored(*store, query);
    EXPECT_EQ(english.size(), feeds.stories().size());
    EXPECT_EQ(english.first().article.title.toUtf8(), feeds.stories().first().title);
    EXPECT_FALSE(whole(*store, english.first().article.id).article.html.isEmpty());
    EXPECT_EQ(stored(*store).size(), unread(*store));
    query.sources = {u"/atom.xml"_s};
    EXPECT_TRUE(stored(*store, query).isEmpty()) << "the same articles, told by the first feed already";
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, TheSecondRoundCostsA304AndTheNextRunTooAndNothingIsNewAgain)
{
    list({u"/rss.xml"_s});
    refresh();
    const QList<Story> first = stored(*store);
    live(300s);
    EXPECT_EQ(feeds.answered304(), 1);
    restart();
    list({u"/rss.xml"_s});
    refresh();
    EXPECT_EQ(feeds.answered304(), 2);
    EXPECT_EQ(stored(*store), first);
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, AServerThatIgnoresConditionsIsStillUnchanged)
{
    list({u"/is/ignoring"_s, u"/is/no-validators"_s});
    refresh();
    QSignalSpy changed(store.get(), &ArticleStore::changed);
    live(310s);
    EXPECT_EQ(asked("/is/ignoring"), 2);
    EXPECT_EQ(asked("/is/no-validators"), 2);
    EXPECT_EQ(changed.size(), 0);
    EXPECT_EQ(health(u"/is/ignoring"_s).lastSuccess, health(u"/is/ignoring"_s).lastTry)
        << "unchanged is a success";
}

TEST_F(NewsPathTest, ARewrittenHeadlineKeepsItsEarlierOne)
{
    list({u"/rss.xml"_s});
    refresh();
    const fake::Story first = feeds.stories().first();
    store->setRead({stored(*store).first().article.id}, true);
    feeds.retitle(first.id, "Another headline altogether");
    feeds.publishNext();
    live(300s);
    const QList<Story> stories = stored(*store);
    EXPECT_EQ(stories.size(), feeds.stories().size());
    const auto changed = std::find_if(stories.begin(), stories.end(), [](const Story &story) {
        return story.article.title == "Another headline altogether"_L1;
    });
    ASSERT_NE(changed, stories.end());
    EXPECT_TRUE(changed->state.read);
    ASSERT_EQ(changed->earlierTitles.size(), 1);
    EXPECT_EQ(changed->earlierTitles[0].title.toUtf8(), first.title);
}

TEST_F(NewsPathTest, AStoryThatFallsOutOfTheFeedStays)
{
    list({u"/rss.xml"_s});
    refresh();
    const qsizetype before = stored(*store).size();
    feeds.withdraw(feeds.stories().first().id);
    live(300s);
    EXPECT_EQ(stored(*store).size(), before);
}

TEST_F(NewsPathTest, AHostThatSaysLaterIsLeftAloneUntilThen)
{
    for (const auto &[path, wait] :
         {std::pair(u"/is/limited"_s, 60s), std::pair(u"/is/limited-date"_s, 60s),
          std::pair(u"/is/unavailable"_s, 120s), std::pair(u"/is/limited-bare"_s, 600s)}) {
        SCOPED_TRACE(path.toStdString());
        http = makeHttpClient(clock);
        restart();
        list({path, u"/rss.xml"_s});
        live();
        const qsizetype before = feeds.requests().size();
        EXPECT_EQ(health(path).lastError->kind, Error::Kind::RateLimited);
        refresher->refreshAll();
        live(wait - 2s);
        EXPECT_EQ(feeds.requests().size(), before) << "the whole host waits, the user too";
        live(4s);
        EXPECT_GT(feeds.requests().size(), before);
    }
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, AGoneFeedIsNeverAskedAgain)
{
    list({u"/is/gone"_s});
    refresh();
    EXPECT_EQ(health(u"/is/gone"_s).state, FeedHealth::State::Gone);
    live(900s);
    restart();
    list({u"/is/gone"_s});
    refresh();
    EXPECT_EQ(health(u"/is/gone"_s).state, FeedHealth::State::Gone);
    EXPECT_EQ(asked("/is/gone"), 1);
    EXPECT_EQ(feeds.violations(), QStringList());
}

TEST_F(NewsPathTest, ChineseBytesWithoutUtf8AreRead)
{
    list({u"/is/gbk"_s});
    refresh();
    ASSERT_FALSE(stored(*store).isEmpty());
    StoryQuery query;
    query.text = stored(*store).first().article.title.left(2);
    EXPECT_FALSE(stored(*store, query).isEmpty());
}

TEST_F(NewsPathTest, AServerThatIsNotThereFailsAndComesBack)
{
    list({u"/rss.xml"_s});
    feeds.refuse(true);
    refresh();
    EXPECT_EQ(health(u"/rss.xml"_s).lastError->kind, Error::Kind::Network);
    EXPECT_EQ(refresher->lastSuccess(), std::nullopt);
    feeds.refuse(false);
    refresher->wake();
    live(1s);
    EXPECT_EQ(health(u"/rss.xml"_s).state, FeedHealth::State::Good);
}
