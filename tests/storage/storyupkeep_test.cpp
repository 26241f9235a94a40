#include "tests/news/plainrules.h"
#include "tests/storage/newsdatabase.h"

namespace {
class StoryUpkeepTest : public NewsDatabaseTest
{
protected:
    void start(const StoryRules &rules)
    {
        open(rules);
        QObject::connect(store.get(), &ArticleStore::changed, store.get(),
                         [this](const ArticleChanges &changes) { heard += changes.updated.size(); });
    }
    // Lets the work go on until it is over, in steps of the clock.
    void work(std::chrono::milliseconds time = 20s)
    {
        for (auto passed = 0ms; passed < time; passed += 30ms) {
            clock.advance(30ms);
            unread(*store); // behind the step in the queue
        }
    }
    qsizetype tagged(const QString &symbol)
    {
        StoryQuery query;
        query.coins = {symbol};
        query.limit = 1000;
        return stored(*store, query).size();
    }
    void fill(int count)
    {
        QList<ParsedArticle> items;
        for (int i = 0; i < count; ++i)
            items.append(item(u"k%1"_s.arg(i), (i % 2 ? u"BTC rises %1"_s : u"Weather %1"_s).arg(i)));
        merged(*store, feedNamed(u"wire"_s), items);
    }

    qsizetype heard = 0;
};
} // namespace

TEST_F(StoryUpkeepTest, StoriesOfAnOlderVersionAreReadAnewInTheBackground)
{
    start({}); // no rules: as before there were any
    fill(100);
    EXPECT_EQ(tagged(u"BTC"_s), 0);
    heard = 0;
    start(plainRules());
    EXPECT_EQ(tagged(u"BTC"_s), 0) << "the start waits for nothing";
    work();
    EXPECT_EQ(tagged(u"BTC"_s), 50);
    EXPECT_EQ(heard, 50) << "only what changed is told";
    heard = 0;
    start(plainRules());
    work();
    EXPECT_EQ(heard, 0) << "once is enough";
    start(plainRules(2));
    work();
    EXPECT_EQ(heard, 0);
    EXPECT_EQ(value(u"SELECT count(*) FROM articles WHERE facts_version = 2"_s).toInt(), 100);
}

TEST_F(StoryUpkeepTest, WorkCutShortGoesOnInTheNextRun)
{
    start({});
    fill(100);
    start(plainRules());
    work(3s + 30ms);
    const qsizetype first = tagged(u"BTC"_s);
    EXPECT_GT(first, 0);
    EXPECT_LT(first, 50);
    start(plainRules());
    work();
    EXPECT_EQ(tagged(u"BTC"_s), 50);
}

TEST_F(StoryUpkeepTest, AnOldIndexIsBuiltAnew)
{
    start(plainRules());
    fill(30);
    execute(u"UPDATE articles SET words_version = 0"_s);
    execute(u"INSERT INTO article_search (article_search) VALUES ('delete-all')"_s);
    execute(u"UPDATE story_upkeep SET version = 0"_s);
    start(plainRules());
    StoryQuery query;
    query.text = u"rises"_s;
    EXPECT_EQ(stored(*store, query).size(), 0);
    work();
    EXPECT_EQ(stored(*store, query).size(), 15);
    execute(u"INSERT INTO article_search (article_search) VALUES ('integrity-check')"_s);
}

TEST_F(StoryUpkeepTest, ACorrectionReachesEveryStoryItConcernsAcrossRuns)
{
    start(plainRules());
    fill(100);
    heard = 0;
    store->correctTag({u"SUN"_s, u"Weather"_s, true});
    EXPECT_GT(tagged(u"SUN"_s), 0);
    EXPECT_LT(tagged(u"SUN"_s), 50) << "a few at a time";
    start(plainRules());
    work();
    EXPECT_EQ(tagged(u"SUN"_s), 50);
    EXPECT_EQ(value(u"SELECT count(*) FROM story_upkeep WHERE task <> 'rules'"_s).toInt(), 0);
    store->correctTag({u"SUN"_s, u"$!"_s, true}); // no word at all: nothing to look for
    EXPECT_EQ(tagged(u"SUN"_s), 50);
}

TEST_F(StoryUpkeepTest, NewWorkDuringAStepIsNotForgotten)
{
    start(plainRules());
    fill(10);
    store->correctTag({u"SUN"_s, u"weather"_s, true});
    store->correctTag({u"RAIN"_s, u"weather"_s, true});
    work(1s);
    EXPECT_EQ(tagged(u"RAIN"_s), 5);
    EXPECT_EQ(tagged(u"SUN"_s), 5);
}

TEST_F(StoryUpkeepTest, ADatabaseOfTheFirstReleaseIsBroughtUpToDate)
{
    {
        // As the first release left it: its own three steps and a story.
        SqlConnection old;
        ASSERT_TRUE(old.open(folder.filePath(u"wickpost.sqlite"_s)));
        for (const Migration &step : schema().mid(0, 3))
            for (const QString &statement : step.statements)
                ASSERT_TRUE(old.run(statement)) << statement.toStdString();
        ASSERT_TRUE(old.run(u"PRAGMA user_version = 3"_s));
        ASSERT_TRUE(
            old.run(u"INSERT INTO articles VALUES (1, 'wire', 'Wire', '', 'en', 'BTC rises', '', '', '',"
                    " 1757764800000, 1757764800000, 'Summary', 0, x'00')"_s));
        ASSERT_TRUE(old.run(u"INSERT INTO article_bodies VALUES (1, '<p>Körper</p>')"_s));
        ASSERT_TRUE(old.run(u"INSERT INTO article_keys VALUES ('wire', 'k', 1)"_s));
        ASSERT_TRUE(old.run(u"INSERT INTO article_states VALUES (1, 0, 1, 1757764800000)"_s));
        ASSERT_TRUE(old.run(u"INSERT INTO article_search (rowid, words) VALUES (1, 'btc rises')"_s));
    }
    start(plainRules());
    const Story before = whole(*store, {1});
    EXPECT_EQ(before.article.title, u"BTC rises"_s);
    EXPECT_EQ(before.cluster, ArticleId{1});
    EXPECT_TRUE(before.state.saved);
    EXPECT_EQ(unread(*store), 1);
    work();
    EXPECT_EQ(tagged(u"BTC"_s), 1);
    StoryQuery query;
    query.text = u"korper"_s;
    EXPECT_EQ(stored(*store, query).size(), 1);
    EXPECT_EQ(value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}
