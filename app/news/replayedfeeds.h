#pragma once

#include "app/base/workerpool.h"
#include "app/news/articlestore.h"

#include <functional>

// Puts what a recording has of feeds into a store as if they had just told it, one at a time.
//
// Thread: the store's. What is no feed is passed over with a line in the log.
class ReplayedFeeds
{
public:
    ReplayedFeeds(ArticleStore &store, WorkerPool &workers) : m_store(store), m_workers(workers) {}

    // `at`: when it came. `done` runs once, after the call has returned, when its stories are stored; never
    // when another is played before that, or this is destroyed.
    void play(const FeedInfo &feed, const QByteArray &document, UtcTime at, std::function<void()> done);
    // The feed was read at that time, and had nothing new.
    void playUnchanged(const FeedInfo &feed, UtcTime at, std::function<void()> done);

private:
    void store(const FeedInfo &feed, const ParsedFeed &parsed, UtcTime at, std::function<void()> done);

    ArticleStore &m_store;
    WorkerPool &m_workers;
    Request m_step;
};
