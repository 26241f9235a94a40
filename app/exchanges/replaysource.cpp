#include "app/exchanges/replaysource.h"

#include "app/base/log.h"
#include "app/quotes/candlemerge.h"

#include <QUrlQuery>
#include <algorithm>

using namespace std::chrono;
using Link = SourceStatus::Link;

namespace {
constexpr int mostAtOnce = 500; // messages before the event loop gets its turn
constexpr milliseconds answerTakes = 10s;

// What a REST address asks for, without the window of time, so that a recorded answer is found again.
QString candlesKey(const QUrl &url)
{
    static const QStringList window = {QStringLiteral("startTime"), QStringLiteral("endTime"),
                                       QStringLiteral("start"),     QStringLiteral("end"),
                                       QStringLiteral("since"),     QStringLiteral("after"),
                                       QStringLiteral("before"),    QStringLiteral("limit")};
    QStringList parts;
    for (const auto &[name, value] : QUrlQuery(url).queryItems()) {
        if (!window.contains(name))
            parts.append(name + QLatin1Char('=') + value);
    }
    parts.sort();
    return url.path() + QLatin1Char('?') + parts.join(QLatin1Char('&'));
}
} // namespace

// --- Replay ---

Replay::Replay(std::unique_ptr<RecordingReader> reader, double speed, Clock &clock)
    : m_reader(std::move(reader)), m_speed(speed), m_clock(clock)
{
}

Replay::~Replay() = default;

Result<std::unique_ptr<Replay>> Replay::open(const QString &path, double speed, Clock &clock)
{
    if (!(speed > 0) || speed > 1e6)
        return failure(Error::Kind::Unsupported, QStringLiteral("a replay's speed is more than 0"));
    auto reader = RecordingReader::open(path);
    if (!reader)
        return tl::unexpected<Error>(reader.error());
    std::unique_ptr<Replay> replay(new Replay(std::move(*reader), speed, clock));
    if (const auto surveyed = replay->survey(); !surveyed)
        return tl::unexpected<Error>(surveyed.error());
    return replay;
}

Result<void> Replay::survey()
{
    for (;;) {
        const auto message = m_reader->next();
        if (!message)
            return tl::unexpected<Error>(message.error());
        if (!*message)
            break;
        if (!isKnown(m_first))
            m_first = (*message)->at;
        if ((*message)->isOfFeed())
            continue;
        ReplaySource *source = sourceOf((*message)->venue);
        if (!source) {
            const auto entry = std::find_if(venues().cbegin(), venues().cend(), [&](const VenueEntry &one) {
                return one.id == (*message)->venue;
            });
            if (entry == venues().cend()) // of another version, or CoinGecko: the rest plays without it
                continue;
            m_sources.push_back(std::make_unique<ReplaySource>(*entry, m_speed, m_clock, *this));
            source = m_sources.back().get();
        }
        source->note(**message);
    }
    if (m_sources.empty())
        return failure(Error::Kind::Malformed,
                       QStringLiteral("the recording holds no message of a known venue"));
    return m_reader->rewind();
}

QList<QuoteSource *> Replay::sources() const
{
    QList<QuoteSource *> ordered;
    for (const VenueEntry &entry : venues()) {
        if (ReplaySource *source = sourceOf(entry.id))
            ordered.append(source);
    }
    return ordered;
}

ReplaySource *Replay::sourceOf(const VenueId &venue) const
{
    const auto found = std::find_if(m_sources.cbegin(), m_sources.cend(),
                                    [&](const auto &source) { return source->info().id == venue; });
    return found == m_sources.cend() ? nullptr : found->get();
}

void Replay::start()
{
    if (std::exchange(m_started, true))
        return;
    m_begun = m_clock.monotonic();
    m_timer = m_clock.after(0ms, [this] { play(); });
}

UtcTime Replay::position() const
{
    if (!m_started)
        return m_first;
    const duration<double, std::milli> played = (m_clock.monotonic() - m_begun) * m_speed;
    return m_first + duration_cast<milliseconds>(played);
}

void Replay::play()
{
    for (int played = 0; played < mostAtOnce; ++played) {
        if (!m_next) {
            auto message = m_reader->next();
            if (!message)
                return end(message.error());
            if (!*message)
                return end({Error::Kind::Storage, QStringLiteral("the recording has ended"), std::nullopt});
            m_next = std::move(*message);
        }
        const auto since = duration<double, std::milli>(std::max(m_next->at - m_first, 0ms)) / m_speed;
        const milliseconds due = ceil<milliseconds>(since) - (m_clock.monotonic() - m_begun);
        if (due > 0ms) {
            m_timer = m_clock.after(due, [this] { play(); });
            return;
        }
        const RecordedMessage message = *std::exchange(m_next, std::nullopt);
        if (message.isOfFeed() && m_playFeed)
            return playFeed(message);
        if (ReplaySource *source = sourceOf(message.venue))
            source->play(message);
    }
    m_timer = m_clock.after(0ms, [this] { play(); });
}

void Replay::playFeed(const RecordedMessage &message)
{
    m_held = true;
    m_playFeed(message, [this] {
        m_held = false;
        m_timer = m_clock.after(0ms, [this] { play(); });
    });
}

void Replay::end(const Error &why)
{
    m_ended = true;
    for (const auto &source : m_sources)
        source->end(why);
    emit ended();
}

// --- ReplaySource ---

ReplaySource::ReplaySource(const VenueEntry &venue, double speed, Clock &clock, Replay &replay)
    : m_venue(venue), m_speed(speed), m_clock(clock), m_replay(replay), m_dialect(venue.make())
{
    m_info = m_dialect->info();
    m_info.simulated = true;
    m_info.candlePages = {10'000, 0}; // all that was recorded, at once
}

ReplaySource::~ReplaySource() = default;

void ReplaySource::note(const RecordedMessage &message)
{
    if (message.kind != RecordedMessage::Kind::Rest)
        return;
    if (message.url.path() == m_dialect->instrumentsQuery().url.path())
        m_instrumentsBody = message.data;
    else
        m_candleAnswers[candlesKey(message.url)].append({message.at, message.data});
}

void ReplaySource::setSubscriptions(const SubscriptionSet &wanted)
{
    m_wanted = wanted;
    m_status.subscriptions = static_cast<int>(wanted.tickers.size() + wanted.candles.size());
    if (m_status.link == Link::Down)
        return;
    if (wanted.isEmpty()) {
        setLink(Link::Idle);
    } else {
        if (m_status.link == Link::Idle)
            setLink(Link::Connecting);
        m_replay.start();
    }
}

void ReplaySource::play(const RecordedMessage &message)
{
    if (message.kind == RecordedMessage::Kind::Frame)
        playFrame(message);
    else
        playAnswer(message);
}

void ReplaySource::playFrame(const RecordedMessage &message)
{
    if (m_wanted.isEmpty())
        return;
    auto &dialect = m_connections[message.url.toString().toStdString()];
    if (!dialect)
        dialect = m_venue.make();
    heard();
    auto events = dialect->decode(message.data, message.at);
    if (!events) {
        qCInfo(logQuotes) << m_info.name << "recorded what can't be read:" << events.error().detail;
        return;
    }
    for (const StreamEvent &event : std::as_const(*events)) {
        if (const auto *ticker = std::get_if<Ticker>(&event))
            take(*ticker, TickFilter::From::Stream);
        else if (const auto *update = std::get_if<CandleUpdate>(&event))
            take(*update);
    }
}

void ReplaySource::playAnswer(const RecordedMessage &message)
{
    const QList<InstrumentId> wanted = m_wanted.tickers.values();
    QList<RestQuery> queries = m_dialect->tickersQueries(wanted);
    for (const InstrumentId &instrument : wanted)
        queries.append(m_dialect->tickersQueries({instrument}));
    const auto query = std::find_if(queries.cbegin(), queries.cend(), [&](const RestQuery &one) {
        return one.url.path() == message.url.path();
    });
    if (query == queries.cend())
        return;
    const auto tickers = m_dialect->decodeTickers(message.data, query->asked, message.at);
    if (!tickers)
        return;
    for (const Ticker &ticker : *tickers)
        take(ticker, TickFilter::From::Rest);
}

void ReplaySource::take(Ticker ticker, TickFilter::From from)
{
    if (!m_wanted.tickers.contains(ticker.instrument))
        return;
    ticker.receivedTime = m_clock.now();
    ticker.receivedAt = m_clock.monotonic();
    if (m_filter.judge(ticker, from) == TickFilter::Verdict::Taken)
        emit tickerReceived(ticker);
}

void ReplaySource::take(const CandleUpdate &update)
{
    if (!m_wanted.candles.contains({update.instrument, update.interval}))
        return;
    const CandleUpdate news = m_candles.fresh(update);
    if (!news.candles.isEmpty())
        emit candleReceived(news);
}

void ReplaySource::heard()
{
    m_status.lastMessage = m_clock.now();
    m_status.lastMessageAt = m_clock.monotonic();
    setLink(Link::Live);
    if (!m_silence)
        lookForSilence();
}

void ReplaySource::lookForSilence()
{
    const auto limit = duration_cast<milliseconds>(m_info.silenceLimit / m_speed) + 1ms;
    const milliseconds quiet = m_clock.monotonic() - m_status.lastMessageAt;
    if (quiet >= limit) {
        m_silence.reset();
        if (m_status.link == Link::Live)
            setLink(Link::Silent);
        return;
    }
    m_silence = m_clock.after(limit - quiet, [this] { lookForSilence(); });
}

void ReplaySource::end(const Error &why)
{
    m_silence.reset();
    m_status.lastError = why;
    setLink(Link::Down);
}

void ReplaySource::setLink(Link link)
{
    if (m_status.link == link)
        return;
    if (m_status.link == Link::Live)
        m_status.notLiveSince = m_clock.monotonic();
    m_status.link = link;
    emit statusChanged(m_status);
}

Request ReplaySource::fetchInstruments(Reply<QList<Instrument>> done)
{
    return m_clock.after(0ms, [this, done = std::move(done)] {
        if (!m_instrumentsBody)
            return done(
                failure(Error::Kind::Unsupported,
                        QStringLiteral("the recording holds no list of %1's markets").arg(m_info.name)));
        auto list = m_dialect->decodeInstruments(*m_instrumentsBody);
        if (list)
            m_status.instruments = static_cast<int>(list->size());
        done(std::move(list));
    });
}

// A recording can't be asked how things stand now: nothing is confirmed that the recording does not say
// itself.
Request ReplaySource::fetchTickers(const QList<InstrumentId> &, Reply<QList<Ticker>> done)
{
    return m_clock.after(0ms, [done = std::move(done)] { done(QList<Ticker>{}); });
}

Request ReplaySource::fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done)
{
    return m_clock.after(0ms, [this, query, done = std::move(done)] { done(recordedCandles(query)); });
}

// What all recorded answers say of the time that was played already. Candles that were still forming then are
// told only by answers of that time: a later one knows more than the recording has told. Answers come a
// moment after what asked for them, hence the tolerance.
Result<QList<Candle>> ReplaySource::recordedCandles(const CandleQuery &query) const
{
    CandleQuery newest = query, older = query, whole = query;
    newest.from.reset();
    newest.to.reset();
    older.to = m_replay.position(); // some venues have these at another address
    whole.from.reset();
    whole.to.reset();
    const UtcTime now = m_replay.position();
    CandleMerge merge;
    QSet<QString> keys;
    for (const CandleQuery &one : {newest, older}) {
        const auto rest = m_dialect->candlesQuery(one);
        if (!rest)
            return tl::unexpected<Error>(rest.error());
        keys.insert(candlesKey(rest->url));
    }
    for (const QString &key : std::as_const(keys)) {
        for (const CandleAnswer &answer : m_candleAnswers.value(key)) {
            auto rows = m_dialect->decodeCandles(answer.body, whole);
            if (!rows)
                continue;
            rows->removeIf([&](const Candle &row) {
                return row.time > now ||
                       (candleEnd(query.interval, row.time) > now && answer.at > now + answerTakes);
            });
            merge.add(*rows, CandleOrigin::Rest);
        }
    }
    QList<Candle> candles = merge.candles(query.from.value_or(UtcTime::min()), query.to.value_or(now));
    if (candles.isEmpty() && merge.size() == 0)
        return failure(Error::Kind::Unsupported, QStringLiteral("the recording holds no such candles"));
    return candles;
}
