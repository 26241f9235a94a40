// What PoliteRefresher makes of a fetch: what is stored, what is remembered, when it is asked again.
#include "app/base/log.h"
#include "app/news/feedpace.h"
#include "app/news/politefeed.h"
#include "app/news/refreshpace.h"

using namespace std::chrono;

namespace {
constexpr int movesToBelieve = 3;
constexpr double failureJitter = 0.25;
} // namespace

void PoliteRefresher::fetch(Feed &feed)
{
    feed.health.lastTry = m_clock.now();
    feed.userMay = m_clock.monotonic() + RefreshPace::userGap;
    feed.step = feed.source->fetch(
        feed.last, [this, &feed](Result<FeedFetch> result) { fetched(feed, std::move(result)); });
}

void PoliteRefresher::fetched(Feed &feed, Result<FeedFetch> result)
{
    if (!feed.host.isEmpty())
        m_hostFree[feed.host] = m_clock.monotonic() + RefreshPace::hostGap;
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
    feed.due = now + jittered(RefreshPace::afterFailure(error, feed.failures), failureJitter);
    if (error.kind == Error::Kind::Refused)
        feed.userMay = std::max(feed.userMay, now + RefreshPace::userGapRefused);
    if (feed.last.url != feed.info.url)
        feed.last = {};
    feed.last.url = feed.info.url;
    feed.last.lastTry = m_clock.now();
    feed.last.nextTry = m_clock.now() + duration_cast<milliseconds>(feed.due - now);
    feed.last.lastError = Error{error.kind, error.detail, std::nullopt};
    if (error.kind == Error::Kind::RateLimited) {
        const seconds rest = error.retryAfter.value_or(RefreshPace::unnamedEmbargo);
        silence(feed, rest);
        feed.last.notBefore = m_clock.now() + rest;
    }
    // What couldn't be read must not be written over with what little is known.
    if (feed.lastLoaded || error.kind == Error::Kind::RateLimited)
        remember(feed);
    qCInfo(logNews, "%s: %s", qPrintable(feed.info.id.value), qPrintable(error.detail));
    ended(feed);
}
