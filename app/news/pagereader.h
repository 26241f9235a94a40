#pragma once

#include "app/base/workerpool.h"
#include "app/net/httpclient.h"
#include "app/news/hostqueue.h"
#include "app/news/readability.h"

// Which page, and what it should be about.
struct PageRequest
{
    QUrl link;
    QString headline;       // of the story; empty: any page will do
    QString language;       // of the story: for bytes whose encoding nobody names
    bool userNamed = false; // the user named this host: plain http and private addresses are allowed
};

// Reads the article of a web page, when a person asked for it: one page a host at a time, without scripts,
// pictures, cookies or Referer. http becomes https but for hosts the user named. Pages that are not what was
// asked for (bot checks, consent walls, soft 404s, another story) are errors and never taken for the article.
//
// Errors: `detail` is a sentence for people. Refused: the site doesn't want us · Rejected: there is no such
// page · Malformed: there is no article on it · Network, Timeout, RateLimited as HttpClient. Thread: as
// NewsSource; Requests may outlive the reader, not the HttpClient and the pool.
class PageReader
{
public:
    static constexpr qint64 bodyLimit = 4 * 1024 * 1024;
    static constexpr std::chrono::seconds totalLimit{30};

    PageReader(HttpClient &http, WorkerPool &workers, const Clock &clock)
        : m_http(http), m_workers(workers), m_clock(clock)
    {
    }
    [[nodiscard]] Request read(const PageRequest &page, Reply<PageArticle> done);

private:
    HttpClient &m_http;
    WorkerPool &m_workers;
    const Clock &m_clock;
    HostQueue m_hosts;
};

// What a page's bytes hold, or why not; the sentence names `host`. Pure.
Result<PageArticle> articleOfPage(const QByteArray &body, const QByteArray &contentType, const QUrl &address,
                                  const PageRequest &asked);
