#pragma once

#include "app/exchanges/coingecko/coingeckodecoder.h"
#include "app/exchanges/sourceservices.h"
#include "app/exchanges/tickfilter.h"
#include "app/quotes/quotesource.h"

#include <deque>

// CoinGecko as a QuoteSource: polled, an aggregate of many markets, last in failover and never counted in
// agreement. Its key-less limit is unpublished and failed calls count, so it asks once in `every` and never
// twice within 10 s (exchanges.md 8); a 429 is heeded, and without a time named each further one doubles the
// wait.
//
// Its instruments are the 250 largest coins; other ids may be subscribed to as well. What the answers tell
// about coins besides prices comes by coinsReceived.
class CoinGeckoSource final : public QuoteSource
{
    Q_OBJECT
public:
    CoinGeckoSource(const SourceServices &services, std::chrono::milliseconds every,
                    QObject *parent = nullptr);
    ~CoinGeckoSource() override;

    const SourceInfo &info() const override { return m_info; }
    SourceStatus status() const override { return m_status; }
    void setSubscriptions(const SubscriptionSet &wanted) override; // tickers only
    [[nodiscard]] Request fetchInstruments(Reply<QList<Instrument>> done) override;
    // Waits for its turn; RateLimited with the rest when the poll at hand is all that may be asked.
    [[nodiscard]] Request fetchTickers(const QList<InstrumentId> &instruments,
                                       Reply<QList<Ticker>> done) override;
    [[nodiscard]] Request fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done) override;
    QUrl marketPage(const Instrument &instrument) const override
    {
        return coinGeckoPage(instrument.id.symbol);
    }
    void reconnectNow() override;

signals:
    // Names, ranks, market caps and 7-day sparklines of the coins in an answer.
    void coinsReceived(const QList<CoinGeckoCoin> &coins);

private:
    using Coins = QList<CoinGeckoCoin>;
    struct Waiting;

    [[nodiscard]] Request ask(const RestQuery &query, Reply<Coins> done);
    void next();
    void send(Waiting *waiting);
    void onAnswer(Waiting &waiting, Result<HttpAnswer> answer);
    void take(const Coins &coins);
    void poll();
    void pollAfter(std::chrono::milliseconds delay);
    void onPolled(const Result<Coins> &coins);
    void setLink(SourceStatus::Link link);

    SourceServices m_services;
    std::chrono::milliseconds m_every;
    SourceInfo m_info;
    SourceStatus m_status;
    QSet<InstrumentId> m_wanted;
    TickFilter m_filter;
    std::deque<Waiting *> m_waiting; // for their turn, oldest first
    std::optional<MonoTime> m_lastAsked, m_lastGood;
    Coins m_largest; // the newest answer about all, and when it came
    std::optional<MonoTime> m_largestAt;
    int m_limitedInARow = 0;
    int m_failedInARow = 0;
    int m_round = 0;
    Request m_turn, m_poll, m_pollTimer;
};
