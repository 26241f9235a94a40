#include "app/cli/feedcheck.h"

#include "app/news/memoryarticlestore.h"

namespace {
double atOnce()
{
    return 0.0;
}
} // namespace

FeedCheck::FeedCheck(Clock &clock, ArticleStore &store, PoliteRefresher::SourceMaker makeSource,
                     const QList<FeedEntry> &feeds)
    : m_feeds(feeds),
      m_nowhere(std::make_unique<MemoryArticleStore>()),
      m_kept(std::make_unique<PoliteRefresher>(clock, store, makeSource, atOnce)),
      m_tried(std::make_unique<PoliteRefresher>(clock, *m_nowhere, makeSource, atOnce))
{
    connect(m_kept.get(), &NewsRefresher::refreshFinished, this, &FeedCheck::ended);
    connect(m_tried.get(), &NewsRefresher::refreshFinished, this, &FeedCheck::ended);
}

FeedCheck::~FeedCheck() = default;

void FeedCheck::start()
{
    QList<FeedInfo> on, off;
    QList<FeedId> ids;
    for (const FeedEntry &entry : std::as_const(m_feeds)) {
        (entry.on ? on : off).append(entry.info);
        ids.append(entry.info.id);
    }
    m_kept->setFeeds(on);
    m_tried->setFeeds(off);
    m_kept->refresh(ids);
    m_tried->refresh(ids);
}

QList<FeedStatus> FeedCheck::results() const
{
    QList<FeedStatus> results;
    for (const FeedEntry &entry : m_feeds)
        results.append({entry, (entry.on ? *m_kept : *m_tried).health(entry.info.id)});
    return results;
}

void FeedCheck::ended()
{
    if (--m_running == 0)
        emit finished();
}
