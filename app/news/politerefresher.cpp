#include "app/news/politerefresher.h"

#include "app/base/log.h"
#include "app/net/hostrules.h"
#include "app/news/feedpace.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {
constexpr int mostAtOnce = 4;
constexpr seconds hostGap{1};
constexpr seconds startSpread{10};
constexpr seconds fastestFlashes{60}, fastestNews{300};
constexpr seconds longestHint{5h}; // a silly header must not kill a feed
constexpr seconds longestEmbargo{24h};
constexpr int hiddenFactor = 3;
constexpr seconds userGap{60}, userGapRefused{300};
constexpr int movesToBelieve = 3;
constexpr double intervalJitter = 0.1, failureJitter = 0.25;

// The n-th delay of a series that doubles from `first` up to `last`.
seconds doubled(seconds first, seconds last, int n)
{
    seconds delay = first;
    for (int i = 1; i < n && delay < last; ++i)
        delay *= 2;
    return std::min(delay, last);
}

seconds failureDelay(const Error &error, int failures)
{
    switch (error.kind) {
    case Error::Kind::RateLimited:
        return std::max(error.retryAfter.value_or(600s), seconds{60s});
    case Error::Kind::Refused:
    case Error::Kind::Malformed:
        return doubled(1h, 24h, failures);
    case Error::Kind::Rejected:
        return doubled(10min, 24h, failures);
    default:
        return doubled(1min, 60min, failures);
    }
}

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

struct PoliteRefresher::Feed
{
    FeedInfo info;
    std::unique_ptr<NewsSource> source;
    FeedHealth health;
    FeedValidators last;
    bool lastLoaded = false;
    bool fetching = false;
    bool insisted = false;            // the user named it, gone or not
    QString host;                     // that of the fetch under way, else of the next
    MonoTime due{};                   // by our own schedule
    MonoTime userMay{};               // before that not even the user may ask
    std::optional<MonoTime> lastDone; // end of the last successful fetch
    std::optional<seconds> hint;
    int failures = 0;
    QUrl movingTo;
    int moves = 0;
    Request step; // what is under way: validators, fetch, merge

    QString nextHost() const
    {
        const QUrl &url = last.movedTo.isEmpty() || last.url != info.url ? info.url : last.movedTo;
        return url.isLocalFile() ? QString() : hostKey(url);
    }
};

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
        feed->due = m_clock.monotonic() +
                    milliseconds{static_cast<qint64>(m_random() * milliseconds{startSpread}.count())};
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
        hostFree(feed.nextHost()) > now + hostGap)
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
        const auto soon = milliseconds{static_cast<qint64>(m_random() * milliseconds{startSpread}.count())};
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
    const auto rest = std::min<milliseconds>(feed.last.notBefore - m_clock.now(), longestEmbargo);
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

void PoliteRefresher::fetch(Feed &feed)
{
    feed.health.lastTry = m_clock.now();
    feed.userMay = m_clock.monotonic() + userGap;
    feed.step = feed.source->fetch(
        feed.last, [this, &feed](Result<FeedFetch> result) { fetched(feed, std::move(result)); });
}

void PoliteRefresher::fetched(Feed &feed, Result<FeedFetch> result)
{
    if (!feed.host.isEmpty())
        m_hostFree[feed.host] = m_clock.monotonic() + hostGap;
    if (!result)
        return failed(feed, result.error());
    if (result->problem)
        return store(feed, *result, feed.last);
    FeedValidators validators = result->validators;
    validators.url = feed.info.url;
    validators.lastSuccess = result->gone ? feed.last.lastSuccess : m_clock.now();
    validators.notBefore = {};
    validators.gone = result->gone;
    validators.lastTry = m_clock.now();
    validators.lastError.reset();
    const auto pace = result->unchanged ? std::nullopt : itemsPerDay(result->feed.items, m_clock.now());
    validators.itemsPerDay = pace ? pace : feed.last.itemsPerDay;
    // A 304 and an unread body don't repeat the document's hints.
    if (!result->unchanged || result->suggestedInterval > feed.hint)
        feed.hint = result->suggestedInterval;
    validators.nextTry = result->gone ? UtcTime{} : m_clock.now() + nominalInterval(feed);
    const QUrl moved = movedTo(feed, *result);
    if (!moved.isEmpty())
        validators.movedTo = moved;
    if (!result->unchanged)
        return store(feed, *result, validators);
    feed.last = validators;
    remember(feed);
    succeeded(feed, *result);
}

// Without articles the store keeps the validators alone; whether it could is no matter of the feed's.
void PoliteRefresher::remember(const Feed &feed)
{
    std::ignore =
        m_store.merge(feed.info, {}, feed.last, m_clock.now(), [](const Result<ArticleChanges> &) {});
}

void PoliteRefresher::store(Feed &feed, const FeedFetch &fetch, const FeedValidators &validators)
{
    feed.step = m_store.merge(feed.info, fetch.feed, validators, m_clock.now(),
                              [this, &feed, fetch, validators](const Result<ArticleChanges> &changes) {
                                  if (!changes)
                                      return failed(feed, changes.error());
                                  feed.last = validators;
                                  feed.lastLoaded = true;
                                  feed.health.addedLast = static_cast<int>(changes->added.size());
                                  if (fetch.problem)
                                      return failed(feed, *fetch.problem);
                                  succeeded(feed, fetch);
                              });
}

// Where the feed has moved for good, once it is believed; captive portals answer 301 too.
QUrl PoliteRefresher::movedTo(Feed &feed, const FeedFetch &fetch)
{
    if (fetch.permanentUrl.isEmpty()) {
        feed.moves = 0;
        return {};
    }
    feed.moves = fetch.permanentUrl == feed.movingTo ? feed.moves + 1 : 1;
    feed.movingTo = fetch.permanentUrl;
    return feed.moves >= movesToBelieve ? feed.movingTo : QUrl();
}

void PoliteRefresher::succeeded(Feed &feed, const FeedFetch &fetch)
{
    feed.failures = 0;
    feed.insisted = false;
    feed.health.lastError.reset();
    feed.health.itemsPerDay = feed.last.itemsPerDay;
    if (fetch.gone) {
        feed.health.state = FeedHealth::State::Gone;
        return ended(feed);
    }
    feed.health.state = FeedHealth::State::Good;
    feed.health.lastSuccess = m_clock.now();
    if (!fetch.unchanged)
        feed.health.itemsLast = static_cast<int>(fetch.feed.items.size());
    else
        feed.health.addedLast = 0;
    feed.lastDone = m_clock.monotonic();
    feed.due = *feed.lastDone + interval(feed);
    ended(feed);
}

void PoliteRefresher::failed(Feed &feed, const Error &error)
{
    const MonoTime now = m_clock.monotonic();
    ++feed.failures;
    feed.health.state = FeedHealth::State::Failing;
    feed.health.lastError = error;
    feed.insisted = false;
    feed.due = now + jittered(failureDelay(error, feed.failures), failureJitter);
    if (error.kind == Error::Kind::Refused)
        feed.userMay = std::max(feed.userMay, now + userGapRefused);
    if (feed.last.url != feed.info.url)
        feed.last = {};
    feed.last.url = feed.info.url;
    feed.last.lastTry = m_clock.now();
    feed.last.nextTry = m_clock.now() + duration_cast<milliseconds>(feed.due - now);
    feed.last.lastError = Error{error.kind, error.detail, std::nullopt};
    if (error.kind == Error::Kind::RateLimited) {
        const seconds rest = error.retryAfter.value_or(600s);
        silence(feed, rest);
        feed.last.notBefore = m_clock.now() + rest;
    }
    // What couldn't be read must not be written over with what little is known.
    if (feed.lastLoaded || error.kind == Error::Kind::RateLimited)
        remember(feed);
    qCInfo(logNews, "%s: %s", qPrintable(feed.info.id.value), qPrintable(error.detail));
    ended(feed);
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
    const seconds fastest = feed.info.flashes ? fastestFlashes : fastestNews;
    const seconds hint = std::min(feed.hint.value_or(0s), longestHint);
    return std::max({feed.info.interval, fastest, hint}) * (m_hidden ? hiddenFactor : 1);
}

milliseconds PoliteRefresher::interval(const Feed &feed) const
{
    return jittered(nominalInterval(feed), intervalJitter);
}

milliseconds PoliteRefresher::jittered(milliseconds delay, double share) const
{
    return delay + milliseconds{static_cast<qint64>(static_cast<double>(delay.count()) * share * m_random())};
}
