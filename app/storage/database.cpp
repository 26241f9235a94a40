#include "app/storage/database.h"

#include "app/base/log.h"

using namespace std::chrono_literals;

namespace {
constexpr auto retryAfter = 60s;
constexpr auto readAfter = 10s;       // the start is over
constexpr auto checkpointAfter = 60s; // the log must not grow for weeks

Result<void> inTransaction(SqlConnection &connection, const std::function<Result<void>()> &run)
{
    // Not a plain BEGIN: a read that turns into a write fails at once when another one committed meanwhile,
    // whatever the busy timeout (platform.md 1.7).
    if (const auto begun = connection.run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return tl::unexpected(begun.error());
    Result<void> outcome = run();
    if (outcome) {
        if (const auto kept = connection.run(QStringLiteral("COMMIT")); !kept)
            outcome = tl::unexpected(kept.error());
    }
    if (!outcome)
        connection.rollback();
    return outcome;
}

// Room for a few rows, not merely for none; what it writes is gone again afterwards.
Result<void> tryWriting(SqlConnection &connection)
{
    for (const char *sql :
         {"CREATE TABLE wickpost_trial (x)", "INSERT INTO wickpost_trial VALUES (zeroblob(65536))",
          "DROP TABLE wickpost_trial"}) {
        if (const auto done = connection.run(QString::fromLatin1(sql)); !done)
            return tl::unexpected(done.error());
    }
    return {};
}
} // namespace

// Lives on the storage thread; only its event loop touches what is in here.
struct Database::Worker : QObject
{
    Worker(const QString &path, QList<Migration> steps) : file(path, std::move(steps)) {}
    DatabaseFile file;
    bool failing = false; // the last write failed for the disk's sake
    StorageState state;
};

Database::Database(Clock &clock, const QString &file, QObject *parent)
    : Database(clock, file, schema(), parent)
{
}

Database::Database(Clock &clock, const QString &file, QList<Migration> steps, QObject *parent)
    : QObject(parent), m_clock(clock), m_worker(std::make_unique<Worker>(file, std::move(steps)))
{
    m_thread.setObjectName(QStringLiteral("storage"));
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    post([this, now = clock.now()](SqlConnection &) { open(now); });
}

Database::~Database()
{
    m_ending = true;
    if (m_reader)
        m_reader->wait();
    post([](SqlConnection &connection) {
        connection.close(); // on the thread that opened it; SQLite empties the log into the file then
        QThread::currentThread()->quit();
    });
    m_thread.wait();
}

// ---- On the storage thread ----

void Database::post(std::function<void(SqlConnection &)> job)
{
    Worker *worker = m_worker.get();
    QMetaObject::invokeMethod(
        worker, [worker, job = std::move(job)] { job(worker->file.connection()); }, Qt::QueuedConnection);
}

void Database::open(UtcTime now)
{
    m_worker->state = m_worker->file.open(now);
    deliver([this, state = m_worker->state, needsReading = m_worker->file.needsReading()] {
        takeState(state, needsReading);
    });
}

void Database::giveUp(UtcTime now, const QString &why)
{
    m_worker->state = m_worker->file.giveUp(now, why);
    deliver([this, state = m_worker->state] { takeState(state, false); });
}

Result<void> Database::transaction(SqlConnection &connection, const std::function<Result<void>()> &run)
{
    if (m_worker->state.mode == StorageState::Mode::ReadOnly)
        return failure(Error::Kind::Storage, QStringLiteral("the database is only read in this run"));
    if (m_worker->failing)
        return failure(Error::Kind::Storage,
                       QStringLiteral("the disk can't be written; it is tried each minute"));
    return guarded(connection, [&] { return inTransaction(connection, run); });
}

Result<void> Database::guarded(SqlConnection &connection, const std::function<Result<void>()> &run)
{
    connection.forgetFailure();
    const Result<void> outcome = run();
    if (!outcome && connection.storageFailed())
        noteFailure(outcome.error());
    return outcome;
}

void Database::noteFailure(const Error &error)
{
    if (std::exchange(m_worker->failing, true))
        return;
    deliver([this, error] {
        qCWarning(logStorage).noquote() << "storage:" << error.detail;
        m_failing = true;
        emit failed(error);
        tryAgainLater();
    });
}

void Database::tryAgain(SqlConnection &connection, UtcTime now)
{
    if (m_worker->state.cause == StorageState::Cause::Locked)
        return open(now);
    const Result<void> outcome = inTransaction(connection, [&] { return tryWriting(connection); });
    m_worker->failing = !outcome;
    deliver([this, works = !m_worker->failing] {
        if (!works)
            return tryAgainLater();
        m_failing = false;
        emit mended();
    });
}

// ---- On the caller's thread ----

void Database::takeState(const StorageState &state, bool needsReading)
{
    if (std::exchange(m_state, state) != state)
        emit opened(m_state);
    if (state.cause == StorageState::Cause::Locked)
        tryAgainLater();
    if (needsReading && state.mode == StorageState::Mode::Kept)
        m_readLater = m_clock.after(readAfter, [this] { readThrough(); });
}

void Database::readThrough()
{
    m_reader.reset(QThread::create([this, file = m_worker->file.path()] {
        const QString damage = DatabaseFile::damageIn(file, [this] { return !m_ending; });
        if (damage.isEmpty())
            return;
        deliver([this, damage] {
            post([this, now = m_clock.now(), damage](SqlConnection &) { giveUp(now, damage); });
        });
    }));
    m_reader->setObjectName(QStringLiteral("storage check"));
    m_reader->start(QThread::LowestPriority);
}

void Database::deliver(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void Database::tryAgainLater()
{
    m_tryAgain = m_clock.after(retryAfter, [this] {
        m_tryAgain.reset();
        post([this, now = m_clock.now()](SqlConnection &connection) { tryAgain(connection, now); });
    });
}

void Database::checkpointLater()
{
    if (m_checkpoint)
        return;
    m_checkpoint = m_clock.after(checkpointAfter, [this] {
        m_checkpoint.reset();
        post([](SqlConnection &connection) {
            std::ignore = connection.value(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
        });
    });
}
