#include "app/net/networkhttpclient.h"

#include "app/base/log.h"
#include "app/net/hostrules.h"

#include <QPointer>
#include <algorithm>

using namespace std::chrono;

namespace {
constexpr int mostAtOnce = 6, mostPerHost = 2;
// Half of what the strictest weighted venue allows (Binance: 6,000 a minute, exchanges.md 1.6).
constexpr double weightPerSecond = 50, weightAtOnce = 300;
constexpr seconds bannedEmbargo{120}; // 418: banned for not heeding a 429

struct Handle final : PendingRequest
{
    explicit Handle(HttpJob *running) : job(running) {}
    ~Handle() override
    {
        if (job && !job->isFinished()) // inside its own `done` the job looks after itself
            delete job;
    }
    QPointer<HttpJob> job;
};
} // namespace

NetworkHttpClient::NetworkHttpClient(Clock &clock) : m_clock(clock) {}

NetworkHttpClient::~NetworkHttpClient()
{
    for (HttpJob *job : std::as_const(m_jobs))
        job->disconnect(this);
    qDeleteAll(std::exchange(m_jobs, {}));
}

NetworkHttpClient::Host &NetworkHttpClient::hostOf(const QString &key)
{
    const MonoTime now = m_clock.monotonic();
    const auto known = m_hosts.find(key);
    if (known == m_hosts.end())
        return *m_hosts.insert(key, Host{weightAtOnce, now, {}});
    known->tokens = std::min(weightAtOnce, known->tokens + duration<double>(now - known->filledAt).count() *
                                                               weightPerSecond);
    known->filledAt = now;
    return *known;
}

Request NetworkHttpClient::get(const HttpQuery &query, Reply<HttpAnswer> done)
{
    auto *job = new HttpJob(m_manager, m_clock, *this, query, std::move(done), this);
    connect(job, &HttpJob::finished, this, &NetworkHttpClient::release);
    connect(job, &HttpJob::headerArrived, this,
            [this, job](const QString &host, const HttpAnswer &head) { onHeader(host, head, job->query()); });
    if (const auto allowed = checkAddress(query.url, query.userNamed); !allowed) {
        QMetaObject::invokeMethod(
            job, [job, error = allowed.error()] { job->fail(error); }, Qt::QueuedConnection);
        return std::make_unique<Handle>(job);
    }
    m_jobs.append(job);
    connect(job, &QObject::destroyed, this, [this, job] { // cancelled
        if (m_jobs.removeOne(job))
            pumpSoon();
    });
    pumpSoon();
    return std::make_unique<Handle>(job);
}

int NetworkHttpClient::running(const QString &host) const
{
    return static_cast<int>(std::count_if(m_jobs.cbegin(), m_jobs.cend(), [&](const HttpJob *job) {
        return job->isRunning() && (host.isEmpty() || job->host() == host);
    }));
}

// Never before the call at hand has returned: its caller has not stored the Request yet.
void NetworkHttpClient::pumpSoon()
{
    QMetaObject::invokeMethod(this, &NetworkHttpClient::pump, Qt::QueuedConnection);
}

void NetworkHttpClient::pump()
{
    std::optional<milliseconds> wake;
    const auto waiting = m_jobs; // a `done` may add and cancel others
    for (HttpJob *job : waiting) {
        if (!m_jobs.contains(job) || job->isRunning())
            continue;
        Host &host = hostOf(job->host());
        const double weight = std::min<double>(job->query().weight, weightAtOnce);
        if (host.embargo > m_clock.monotonic()) {
            job->fail(embargoError(job->host(), host.embargo - m_clock.monotonic()));
        } else if (running({}) >= mostAtOnce || running(job->host()) >= mostPerHost) {
            continue; // release() comes back here
        } else if (host.tokens < weight) {
            const milliseconds rest{static_cast<qint64>((weight - host.tokens) / weightPerSecond * 1000) + 1};
            wake = wake ? std::min(*wake, rest) : rest;
        } else {
            host.tokens -= weight;
            job->start();
        }
    }
    m_wake = wake ? m_clock.after(*wake, [this] { pump(); }) : nullptr;
}

void NetworkHttpClient::release(HttpJob *job)
{
    m_jobs.removeOne(job);
    job->setParent(nullptr); // its `done` may destroy this client
    job->deleteLater();
    pumpSoon();
}

void NetworkHttpClient::onHeader(const QString &host, const HttpAnswer &head, const HttpQuery &query)
{
    const QByteArray named = head.header("retry-after");
    if (head.status != 429 && head.status != 418 && (head.status != 503 || named.isEmpty()))
        return;
    // A date is the server's: it is measured against the server's own clock where that is told.
    const UtcTime now = parseHttpDateHeader(head.header("date")).value_or(m_clock.now());
    seconds wait = parseRetryAfter(named, now).value_or(seconds{0});
    if (wait == seconds{0})
        wait = head.status == 418 ? std::max(bannedEmbargo, query.defaultEmbargo) : query.defaultEmbargo;
    qCInfo(logNet) << host << "answered" << head.status << "and gets no request for" << wait.count() << "s";
    embargo(host, m_clock.monotonic() + wait);
}

void NetworkHttpClient::embargo(const QString &host, MonoTime until)
{
    Host &of = hostOf(host);
    of.embargo = std::max(of.embargo, until);
    QMetaObject::invokeMethod(this, &NetworkHttpClient::pump,
                              Qt::QueuedConnection); // those that wait hear it now
}

std::optional<MonoTime> NetworkHttpClient::embargoedUntil(const QString &host) const
{
    const auto of = m_hosts.constFind(host);
    if (of == m_hosts.cend() || of->embargo <= m_clock.monotonic())
        return {};
    return of->embargo;
}

std::unique_ptr<HttpClient> makeHttpClient(Clock &clock)
{
    return std::make_unique<NetworkHttpClient>(clock);
}
