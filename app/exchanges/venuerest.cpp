#include "app/exchanges/venuerest.h"

#include "app/net/hostrules.h"

#include <QPointer>

using namespace std::chrono;

namespace {
constexpr qsizetype decodedHere =
    64 * 1024; // longer bodies cost more than a frame's time (issue 2, section 3)
constexpr qint64 longestBody = 32 * 1024 * 1024; // Binance's instruments list
constexpr milliseconds longestWait = 30s;
constexpr milliseconds betweenAny = 110ms; // Coinbase: 10 a second, and each product has paths of its own

bool isPage(const QByteArray &body)
{
    for (const char c : body.left(64)) {
        if (!QChar::isSpace(static_cast<uchar>(c)))
            return c == '<';
    }
    return false;
}
} // namespace

// What is under way for one fetch: waiting for its turn, the request, the decoding.
struct VenueRest::Steps final : PendingRequest
{
    Request body, decoding;
};

struct VenueRest::TickerSteps final : PendingRequest
{
    std::vector<Request> steps;
    QList<Ticker> tickers;
    std::optional<Error> firstError;
    qsizetype left = 0;
    bool anyAnswer = false;

    void add(const Ticker &ticker) // some venues need two answers for one ticker
    {
        const auto same = std::find_if(tickers.begin(), tickers.end(), [&](const Ticker &other) {
            return other.instrument == ticker.instrument;
        });
        if (same == tickers.end())
            tickers.append(ticker);
        else
            *same = mergeTickers(*same, ticker);
    }
};

VenueRest::VenueRest(const SourceServices &services, DialectFactory dialect, QObject *parent)
    : QObject(parent), m_services(services), m_makeDialect(std::move(dialect)), m_dialect(m_makeDialect())
{
}

VenueRest::~VenueRest() = default;

void VenueRest::useRegion(int region)
{
    m_dialect->useRegion(region);
}

Request VenueRest::fetchInstruments(Reply<QList<Instrument>> done)
{
    return fetch<QList<Instrument>>(
        m_dialect->instrumentsQuery(), true,
        [](const VenueDialect &dialect, const QByteArray &body, UtcTime) {
            return dialect.decodeInstruments(body);
        },
        std::move(done));
}

Request VenueRest::fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done)
{
    const auto rest = m_dialect->candlesQuery(query);
    if (!rest) {
        return m_services.clock.after(
            0ms, [done = std::move(done), error = rest.error()] { done(tl::unexpected<Error>(error)); });
    }
    return fetch<QList<Candle>>(
        *rest, false,
        [query](const VenueDialect &dialect, const QByteArray &body, UtcTime) {
            return dialect.decodeCandles(body, query);
        },
        std::move(done));
}

// Several requests make one answer: what could be had, or the first error when nothing could.
Request VenueRest::fetchTickers(const QList<InstrumentId> &instruments, Reply<QList<Ticker>> done)
{
    const QList<RestQuery> queries = m_dialect->tickersQueries(instruments);
    auto steps = std::make_unique<TickerSteps>();
    steps->left = queries.size();
    auto *raw = steps.get();
    if (queries.isEmpty()) {
        raw->steps.push_back(m_services.clock.after(0ms, [done] { done(QList<Ticker>{}); }));
        return steps;
    }
    for (const RestQuery &query : queries) {
        const auto collect = [raw, done, instruments](Result<QList<Ticker>> tickers) {
            if (tickers) {
                raw->anyAnswer = true;
                for (const Ticker &ticker : std::as_const(*tickers)) {
                    if (instruments.contains(ticker.instrument))
                        raw->add(ticker);
                }
            } else if (!raw->firstError) {
                raw->firstError = tickers.error();
            }
            if (--raw->left > 0)
                return;
            if (raw->anyAnswer)
                done(raw->tickers);
            else
                done(tl::unexpected<Error>(*raw->firstError));
        };
        const auto decode = [asked = query.asked](const VenueDialect &dialect, const QByteArray &body,
                                                  UtcTime receivedAt) {
            return dialect.decodeTickers(body, asked, receivedAt);
        };
        raw->steps.push_back(fetch<QList<Ticker>>(query, false, decode, collect));
    }
    return steps;
}

template <typename T>
Request VenueRest::fetch(const RestQuery &query, bool large, Decode<T> decode, Reply<T> done)
{
    auto steps = std::make_unique<Steps>();
    const QPointer<VenueRest> guard(this);
    const auto finish = [guard, done = std::move(done)](Result<T> result) {
        if (guard && !result)
            emit guard->failed(result.error());
        done(std::move(result));
    };
    steps->body = fetchBody(
        query, large,
        [this, guard, raw = steps.get(), decode = std::move(decode), finish](Result<QByteArray> body) {
            if (!guard || !body)
                return finish(tl::unexpected<Error>(
                    body ? Error{Error::Kind::Network, QStringLiteral("the source is gone"), std::nullopt}
                         : body.error()));
            if (body->size() <= decodedHere)
                return finish(decode(*m_dialect, *body, m_services.clock.now()));
            raw->decoding = m_services.workers.run(
                [decode, bytes = *body, at = m_services.clock.now(),
                 dialect = std::shared_ptr<VenueDialect>(m_makeDialect())] {
                    return decode(*dialect, bytes, at);
                },
                finish);
        });
    return steps;
}

Request VenueRest::fetchBody(const RestQuery &query, bool large, Reply<QByteArray> done)
{
    HttpQuery http;
    http.url = m_services.endpoints.apply(m_dialect->info().id, query.url);
    http.headers = query.headers;
    http.weight = query.weight;
    if (large) {
        http.bodyLimit = longestBody;
        http.totalLimit = longestWait;
    }

    auto steps = std::make_unique<Steps>();
    const QPointer<VenueRest> guard(this);
    const auto send = [this, guard, raw = steps.get(), http, query, done = std::move(done)] {
        if (!guard)
            return;
        raw->body = m_services.http.get(http, [this, guard, query, done](Result<HttpAnswer> answer) {
            if (guard)
                done(interpret(query, answer));
        });
    };
    const MonoTime now = m_services.clock.monotonic();
    MonoTime &ofPath = m_nextSlotOf[query.url.path()];
    const MonoTime slot = std::max({now, m_nextSlot, ofPath});
    m_nextSlot = slot + betweenAny;
    ofPath = slot + m_dialect->limits().betweenRequests;
    if (slot > now)
        steps->decoding = m_services.clock.after(slot - now, send);
    else
        send();
    return steps;
}

Result<QByteArray> VenueRest::interpret(const RestQuery &query, const Result<HttpAnswer> &answer)
{
    if (!answer)
        return tl::unexpected<Error>(answer.error());
    emit answered(answer->roundTrip);
    const QString host = hostKey(answer->url);
    if (answer->status >= 400) {
        Error error = m_dialect->httpError(answer->status, answer->body);
        if (const auto until = m_services.http.embargoedUntil(host))
            error.retryAfter = ceil<seconds>(*until - m_services.clock.monotonic());
        return tl::unexpected<Error>(error);
    }
    if (answer->status != 200)
        return failure(Error::Kind::Malformed,
                       QStringLiteral("%1 answered HTTP %2").arg(host).arg(answer->status));
    if (answer->cut)
        return failure(Error::Kind::Malformed, QStringLiteral("the answer of %1 does not end").arg(host));
    if (isPage(answer->body))
        return failure(
            Error::Kind::Malformed,
            QStringLiteral("%1 answered with a page instead of data: the network may need a sign-in")
                .arg(host));
    if (m_services.tap)
        m_services.tap->answer(m_dialect->info().id, query.url, answer->body, m_services.clock.now());
    return answer->body;
}
