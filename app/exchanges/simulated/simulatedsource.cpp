#include "app/exchanges/simulated/simulatedsource.h"

#include "app/exchanges/simulated/tradedvolume.h"

#include <QSet>
#include <algorithm>
#include <cmath>
#include <vector>

using namespace std::chrono;

namespace {
constexpr milliseconds oneDay = 24h;
constexpr milliseconds firstStep = 2500ms; // long enough to see the figures it begins with
constexpr int samples = 12;                // of the path, for one candle
constexpr int mostCandles = 1000;
constexpr milliseconds marketAge = 5 * 365 * oneDay;

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

// The first ten are the seed's; the others are there to be found, with figures of our own.
const std::vector<SimulatedCoin> &coins()
{
    static const std::vector<SimulatedCoin> list{
        {text("BTC"), "114959.13"_dec, 0.83, 2.0, 31'000},
        {text("ETH"), "4514.55"_dec, 2.59, 3.0, 620'000},
        {text("XRP"), "3.0312"_dec, 1.14, 3.5, 190e6},
        {text("USDT"), "1.0000"_dec, 0.01, 0.01, 95e6},
        {text("SOL"), "238.59"_dec, 4.70, 4.5, 5.2e6},
        {text("BNB"), "908.13"_dec, 1.09, 2.0, 240'000},
        {text("USDC"), "0.9998"_dec, 0.00, 0.01, 80e6},
        {text("DOGE"), "0.2615"_dec, 4.59, 4.5, 1.9e9},
        {text("TRX"), "0.3478"_dec, 0.85, 1.5, 310e6},
        {text("ADA"), "0.8871"_dec, 1.02, 3.5, 170e6},
        {text("LINK"), "23.412"_dec, 1.91, 4.0, 4.1e6},
        {text("AVAX"), "28.94"_dec, 3.27, 4.5, 3.3e6},
        {text("LTC"), "116.42"_dec, -0.36, 2.5, 480'000},
        {text("BCH"), "593.7"_dec, 0.71, 2.5, 61'000},
        {text("DOT"), "4.318"_dec, 1.55, 3.5, 9.4e6},
        {text("TON"), "3.1940"_dec, -0.82, 2.5, 5.6e6},
        {text("SUI"), "3.6621"_dec, 2.08, 5.0, 88e6},
        {text("XLM"), "0.38740"_dec, 0.94, 3.5, 210e6},
        {text("NEAR"), "2.681"_dec, -1.27, 4.5, 21e6},
        {text("UNI"), "9.876"_dec, 1.36, 4.5, 5.0e6},
        {text("SHIB"), "0.00001322"_dec, 2.44, 4.5, 9.8e12},
        {text("PEPE"), "0.00001109"_dec, 5.12, 6.5, 22e12},
    };
    return list;
}

const QList<Interval> &allIntervals()
{
    static const QList<Interval> list{Interval::M1, Interval::M5, Interval::M15, Interval::M30, Interval::H1,
                                      Interval::H4, Interval::H6, Interval::H12, Interval::D1,  Interval::W1};
    return list;
}

Decimal onTick(double price, int scale)
{
    const double ticks = std::max(1.0, std::round(price * std::pow(10.0, scale)));
    return {static_cast<Decimal::Coefficient>(ticks), scale};
}
} // namespace

// Extremes of the prices really shown in one minute since the start.
struct MinuteExtremes
{
    qint64 minute = 0; // since the start
    double high = 0, low = 0;
};

struct SimulatedSource::Market
{
    SimulatedCoin coin;
    Instrument instrument;
    SimulatedPath path;
    TradedVolume trading;
    double stray = 0; // the live price strays a little from the path, as a share of it
    Decimal last;
    Elapsed lastAt{0};
    std::vector<MinuteExtremes> minutes;
    MinuteExtremes day{-1, 0, 0}; // of the 24 h before that minute
};

SimulatedSource::~SimulatedSource() = default;

SimulatedSource::SimulatedSource(Clock &clock, quint64 seed, QObject *parent)
    : QuoteSource(parent), m_clock(clock), m_random(seed)
{
    m_info.id = VenueId{QStringLiteral("simulated")};
    m_info.name = QStringLiteral("Simulated market");
    m_info.countsInAgreement = false;
    m_info.simulated = true;
    m_info.streamIntervals = m_info.restIntervals = allIntervals();
    for (const SimulatedCoin &coin : coins()) {
        Instrument instrument;
        instrument.id = {m_info.id, coin.base + QStringLiteral("-USD")};
        instrument.base = coin.base;
        instrument.quote = QStringLiteral("USD");
        instrument.tickSize = Decimal(1, coin.price.scale());
        m_markets.emplace(instrument.id.symbol,
                          std::unique_ptr<Market>(new Market{coin,
                                                             instrument,
                                                             SimulatedPath(coin, m_random()),
                                                             TradedVolume(seed + m_markets.size()),
                                                             0,
                                                             coin.price,
                                                             Elapsed{0},
                                                             {},
                                                             {-1, 0, 0}}));
    }
    m_status.instruments = static_cast<int>(m_markets.size());
}

void SimulatedSource::begin()
{
    if (std::exchange(m_begun, true))
        return;
    m_start = m_clock.now();
    m_startedAt = m_clock.monotonic();
}

SimulatedSource::Elapsed SimulatedSource::elapsed() const
{
    return m_clock.monotonic() - m_startedAt;
}

double SimulatedSource::uniform()
{
    return static_cast<double>(m_random() >> 11) * 0x1p-53;
}

void SimulatedSource::setSubscriptions(const SubscriptionSet &wanted)
{
    m_wanted = wanted;
    m_status.rejected.clear();
    for (const InstrumentId &id : wanted.tickers) {
        if (!m_markets.contains(id.symbol))
            m_status.rejected.insert(id, QStringLiteral("the simulated market does not list it"));
    }
    m_status.subscriptions =
        static_cast<int>(wanted.tickers.size() + wanted.candles.size() - m_status.rejected.size());
    m_announce.reset();
    if (wanted.isEmpty()) {
        m_step.reset();
        m_status.link = SourceStatus::Link::Idle;
        m_status.notLiveSince = m_clock.monotonic();
        m_announce = m_clock.after(0ms, [this] { emit statusChanged(m_status); });
        return;
    }
    begin();
    m_announce = m_clock.after(0ms, [this] { announce(); });
    if (!m_step)
        stepLater(elapsed() < firstStep ? firstStep - elapsed() : 1s);
}

void SimulatedSource::reconnectNow()
{
    if (!m_wanted.isEmpty())
        m_announce = m_clock.after(0ms, [this] { announce(); });
}

void SimulatedSource::announce()
{
    m_status.link = SourceStatus::Link::Live;
    m_status.lastMessage = m_clock.now();
    m_status.lastMessageAt = m_clock.monotonic();
    emit statusChanged(m_status);
    const SubscriptionSet wanted = m_wanted;
    for (const InstrumentId &id : wanted.tickers) {
        const auto at = m_markets.find(id.symbol);
        if (at != m_markets.end())
            emit tickerReceived(ticker(*at->second));
    }
}

void SimulatedSource::stepLater(milliseconds delay)
{
    m_step = m_clock.after(delay, [this] { step(); });
}

// Each wanted coin moves in about two of three steps. Goes on as long as something is wanted: this is the
// market's pulse.
void SimulatedSource::step()
{
    stepLater(milliseconds{700 + static_cast<qint64>(uniform() * 800)});
    m_status.lastMessage = m_clock.now();
    m_status.lastMessageAt = m_clock.monotonic();
    const SubscriptionSet wanted = m_wanted;
    for (auto &[symbol, market] : m_markets) {
        const bool moves = uniform() < 0.66; // drawn for all, so that the prices don't depend on who looks
        if (moves)
            move(*market);
        if (moves && wanted.tickers.contains(market->instrument.id))
            emit tickerReceived(ticker(*market));
    }
    for (const CandleKey &key : wanted.candles) {
        const auto at = m_markets.find(key.instrument.symbol);
        if (at == m_markets.end())
            continue;
        const milliseconds length = intervalLength(key.interval);
        const Candle now = candle(*at->second, candleStart(key.interval, timeAt(elapsed())), length);
        emit candleReceived({key.instrument, key.interval, {now}, false, timeAt(elapsed())});
    }
}

void SimulatedSource::move(Market &market)
{
    const double noise = uniform() + uniform() + uniform() - 1.5; // near enough to a bell
    market.stray = market.stray * 0.97 + noise * market.coin.dailyPct / 100 * 0.006;
    market.lastAt = elapsed();
    const double price = market.path.at(market.lastAt) * (1 + market.stray);
    market.last = onTick(price, market.coin.price.scale());
    const double shown = market.last.toDouble();
    const qint64 minute = duration_cast<minutes>(market.lastAt).count();
    if (market.minutes.empty() || market.minutes.back().minute != minute)
        market.minutes.push_back({minute, shown, shown});
    MinuteExtremes &extremes = market.minutes.back();
    extremes.high = std::max(extremes.high, shown);
    extremes.low = std::min(extremes.low, shown);
    constexpr size_t keptMinutes = 2 * 24 * 60;
    if (market.minutes.size() > keptMinutes * 2)
        market.minutes.erase(market.minutes.begin(), market.minutes.end() - keptMinutes);
}

// From quarter hours, as a chart of the day shows them. Once a minute: it takes a moment.
void SimulatedSource::look24hBack(Market &market) const
{
    const qint64 minute = duration_cast<minutes>(market.lastAt).count();
    if (market.day.minute == minute)
        return;
    const double last = market.last.toDouble();
    market.day = {minute, last, last};
    for (UtcTime time = candleStart(Interval::M15, timeAt(market.lastAt - oneDay)) + 15min;
         time <= timeAt(market.lastAt); time += 15min) {
        const Candle quarter = candle(market, time, 15min);
        market.day.high = std::max(market.day.high, quarter.high.toDouble());
        market.day.low = std::min(market.day.low, quarter.low.toDouble());
    }
}

Ticker SimulatedSource::ticker(Market &market) const
{
    look24hBack(market);
    const int scale = market.coin.price.scale();
    const double open = market.path.at(market.lastAt - oneDay), last = market.last.toDouble();
    Ticker ticker;
    ticker.instrument = market.instrument.id;
    ticker.last = market.last;
    ticker.bid = onTick(last - std::pow(10.0, -scale), scale);
    ticker.ask = onTick(last + std::pow(10.0, -scale), scale);
    ticker.open24h = onTick(open, scale);
    ticker.high24h = onTick(std::max(market.day.high, last), scale);
    ticker.low24h = onTick(std::min(market.day.low, last), scale);
    const UtcTime now = timeAt(market.lastAt);
    const double traded = market.coin.dayVolume * market.trading.between(now - oneDay, now);
    ticker.baseVolume = onTick(traded, 0);
    ticker.quoteVolume = onTick(traded * last, 2);
    ticker.change24hPct = market.lastAt == 0ms ? market.coin.changePct : (last - open) / open * 100;
    ticker.exchangeTime = now;
    ticker.receivedTime = m_clock.now();
    ticker.receivedAt = m_clock.monotonic();
    return ticker;
}

// Of the path, and of what was really shown where that is known; the forming one ends at the last price.
Candle SimulatedSource::candle(const Market &market, UtcTime from, milliseconds length) const
{
    const int scale = market.coin.price.scale();
    const Elapsed begin = from - m_start, end = std::min<Elapsed>(begin + length, elapsed());
    Candle made;
    made.time = from;
    made.closed = begin + length <= elapsed();
    const double open = market.path.at(begin);
    const double close = made.closed ? market.path.at(end) : market.last.toDouble();
    double high = std::max(open, close), low = std::min(open, close);
    for (int i = 1; i < samples; ++i) {
        const double price = market.path.at(begin + (end - begin) * i / samples);
        high = std::max(high, price);
        low = std::min(low, price);
    }
    const qint64 first = duration_cast<minutes>(begin).count();
    auto at = std::lower_bound(market.minutes.begin(), market.minutes.end(), begin < 0ms ? 0 : first,
                               [](const MinuteExtremes &m, qint64 minute) { return m.minute < minute; });
    for (; at != market.minutes.end() && minutes{at->minute} < end; ++at) {
        high = std::max(high, at->high);
        low = std::min(low, at->low);
    }
    made.open = onTick(open, scale);
    made.high = onTick(high, scale);
    made.low = onTick(low, scale);
    made.close = onTick(close, scale);
    const double traded = market.coin.dayVolume * market.trading.between(from, m_start + end);
    made.volume = onTick(traded, market.coin.dayVolume < 1e6 ? 3 : 0);
    return made;
}

Request SimulatedSource::fetchInstruments(Reply<QList<Instrument>> done)
{
    return m_clock.after(0ms, [this, done = std::move(done)] {
        QList<Instrument> list;
        for (const auto &[symbol, market] : m_markets)
            list.append(market->instrument);
        done(list);
    });
}

Request SimulatedSource::fetchTickers(const QList<InstrumentId> &instruments, Reply<QList<Ticker>> done)
{
    begin();
    return m_clock.after(0ms, [this, instruments, done = std::move(done)] {
        QList<Ticker> list;
        for (const InstrumentId &id : instruments) {
            const auto at = m_markets.find(id.symbol);
            if (at != m_markets.end())
                list.append(ticker(*at->second));
        }
        for (const Ticker &one : std::as_const(list))
            emit tickerReceived(one);
        done(list);
    });
}

Request SimulatedSource::fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done)
{
    begin();
    return m_clock.after(0ms, [this, query, done = std::move(done)] {
        const auto at = m_markets.find(query.instrument.symbol);
        if (at == m_markets.end() || !allIntervals().contains(query.interval)) {
            done(failure(Error::Kind::Unsupported,
                         QStringLiteral("the simulated market has no such candles")));
            return;
        }
        const milliseconds length = intervalLength(query.interval);
        const UtcTime newest = candleStart(query.interval, timeAt(elapsed()));
        const UtcTime last = std::min(newest, candleStart(query.interval, query.to.value_or(newest)));
        const int limit = query.limit > 0 ? std::min(query.limit, mostCandles) : mostCandles;
        UtcTime first = last - length * (limit - 1);
        if (query.from && *query.from > first)
            first = candleStart(query.interval, *query.from + length - 1ms);
        first = std::max(first, candleStart(query.interval, m_start - marketAge));
        QList<Candle> list;
        for (UtcTime time = first; time <= last; time += length)
            list.append(candle(*at->second, time, length));
        done(list);
    });
}
