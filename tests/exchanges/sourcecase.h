#pragma once

#include "app/exchanges/streamingquotesource.h"
#include "tests/support/fakemarket/fakemarket.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QAbstractEventDispatcher>
#include <QElapsedTimer>
#include <QThread>
#include <gtest/gtest.h>

// The HTTP client, and how many requests are under way.
class CountingHttp final : public HttpClient
{
public:
    explicit CountingHttp(Clock &clock) : m_client(makeHttpClient(clock)) {}
    Request get(const HttpQuery &query, Reply<HttpAnswer> done) override
    {
        struct Counted final : PendingRequest
        {
            explicit Counted(CountingHttp &client) : http(client) { ++http.running; }
            ~Counted() override { settle(); }
            void settle()
            {
                if (std::exchange(open, false)) {
                    --http.running;
                    ++http.finished;
                }
            }
            CountingHttp &http;
            bool open = true;
            Request request;
        };
        auto counted = std::make_unique<Counted>(*this);
        counted->request = m_client->get(query, [raw = counted.get(), done = std::move(done)](auto result) {
            raw->settle();
            done(std::move(result));
        });
        return counted;
    }
    void embargo(const QString &host, MonoTime until) override { m_client->embargo(host, until); }
    std::optional<MonoTime> embargoedUntil(const QString &host) const override
    {
        return m_client->embargoedUntil(host);
    }
    int running = 0, finished = 0;

private:
    std::unique_ptr<HttpClient> m_client;
};

// One streaming source against fakemarket, on a clock that the test moves. Prices stand still unless pushed.
class SourceCase : public testing::Test
{
protected:
    using Link = SourceStatus::Link;

    // Each venue lists that many markets at least.
    explicit SourceCase(int instruments = 0)
        : market(
              fake::Options{.clock = &clock, .quiet = true, .instruments = instruments, .talkative = false})
    {
    }

    static VenueEntry entryOf(const QString &venue)
    {
        for (const VenueEntry &entry : venues()) {
            if (entry.id.value == venue)
                return entry;
        }
        ADD_FAILURE() << "no dialect for " << venue.toStdString();
        return venues().constFirst();
    }

    void use(const QString &venue)
    {
        venueId = venue;
        services.endpoints.set({venue}, fakeVenue().endpoint());
        QObject::connect(&fakeVenue(), &fake::Venue::streamOpened, &watcher,
                         [this] { opened.append(clock.monotonic()); });
        source = std::make_unique<StreamingQuoteSource>(entryOf(venue), services);
        QObject::connect(source.get(), &QuoteSource::tickerReceived, source.get(),
                         [this](const Ticker &ticker) {
                             ticks.append(ticker);
                             tickedAt.append(clock.monotonic());
                         });
        QObject::connect(source.get(), &QuoteSource::candleReceived, source.get(),
                         [this](const CandleUpdate &update) { candles.append(update); });
        QObject::connect(source.get(), &QuoteSource::statusChanged, source.get(),
                         [this](const SourceStatus &status) { links.append(status.link); });
    }

    // Bitcoin and Ether as the venue in use spells them, for the stream and for fakemarket.
    QByteArray btc() const { return spelled("BTC"); }
    QByteArray eth() const { return spelled("ETH"); }
    QByteArray spelled(const QByteArray &coin) const
    {
        if (venueId == QLatin1String("coinbase"))
            return coin + "-USD";
        if (venueId == QLatin1String("kraken"))
            return coin + "/USD";
        return venueId == QLatin1String("okx") ? coin + "-USDT" : coin + "USDT";
    }
    std::chrono::milliseconds silenceLimit() const { return source->info().silenceLimit; }

    fake::Venue &fakeVenue() { return market.venue(venueId.toLatin1()); }
    InstrumentId id(const QByteArray &symbol) const { return {{venueId}, QString::fromLatin1(symbol)}; }
    Link link() const { return source->status().link; }
    QList<Ticker> ticksOf(const InstrumentId &instrument) const
    {
        QList<Ticker> found;
        std::copy_if(ticks.cbegin(), ticks.cend(), std::back_inserter(found),
                     [&](const Ticker &ticker) { return ticker.instrument == instrument; });
        return found;
    }
    std::optional<Decimal> last(const InstrumentId &instrument) const
    {
        const auto found = ticksOf(instrument);
        return found.isEmpty() ? std::nullopt : std::optional(found.constLast().last);
    }

    // Lets sockets and timers that are due have their turn, until `condition`; no market time passes.
    template <typename Condition> bool until(Condition condition, int deadlineMs = 3000)
    {
        return waitUntil(
            [&] {
                clock.advance(std::chrono::milliseconds{0});
                return condition();
            },
            deadlineMs);
    }
    // What is on the way arrives. Both ends live on this thread and loopback keeps nothing back, so it has
    // arrived when nothing happens any more; only HTTP has a thread of its own and is waited for.
    void settle()
    {
        auto *events = QAbstractEventDispatcher::instance();
        QElapsedTimer timer;
        timer.start();
        for (int idle = 0, turns = 0; idle < 3 && turns < 100'000; ++turns) {
            clock.advance(std::chrono::milliseconds{0});
            const bool any = events->processEvents(QEventLoop::AllEvents);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            const bool asking = http->running > 0 && timer.elapsed() < patience;
            idle = any || asking ? 0 : idle + 1;
            if (!any && asking)
                QThread::yieldCurrentThread();
        }
        // A venue that was told not to answer is waited for once, not at every step.
        patience = http->running > 0 && http->finished == seenFinished ? 5 : 500;
        seenFinished = http->finished;
    }
    // Market time passes in small steps, as it does for a process that runs.
    void pass(std::chrono::milliseconds time, std::chrono::milliseconds step = std::chrono::milliseconds{500})
    {
        for (std::chrono::milliseconds gone{0}; gone < time; gone += step) {
            clock.advance(std::min(step, time - gone));
            settle();
        }
    }
    // Prices move all the while: that many changes of bitcoin's price a second.
    void passTrading(std::chrono::milliseconds time, int perSecond = 1)
    {
        const auto step = std::chrono::milliseconds{1000} / perSecond;
        for (std::chrono::milliseconds gone{0}; gone < time; gone += step) {
            fakeVenue().push(btc(), "114" + QByteArray::number(100 + m_price++ % 800) + ".5");
            settle();
            clock.advance(step);
            settle();
        }
    }
    // The time until `condition`, in steps of 100 ms; `most` when it never came true.
    template <typename Condition>
    std::chrono::milliseconds timeUntil(Condition condition, std::chrono::milliseconds most)
    {
        const MonoTime from = clock.monotonic();
        settle();
        while (!condition() && clock.monotonic() - from < most)
            pass(std::chrono::milliseconds{100}, std::chrono::milliseconds{100});
        return clock.monotonic() - from;
    }
    // Subscribed to these tickers and each has a price.
    void goLive(const QSet<InstrumentId> &instruments)
    {
        source->setSubscriptions({instruments, {}});
        ASSERT_TRUE(until([&] {
            return std::all_of(instruments.cbegin(), instruments.cend(),
                               [&](const InstrumentId &one) { return last(one).has_value(); });
        })) << "no price; link is "
            << linkName(link()).toStdString();
        ASSERT_EQ(link(), Link::Live);
    }

    ManualClock clock;
    FakeMarket market;
    std::unique_ptr<CountingHttp> http = std::make_unique<CountingHttp>(clock);
    HostBudget budget{clock};
    WorkerPool workers;
    double randomValue = 0.5;
    SourceServices services{clock, *http, budget, workers, [this] { return randomValue; }, {}, nullptr};
    QString venueId;
    std::unique_ptr<StreamingQuoteSource> source;
    QList<Ticker> ticks;
    QList<MonoTime> tickedAt;
    QList<CandleUpdate> candles;
    QList<Link> links;
    QList<MonoTime> opened; // streams the venue saw
    QObject watcher;

private:
    int m_price = 0, patience = 500, seenFinished = 0;
};
