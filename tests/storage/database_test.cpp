#include "app/storage/database.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"
#include "tests/support/warnings.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
const QList<Migration> notes{
    {QStringLiteral("notes"),
     {QStringLiteral("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")}}};

class DatabaseTest : public testing::Test
{
protected:
    QString path() const { return folder.filePath(QStringLiteral("wickpost.sqlite")); }
    std::unique_ptr<Database> open(const QList<Migration> &steps = notes)
    {
        auto database = std::make_unique<Database>(clock, path(), steps);
        EXPECT_TRUE(waitUntil([&] { return database->state().mode != StorageState::Mode::Opening; }));
        return database;
    }
    // Waits for the answer: true when it was written.
    bool write(Database &database, const QString &text)
    {
        std::optional<bool> written;
        const Request request = database.write<int>(
            [text](SqlConnection &c) -> Result<int> {
                const auto done = c.run(QStringLiteral("INSERT INTO notes (text) VALUES (?)"), {text});
                return done ? Result<int>(0) : Result<int>(tl::unexpected(done.error()));
            },
            [&](const Result<int> &result) { written = result.has_value(); });
        EXPECT_TRUE(waitUntil([&] { return written.has_value(); }));
        return written.value_or(false);
    }
    // -1: could not be read
    int count(Database &database)
    {
        std::optional<int> found;
        const Request request = database.read<int>(
            [](SqlConnection &c) -> Result<int> {
                const auto value = c.value(QStringLiteral("SELECT count(*) FROM notes"));
                return value ? Result<int>(value->toInt()) : Result<int>(tl::unexpected(value.error()));
            },
            [&](const Result<int> &result) { found = result.value_or(-1); });
        EXPECT_TRUE(waitUntil([&] { return found.has_value(); }));
        return found.value_or(-1);
    }
    void overwrite(qint64 from, const QByteArray &bytes) const
    {
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        file.seek(from);
        file.write(bytes);
    }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    // Begins a database with so many notes and closes it.
    void fill(int rows)
    {
        const auto database = open();
        for (int i = 0; i < rows; ++i)
            ASSERT_TRUE(write(*database, QString(500, u'x')));
    }

    QTemporaryDir folder;
    ManualClock clock;
};
} // namespace

TEST_F(DatabaseTest, KeepsWhatWasWrittenForTheNextStart)
{
    {
        const auto database = open();
        EXPECT_EQ(database->state().mode, StorageState::Mode::Kept);
        EXPECT_TRUE(write(*database, QStringLiteral("比特币")));
    }
    EXPECT_EQ(count(*open()), 1);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("wickpost.sqlite")});
}

TEST_F(DatabaseTest, WritesWhatWasAskedForBeforeItIsDestroyed)
{
    {
        const Database database(clock, path(), notes);
        for (int i = 0; i < 100; ++i) {
            std::ignore = const_cast<Database &>(database).write<int>(
                [](SqlConnection &c) -> Result<int> {
                    std::ignore = c.run(QStringLiteral("INSERT INTO notes (text) VALUES ('x')"));
                    return 0;
                },
                nullptr);
        }
    }
    EXPECT_EQ(count(*open()), 100);
}

TEST_F(DatabaseTest, RunsJobsOffTheCallersThreadAndAnswersOnIt)
{
    const auto database = open();
    const auto caller = QThread::currentThread();
    QThread *worked = nullptr, *answered = nullptr;
    const Request request = database->read<QThread *>(
        [](SqlConnection &) -> Result<QThread *> { return QThread::currentThread(); },
        [&](const Result<QThread *> &result) {
            worked = *result;
            answered = QThread::currentThread();
        });
    EXPECT_EQ(answered, nullptr);
    ASSERT_TRUE(waitUntil([&] { return answered != nullptr; }));
    EXPECT_NE(worked, caller);
    EXPECT_EQ(answered, caller);
}

TEST_F(DatabaseTest, AnswersComeInTheOrderOfTheCalls)
{
    const auto database = open();
    QList<int> order;
    std::vector<Request> requests;
    for (int i = 0; i < 20; ++i)
        requests.push_back(database->read<int>([i](SqlConnection &) -> Result<int> { return i; },
                                               [&](const Result<int> &result) { order.append(*result); }));
    ASSERT_TRUE(waitUntil([&] { return order.size() == 20; }));
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_F(DatabaseTest, ADestroyedRequestIsNotAnswered)
{
    const auto database = open();
    bool answered = false;
    database
        ->read<int>([](SqlConnection &) -> Result<int> { return 1; },
                    [&](const Result<int> &) { answered = true; })
        .reset();
    EXPECT_EQ(count(*database), 0);
    EXPECT_FALSE(answered);
}

TEST_F(DatabaseTest, AFailedJobLeavesNothingBehind)
{
    const auto database = open();
    std::optional<Error> error;
    const Request request = database->write<int>(
        [](SqlConnection &c) -> Result<int> {
            std::ignore = c.run(QStringLiteral("INSERT INTO notes (text) VALUES ('half')"));
            const auto done = c.run(QStringLiteral("INSERT INTO notes (text) VALUES (NULL)"));
            return done ? Result<int>(0) : Result<int>(tl::unexpected(done.error()));
        },
        [&](const Result<int> &result) { error = result.error(); });
    ASSERT_TRUE(waitUntil([&] { return error.has_value(); }));
    EXPECT_EQ(error->kind, Error::Kind::Storage);
    EXPECT_EQ(count(*database), 0);
    EXPECT_FALSE(database->isFailing()); // the statement was wrong, the disk is not
    EXPECT_TRUE(write(*database, QStringLiteral("next")));
}

TEST_F(DatabaseTest, BringsAnOlderFileUpToDateAndKeepsItsRows)
{
    fill(1);
    QList<Migration> two = notes;
    two.append(
        {QStringLiteral("stars"), {QStringLiteral("ALTER TABLE notes ADD COLUMN star INTEGER DEFAULT 0")}});
    const auto database = open(two);
    EXPECT_EQ(database->state().mode, StorageState::Mode::Kept);
    EXPECT_EQ(count(*database), 1);
}

TEST_F(DatabaseTest, AStepThatFailsLeavesTheFileAsItWas)
{
    allowWarning(QStringLiteral("not even in memory")); // the step is wrong everywhere
    fill(1);
    QList<Migration> broken = notes;
    broken.append({QStringLiteral("broken"),
                   {QStringLiteral("CREATE TABLE other (x)"), QStringLiteral("CREATE TABLE notes (x)")}});
    EXPECT_EQ(open(broken)->state().mode, StorageState::Mode::Temporary);
    const auto database = open();
    EXPECT_EQ(database->state().mode, StorageState::Mode::Kept);
    EXPECT_EQ(count(*database), 1);
}

TEST_F(DatabaseTest, AFileOfANewerVersionIsReadAndNotTouched)
{
    QList<Migration> newer = notes;
    newer.append({QStringLiteral("later"), {QStringLiteral("CREATE TABLE later (x)")}});
    {
        const auto database = open(newer);
        ASSERT_TRUE(write(*database, QStringLiteral("from the future")));
    }
    const QByteArray before = content();
    {
        const auto database = open();
        EXPECT_EQ(database->state().mode, StorageState::Mode::ReadOnly);
        EXPECT_EQ(database->state().cause, StorageState::Cause::Newer);
        EXPECT_EQ(count(*database), 1);
        EXPECT_FALSE(write(*database, QStringLiteral("no")));
    }
    EXPECT_EQ(content(), before);
}

TEST_F(DatabaseTest, DamagedFilesAreSetAsideWithTheirDateAndBegunAnew)
{
    const auto damages = std::map<std::string, std::function<void()>>{
        {"header", [&] { overwrite(0, QByteArray(100, '\x5a')); }},
        {"page", [&] { overwrite(4096 * 3, QByteArray(4096, '\x5a')); }},
        {"half", [&] { QFile::resize(path(), QFileInfo(path()).size() / 2); }},
        {"web page",
         [&] {
             QFile file(path());
             ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
             file.write("<!DOCTYPE html><html><body>Sign in</body></html>");
         }},
    };
    for (const auto &[name, damage] : damages) {
        SCOPED_TRACE(name);
        allowWarning(QStringLiteral("damaged database"));
        QDir(folder.path()).removeRecursively();
        QDir().mkpath(folder.path());
        fill(60);
        damage();
        const QByteArray damaged = content();
        const auto database = open();
        EXPECT_EQ(database->state().mode, StorageState::Mode::Kept);
        EXPECT_TRUE(database->state().setAside.contains(QStringLiteral(".damaged-20250913-014218")));
        QFile aside(database->state().setAside);
        ASSERT_TRUE(aside.open(QIODevice::ReadOnly));
        EXPECT_EQ(aside.readAll(), damaged);
        EXPECT_EQ(count(*database), 0);
        EXPECT_TRUE(write(*database, QStringLiteral("anew")));
    }
}

TEST_F(DatabaseTest, AnEmptyFileIsBegunAnew)
{
    QFile file(path());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    const auto database = open();
    EXPECT_EQ(database->state().mode, StorageState::Mode::Kept);
    EXPECT_TRUE(database->state().setAside.isEmpty());
    EXPECT_EQ(count(*database), 0);
}

TEST_F(DatabaseTest, AMissingFolderIsMade)
{
    Database database(clock, folder.filePath(QStringLiteral("a/b/wickpost.sqlite")), notes);
    ASSERT_TRUE(waitUntil([&] { return database.state().mode != StorageState::Mode::Opening; }));
    EXPECT_EQ(database.state().mode, StorageState::Mode::Kept);
}

TEST_F(DatabaseTest, AFolderThatCannotBeHadLeavesARunThatWorksAndEnds)
{
    QFile file(folder.filePath(QStringLiteral("a")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly)); // a file where the folder should be
    Database database(clock, folder.filePath(QStringLiteral("a/wickpost.sqlite")), notes);
    ASSERT_TRUE(waitUntil([&] { return database.state().mode != StorageState::Mode::Opening; }));
    EXPECT_EQ(database.state().mode, StorageState::Mode::Temporary);
    EXPECT_EQ(database.state().cause, StorageState::Cause::Unwritable);
    EXPECT_TRUE(write(database, QStringLiteral("for now")));
    EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseTest, WithoutAFileEverythingIsInMemory)
{
    Database database(clock, QString(), notes);
    EXPECT_TRUE(write(database, QStringLiteral("x")));
    EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseTest, AFileAnotherProgramHoldsIsReadUntilItIsFree)
{
    fill(1);
    SqlConnection other;
    ASSERT_TRUE(other.open(path()));
    ASSERT_TRUE(other.run(QStringLiteral("BEGIN IMMEDIATE")));
    const auto database = open();
    EXPECT_EQ(database->state().mode, StorageState::Mode::ReadOnly);
    EXPECT_EQ(database->state().cause, StorageState::Cause::Locked);
    EXPECT_EQ(count(*database), 1);
    EXPECT_FALSE(write(*database, QStringLiteral("no")));
    ASSERT_TRUE(other.run(QStringLiteral("COMMIT")));
    clock.advance(60s);
    ASSERT_TRUE(waitUntil([&] { return database->state().mode == StorageState::Mode::Kept; }));
    EXPECT_TRUE(write(*database, QStringLiteral("yes")));
}

TEST_F(DatabaseTest, AFullDiskIsToldOnceAndTriedEachMinute)
{
    allowWarning(QStringLiteral("storage:"));
    const auto database = open();
    ASSERT_TRUE(write(*database, QStringLiteral("before")));
    QSignalSpy failed(database.get(), &Database::failed), mended(database.get(), &Database::mended);
    const auto limit = [&](const QString &pages) {
        bool done = false;
        const Request request = database->read<int>(
            [pages](SqlConnection &c) -> Result<int> {
                std::ignore = c.run(QStringLiteral("PRAGMA max_page_count = ") + pages);
                return 0;
            },
            [&](const Result<int> &) { done = true; });
        EXPECT_TRUE(waitUntil([&] { return done; }));
    };
    limit(QStringLiteral("3"));
    const QString large(20'000, u'x');
    EXPECT_FALSE(write(*database, large));
    EXPECT_FALSE(write(*database, large));
    EXPECT_EQ(failed.count(), 1);
    EXPECT_EQ(count(*database), 1); // reads go on

    clock.advance(60s);
    EXPECT_EQ(count(*database), 1); // a round through the storage thread: it has tried
    EXPECT_EQ(mended.count(), 0);
    EXPECT_EQ(failed.count(), 1);
    limit(QStringLiteral("100000"));
    clock.advance(60s);
    ASSERT_TRUE(waitUntil([&] { return mended.count() == 1; }));
    EXPECT_TRUE(write(*database, large));
    EXPECT_EQ(count(*database), 2);
}
