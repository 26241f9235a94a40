#include "app/base/workerpool.h"

WorkerPool::WorkerPool(int threads)
{
    m_pool.setMaxThreadCount(threads);
}

WorkerPool::~WorkerPool()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void WorkerPool::start(std::function<void()> work)
{
    m_pool.start(std::move(work));
}
