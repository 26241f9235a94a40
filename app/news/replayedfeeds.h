#pragma once

#include "app/base/workerpool.h"
#include "app/news/articlestore.h"

#include <functional>

// Puts the documents of a recording into a store as if their feeds had just told them, one at a time.
//
// Thread: the store's. What is no feed is passed over with a line in the log.
class ReplayedFeeds
{
public:
    ReplayedFeeds(ArticleStore &store, WorkerPool &workers) : m_store(store), m_workers(workers) {}

    // `at`: when it came. `done` runs once, after the call has returned, when its stories are stored; never
    // when another is played before that, or this is destroyed.
    void play(const FeedInfo &feed, const QByteArray &document, UtcTime at, std::function<void()> done);

private:
    ArticleStore &m_store;
    WorkerPool &m_workers;
    Request m_step;
};
