#include "app/cli/recordedfeed.h"

RecordedFeed::RecordedFeed(const FeedInfo &info, HttpClient &http, WorkerPool &workers, const Clock &clock,
                           TrafficTap &tap)
    : m_http(info, http, clock, tap), m_source(makeNewsSource(info, m_http, workers, clock))
{
}

Request RecordedFeed::fetch(const FeedValidators &last, Reply<FeedFetch> done)
{
    return m_source->fetch(std::exchange(m_begun, true) ? last : FeedValidators{}, std::move(done));
}

Request RecordedFeed::Heard::get(const HttpQuery &query, Reply<HttpAnswer> done)
{
    return m_http.get(query, [this, done = std::move(done)](Result<HttpAnswer> answer) {
        if (answer && answer->status >= 200 && answer->status < 300)
            m_tap.document(m_info.source, m_info.url, answer->body, m_clock.now());
        else if (answer && answer->status == 304)
            m_tap.unchanged(m_info.source, m_info.url, m_clock.now());
        done(std::move(answer));
    });
}
