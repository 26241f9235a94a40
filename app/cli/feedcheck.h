#pragma once

#include "app/cli/feedlines.h"
#include "app/news/politerefresher.h"

// Fetches feeds once, now, as politely as ever, and says how each fared. What comes from feeds that are on is
// stored; those that are off are only tried.
class FeedCheck : public QObject
{
    Q_OBJECT
public:
    // `feeds` in the order of the results. All must outlive it.
    FeedCheck(Clock &clock, ArticleStore &store, PoliteRefresher::SourceMaker makeSource,
              const QList<FeedEntry> &feeds);
    ~FeedCheck() override;
    void start();
    QList<FeedStatus> results() const;

signals:
    void finished();

private:
    void ended();

    QList<FeedEntry> m_feeds;
    std::unique_ptr<ArticleStore> m_nowhere;
    std::unique_ptr<PoliteRefresher> m_kept, m_tried; // feeds that are on, and off
    int m_running = 2;
};
