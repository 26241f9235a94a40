#pragma once

#include "app/base/clock.h"
#include "app/exchanges/simulated/simulatedpath.h"
#include "app/quotes/quotesource.h"

#include <map>
#include <random>

// The simulated market of the demo: a QuoteSource without a network. Its first tickers are exactly the seed's
// figures; then every coin walks gently, ticking each second or two. Candles, of five years, fit the current
// price and the 24 h change. The same seed and the same clock give the same prices.
//
// Time runs with the monotonic clock from the first subscription or question on: setting the wall clock does
// not move it. It asks for no timer while nothing is wanted.
class SimulatedSource final : public QuoteSource
{
    Q_OBJECT
public:
    static constexpr quint64 defaultSeed = 20250913;
    explicit SimulatedSource(Clock &clock, quint64 seed = defaultSeed, QObject *parent = nullptr);
    ~SimulatedSource() override;

    const SourceInfo &info() const override { return m_info; }
    SourceStatus status() const override { return m_status; }
    void setSubscriptions(const SubscriptionSet &wanted) override;
    [[nodiscard]] Request fetchInstruments(Reply<QList<Instrument>> done) override;
    [[nodiscard]] Request fetchTickers(const QList<InstrumentId> &instruments,
                                       Reply<QList<Ticker>> done) override;
    [[nodiscard]] Request fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done) override;
    QUrl marketPage(const Instrument &) const override { return {}; } // it is on no exchange
    std::optional<UtcTime> time() const override
    {
        return m_begun ? std::optional(timeAt(elapsed())) : std::nullopt;
    }
    void reconnectNow() override;

private:
    struct Market;
    using Elapsed = std::chrono::milliseconds; // since the start

    void begin();
    Elapsed elapsed() const;
    UtcTime timeAt(Elapsed since) const { return m_start + since; }
    void announce();
    void step();
    void move(Market &market);
    void stepLater(std::chrono::milliseconds delay);
    Ticker ticker(Market &market) const;
    void look24hBack(Market &market) const;
    Candle candle(const Market &market, UtcTime from, std::chrono::milliseconds length) const;
    double uniform();

    Clock &m_clock;
    SourceInfo m_info;
    SourceStatus m_status;
    std::map<QString, std::unique_ptr<Market>> m_markets; // by symbol
    SubscriptionSet m_wanted;
    std::mt19937_64 m_random;
    bool m_begun = false;
    UtcTime m_start{};
    MonoTime m_startedAt{};
    Request m_announce, m_step;
};
