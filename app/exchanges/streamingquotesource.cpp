#include "app/exchanges/streamingquotesource.h"

#include "app/base/log.h"

#include <QPointer>
#include <algorithm>

using namespace std::chrono;
using Link = SourceStatus::Link;

namespace {
constexpr milliseconds betweenReads = 10s; // of tickers by REST, on our own account
constexpr milliseconds refusedFor = 6h;

bool sameForPeople(const SourceStatus &a, const SourceStatus &b)
{
    return a.link == b.link && a.nextAttempt == b.nextAttempt && a.lastError == b.lastError &&
           a.rejected == b.rejected && a.instruments == b.instruments && a.subscriptions == b.subscriptions;
}

qsizetype overlap(const SubscriptionSet &a, const SubscriptionSet &b)
{
    const auto common = [](const auto &x, const auto &y) {
        return std::count_if(x.cbegin(), x.cend(), [&](const auto &one) { return y.contains(one); });
    };
    return common(a.tickers, b.tickers) + common(a.candles, b.candles);
}
} // namespace

// A fetch of the instruments list that may start anew at another region's host.
struct StreamingQuoteSource::Again final : PendingRequest
{
    Request step;
    Reply<QList<Instrument>> done;
};

StreamingQuoteSource::StreamingQuoteSource(const VenueEntry &venue, const SourceServices &services,
                                           QObject *parent)
    : QuoteSource(parent),
      m_services(services),
      m_venue(venue),
      m_dialect([this] {
          auto dialect = m_venue.make();
          dialect->useRegion(m_region);
          return dialect;
      }),
      m_rest(m_services, m_dialect),
      m_poller(m_services, m_rest)
{
    connect(&m_poller, &CandlePoller::candleReceived, this, &StreamingQuoteSource::onCandles);
    connect(&m_rest, &VenueRest::answered, this,
            [this](milliseconds roundTrip) { m_restLatency = roundTrip; });
    connect(&m_rest, &VenueRest::failed, this, [this](const Error &error) { m_restError = error; });
}

StreamingQuoteSource::~StreamingQuoteSource() = default;

const SourceInfo &StreamingQuoteSource::info() const
{
    return m_rest.dialect().info();
}

QUrl StreamingQuoteSource::marketPage(const Instrument &instrument) const
{
    return m_rest.dialect().marketPage(instrument);
}

// --- what is wanted ---

void StreamingQuoteSource::setSubscriptions(const SubscriptionSet &wanted)
{
    if (wanted == m_wanted)
        return;
    for (const InstrumentId &gone : std::as_const(m_wanted.tickers)) {
        if (!wanted.tickers.contains(gone))
            m_filter.forget(gone);
    }
    for (const CandleKey &gone : std::as_const(m_wanted.candles)) {
        if (!wanted.candles.contains(gone))
            m_candles.forget(gone.instrument, gone.interval);
    }
    m_wanted = wanted;
    m_interrupted.intersect(wanted.candles);
    checkListing();
    replan();
}

SubscriptionSet StreamingQuoteSource::streamed() const
{
    SubscriptionSet set;
    for (const InstrumentId &instrument : m_wanted.tickers) {
        if (!m_rejected.contains(instrument))
            set.tickers.insert(instrument);
    }
    for (const CandleKey &key : m_wanted.candles) {
        if (info().streamIntervals.contains(key.interval) && !m_rejected.contains(key.instrument) &&
            !m_rejectedCandles.contains(key))
            set.candles.insert(key);
    }
    return set;
}

void StreamingQuoteSource::replanSoon()
{
    m_replan = m_services.clock.after(0ms, [this] { replan(); });
}

// Connections that carry most of a planned share keep running and learn the difference; the rest are opened
// and closed.
void StreamingQuoteSource::replan()
{
    m_replan.reset();
    QSet<CandleKey> polled;
    for (const CandleKey &key : std::as_const(m_wanted.candles)) {
        if (!info().streamIntervals.contains(key.interval) && info().restIntervals.contains(key.interval) &&
            !m_rejected.contains(key.instrument) && !m_refused)
            polled.insert(key);
    }
    m_poller.setWanted(polled);

    const SubscriptionSet set = streamed();
    QList<StreamPlan> plans;
    if (!m_refused && !set.isEmpty())
        plans = m_dialect()->streams(set);
    auto before = std::exchange(m_connections, {});
    for (const StreamPlan &plan : std::as_const(plans)) {
        auto best = before.end();
        for (auto it = before.begin(); it != before.end(); ++it) {
            if (*it && (*it)->url() == plan.url &&
                (best == before.end() ||
                 overlap((*it)->share(), plan.share) > overlap((*best)->share(), plan.share)))
                best = it;
        }
        if (best == before.end()) {
            connectTo(plan);
        } else {
            (*best)->setShare(plan.share);
            m_connections.push_back(std::move(*best));
        }
    }
    for (auto &left : before) {
        if (left)
            retire(std::move(left));
    }
    if (m_connections.empty())
        m_suspendWatch.reset();
    else if (!m_suspendWatch)
        m_suspendWatch =
            std::make_unique<SuspendWatch>(m_services.clock, [this](milliseconds) { reconnectNow(); });
    onLinkChanged();
}

void StreamingQuoteSource::connectTo(const StreamPlan &plan)
{
    auto connection =
        std::make_unique<StreamConnection>(m_services, m_dialect, plan.url, plan.share, nullptr);
    StreamConnection *raw = connection.get();
    connect(raw, &StreamConnection::linkChanged, this, [this, raw, wasLive = false]() mutable {
        const bool live = raw->link() == Link::Live;
        if (std::exchange(wasLive, live) != live)
            live ? onResumed(*raw) : onInterrupted(*raw);
        onLinkChanged();
    });
    connect(raw, &StreamConnection::tickerReceived, this,
            [this](const Ticker &ticker) { onTicker(ticker, TickFilter::From::Stream); });
    connect(raw, &StreamConnection::candleReceived, this, &StreamingQuoteSource::onCandles);
    connect(raw, &StreamConnection::subscriptionsRefused, this,
            &StreamingQuoteSource::onSubscriptionsRefused);
    connect(raw, &StreamConnection::unanswered, this, &StreamingQuoteSource::onUnanswered);
    connect(raw, &StreamConnection::refused, this, [this](const Error &error) { onRefused(error); });
    connect(raw, &StreamConnection::resumed, &m_poller, &CandlePoller::refresh);
    m_connections.push_back(std::move(connection));
}

void StreamingQuoteSource::retire(std::unique_ptr<StreamConnection> connection)
{
    connection->disconnect(this);
    connection->setParent(this);         // it never outlives us: what it stands on may go with us
    connection.release()->deleteLater(); // we may be inside one of its signals
}

void StreamingQuoteSource::reconnectNow()
{
    forgetRejections();
    m_refused.reset();
    m_refusals = 0;
    m_unrefuse.reset();
    for (const auto &connection : m_connections)
        connection->reconnectNow();
    checkListing();
    replan();
}

// --- what comes ---

void StreamingQuoteSource::onTicker(Ticker ticker, TickFilter::From from)
{
    m_heard.insert(ticker.instrument);
    switch (m_filter.judge(ticker, from)) {
    case TickFilter::Verdict::Taken:
        m_poller.onTicker(ticker);
        emit tickerReceived(ticker);
        break;
    case TickFilter::Verdict::Held:
        qCInfo(logQuotes) << info().name << ticker.instrument.symbol << "jumped to" << ticker.last.toString()
                          << "- held until a second word agrees";
        readSoon(ticker.instrument);
        break;
    case TickFilter::Verdict::Duplicate:
    case TickFilter::Verdict::Late:
    case TickFilter::Verdict::Foreign:
        break;
    }
}

void StreamingQuoteSource::onCandles(const CandleUpdate &update)
{
    const CandleUpdate news = m_candles.fresh(update);
    if (!news.candles.isEmpty())
        emit candleReceived(news);
}

// What is polled lives on the tickers between two reads.
QSet<CandleKey> StreamingQuoteSource::carriedBy(const StreamConnection &connection) const
{
    QSet<CandleKey> keys = connection.share().candles;
    for (const CandleKey &key : m_wanted.candles) {
        if (!info().streamIntervals.contains(key.interval) &&
            connection.share().tickers.contains(key.instrument))
            keys.insert(key);
    }
    return keys;
}

void StreamingQuoteSource::onInterrupted(const StreamConnection &connection)
{
    const QSet<CandleKey> keys = carriedBy(connection) - m_interrupted;
    m_interrupted += keys;
    if (!keys.isEmpty())
        emit candlesInterrupted(keys);
}

// Whichever connection carries them now: another region's, or one they moved to.
void StreamingQuoteSource::onResumed(const StreamConnection &connection)
{
    QSet<CandleKey> keys = carriedBy(connection);
    keys.intersect(m_interrupted);
    m_interrupted -= keys;
    if (!keys.isEmpty())
        emit candlesResumed(keys);
}

// --- what is refused ---

void StreamingQuoteSource::reject(const InstrumentId &instrument, const QString &reason)
{
    qCInfo(logQuotes) << info().name << "does not give" << instrument.symbol << ":" << reason;
    m_rejected.insert(instrument, reason);
    if (!m_retryRejected) // it may have been a bad hour of the venue's
        m_retryRejected = m_services.clock.after(refusedFor, [this] {
            forgetRejections();
            checkListing();
            replan();
        });
}

void StreamingQuoteSource::forgetRejections()
{
    m_rejected.clear();
    m_rejectedCandles.clear();
    m_retryRejected.reset();
}

void StreamingQuoteSource::onSubscriptionsRefused(const QList<Subscription> &subscriptions,
                                                  const Error &reason)
{
    for (const Subscription &of : subscriptions) {
        if (!of.interval)
            reject(of.instrument, reason.detail);
        else if (!m_rejected.contains(of.instrument))
            m_rejectedCandles.insert({of.instrument, *of.interval});
    }
    replanSoon();
}

bool StreamingQuoteSource::onRefused(const Error &error)
{
    const auto live = [](const auto &connection) { return connection->link() == Link::Live; };
    if (m_refused || std::any_of(m_connections.cbegin(), m_connections.cend(), live))
        return false;
    // Each host once, whichever was in use: the one that served us till now is not the last of the list.
    const int hosts = std::max(static_cast<int>(m_rest.dialect().regions().size()), 1);
    const bool another = ++m_refusals < hosts;
    m_region = another ? (m_region + 1) % hosts : 0;
    m_rest.useRegion(m_region);
    auto before = std::exchange(m_connections, {});
    for (auto &connection : before)
        retire(std::move(connection));
    if (!another) {
        m_refusals = 0;
        m_refused = error;
        m_unrefuse = m_services.clock.after(refusedFor, [this] { reconnectNow(); });
        qCInfo(logQuotes) << info().name << "is off:" << error.detail;
    }
    onLinkChanged();
    replanSoon();
    return another;
}

// Subscribed, and nothing came (exchanges.md 12.7): REST tells whether the pair is quiet, the list whether
// there is such a pair at all.
void StreamingQuoteSource::onUnanswered(const QList<Subscription> &subscriptions)
{
    for (const Subscription &of : subscriptions) {
        if (!of.interval)
            readSoon(of.instrument);
    }
    if (m_listing.isEmpty() && !m_listingFetch)
        m_listingFetch = fetchInstruments([this](const auto &) { m_listingFetch.reset(); });
}

void StreamingQuoteSource::checkListing()
{
    if (m_listing.isEmpty())
        return;
    for (const InstrumentId &instrument : std::as_const(m_wanted.tickers)) {
        const auto listed = m_listing.constFind(instrument);
        if (listed == m_listing.cend()) {
            if (!m_heard.contains(instrument) && !m_rejected.contains(instrument))
                reject(instrument, QStringLiteral("not on the list of %1's markets").arg(info().name));
        } else if (listed->status == Instrument::Status::Delisted) {
            reject(instrument,
                   listed->statusText.isEmpty() ? QStringLiteral("delisted") : listed->statusText);
        }
    }
}

// --- REST ---

Request StreamingQuoteSource::fetchInstruments(Reply<QList<Instrument>> done)
{
    auto again = std::make_unique<Again>();
    again->done = std::move(done);
    fetchInstrumentsInto(again.get());
    return again;
}

void StreamingQuoteSource::fetchInstrumentsInto(Again *again)
{
    const QPointer<StreamingQuoteSource> guard(this);
    again->step =
        m_rest.fetchInstruments([this, guard, again, asked = m_region](Result<QList<Instrument>> list) {
            // A host that was left meanwhile says nothing of the one in use.
            if (guard && !list && list.error().kind == Error::Kind::Refused &&
                (asked != m_region || onRefused(list.error())))
                return fetchInstrumentsInto(again);
            if (guard && list) {
                m_listing.clear();
                for (const Instrument &instrument : std::as_const(*list))
                    m_listing.insert(instrument.id, instrument);
                checkListing();
                replanSoon();
            }
            const auto tell = std::move(again->done);
            tell(std::move(list));
        });
}

Request StreamingQuoteSource::fetchTickers(const QList<InstrumentId> &instruments, Reply<QList<Ticker>> done)
{
    const QPointer<StreamingQuoteSource> guard(this);
    return m_rest.fetchTickers(instruments,
                               [this, guard, done = std::move(done)](Result<QList<Ticker>> tickers) {
                                   if (guard && tickers) {
                                       for (Ticker &ticker : *tickers) {
                                           ticker.receivedTime = m_services.clock.now();
                                           ticker.receivedAt = m_services.clock.monotonic();
                                           onTicker(ticker, TickFilter::From::Rest);
                                       }
                                   }
                                   done(std::move(tickers));
                               });
}

Request StreamingQuoteSource::fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done)
{
    return m_rest.fetchCandles(query, std::move(done));
}

void StreamingQuoteSource::readSoon(const InstrumentId &instrument)
{
    m_toRead.insert(instrument);
    if (m_readTimer)
        return;
    const MonoTime now = m_services.clock.monotonic();
    const milliseconds rest = m_lastRead ? betweenReads - (now - *m_lastRead) : 0ms;
    m_readTimer = m_services.clock.after(std::max(rest, 0ms), [this] { readNow(); });
}

void StreamingQuoteSource::readNow()
{
    m_readTimer.reset();
    m_lastRead = m_services.clock.monotonic();
    const auto instruments = std::exchange(m_toRead, {}).values();
    m_read = fetchTickers(instruments, [](const auto &) {});
}

// --- health ---

// The worst of the connections that carry prices: a source is live when all it shows is. Candles alone decide
// only where nothing else is asked for.
Link StreamingQuoteSource::worstLink() const
{
    if (m_refused)
        return Link::Refused;
    if (m_wanted.isEmpty())
        return Link::Idle;
    static const QList<Link> worstFirst = {Link::Refused,    Link::Limited, Link::Retrying, Link::Silent,
                                           Link::Connecting, Link::Live,    Link::Idle};
    const bool anyTickers = std::any_of(m_connections.cbegin(), m_connections.cend(),
                                        [](const auto &c) { return !c->share().tickers.isEmpty(); });
    qsizetype worst = worstFirst.size() - 1;
    for (const auto &connection : m_connections) {
        if (!anyTickers || !connection->share().tickers.isEmpty())
            worst = std::min(worst, worstFirst.indexOf(connection->link()));
    }
    return worstFirst.at(worst);
}

SourceStatus StreamingQuoteSource::status() const
{
    SourceStatus status = m_status;
    status.latency = m_restLatency;
    for (const auto &connection : m_connections) {
        if (connection->lastMessageAt() > status.lastMessageAt) {
            status.lastMessageAt = connection->lastMessageAt();
            status.lastMessage = connection->lastMessage();
        }
        if (connection->latency())
            status.latency = connection->latency();
    }
    return status;
}

void StreamingQuoteSource::onLinkChanged()
{
    const Link link = worstLink();
    if (m_status.link == Link::Live && link != Link::Live)
        m_status.notLiveSince = m_services.clock.monotonic();
    if (link == Link::Live)
        m_refusals = 0;
    m_status.link = link;
    m_status.nextAttempt = {};
    m_status.lastError = m_refused;
    for (const auto &connection : m_connections) {
        if (connection->link() == Link::Live || connection->link() == Link::Idle)
            continue;
        if (isKnown(connection->nextAttempt()) &&
            (!isKnown(m_status.nextAttempt) || connection->nextAttempt() < m_status.nextAttempt))
            m_status.nextAttempt = connection->nextAttempt();
        if (connection->lastError())
            m_status.lastError = connection->lastError();
    }
    m_status.rejected = m_rejected;
    m_status.instruments = static_cast<int>(m_listing.size());
    const SubscriptionSet set = streamed();
    m_status.subscriptions = static_cast<int>(set.tickers.size() + set.candles.size());
    const SourceStatus now = status();
    if (sameForPeople(now, m_told))
        return;
    m_told = now;
    emit statusChanged(now);
}

std::unique_ptr<QuoteSource> makeStreamingSource(const VenueEntry &venue, const SourceServices &services)
{
    return std::make_unique<StreamingQuoteSource>(venue, services);
}
