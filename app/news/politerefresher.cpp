#include "app/news/politerefresher.h"

#include "app/news/feedpace.h"
#include "app/news/politefeed.h"
#include "app/news/refreshpace.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
constexpr int mostAtOnce = 4;
constexpr double intervalJitter = 0.1;

bool sameRequest(const FeedInfo &a, const FeedInfo &b)
{
    return a.id == b.id && a.url == b.url && a.otherUrls == b.otherUrls && a.headers == b.headers &&
           a.format == b.format;
}

bool wantsNetwork(const FeedHealth &health)
{
    return health.lastError &&
           (health.lastError->kind == Error::Kind::Network || health.lastError->kind == Error::Kind::Timeout);
}
} // namespace

PoliteRefresher::PoliteRefresher(Clock &clock, ArticleStore &store, SourceMaker makeSource,
                                 std::function<double()> random, QObject *parent)
    : NewsRefresher(parent),
      m_clock(clock),
      m_store(store),
      m_makeSource(std::move(makeSource)),
      m_random(std::move(random))
{
}

PoliteRefresher::~PoliteRefresher() = default;

void PoliteRefresher::setFeeds(const QList<FeedInfo> &feeds)
{
    std::vector<std::unique_ptr<Feed>> before = std::exchange(m_feeds, {});
    for (const FeedInfo &info : feeds) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const auto &feed) {
            return feed && sameRequest(feed->info, info);
        });
        if (same != before.end()) {
            m_feeds.push_back(std::move(*same));
            relist(*m_feeds.back(), info);
            continue;
        }
        auto feed = std::make_unique<Feed>();
        feed->info = info;
        feed->source = m_makeSource(info);
        feed->due =
            m_clock.monotonic() +
            milliseconds{static_cast<qint64>(m_random() * milliseconds{RefreshPace::startSpread}.count())};
        m_feeds.push_back(std::move(feed));
    }
    QList<FeedId> ended;
    for (const auto &feed : before) {
        if (!feed)
            continue;
        ended.append(feed->info.id);
        if (feed->fetching) {
            --m_running;
            m_hostsBusy.remove(feed->host);
        }
    }
    before.clear();
    for (const FeedId &id : std::as_const(ended))
        settle(id);
    pump();
}

// The same requests under another name or interval: nothing has to be fetched for that.
void PoliteRefresher::relist(Feed &feed, const FeedInfo &info)
{
    if (feed.info == info)
        return;
    feed.info = info;
    feed.source = m_makeSource(info);
    if (feed.lastDone && feed.failures == 0)
        feed.due = *feed.lastDone + interval(feed);
}

QList<FeedInfo> PoliteRefresher::feeds() const
{
    QList<FeedInfo> list;
    for (const auto &feed : m_feeds)
        list.append(feed->info);
    return list;
}

PoliteRefresher::Feed *PoliteRefresher::find(const FeedId &id) const
{
    for (const auto &feed : m_feeds)
        if (feed->info.id == id)
            return feed.get();
    return nullptr;
}

FeedHealth PoliteRefresher::health(const FeedId &id) const
{
    const Feed *feed = find(id);
    if (!feed) {
        FeedHealth off;
        off.state = FeedHealth::State::Off;
        return off;
    }
    FeedHealth health = feed->health;
    if (const auto at = readyAt(*feed)) {
        const auto in = std::max(*at - m_clock.monotonic(), milliseconds{0});
        health.nextTry = m_clock.now() + in;
    }
    return health;
}

std::optional<UtcTime> PoliteRefresher::lastSuccess() const
{
    UtcTime last{};
    for (const auto &feed : m_feeds)
        last = std::max(last, feed->health.lastSuccess);
    return isKnown(last) ? std::optional(last) : std::nullopt;
}

void PoliteRefresher::refreshAll()
{
    for (const auto &feed : m_feeds)
        askFor(*feed);
    finishIfNoneAwaited();
    pump();
}

void PoliteRefresher::refresh(const QList<FeedId> &feeds)
{
    for (const FeedId &id : feeds) {
        Feed *feed = find(id);
        if (!feed)
            continue;
        feed->insisted = true;
        if (feed->health.state == FeedHealth::State::Gone) {
            feed->health.state = FeedHealth::State::Waiting;
            feed->due = feed->userMay;
        }
        askFor(*feed);
    }
    finishIfNoneAwaited();
    pump();
}

// As soon as the servers' own word allows.
void PoliteRefresher::askFor(Feed &feed)
{
    const MonoTime now = m_clock.monotonic();
    if (feed.fetching) {
        m_awaited.insert(feed.info.id);
        return;
    }
    if (feed.health.state == FeedHealth::State::Gone || feed.userMay > now ||
        hostFree(feed.nextHost()) > now + RefreshPace::hostGap)
        return;
    feed.due = now;
    m_awaited.insert(feed.info.id);
}

void PoliteRefresher::finishIfNoneAwaited()
{
    if (m_awaited.isEmpty())
        m_finishLater = m_clock.after(0ms, [this] { emit refreshFinished(); });
}

void PoliteRefresher::setHidden(bool hidden)
{
    if (m_hidden == hidden)
        return;
    m_hidden = hidden;
    for (const auto &feed : m_feeds)
        if (feed->lastDone && feed->failures == 0)
            feed->due = *feed->lastDone + interval(*feed);
    pump();
}

void PoliteRefresher::wake()
{
    for (const auto &feed : m_feeds) {
        if (!wantsNetwork(feed->health) || feed->fetching)
            continue;
        const auto soon =
            milliseconds{static_cast<qint64>(m_random() * milliseconds{RefreshPace::startSpread}.count())};
        feed->due = std::min(feed->due, m_clock.monotonic() + soon);
        feed->failures = 0;
    }
    pump();
}

MonoTime PoliteRefresher::hostFree(const QString &host) const
{
    return m_hostFree.value(host, MonoTime::min());
}

// When the feed may begin; nothing while it is under way, gone, or another feed of its host is.
std::optional<MonoTime> PoliteRefresher::readyAt(const Feed &feed) const
{
    if (feed.fetching || feed.health.state == FeedHealth::State::Gone)
        return std::nullopt;
    return std::max(feed.due, hostFree(feed.nextHost()));
}

PoliteRefresher::Feed *PoliteRefresher::nextReady() const
{
    const MonoTime now = m_clock.monotonic();
    Feed *best = nullptr;
    for (const auto &feed : m_feeds) {
        const auto at = readyAt(*feed);
        if (at && *at <= now && !m_hostsBusy.contains(feed->nextHost()) && (!best || feed->due < best->due))
            best = feed.get();
    }
    return best;
}

// Begins what is due and may begin, and arms the timer for what comes next.
void PoliteRefresher::pump()
{
    while (m_running < mostAtOnce) {
        Feed *feed = nextReady();
        if (!feed)
            break;
        begin(*feed);
    }
    m_timer.reset();
    if (m_running >= mostAtOnce)
        return; // the next end pumps
    std::optional<MonoTime> next;
    for (const auto &feed : m_feeds) {
        const auto at = readyAt(*feed);
        if (at && !m_hostsBusy.contains(feed->nextHost()))
            next = std::min(*at, next.value_or(*at));
    }
    if (next)
        m_timer = m_clock.after(std::max(*next - m_clock.monotonic(), milliseconds{0}), [this] { pump(); });
}

void PoliteRefresher::begin(Feed &feed)
{
    ++m_running;
    feed.fetching = true;
    feed.host = feed.nextHost();
    if (!feed.host.isEmpty())
        m_hostsBusy.insert(feed.host);
    feed.health.state = FeedHealth::State::Fetching;
    if (feed.lastLoaded) {
        fetch(feed);
    } else {
        feed.step = m_store.validators(feed.info.id, [this, &feed](const Result<FeedValidators> &stored) {
            // Without them the feed is fetched whole: dearer, not wrong.
            feed.last = stored.value_or(FeedValidators{});
            feed.lastLoaded = stored.has_value();
            if (remembers(feed))
                return ended(feed);
            // It moved in an earlier run: that host has its own turn.
            if (feed.nextHost() != feed.host)
                return postpone(feed);
            fetch(feed);
        });
    }
    const FeedId id = feed.info.id;
    emit healthChanged(id); // may change the list of feeds
}

// What an earlier run was told still holds. True: the feed must not be asked now.
bool PoliteRefresher::remembers(Feed &feed)
{
    if (feed.last.url != feed.info.url)
        return false;
    recall(feed);
    if (feed.last.gone && !feed.insisted) {
        feed.health.state = FeedHealth::State::Gone;
        return true;
    }
    const auto rest =
        std::min<milliseconds>(feed.last.notBefore - m_clock.now(), RefreshPace::longestEmbargo);
    if (rest <= 0ms)
        return false;
    silence(feed, rest);
    feed.health.state = FeedHealth::State::Failing;
    feed.health.lastError = Error{Error::Kind::RateLimited, u"%1 asked not to be asked yet"_s.arg(feed.host),
                                  ceil<seconds>(rest)};
    return true;
}

// How the feed fared in an earlier run.
void PoliteRefresher::recall(Feed &feed)
{
    const FeedHealth::State now = feed.health.state;
    feed.health = rememberedHealth(feed.last, feed.info.url);
    feed.health.state = now;
}

// The whole host is asked nothing for so long.
void PoliteRefresher::silence(const Feed &feed, milliseconds rest)
{
    if (feed.host.isEmpty())
        return;
    MonoTime &free = m_hostFree[feed.host];
    free = std::max(free, m_clock.monotonic() + rest);
}

void PoliteRefresher::postpone(Feed &feed)
{
    feed.health.state = FeedHealth::State::Waiting;
    release(feed);
    pump();
}

void PoliteRefresher::release(Feed &feed)
{
    feed.fetching = false;
    --m_running;
    m_hostsBusy.remove(feed.host);
}

void PoliteRefresher::ended(Feed &feed)
{
    const FeedId id = feed.info.id;
    release(feed);
    pump();
    emit healthChanged(id); // may change the list of feeds
    settle(id);
}

void PoliteRefresher::settle(const FeedId &id)
{
    if (m_awaited.remove(id) && m_awaited.isEmpty())
        emit refreshFinished();
}

seconds PoliteRefresher::nominalInterval(const Feed &feed) const
{
    return RefreshPace::between(feed.info, feed.hint, m_hidden);
}

milliseconds PoliteRefresher::interval(const Feed &feed) const
{
    return jittered(nominalInterval(feed), intervalJitter);
}

milliseconds PoliteRefresher::jittered(milliseconds delay, double share) const
{
    return delay + milliseconds{static_cast<qint64>(static_cast<double>(delay.count()) * share * m_random())};
}
