#include "tests/news/plainrules.h"
#include "tests/news/storyclustercontract.h"
#include "tests/news/storysearchcontract.h"
#include "tests/storage/newsdatabase.h"
#include "tests/support/warnings.h"

#include <QElapsedTimer>
#include <QSignalSpy>

namespace {
std::unique_ptr<ArticleStore> storeIn(const QString &file)
{
    static ManualClock clock;
    auto *database = new Database(clock, file);
    auto store = std::make_unique<SqlArticleStore>(*database, plainRules());
    database->setParent(store.get()); // ends after the store
    return store;
}

FeedValidators tagged(const QByteArray &etag)
{
    FeedValidators validators;
    validators.etag = etag;
    return validators;
}

class SqlArticleStoreTest : public NewsDatabaseTest
{
protected:
    void restart() { open(plainRules()); }
    void SetUp() override { restart(); }

    FeedInfo feed = feedNamed(u"wire"_s);
};
} // namespace

INSTANTIATE_TEST_SUITE_P(Sql, ArticleStoreContract, testing::Values(StoreMaker([] { return storeIn({}); })));
INSTANTIATE_TEST_SUITE_P(Sql, StoryClusterContract, testing::Values(StoreMaker([] { return storeIn({}); })));

TEST_F(SqlArticleStoreTest, EverythingIsThereAfterARestart)
{
    FeedValidators validators;
    validators.etag = "\"e\"";
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"To"_s), item(u"b"_s, u"B"_s)}, noon, validators)
                             .added.last()
                             .article.id;
    merged(*store, feed, {item(u"a"_s, u"May"_s)}, noon + 1min, validators);
    store->setRead({id}, true);
    store->setSaved(id, true);
    const QList<Story> before = stored(*store);
    const Story body = whole(*store, id);
    restart();
    EXPECT_EQ(stored(*store), before);
    EXPECT_EQ(whole(*store, id), body);
    EXPECT_EQ(unread(*store), 1);
    EXPECT_EQ(validatorsOf(*store, feed.id).etag, "\"e\"");
    EXPECT_TRUE(merged(*store, feed, {item(u"a"_s, u"May"_s)}, noon + 2min).isEmpty());
    StoryQuery query;
    query.text = u"may"_s;
    EXPECT_EQ(stored(*store, query).size(), 1);
}

TEST_F(SqlArticleStoreTest, WhatWasAskedForBeforeTheEndIsWritten)
{
    std::ignore = store->merge(feed, feedOf({item(u"a"_s, u"A"_s)}), {}, noon, {});
    restart();
    EXPECT_EQ(storedTitles(*store), QStringList{u"A"_s});
}

TEST_F(SqlArticleStoreTest, AStateOutlivesItsArticle)
{
    const ArticleId id =
        merged(*store, feed, {item(u"a"_s, u"A"_s), item(u"b"_s, u"B"_s)}).added.first().article.id;
    store->setRead({id}, true);
    store->setSaved(id, true);
    const QString title = whole(*store, id).article.title;
    execute(u"DELETE FROM articles WHERE id = %1"_s.arg(id.value));
    EXPECT_EQ(stored(*store).size(), 1);
    merged(*store, feed, {item(title.toLower(), title)}, noon + 48h);
    const Story back = whole(*store, id);
    EXPECT_EQ(back.article.title, title);
    EXPECT_EQ(back.article.firstSeen, noon) << "it is not new again";
    EXPECT_EQ(back.state, (ArticleState{true, true}));
}

TEST_F(SqlArticleStoreTest, AnIdIsNeverUsedAgain)
{
    const ArticleId last = merged(*store, feed, {item(u"a"_s, u"A"_s)}).added[0].article.id;
    execute(u"DELETE FROM articles"_s);
    execute(u"DELETE FROM article_keys"_s);
    const ArticleId next = merged(*store, feed, {item(u"b"_s, u"B"_s)}).added[0].article.id;
    EXPECT_GT(next, last);
}

TEST_F(SqlArticleStoreTest, AFailureInTheMiddleLeavesNothingBehind)
{
    merged(*store, feed, {item(u"a"_s, u"A"_s)}, noon, tagged("\"1\""));
    execute(u"CREATE TRIGGER refuse BEFORE INSERT ON article_bodies BEGIN SELECT RAISE(ABORT, 'no'); END"_s);
    const auto changes = answerTo<ArticleChanges>([&](auto done) {
        return store->merge(feed, feedOf({item(u"b"_s, u"B"_s)}), tagged("\"2\""), noon + 1min,
                            std::move(done));
    });
    ASSERT_FALSE(changes);
    EXPECT_EQ(changes.error().kind, Error::Kind::Storage);
    EXPECT_EQ(storedTitles(*store), QStringList{u"A"_s});
    EXPECT_EQ(unread(*store), 1);
    EXPECT_EQ(validatorsOf(*store, feed.id).etag, "\"1\"") << "validators belong to what is stored";
    EXPECT_EQ(value(u"SELECT count(*) FROM article_keys"_s).toInt(), 1);
    execute(u"DROP TRIGGER refuse"_s);
    EXPECT_EQ(merged(*store, feed, {item(u"b"_s, u"B"_s)}, noon + 2min).added.size(), 1);
}

TEST_F(SqlArticleStoreTest, AnEventGoesOnAfterARestart)
{
    const ArticleId first =
        merged(*store, feed, {item(u"a"_s, u"Strategy buys 1,229 BTC for $108 million"_s)})
            .added[0]
            .article.id;
    restart();
    const ArticleChanges changes = merged(*store, feedNamed(u"other"_s),
                                          {item(u"b"_s, u"Strategy acquires 1,229 BTC for $108 million"_s)});
    ASSERT_EQ(changes.added.size(), 1);
    EXPECT_EQ(changes.added[0].cluster, first);
    EXPECT_EQ(changes.updated.value(0).article.id, first);
}

TEST_F(SqlArticleStoreTest, AMergeThatFailedLeavesNoEventBehind)
{
    execute(u"CREATE TRIGGER refuse BEFORE INSERT ON article_bodies BEGIN SELECT RAISE(ABORT, 'no'); END"_s);
    const auto failed = answerTo<ArticleChanges>([&](auto done) {
        return store->merge(feed, feedOf({item(u"a"_s, u"Strategy buys 1,229 BTC for $108 million"_s)}), {},
                            noon, std::move(done));
    });
    ASSERT_FALSE(failed);
    execute(u"DROP TRIGGER refuse"_s);
    merged(*store, feed, {item(u"w"_s, u"Weather in the north"_s)});
    const Story later = merged(*store, feedNamed(u"other"_s),
                               {item(u"b"_s, u"Strategy acquires 1,229 BTC for $108 million"_s)})
                            .added.value(0);
    EXPECT_EQ(later.cluster, later.article.id);
    EXPECT_EQ(later.clusterSize, 1);
}

TEST_F(SqlArticleStoreTest, WhatTheReaderOpensIsKeptAndForgotten)
{
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"BTC rises"_s)}).added[0].article.id;
    store->noteOpened(id, noon);
    restart();
    const auto kept = ReadingHistory::fromBytes(value(u"SELECT bytes FROM reading_history"_s).toByteArray());
    ASSERT_TRUE(kept);
    EXPECT_FALSE(kept->isEmpty());
    store->forgetReading();
    EXPECT_EQ(value(u"SELECT count(*) FROM reading_history"_s).toInt(), 0);
    store->noteOpened({4711}, noon); // no such story
    EXPECT_EQ(value(u"SELECT count(*) FROM reading_history"_s).toInt(), 0);
}

TEST_F(SqlArticleStoreTest, TheCountsOfTermsOutliveARunAndCountEachStoryOnce)
{
    QList<ParsedArticle> items;
    for (int i = 0; i < 600; ++i)
        items.append(item(u"k%1"_s.arg(i), u"Story %1"_s.arg(i), noon - std::chrono::minutes{i}));
    merged(*store, feed, items);
    const auto counted = [&] {
        return StoredTermCounts::fromBytes(value(u"SELECT bytes FROM term_counts"_s).toByteArray())
            .value_or(StoredTermCounts());
    };
    EXPECT_EQ(counted().stories(), 600);
    restart();
    items.clear();
    for (int i = 0; i < 500; ++i)
        items.append(item(u"l%1"_s.arg(i), u"Later %1"_s.arg(i), noon - std::chrono::minutes{i}));
    merged(*store, feed, items, noon + 1min);
    EXPECT_EQ(counted().stories(), 1100);
}

TEST_F(SqlArticleStoreTest, TheSearchIndexStaysTrueOverUpdates)
{
    for (int round = 0; round < 5; ++round)
        merged(*store, feed,
               {item(u"a"_s, u"Title %1"_s.arg(round)), item(u"b"_s, u"比特币 %1"_s.arg(round))},
               noon + std::chrono::minutes{round});
    execute(u"INSERT INTO article_search (article_search) VALUES ('integrity-check')"_s);
    for (int round = 0; round < 5; ++round) {
        StoryQuery query;
        query.text = QString::number(round);
        EXPECT_EQ(stored(*store, query).size(), round == 4 ? 2 : 0) << round;
    }
}

TEST_F(SqlArticleStoreTest, ALostDiskIsToldOnceAndReadingGoesOn)
{
    merged(*store, feed, {item(u"a"_s, u"A"_s)});
    allowWarning(u"storage:"_s);
    QSignalSpy lost(store.get(), &ArticleStore::storageFailed);
    execute(u"PRAGMA max_page_count = 1"_s); // rounds up to the present size: full
    QList<ParsedArticle> many;
    for (int i = 0; i < 2000; ++i)
        many.append(item(u"k%1"_s.arg(i), u"Title %1"_s.arg(i)));
    for (int i = 0; i < 2; ++i) {
        const auto changes = answerTo<ArticleChanges>(
            [&](auto done) { return store->merge(feed, feedOf(many), {}, noon + 1min, std::move(done)); });
        EXPECT_FALSE(changes);
    }
    EXPECT_EQ(lost.size(), 1);
    EXPECT_EQ(storedTitles(*store), QStringList{u"A"_s});
}

// Neither so few that they are sorted nor so many that each of the newest is looked at.
TEST_F(SqlArticleStoreTest, AWordOfANinthOfTheStoriesIsFoundNewestFirstPageByPage)
{
    QList<ParsedArticle> items;
    QStringList wanted;
    for (int i = 0; i < 10'000; ++i) {
        items.append(item(QString::number(i), u"%1 %2"_s.arg(i % 9 == 0 ? u"Merger"_s : u"Rain"_s).arg(i),
                          noon - 240h - i * 10min)); // too old to tell of one event
        items.last().html.clear();
        if (i % 9 == 0)
            wanted.append(items.last().title);
    }
    merged(*store, feed, items);
    StoryQuery query;
    query.text = u"merger"_s;
    query.folded = true;
    query.limit = 500;
    const QStringList found = pagedTitles(*store, query);
    EXPECT_EQ(found.join(u'\n').toStdString(), wanted.join(u'\n').toStdString());
}

TEST_F(SqlArticleStoreTest, TenThousandStoriesAreQuick)
{
    QList<ParsedArticle> items;
    for (int i = 0; i < 10'000; ++i) {
        ParsedArticle next =
            item(u"key-%1"_s.arg(i), u"Fund %1 buys bitcoin for the %2nd week"_s.arg(i).arg(i % 50),
                 noon - std::chrono::minutes{i});
        next.summary = u"比特币价格在第%1周继续上涨，市场关注监管动向。"_s.arg(i);
        items.append(next);
    }
    QElapsedTimer timer;
    timer.start();
    EXPECT_EQ(merged(*store, feed, items).added.size(), 10'000);
    const qint64 first = timer.restart();
    EXPECT_TRUE(merged(*store, feed, items, noon + 5min).isEmpty());
    const qint64 again = timer.restart();
    EXPECT_EQ(stored(*store).size(), 200);
    const qint64 list = timer.restart();
    StoryQuery query;
    query.text = u"监管 7777"_s;
    EXPECT_EQ(stored(*store, query).size(), 1);
    query.text = u"bitcoin"_s;
    EXPECT_EQ(stored(*store, query).size(), 200);
    const qint64 search = timer.restart();
    EXPECT_EQ(unread(*store), 10'000);
    const qint64 count = timer.elapsed();
    std::cout << "10,000 stories: stored in " << first << " ms, seen again in " << again << " ms, listed in "
              << list << " ms, two searches " << search << " ms, counted in " << count << " ms\n";
    // Generous: the point is that nothing is quadratic, on a busy machine with sanitizers too.
    EXPECT_LT(first, 15'000);
    EXPECT_LT(again, 5'000);
    EXPECT_LT(list, 500);
    EXPECT_LT(search, 1'000);
}
