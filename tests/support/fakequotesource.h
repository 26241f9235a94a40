#pragma once

#include "app/quotes/quotesource.h"
#include "tests/support/manualclock.h"

#include <vector>

// A venue that says what a test tells it to, and remembers what it was asked. Nothing happens by itself:
// requests wait until the test answers them.
class FakeQuoteSource final : public QuoteSource
{
public:
    FakeQuoteSource(ManualClock &clock, const QString &id) : m_clock(clock)
    {
        m_info.id = VenueId{id};
        m_info.name = id.left(1).toUpper() + id.mid(1);
        m_info.restIntervals = {Interval::M15, Interval::H1};
    }

    SourceInfo &editInfo() { return m_info; } // before the board gets it
    const SourceInfo &info() const override { return m_info; }
    SourceStatus status() const override { return m_status; }
    void setSubscriptions(const SubscriptionSet &set) override { wanted = set; }
    [[nodiscard]] Request fetchInstruments(Reply<QList<Instrument>> done) override
    {
        return keep(instrumentsAsked, std::move(done));
    }
    [[nodiscard]] Request fetchTickers(const QList<InstrumentId> &instruments,
                                       Reply<QList<Ticker>> done) override
    {
        tickersWanted.append(instruments);
        return keep(tickersAsked, std::move(done));
    }
    [[nodiscard]] Request fetchCandles(const CandleQuery &query, Reply<QList<Candle>> done) override
    {
        candlesWanted.append(query);
        if (history)
            return m_clock.after(std::chrono::milliseconds{0},
                                 [this, query, done = std::move(done)] { done(history(query)); });
        return keep(candlesAsked, std::move(done));
    }
    QUrl marketPage(const Instrument &) const override { return page; }
    void reconnectNow() override { ++reconnects; }

    // ---- what the test does ----
    Instrument instrument(const QString &base, const QString &quote) const
    {
        Instrument made;
        made.id = {m_info.id, base + u'-' + quote};
        made.base = base;
        made.quote = quote;
        made.tickSize = "0.01"_dec;
        return made;
    }
    void answerInstruments(const Result<QList<Instrument>> &answer) { reply(instrumentsAsked, answer); }
    void answerTickers(const Result<QList<Ticker>> &answer) { reply(tickersAsked, answer); }
    void answerCandles(const Result<QList<Candle>> &answer) { reply(candlesAsked, answer); }
    void setLink(SourceStatus::Link link)
    {
        if (link != SourceStatus::Link::Live && m_status.link == SourceStatus::Link::Live)
            m_status.notLiveSince = m_clock.monotonic();
        m_status.link = link;
        emit statusChanged(m_status);
    }
    SourceStatus &editStatus() { return m_status; }
    Ticker ticker(const QString &symbol, const Decimal &last) const
    {
        Ticker made;
        made.instrument = {m_info.id, symbol};
        made.last = last;
        made.change24hPct = 1.0;
        made.exchangeTime = made.receivedTime = m_clock.now();
        made.receivedAt = m_clock.monotonic();
        return made;
    }
    void tick(const QString &symbol, const Decimal &last) { emit tickerReceived(ticker(symbol, last)); }
    bool wants(const QString &symbol) const
    {
        return wanted.tickers.contains(InstrumentId{m_info.id, symbol});
    }
    // Lists these "BASE-QUOTE" markets and goes live.
    void goLive(const QStringList &symbols)
    {
        QList<Instrument> list;
        for (const QString &symbol : symbols)
            list.append(instrument(symbol.section(u'-', 0, 0), symbol.section(u'-', 1)));
        answerInstruments(list);
        setLink(SourceStatus::Link::Live);
    }

    template <typename T> struct Asked final : PendingRequest
    {
        ~Asked() override { *alive = false; }
        std::shared_ptr<bool> alive = std::make_shared<bool>(true);
    };
    template <typename T> struct Waiting
    {
        std::shared_ptr<bool> alive;
        Reply<T> done;
    };

    SubscriptionSet wanted;
    QList<QList<InstrumentId>> tickersWanted;
    QList<CandleQuery> candlesWanted;
    std::vector<Waiting<QList<Instrument>>> instrumentsAsked;
    std::vector<Waiting<QList<Ticker>>> tickersAsked;
    std::vector<Waiting<QList<Candle>>> candlesAsked;
    // Answers candles by itself as soon as time passes.
    std::function<Result<QList<Candle>>(const CandleQuery &)> history;
    int reconnects = 0;
    QUrl page; // of every market

private:
    template <typename T> Request keep(std::vector<Waiting<T>> &list, Reply<T> done)
    {
        auto request = std::make_unique<Asked<T>>();
        list.push_back({request->alive, std::move(done)});
        return request;
    }
    // Answers the oldest that was not cancelled; nothing happens when there is none.
    template <typename T> void reply(std::vector<Waiting<T>> &list, const Result<T> &answer)
    {
        while (!list.empty()) {
            const Waiting<T> first = std::move(list.front());
            list.erase(list.begin());
            if (!*first.alive)
                continue;
            first.done(answer);
            return;
        }
    }

    ManualClock &m_clock;
    SourceInfo m_info;
    SourceStatus m_status;
};
