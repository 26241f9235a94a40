#pragma once

#include "app/exchanges/streamingquotesource.h"
#include "tests/support/fakemarket/fakemarket.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QElapsedTimer>
#include <gtest/gtest.h>

// One streaming source against fakemarket, on a clock that the test moves. Prices stand still unless pushed.
class SourceCase : public testing::Test
{
protected:
    using Link = SourceStatus::Link;

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

    fake::Venue &fakeVenue() { return market.venue(venueId.toLatin1()); }
    InstrumentId id(const char *symbol) const { return {{venueId}, QString::fromLatin1(symbol)}; }
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
    // What is on the way arrives.
    void settle(int ms = 4)
    {
        QElapsedTimer timer;
        timer.start();
        until([&] { return timer.elapsed() >= ms; });
    }
    // Market time passes in small steps, as it does for a process that runs.
    void pass(std::chrono::milliseconds time, std::chrono::milliseconds step = std::chrono::milliseconds{500})
    {
        for (std::chrono::milliseconds gone{0}; gone < time; gone += step) {
            clock.advance(std::min(step, time - gone));
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
    FakeMarket market{fake::Options{.clock = &clock, .quiet = true, .talkative = false}};
    std::unique_ptr<HttpClient> http = makeHttpClient(clock);
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
};
