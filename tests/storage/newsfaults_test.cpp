// A process that is killed in the middle of storing news (platform.md 1.6, case 66), for real.
#include "tests/storage/killedwriter.h"

#include "app/storage/sqlarticlestore.h"
#include "tests/news/storybuilder.h"
#include "tests/storage/newsfile.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <random>

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
        NewsFile news(file);
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
