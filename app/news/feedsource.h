#pragma once

#include "app/base/workerpool.h"
#include "app/net/httpclient.h"
#include "app/news/newsservices.h"
#include "app/news/newssource.h"

// A feed over HTTP, or in a local file the user named: conditional GET, content hash, parsing on a worker.
//
// Unchanged is 304, or the bytes of last time: many servers ignore conditional requests. Anything that is not
// a feed is an error whatever its status: challenge pages and soft 404s come with 200. When the feed's
// address has none, its other addresses are tried in order; the error told is the first one's.
//
// A document that ends in the middle, or goes on beyond the limit, gives its whole items and a `problem`.
//
// Errors: FeedRequest::statusError and what HttpClient says · Malformed no feed · Storage a file. 410 is no
// error but `gone`.
class HttpNewsSource final : public NewsSource
{
public:
    static constexpr int mostItems = 500;           // of a fetch; the newest are kept
    static constexpr qint64 readOfCut = 256 * 1024; // of a longer document; see feedsource.cpp

    HttpNewsSource(FeedInfo info, FeedParse parse, HttpClient &http, WorkerPool &workers, const Clock &clock);

    const FeedInfo &info() const override { return m_info; }
    [[nodiscard]] Request fetch(const FeedValidators &last, Reply<FeedFetch> done) override;

private:
    FeedInfo m_info;
    FeedParse m_parse;
    HttpClient &m_http;
    WorkerPool &m_workers;
    const Clock &m_clock;
};

// The source of a listed feed, with the parser its format asks for. The format is one the feed list let
// through.
std::unique_ptr<NewsSource> makeNewsSource(const FeedInfo &info, HttpClient &http, WorkerPool &workers,
                                           const Clock &clock);
