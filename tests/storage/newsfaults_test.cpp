// A process that is killed in the middle of storing news (platform.md 1.6, case 66), for real.
#include "tests/storage/killedwriter.h"

#include "app/storage/sqlarticlestore.h"
#include "tests/news/storybuilder.h"
#include "tests/storage/writtennews.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <random>

namespace {
// Looks at a file that nobody has open.
class WrittenNews
{
public:
    explicit WrittenNews(const QString &file) { EXPECT_TRUE(m_connection.open(file)); }

    QVariant value(const QString &sql)
    {
        const auto found = m_connection.value(sql);
        EXPECT_TRUE(found) << (found ? "" : found.error().detail.toStdString());
        return found.value_or(QVariant());
    }
    bool isThere()
    {
        return value(u"SELECT count(*) FROM sqlite_master WHERE name = 'story_upkeep'"_s).toInt() == 1;
    }
    // -1: none.
    int generation()
    {
        const QVariant etag = value(u"SELECT etag FROM feeds WHERE id = 'wire'"_s);
        return etag.isNull() ? -1 : etag.toByteArray().toInt();
    }
    void isSound()
    {
        EXPECT_EQ(value(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
        const auto sound = m_connection.run(
            u"INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 0)"_s);
        EXPECT_TRUE(sound) << (sound ? "" : sound.error().detail.toStdString());
    }
    // Whatever belongs to a story is there, and nothing that belongs to none.
    void isWhole()
    {
        for (const QString &orphans : {
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM article_states)"_s,
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM article_bodies)"_s,
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM article_keys)"_s,
                 u"SELECT count(*) FROM articles WHERE id NOT IN (SELECT id FROM article_search_docsize)"_s,
                 u"SELECT count(*) FROM article_search_docsize WHERE id NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM article_states WHERE article NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM article_coins WHERE article NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM earlier_titles WHERE article NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM article_states WHERE cluster NOT IN (SELECT id FROM articles)"_s,
                 u"SELECT count(*) FROM articles a JOIN article_coins c ON c.article = a.id"
                 " WHERE c.sort_time <> a.sort_time"_s,
                 u"SELECT count(*) FROM (SELECT 1 FROM articles GROUP BY title HAVING count(*) > 1)"_s,
             })
            EXPECT_EQ(value(orphans).toInt(), 0) << orphans.toStdString();
    }
    // All of the generations up to the last, in their last wording, and nothing else.
    void holdsUpTo(int last)
    {
        EXPECT_EQ(value(u"SELECT count(*) FROM articles"_s).toInt(), (last + 1) * writtenStories);
        EXPECT_EQ(value(u"SELECT count(*) FROM earlier_titles"_s).toInt(), last * writtenStories);
        EXPECT_EQ(value(u"SELECT count(*) FROM articles WHERE title LIKE '%, updated'"_s).toInt(),
                  last * writtenStories);
    }

private:
    SqlConnection m_connection;
};
} // namespace

TEST(NewsFaults, AKilledRefreshLosesNoStoryAndDoublesNone)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"w.sqlite"_s);
    std::mt19937 random(std::random_device{}());
    int generation = -1, acknowledgements = 0;
    for (int round = 0; round < rounds() && !testing::Test::HasFailure(); ++round) {
        const int after = 30 + static_cast<int>(random() % 200);
        SCOPED_TRACE(testing::Message() << "round " << round << ", killed after " << after << " ms");
        const int acknowledged =
            writeUntilKilled({file, QString::number(std::max(generation, 0)), u"news"_s}, after);
        acknowledgements += acknowledged >= 0;
        if (!QFile::exists(file))
            continue; // killed before it began
        WrittenNews news(file);
        if (!news.isThere())
            continue; // killed before its tables were made
        news.isSound();
        news.isWhole();
        const int found = news.generation();
        EXPECT_GE(found, std::max(generation, acknowledged));
        if (found >= 0)
            news.holdsUpTo(found);
        generation = found;
    }
    EXPECT_GT(acknowledgements, 0) << "no round got as far as a commit";
    EXPECT_TRUE(QDir(folder.path()).entryList({u"*damaged*"_s}).isEmpty());
    // And the next run goes on with it.
    ManualClock clock;
    Database database(clock, file);
    SqlArticleStore store(database, plainRules());
    const auto again = answerTo<ArticleChanges>([&](auto done) {
        return store.merge(writtenFeed(), writtenNews(generation), writtenValidators(generation),
                           writtenAt(generation), std::move(done));
    });
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->isEmpty()) << "all of it is known";
}
