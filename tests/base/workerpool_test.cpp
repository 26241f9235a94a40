#include "app/base/workerpool.h"
#include "tests/support/waituntil.h"

#include <QSemaphore>
#include <QThread>
#include <gtest/gtest.h>
#include <optional>

TEST(WorkerPoolTest, WorksElsewhereAndAnswersHere)
{
    WorkerPool pool;
    QThread *workedOn = nullptr, *answeredOn = nullptr;
    const Request request = pool.run([] { return QThread::currentThread(); },
                                     [&](QThread *thread) {
                                         workedOn = thread;
                                         answeredOn = QThread::currentThread();
                                     });
    EXPECT_EQ(answeredOn, nullptr) << "answered before run() returned";
    ASSERT_TRUE(waitUntil([&] { return answeredOn != nullptr; }));
    EXPECT_NE(workedOn, QThread::currentThread());
    EXPECT_EQ(answeredOn, QThread::currentThread());
}

TEST(WorkerPoolTest, ADestroyedRequestIsNotAnswered)
{
    WorkerPool pool(1);
    int answers = 0;
    Request first = pool.run([] { return 1; }, [&](int) { ++answers; });
    const Request second = pool.run([] { return 2; }, [&](int) { answers += 10; });
    first.reset();
    ASSERT_TRUE(waitUntil([&] { return answers >= 10; }));
    EXPECT_EQ(answers, 10);
}

TEST(WorkerPoolTest, WorkCancelledBeforeItBeganIsSkipped)
{
    WorkerPool pool(1);
    QSemaphore hold;
    bool begun = false, last = false;
    const Request first = pool.run([&] { return hold.acquire(), 0; }, [](int) {});
    Request second = pool.run([&] { return begun = true; }, [](bool) {});
    const Request third = pool.run([] { return true; }, [&](bool value) { last = value; });
    second.reset();
    hold.release();
    ASSERT_TRUE(waitUntil([&] { return last; }));
    EXPECT_FALSE(begun);
}

TEST(WorkerPoolTest, ARequestMayBeDestroyedInItsOwnAnswer)
{
    WorkerPool pool;
    std::optional<Request> request;
    bool answered = false;
    request = pool.run([] { return 7; },
                       [&](int value) {
                           request.reset();
                           answered = value == 7;
                       });
    EXPECT_TRUE(waitUntil([&] { return answered; }));
}

TEST(WorkerPoolTest, DestroyingThePoolWaitsAndStaysSilent)
{
    QSemaphore hold;
    int answers = 0, worked = 0;
    Request request;
    {
        WorkerPool pool(1);
        request = pool.run([&] { return hold.acquire(), ++worked; }, [&](int) { ++answers; });
        hold.release();
    }
    QCoreApplication::processEvents();
    EXPECT_LE(worked, 1);
    EXPECT_EQ(answers, 0);
}
