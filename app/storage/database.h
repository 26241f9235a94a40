#pragma once

#include "app/base/clock.h"
#include "app/storage/databasefile.h"

#include <QObject>
#include <QThread>
#include <atomic>
#include <functional>
#include <memory>

// The one database of a data folder (SQLite in WAL mode), on a thread of its own that alone touches the disk.
//
// Thread: called and answered on the thread that made it. Jobs run one after the other in the order of the
//         calls, on the storage thread: they take their values by copy and share nothing with the caller.
// Errors: losing the disk (full, read-only, locked) is told once by failed(); until mended() writes are
//         refused at once and reads go on. It is tried again each 60 s.
// End:    the destructor waits until what was asked for is written.
class Database : public QObject
{
    Q_OBJECT
public:
    // An empty path keeps everything in memory.
    Database(Clock &clock, const QString &file, QObject *parent = nullptr);
    Database(Clock &clock, const QString &file, QList<Migration> steps, QObject *parent = nullptr);
    ~Database() override;

    Clock &clock() const { return m_clock; }
    const StorageState &state() const { return m_state; }
    bool isFailing() const { return m_failing; }

    template <typename T> using Job = std::function<Result<T>(SqlConnection &)>;
    // Destroying the Request cancels the job if it has not begun.
    template <typename T> [[nodiscard]] Request read(Job<T> job, Reply<T> done)
    {
        return enqueue<T>(std::move(job), std::move(done), false);
    }
    // In one transaction (BEGIN IMMEDIATE), rolled back when the job or the commit fails. Destroying the
    // Request only drops the answer: what was asked for is written all the same.
    template <typename T> [[nodiscard]] Request write(Job<T> job, Reply<T> done)
    {
        return enqueue<T>(std::move(job), std::move(done), true);
    }

signals:
    // Soon after the start: what became of the file; and again when a locked file could be had after all, or
    // a large one turned out to be damaged. Jobs asked for before run after it.
    void opened(const StorageState &state);
    void failed(const Error &error);
    void mended();

private:
    struct Worker;
    struct Ticket
    {
        std::atomic<bool> cancelled{false};
    };
    class Pending final : public PendingRequest
    {
    public:
        explicit Pending(std::shared_ptr<Ticket> ticket) : m_ticket(std::move(ticket)) {}
        ~Pending() override { m_ticket->cancelled = true; }

    private:
        std::shared_ptr<Ticket> m_ticket;
    };

    template <typename T> Request enqueue(Job<T> job, Reply<T> done, bool writes)
    {
        auto ticket = std::make_shared<Ticket>();
        post([this, ticket, job = std::move(job), done = std::move(done), writes](SqlConnection &connection) {
            if (!writes && ticket->cancelled)
                return;
            Result<T> result = failure(Error::Kind::Storage, {});
            const auto run = [&]() -> Result<void> {
                result = job(connection);
                return result ? Result<void>() : Result<void>(tl::unexpected(result.error()));
            };
            const Result<void> outcome = writes ? transaction(connection, run) : guarded(connection, run);
            if (!outcome)
                result = tl::unexpected(outcome.error());
            deliver([this, ticket, done, writes, result = std::move(result)] {
                if (writes)
                    checkpointLater();
                if (!ticket->cancelled && done)
                    done(result);
            });
        });
        return std::make_unique<Pending>(std::move(ticket));
    }

    // On the storage thread
    void post(std::function<void(SqlConnection &)> job);
    Result<void> transaction(SqlConnection &connection, const std::function<Result<void>()> &run);
    Result<void> guarded(SqlConnection &connection, const std::function<Result<void>()> &run);
    void noteFailure(const Error &error);
    void open(UtcTime now);
    void giveUp(UtcTime now, const QString &why);
    void tryAgain(SqlConnection &connection, UtcTime now);
    // Back on the caller's
    void takeState(const StorageState &state, bool needsReading);
    void readThrough();
    void deliver(std::function<void()> call);
    void tryAgainLater();
    void checkpointLater();

    Clock &m_clock;
    StorageState m_state;
    bool m_failing = false;
    Request m_tryAgain, m_checkpoint, m_readLater;
    std::unique_ptr<QThread> m_reader; // reads a large file through, beside the work
    std::atomic<bool> m_ending{false};
    QThread m_thread;
    std::unique_ptr<Worker> m_worker;
};
