#pragma once

#include "app/base/request.h"

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <functional>

// Runs work that is perfectly separate (parsing a feed, decoding a long body) away from the calling thread
// and hands the result back. The work sees copies only: no object of the calling thread, no clock, no disk of
// the store's.
//
// Thread: made, called and answered on one thread. `done` runs once, after run() has returned, unless the
// Request is destroyed first; work that has not begun by then is skipped. Destroying the pool waits for what
// is running and answers nothing more.
class WorkerPool : public QObject
{
public:
    explicit WorkerPool(int threads = 2);
    ~WorkerPool() override;

    template <typename Work, typename Done> [[nodiscard]] Request run(Work work, Done done)
    {
        using Value = std::invoke_result_t<Work>;
        auto job = std::make_shared<Job<Value>>();
        job->done = std::move(done);
        start([this, job, work = std::move(work)] {
            if (job->cancelled)
                return;
            auto value = std::make_shared<Value>(work());
            QMetaObject::invokeMethod(
                this, [job, value] { job->finish(std::move(*value)); }, Qt::QueuedConnection);
        });
        return std::make_unique<Pending<Value>>(std::move(job));
    }

private:
    // `done` is touched by the calling thread alone; the worker only reads `cancelled`.
    template <typename Value> struct Job
    {
        std::function<void(Value)> done;
        std::atomic<bool> cancelled = false;
        void finish(Value value)
        {
            if (const auto call = std::exchange(done, nullptr))
                call(std::move(value));
        }
    };
    template <typename Value> struct Pending final : PendingRequest
    {
        explicit Pending(std::shared_ptr<Job<Value>> pending) : job(std::move(pending)) {}
        ~Pending() override
        {
            job->cancelled = true;
            job->done = nullptr;
        }
        std::shared_ptr<Job<Value>> job;
    };

    void start(std::function<void()> work);

    QThreadPool m_pool;
};
