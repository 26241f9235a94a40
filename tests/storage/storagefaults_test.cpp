// Faults of the disk and of the process (platform.md 1.6, cases 62 and 66), for real.
#include "app/storage/database.h"
#include "app/storage/quoterows.h"
#include "tests/storage/killedwriter.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"
#include "tests/support/warnings.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <csignal>
#include <gtest/gtest.h>
#include <random>
#include <sys/resource.h>

using namespace std::chrono_literals;

namespace {
// The generation in the file, -1 for none; fails the test when the file is not whole.
int generationIn(const QString &file, int *rows)
{
    SqlConnection connection;
    EXPECT_TRUE(connection.open(file));
    EXPECT_EQ(connection.value(QStringLiteral("PRAGMA integrity_check"))->toString(), QStringLiteral("ok"));
    const auto stored = readQuotes(connection);
    if (!stored || stored->tickers.isEmpty())
        return -1; // killed before the first commit
    *rows = static_cast<int>(stored->tickers.size() + stored->trends.size());
    const double written = stored->tickers[0].last.toDouble();
    for (const Ticker &ticker : stored->tickers)
        EXPECT_EQ(ticker.last.toDouble(), written);
    for (const QList<float> &trend : stored->trends)
        EXPECT_EQ(trend, QList<float>(96, static_cast<float>(written)));
    return static_cast<int>(written) - 1;
}

// The largest file this process may write; put back at the end.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limited = m_before;
        limited.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};
} // namespace

TEST(StorageFaults, AKilledWriterLosesNothingItAcknowledgedAndLeavesNoHalves)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("w.sqlite"));
    std::mt19937 random(std::random_device{}());
    int generation = -1, acknowledgements = 0;
    for (int round = 0; round < rounds() && !testing::Test::HasFailure(); ++round) {
        const int after = 20 + static_cast<int>(random() % 150);
        SCOPED_TRACE(testing::Message() << "round " << round << ", killed after " << after << " ms");
        const int acknowledged = writeUntilKilled({file, QString::number(generation + 1)}, after);
        int rows = 40;
        const int found = generationIn(file, &rows);
        EXPECT_EQ(rows, 40);
        EXPECT_GE(found, std::max(generation, acknowledged));
        acknowledgements += acknowledged >= 0;
        generation = found;
    }
    EXPECT_GT(acknowledgements, 0) << "no round got as far as a commit";
    EXPECT_TRUE(QDir(folder.path()).entryList({QStringLiteral("*damaged*")}).isEmpty());
}

TEST(StorageFaults, ADiskThatTakesNoMoreIsToldOnceAndLeavesASoundFile)
{
    allowWarning(QStringLiteral("storage:"));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("w.sqlite"));
    ManualClock clock;
    {
        Database database(clock, file);
        QSignalSpy failed(&database, &Database::failed), mended(&database, &Database::mended);
        const auto write = [&](int coins) {
            std::optional<bool> done;
            QHash<AssetId, QList<float>> trends;
            for (int i = 0; i < coins; ++i)
                trends.insert(AssetId{QStringLiteral("coin%1").arg(i)}, QList<float>(96, 1.0F));
            const Request request = database.write<int>(
                [trends](SqlConnection &c) -> Result<int> {
                    const auto written = writeTrends(c, trends, {});
                    return written ? Result<int>(0) : Result<int>(tl::unexpected(written.error()));
                },
                [&](const Result<int> &result) { done = result.has_value(); });
            EXPECT_TRUE(waitUntil([&] { return done.has_value(); }));
            return done.value_or(false);
        };
        ASSERT_TRUE(write(10));
        {
            const FileSizeLimit limit(256 * 1024);
            EXPECT_FALSE(write(4000));
            EXPECT_FALSE(write(1));
            EXPECT_EQ(failed.count(), 1);
        }
        EXPECT_FALSE(write(1)); // not before it was tried again
        clock.advance(60s);
        ASSERT_TRUE(waitUntil([&] { return mended.count() == 1; }));
        EXPECT_TRUE(write(4000));
    }
    SqlConnection connection;
    ASSERT_TRUE(connection.open(file));
    EXPECT_EQ(connection.value(QStringLiteral("PRAGMA integrity_check"))->toString(), QStringLiteral("ok"));
    EXPECT_EQ(readQuotes(connection)->trends.size(), 4000);
}

// Case 65 at any place: whatever single byte or block is wrong, the start ends with a database that works.
TEST(StorageFaults, AnyFlippedBytesEndWithADatabaseThatWorks)
{
    allowWarning(QStringLiteral("damaged database"));
    allowWarning(QStringLiteral("stored"));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("w.sqlite"));
    const QString pristine = folder.filePath(QStringLiteral("pristine"));
    ManualClock clock;
    {
        Database database(clock, file);
        QHash<AssetId, QList<float>> trends;
        for (int i = 0; i < 100; ++i)
            trends.insert(AssetId{QStringLiteral("coin%1").arg(i)}, QList<float>(96, 1.0F));
        std::ignore = database.write<int>(
            [trends](SqlConnection &c) -> Result<int> {
                std::ignore = writeTrends(c, trends, {});
                return 0;
            },
            nullptr);
    }
    ASSERT_TRUE(QFile::copy(file, pristine));
    std::mt19937 random(11);
    for (int round = 0; round < rounds() * 3; ++round) {
        QFile::remove(file);
        ASSERT_TRUE(QFile::copy(pristine, file));
        QFile damaged(file);
        ASSERT_TRUE(damaged.open(QIODevice::ReadWrite));
        const qint64 at = static_cast<qint64>(random()) % damaged.size();
        damaged.seek(at);
        QByteArray bytes(1 << (random() % 8), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random());
        damaged.write(bytes.left(damaged.size() - at));
        damaged.close();
        SCOPED_TRACE(testing::Message() << bytes.size() << " bytes at " << at);
        Database database(clock, file);
        std::optional<bool> written;
        const Request request = database.write<int>(
            [](SqlConnection &c) -> Result<int> {
                const auto done = writeTrends(c, {{AssetId{QStringLiteral("new")}, {1.0F}}}, {});
                return done ? Result<int>(0) : Result<int>(tl::unexpected(done.error()));
            },
            [&](const Result<int> &result) { written = result.has_value(); });
        ASSERT_TRUE(waitUntil([&] { return written.has_value(); }));
        EXPECT_TRUE(*written ||
                    database.state().mode == StorageState::Mode::ReadOnly); // a newer version, perhaps
    }
}

// A large file is not read through before the first page of news; damage in it is found soon after.
TEST(StorageFaults, DamageInALargeFileIsFoundAfterTheStart)
{
    allowWarning(QStringLiteral("damaged database"));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("w.sqlite"));
    ManualClock clock;
    const auto run = [](Database &database, const QString &sql) {
        std::optional<bool> done;
        const Request request = database.write<int>(
            [sql](SqlConnection &c) -> Result<int> {
                const auto ran = c.run(sql);
                return ran ? Result<int>(0) : Result<int>(tl::unexpected(ran.error()));
            },
            [&](const Result<int> &result) { done = result.has_value(); });
        return waitUntil([&] { return done.has_value(); }) && *done;
    };
    {
        Database database(clock, file);
        ASSERT_TRUE(
            run(database, QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                         " WHERE i < 500) INSERT INTO article_bodies (article, html)"
                                         " SELECT i, hex(zeroblob(10000)) FROM n")));
    }
    ASSERT_GT(QFileInfo(file).size(), 8'000'000);
    const auto start = [&](bool damaged) {
        Database database(clock, file);
        QSignalSpy opened(&database, &Database::opened);
        EXPECT_TRUE(opened.wait());
        EXPECT_EQ(database.state().mode, StorageState::Mode::Kept);
        EXPECT_EQ(database.state().setAside, QString()) << "nobody has looked yet";
        clock.advance(std::chrono::seconds{10});
        if (damaged) {
            EXPECT_TRUE(waitUntil([&] { return !database.state().setAside.isEmpty(); }));
            EXPECT_EQ(database.state().mode, StorageState::Mode::Kept);
            EXPECT_TRUE(run(database, QStringLiteral("DELETE FROM article_bodies"))) << "a new file works";
        }
    };
    start(false);
    {
        QFile broken(file);
        ASSERT_TRUE(broken.open(QIODevice::ReadWrite));
        broken.seek(broken.size() / 2);
        broken.write(QByteArray(300'000, '\x55'));
    }
    start(true);
    start(false);
}
