#include "tests/quotes/boardfixture.h"

#include <random>
#include <rapidcheck/gtest.h>

namespace {
const QString btcUsdt = QStringLiteral("BTC-USDT");

// A board with one venue, made anew for each generated case.
struct Bench
{
    Bench()
    {
        board.setWatchlist({btc});
        board.setSources({&bitget});
        bitget.goLive({btcUsdt});
    }
    ManualClock clock;
    FakeQuoteSource bitget{clock, QStringLiteral("bitget")};
    QuoteBoard board{clock, AssetDirectory::shipped()};
};
} // namespace

// Case 37: whatever the order of arrival, the displayed time never goes back, and in the end the newest is
// shown.
RC_GTEST_PROP(BoardProperty, TimeNeverGoesBackUnderAnyOrderOfArrival, ())
{
    const auto offsets = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 2000)));
    Bench bench;
    const UtcTime start = bench.clock.now();
    UtcTime shown{}, newest{};
    for (int offset : offsets) {
        Ticker ticker = bench.bitget.ticker(btcUsdt, Decimal(100'000 + offset, 0)); // a price for each time
        ticker.exchangeTime = start + std::chrono::milliseconds{offset};
        emit bench.bitget.tickerReceived(ticker);
        bench.clock.advance(1ms);
        newest = std::max(newest, ticker.exchangeTime);
        const UtcTime now = bench.board.quote(btc).shownSource()->ticker.exchangeTime;
        RC_ASSERT(now >= shown);
        shown = now;
    }
    RC_ASSERT(shown == newest);
    RC_ASSERT(bench.board.quote(btc).shownSource()->ticker.last ==
              Decimal(100'000 + (newest - start).count(), 0));
}

// Case 45: the same run with a wall clock that jumps about says the same.
RC_GTEST_PROP(BoardProperty, WallClockJumpsChangeNoState, ())
{
    struct Step
    {
        int seconds, jumpMinutes;
        bool ticks;
    };
    const auto steps = *rc::gen::container<std::vector<Step>>(rc::gen::build<Step>(
        rc::gen::set(&Step::seconds, rc::gen::inRange(1, 90)),
        rc::gen::set(&Step::jumpMinutes, rc::gen::inRange(-60, 61)), rc::gen::set(&Step::ticks)));
    Bench calm, jumpy;
    const UtcTime begin = calm.clock.now();
    for (const Step &step : steps) {
        jumpy.clock.jumpWall(std::chrono::minutes{step.jumpMinutes});
        for (Bench *bench : {&calm, &jumpy}) {
            bench->clock.advance(std::chrono::seconds{step.seconds});
            if (!step.ticks)
                continue;
            Ticker ticker = bench->bitget.ticker(btcUsdt, "100000"_dec);
            ticker.exchangeTime =
                begin + (bench->clock.monotonic() - MonoTime{1h}); // the venue's clock is right
            emit bench->bitget.tickerReceived(ticker);
        }
        RC_ASSERT(calm.board.quote(btc).state == jumpy.board.quote(btc).state);
        RC_ASSERT(calm.bitget.tickersWanted.size() == jumpy.bitget.tickersWanted.size());
        const auto age = [](const Bench &bench) {
            const SourceQuote *shown = bench.board.quote(btc).shownSource();
            return shown ? bench.clock.monotonic() - shown->confirmedAt : -1ms;
        };
        RC_ASSERT(age(calm) == age(jumpy));
        RC_ASSERT(!calm.board.quote(btc).shownSource() || age(jumpy) >= 0ms);
    }
}

// Agreement does not depend on which source spoke first.
RC_GTEST_PROP(BoardProperty, AgreementDoesNotDependOnTheOrderOfArrival, ())
{
    const auto prices = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(90'000, 110'000));
    std::vector<int> order{0, 1, 2};
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i)
        std::next_permutation(order.begin(), order.end());
    const auto run = [&](const std::vector<int> &sequence) {
        ManualClock clock;
        FakeQuoteSource sources[]{
            {clock, QStringLiteral("a")}, {clock, QStringLiteral("b")}, {clock, QStringLiteral("c")}};
        QuoteBoard board(clock, AssetDirectory::shipped());
        board.setWatchlist({btc});
        board.setSources({&sources[0], &sources[1], &sources[2]});
        for (auto &source : sources)
            source.goLive({QStringLiteral("BTC-USD")});
        for (int i : sequence)
            sources[i].tick(QStringLiteral("BTC-USD"), Decimal(prices[static_cast<size_t>(i)], 0));
        return board.quote(btc).agreement;
    };
    RC_ASSERT(run({0, 1, 2}) == run(order));
}

// Figure R12: 0 invalid prices accepted in a million generated messages.
TEST(BoardR12, NoInvalidPriceIsAcceptedInAMillionMessages)
{
    Bench bench;
    const Decimal lowest(1, 12), highest(Decimal::Coefficient{1'000'000'000'000'000}, 0);
    std::mt19937_64 random(7);
    const auto pick = [&](quint64 below) { return random() % below; };
    qint64 taken = 0, wrong = 0;
    QObject::connect(&bench.board, &QuoteBoard::tickTaken, &bench.board, [&](const Ticker &ticker) {
        ++taken;
        wrong += ticker.last < lowest || ticker.last > highest;
    });
    Decimal good = "100000"_dec;
    for (int i = 0; i < 1'000'000; ++i) {
        Ticker ticker = bench.bitget.ticker(btcUsdt, good);
        ticker.exchangeTime += std::chrono::milliseconds{i};
        switch (pick(6)) {
        case 0:
            ticker.last =
                Decimal(-static_cast<Decimal::Coefficient>(pick(1'000'000)), static_cast<int>(pick(8)));
            break;
        case 1:
            ticker.last =
                Decimal(static_cast<Decimal::Coefficient>(pick(10)), 13 + static_cast<int>(pick(40)));
            break;
        case 2:
            ticker.last =
                Decimal(static_cast<Decimal::Coefficient>(random()) * 1'000'000, static_cast<int>(pick(3)));
            break;
        case 3:
            ticker.last = {};
            break;
        default:
            good = ticker.last = Decimal(10'000'000 + static_cast<Decimal::Coefficient>(pick(1000)), 2);
        }
        emit bench.bitget.tickerReceived(ticker);
    }
    EXPECT_GT(taken, 100'000);
    EXPECT_EQ(wrong, 0);
    const Decimal shown = bench.board.quote(btc).shownSource()->ticker.last;
    EXPECT_TRUE(shown >= lowest && shown <= highest);
}
