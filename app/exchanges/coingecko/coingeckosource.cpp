#include "app/exchanges/coingecko/coingeckosource.h"

#include "app/net/hostrules.h"

#include <QPointer>
#include <algorithm>

using namespace std::chrono;
using Link = SourceStatus::Link;

namespace {
constexpr milliseconds apart = 10s;          // between any two calls
constexpr seconds longestEmbargo = hours{1}; // of our own doubling
constexpr milliseconds listIsGood = 60s;     // its own refresh is about a minute
constexpr qsizetype decodedHere = 64 * 1024;
constexpr qsizetype mostIds = 250;

bool isPage(const QByteArray &body)
{
    return body.trimmed().startsWith('<');
}
} // namespace

// One call of ours that waits for its turn or for its answer. The caller holds it; destroying it takes it out
// of the queue.
struct CoinGeckoSource::Waiting final : PendingRequest
{
    Waiting(CoinGeckoSource &asker, RestQuery what, Reply<Coins> reply)
        : source(&asker), query(std::move(what)), done(std::move(reply))
    {
    }
    ~Waiting() override
    {
        if (source)
            std::erase(source->m_waiting, this);
    }
    QPointer<CoinGeckoSource> source;
    RestQuery query;
    Reply<Coins> done;
    Request step, decoding;
};

CoinGeckoSource::CoinGeckoSource(const SourceServices &services, milliseconds every, QObject *parent)
    : QuoteSource(parent), m_services(services), m_every(std::max(every, apart))
{
    m_info.id = coinGeckoVenue();
    m_info.name = QStringLiteral("CoinGecko");
    m_info.streams = false;
    m_info.countsInAgreement = false;
    m_info.symbolIsAssetId = true;
    m_info.silenceLimit = 2 * m_every;
    m_info.confirmWithin = 2 * m_every + apart; // one lost answer makes nothing stale
    m_info.homePage = QUrl(QStringLiteral("https://www.coingecko.com"));
    m_info.attribution = QStringLiteral("Data provided by CoinGecko");
}

CoinGeckoSource::~CoinGeckoSource() = default;

// --- asking ---

Request CoinGeckoSource::ask(const RestQuery &query, Reply<Coins> done)
{
    auto waiting = std::make_unique<Waiting>(*this, query, std::move(done));
    m_waiting.push_back(waiting.get());
    if (!m_turn)
        m_turn = m_services.clock.after(0ms, [this] { next(); });
    return waiting;
}

void CoinGeckoSource::next()
{
    m_turn.reset();
    if (m_waiting.empty())
        return;
    const MonoTime now = m_services.clock.monotonic();
    if (m_lastAsked && now - *m_lastAsked < apart) {
        m_turn = m_services.clock.after(*m_lastAsked + apart - now, [this] { next(); });
        return;
    }
    Waiting *waiting = m_waiting.front();
    m_waiting.pop_front();
    send(waiting);
    if (!m_waiting.empty() && !m_turn)
        m_turn = m_services.clock.after(apart, [this] { next(); });
}

void CoinGeckoSource::send(Waiting *waiting)
{
    HttpQuery http;
    http.url = m_services.endpoints.apply(m_info.id, waiting->query.url);
    http.headers = waiting->query.headers;
    http.defaultEmbargo = std::min(longestEmbargo, seconds{60} * (1 << std::min(m_limitedInARow, 6)));
    if (!m_services.http.embargoedUntil(hostKey(http.url))) // otherwise nothing is sent
        m_lastAsked = m_services.clock.monotonic();
    const QPointer<CoinGeckoSource> guard(this);
    waiting->step = m_services.http.get(http, [this, guard, waiting](Result<HttpAnswer> answer) {
        if (guard)
            onAnswer(*waiting, std::move(answer));
    });
}

void CoinGeckoSource::onAnswer(Waiting &waiting, Result<HttpAnswer> answer)
{
    const auto fail = [&](Error error) {
        const auto done = std::move(waiting.done);
        done(tl::unexpected<Error>(std::move(error)));
    };
    if (!answer)
        return fail(answer.error());
    m_status.latency = answer->roundTrip;
    const QString host = hostKey(answer->url);
    m_limitedInARow = answer->status == 429 ? m_limitedInARow + 1 : 0;
    if (answer->status >= 400) {
        Error error = coinGeckoHttpError(answer->status, answer->body);
        if (const auto until = m_services.http.embargoedUntil(host))
            error.retryAfter = ceil<seconds>(*until - m_services.clock.monotonic());
        return fail(error);
    }
    if (answer->status != 200 || answer->cut || isPage(answer->body))
        return fail({Error::Kind::Malformed,
                     QStringLiteral("%1 answered with a page instead of data: the network may need a sign-in")
                         .arg(host),
                     std::nullopt});
    const UtcTime at = m_services.clock.now();
    if (m_services.tap)
        m_services.tap->answer(m_info.id, waiting.query.url, answer->body, at);
    const auto tell = [this, guard = QPointer<CoinGeckoSource>(this),
                       done = std::move(waiting.done)](Result<Coins> coins) {
        if (guard && coins)
            take(*coins);
        done(std::move(coins));
    };
    if (answer->body.size() <= decodedHere)
        return tell(decodeCoinGeckoMarkets(answer->body, at));
    waiting.decoding =
        m_services.workers.run([body = answer->body, at] { return decodeCoinGeckoMarkets(body, at); }, tell);
}

// Every answer is news for all who listen, whoever asked.
void CoinGeckoSource::take(const Coins &coins)
{
    m_lastGood = m_services.clock.monotonic();
    m_status.lastMessage = m_services.clock.now();
    m_status.lastMessageAt = *m_lastGood;
    emit coinsReceived(coins);
    for (const CoinGeckoCoin &coin : coins) {
        if (!coin.ticker || !m_wanted.contains(coin.ticker->instrument))
            continue;
        Ticker ticker = *coin.ticker;
        ticker.receivedTime = m_services.clock.now();
        ticker.receivedAt = m_services.clock.monotonic();
        if (m_filter.judge(ticker, TickFilter::From::Rest) == TickFilter::Verdict::Taken)
            emit tickerReceived(ticker);
    }
}

// --- polling ---

void CoinGeckoSource::setSubscriptions(const SubscriptionSet &wanted)
{
    if (wanted.tickers == m_wanted)
        return;
    const bool more = !(wanted.tickers - m_wanted).isEmpty();
    for (const InstrumentId &gone : m_wanted - wanted.tickers)
        m_filter.forget(gone);
    m_wanted = wanted.tickers;
    m_status.subscriptions = static_cast<int>(m_wanted.size());
    if (m_wanted.isEmpty()) {
        m_pollTimer.reset();
        m_poll.reset();
        m_failedInARow = 0;
        return setLink(Link::Idle);
    }
    if (m_status.link == Link::Idle)
        setLink(Link::Connecting);
    if (more)
        pollAfter(0ms);
}

void CoinGeckoSource::pollAfter(milliseconds delay)
{
    m_pollTimer = m_services.clock.after(delay, [this] { poll(); });
}

void CoinGeckoSource::poll()
{
    m_pollTimer.reset();
    // What was read about all coins a moment ago serves the first subscription.
    if (m_largestAt && m_services.clock.monotonic() - *m_largestAt < apart && m_status.link != Link::Live) {
        QSet<QString> known;
        for (const CoinGeckoCoin &coin : std::as_const(m_largest))
            known.insert(coin.id);
        if (std::all_of(m_wanted.cbegin(), m_wanted.cend(),
                        [&](const InstrumentId &one) { return known.contains(one.symbol); })) {
            take(m_largest);
            return onPolled(m_largest);
        }
    }
    QStringList ids;
    for (const InstrumentId &instrument : std::as_const(m_wanted))
        ids.append(instrument.symbol);
    ids.sort();
    if (ids.size() > mostIds) // the rest has its turn in the next rounds
        std::rotate(ids.begin(), ids.begin() + (m_round++ * mostIds) % ids.size(), ids.end());
    m_poll = ask(coinGeckoMarketsQuery(ids.mid(0, mostIds), true),
                 [this](const Result<Coins> &coins) { onPolled(coins); });
}

void CoinGeckoSource::onPolled(const Result<Coins> &coins)
{
    if (coins) {
        m_failedInARow = 0;
        m_status.lastError.reset();
        m_status.nextAttempt = {};
        setLink(Link::Live);
        return pollAfter(m_every);
    }
    m_status.lastError = coins.error();
    milliseconds delay = std::min<milliseconds>(m_every, apart * (1 << std::min(m_failedInARow++, 4)));
    Link link = Link::Retrying;
    if (coins.error().kind == Error::Kind::RateLimited) {
        link = Link::Limited;
        delay = std::max(m_every, milliseconds{coins.error().retryAfter.value_or(seconds{60})});
    } else if (coins.error().kind == Error::Kind::Refused) {
        link = Link::Refused;
        delay = hours{6};
    }
    m_status.nextAttempt = m_services.clock.now() + delay;
    setLink(link);
    pollAfter(delay);
}

void CoinGeckoSource::reconnectNow()
{
    if (m_wanted.isEmpty())
        return;
    m_failedInARow = 0;
    if (m_status.link != Link::Live)
        setLink(Link::Connecting);
    pollAfter(0ms);
}

void CoinGeckoSource::setLink(Link link)
{
    if (m_status.link == link && link != Link::Retrying && link != Link::Limited)
        return;
    if (m_status.link == Link::Live && link != Link::Live)
        m_status.notLiveSince = m_services.clock.monotonic();
    m_status.link = link;
    emit statusChanged(m_status);
}

// --- requests of others ---

Request CoinGeckoSource::fetchInstruments(Reply<QList<Instrument>> done)
{
    const auto tell = [done](const Coins &coins) {
        QList<Instrument> list;
        list.reserve(coins.size());
        for (const CoinGeckoCoin &coin : coins) {
            Instrument instrument;
            instrument.id = {coinGeckoVenue(), coin.id};
            instrument.base = coin.symbol;
            instrument.quote = QStringLiteral("USD");
            list.append(instrument);
        }
        done(list);
    };
    if (m_largestAt && m_services.clock.monotonic() - *m_largestAt < listIsGood)
        return m_services.clock.after(0ms, [tell, coins = m_largest] { tell(coins); });
    return ask(coinGeckoMarketsQuery(1, true), [this, tell, done](const Result<Coins> &coins) {
        if (!coins)
            return done(tl::unexpected<Error>(coins.error()));
        m_largest = *coins;
        m_largestAt = m_services.clock.monotonic();
        m_status.instruments = static_cast<int>(coins->size());
        emit statusChanged(m_status);
        tell(*coins);
    });
}

Request CoinGeckoSource::fetchTickers(const QList<InstrumentId> &instruments, Reply<QList<Ticker>> done)
{
    const MonoTime now = m_services.clock.monotonic();
    if (m_lastGood && now - *m_lastGood < m_every) { // what is known is all there is until the next poll
        const auto rest = ceil<seconds>(*m_lastGood + m_every - now);
        return m_services.clock.after(0ms, [rest, done = std::move(done)] {
            done(tl::unexpected<Error>(
                Error{Error::Kind::RateLimited,
                      QStringLiteral("CoinGecko is asked again in %1 s").arg(rest.count()), rest}));
        });
    }
    QStringList ids;
    for (const InstrumentId &instrument : instruments)
        ids.append(instrument.symbol);
    return ask(coinGeckoMarketsQuery(ids, false), [this, done = std::move(done)](const Result<Coins> &coins) {
        if (!coins)
            return done(tl::unexpected<Error>(coins.error()));
        QList<Ticker> tickers;
        for (const CoinGeckoCoin &coin : *coins) {
            if (!coin.ticker)
                continue;
            tickers.append(*coin.ticker);
            tickers.last().receivedAt = m_services.clock.monotonic();
        }
        done(tickers);
    });
}

Request CoinGeckoSource::fetchCandles(const CandleQuery &, Reply<QList<Candle>> done)
{
    return m_services.clock.after(0ms, [done = std::move(done)] {
        done(failure(Error::Kind::Unsupported,
                     QStringLiteral("CoinGecko has no candles of a length one may choose")));
    });
}
