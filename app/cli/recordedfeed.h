#pragma once

#include "app/exchanges/sourceservices.h"
#include "app/news/feedsource.h"

// A feed whose documents a recording hears of too, as they come over the wire. The first fetch asks for the
// whole, whatever an earlier run was told: a recording begins with what the feed says then.
class RecordedFeed final : public NewsSource
{
public:
    // All outlive it.
    RecordedFeed(const FeedInfo &info, HttpClient &http, WorkerPool &workers, const Clock &clock,
                 TrafficTap &tap);

    const FeedInfo &info() const override { return m_source->info(); }
    [[nodiscard]] Request fetch(const FeedValidators &last, Reply<FeedFetch> done) override;

private:
    class Heard final : public HttpClient
    {
    public:
        Heard(const FeedInfo &info, HttpClient &http, const Clock &clock, TrafficTap &tap)
            : m_info(info), m_http(http), m_clock(clock), m_tap(tap)
        {
        }
        [[nodiscard]] Request get(const HttpQuery &query, Reply<HttpAnswer> done) override;
        void embargo(const QString &host, MonoTime until) override { m_http.embargo(host, until); }
        std::optional<MonoTime> embargoedUntil(const QString &host) const override
        {
            return m_http.embargoedUntil(host);
        }

    private:
        const FeedInfo m_info;
        HttpClient &m_http;
        const Clock &m_clock;
        TrafficTap &m_tap;
    };

    Heard m_http;
    std::unique_ptr<NewsSource> m_source;
    bool m_begun = false;
};
