// Any one write of storing news fails: each fifth in turn, with WICKPOST_LONG=1 every one (figure R6 of
// platform.md 1.9).
#include "app/storage/sqlarticlestore.h"
#include "tests/storage/failingwrites.h"
#include "tests/storage/newsfile.h"
#include "tests/support/manualclock.h"
#include "tests/support/warnings.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

class WriteFaultsTest : public testing::TestWithParam<FailingWrites::Mode>
{
protected:
    WriteFaultsTest() { allowWarning(u"storage:"_s); }

    QString path(const QString &name) const { return m_folder.filePath(name); }

    // A run of the program over the file that stores one generation. True: it was told that this is kept.
    bool store(const QString &file, int generation)
    {
        ManualClock clock;
        Database database(clock, file);
        QSignalSpy opened(&database, &Database::opened);
        SqlArticleStore articles(database, plainRules());
        const auto stored = answerTo<ArticleChanges>([&](auto done) {
            return articles.merge(writtenFeed(), writtenNews(generation), writtenValidators(generation),
                                  writtenAt(generation), std::move(done));
        });
        return stored && database.state().mode == StorageState::Mode::Kept;
    }
    // Stores the generation as often as that takes writes, with another of them failing each time.
    void failEachWriteOf(int generation, const QString &before)
    {
        FailingWrites writes;
        const auto begin = [&](const QString &name) {
            const QString file = path(name);
            for (const char *part : {"", "-wal", "-shm"})
                QFile::remove(file + QLatin1String(part));
            EXPECT_TRUE(before.isEmpty() || QFile::copy(before, file));
            return file;
        };
        writes.failAt(0, FailingWrites::Mode::Once); // none
        ASSERT_TRUE(store(begin(u"whole.sqlite"_s), generation));
        const int all = writes.written();
        ASSERT_GT(all, 20);
        int refused = 0;
        const bool every = qEnvironmentVariableIntValue("WICKPOST_LONG") > 0;
        for (int n = 1; n <= all && !HasFailure(); n += every ? 1 : 5) {
            SCOPED_TRACE(testing::Message() << "write " << n << " of " << all);
            const QString file = begin(u"failed.sqlite"_s);
            writes.failAt(n, GetParam());
            const bool acknowledged = store(file, generation);
            EXPECT_GE(writes.written(), n);
            writes.failAt(0, FailingWrites::Mode::Once);
            refused += !acknowledged;
            isWholeAt(file, generation, acknowledged);
            EXPECT_TRUE(store(file, generation)) << "and the next run goes on with it";
            isWholeAt(file, generation, true);
        }
        EXPECT_GT(refused, 0);
        EXPECT_TRUE(QDir(m_folder.path()).entryList({u"*damaged*"_s}).isEmpty());
    }

private:
    static void isWholeAt(const QString &file, int generation, bool acknowledged)
    {
        NewsFile news(file);
        if (!news.isThere()) {
            EXPECT_FALSE(acknowledged || generation > 0);
            return;
        }
        news.isSound();
        news.isWhole();
        const int found = news.generation();
        EXPECT_LE(found, generation);
        EXPECT_GE(found, acknowledged ? generation : generation - 1);
        if (found >= 0)
            news.holdsUpTo(found);
    }

    QTemporaryDir m_folder;
};

TEST_P(WriteFaultsTest, WhicheverWriteOfAFetchFailsItIsStoredWholeOrNotAtAll)
{
    const QString before = path(u"before.sqlite"_s);
    ASSERT_TRUE(store(before, 0));
    failEachWriteOf(1, before);
}

TEST_P(WriteFaultsTest, WhicheverWriteOfTheFirstStartFailsTheNextOneWorks)
{
    failEachWriteOf(0, {});
}

INSTANTIATE_TEST_SUITE_P(Disk, WriteFaultsTest,
                         testing::Values(FailingWrites::Mode::Once, FailingWrites::Mode::FromThenOn),
                         [](const auto &info) {
                             return info.param == FailingWrites::Mode::Once ? "OneFails" : "AllFailFromThere";
                         });
