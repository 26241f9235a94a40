#include "app/quotes/tickgate.h"

#include "tests/quotes/boardfixture.h"

#include <limits>

namespace {
constexpr UtcTime noon = fromMsecs(1'757'764'800'000); // 2025-09-13T12:00Z

class TickGateTest : public testing::Test
{
protected:
    static Ticker tick(const Decimal &last, std::chrono::milliseconds after, MonoTime arrived = MonoTime{1h})
    {
        Ticker made;
        made.last = last;
        made.exchangeTime = noon + after;
        made.receivedAt = arrived + after;
        return made;
    }
    QByteArray shown() const { return gate.ticker() ? gate.ticker()->last.toByteArray() : QByteArray(); }
    TickGate gate;
    VenueClock clock;
};
} // namespace

TEST_F(TickGateTest, OnlyPricesAMarketCouldHaveAreTaken)
{
    for (const Decimal &price : {"1e-12"_dec, "1000000000000000"_dec, "0.00000001"_dec}) {
        TickGate fresh;
        EXPECT_EQ(fresh.take(tick(price, 0ms), clock), TickVerdict::Taken);
        EXPECT_EQ(fresh.ticker()->last, price);
    }
    for (const Decimal &price : {"0"_dec, "-1"_dec, "9e-13"_dec, "1000000000000001"_dec}) {
        EXPECT_EQ(gate.take(tick(price, 0ms), clock), TickVerdict::Invalid);
        EXPECT_FALSE(gate.ticker());
    }
}

TEST_F(TickGateTest, ABadPriceLeavesTheLastGoodOne)
{
    gate.take(tick("100"_dec, 0ms), clock);
    EXPECT_EQ(gate.take(tick("0"_dec, 1s), clock), TickVerdict::Invalid);
    EXPECT_EQ(shown(), "100");
}

TEST_F(TickGateTest, WhatIsOlderThanThePriceShownIsLate)
{
    gate.take(tick("100"_dec, 10s), clock);
    EXPECT_EQ(gate.take(tick("101"_dec, 9s), clock), TickVerdict::Late);
    EXPECT_EQ(shown(), "100");
    EXPECT_EQ(gate.take(tick("100.0"_dec, 9s), clock), TickVerdict::Confirms); // the same price, said again
    EXPECT_EQ(gate.ticker()->exchangeTime, noon + 10s);
    EXPECT_EQ(gate.take(tick("102"_dec, 10s), clock), TickVerdict::Taken); // two trades of one millisecond
}

TEST_F(TickGateTest, AWildStepWaitsForASecondOne)
{
    gate.take(tick("100"_dec, 0ms), clock);
    EXPECT_EQ(gate.take(tick("1000"_dec, 1s), clock), TickVerdict::Held);
    EXPECT_EQ(shown(), "100");
    EXPECT_EQ(gate.take(tick("101"_dec, 2s), clock), TickVerdict::Taken); // it was a slip
    EXPECT_EQ(gate.take(tick("1000"_dec, 3s), clock), TickVerdict::Held);
    EXPECT_EQ(gate.take(tick("5000"_dec, 4s), clock), TickVerdict::Held); // another slip agrees with nobody
    EXPECT_EQ(gate.take(tick("5100"_dec, 5s), clock), TickVerdict::Taken);
    EXPECT_EQ(gate.take(tick("40"_dec, 6s), clock), TickVerdict::Held); // downwards as well
}

TEST_F(TickGateTest, StrayUnitsOfTimeAreRead)
{
    Ticker micro = tick("100"_dec, 0ms);
    micro.exchangeTime = fromMsecs(toMsecs(noon) * 1000);
    gate.take(micro, clock);
    EXPECT_EQ(gate.ticker()->exchangeTime, noon);
    Ticker nano = tick("101"_dec, 1s);
    nano.exchangeTime = fromMsecs(toMsecs(noon + 1s) * 1'000'000);
    gate.take(nano, clock);
    EXPECT_EQ(gate.ticker()->exchangeTime, noon + 1s);
    Ticker seconds = tick("102"_dec, 2s);
    seconds.exchangeTime = fromMsecs(toMsecs(noon) / 1000);  // 1970: no time at all
    EXPECT_EQ(gate.take(seconds, clock), TickVerdict::Late); // can't be put before or after
    seconds.receivedAt += 1min;
    EXPECT_EQ(gate.take(seconds, clock), TickVerdict::Taken);
}

TEST_F(TickGateTest, ATimeADayOffTheExchangesOthersIsRefused)
{
    for (int i = 0; i < 5; ++i)
        clock.note(noon + 1s * i, MonoTime{1h} + 1s * i);
    gate.take(tick("100"_dec, 5s), clock);
    Ticker future = tick("101"_dec, 6s);
    future.exchangeTime += 48h;
    EXPECT_EQ(gate.take(future, clock), TickVerdict::Invalid);
    Ticker anHourOff = tick("102"_dec, 7s);
    anHourOff.exchangeTime += 1h; // odd, but judged by arrival
    EXPECT_EQ(gate.take(anHourOff, clock), TickVerdict::Taken);
}

TEST_F(TickGateTest, AWrongFirstTimeDoesNotBlockTheRightOnes)
{
    Ticker future = tick("100"_dec, 0ms);
    future.exchangeTime += 48h;
    EXPECT_EQ(gate.take(future, clock), TickVerdict::Taken); // nothing to compare with yet
    for (int i = 1; i < 8; ++i)
        clock.note(noon + 1s * i, MonoTime{1h} + 1s * i); // the venue's other markets
    EXPECT_EQ(gate.take(tick("101"_dec, 9s), clock), TickVerdict::Taken);
    EXPECT_EQ(gate.ticker()->exchangeTime, noon + 9s);
}

TEST_F(TickGateTest, ARestAnswerThatSaysLessKeepsWhatTheStreamSaid)
{
    Ticker full = tick("100"_dec, 0ms);
    full.bid = "99"_dec;
    full.change24hPct = 2.5;
    gate.take(full, clock);
    Ticker thin = tick("100"_dec, 0ms, MonoTime{1h} + 30s);
    thin.exchangeTime = {};
    EXPECT_EQ(gate.take(thin, clock), TickVerdict::Confirms);
    EXPECT_EQ(gate.ticker()->bid, "99"_dec);
    EXPECT_EQ(gate.ticker()->change24hPct, 2.5);
    EXPECT_EQ(gate.ticker()->exchangeTime, noon);
    Ticker other = tick("101"_dec, 0ms, MonoTime{1h} + 60s);
    other.exchangeTime = {};
    EXPECT_EQ(gate.take(other, clock), TickVerdict::Taken);
    EXPECT_FALSE(gate.ticker()->change24hPct); // of another price: not made up
}

TEST_F(TickGateTest, WhatCannotBeAroundThePriceIsUnknown)
{
    Ticker odd = tick("100"_dec, 0ms);
    odd.bid = "-1"_dec;
    odd.ask = "0"_dec;
    odd.open24h = "0"_dec;
    odd.baseVolume = "0"_dec;
    odd.quoteVolume = "-5"_dec;
    odd.change24hPct = std::numeric_limits<double>::infinity();
    gate.take(odd, clock);
    EXPECT_FALSE(gate.ticker()->bid);
    EXPECT_FALSE(gate.ticker()->ask);
    EXPECT_FALSE(gate.ticker()->open24h);
    EXPECT_EQ(gate.ticker()->baseVolume, "0"_dec); // none was traded: that is known
    EXPECT_FALSE(gate.ticker()->quoteVolume);
    EXPECT_FALSE(gate.ticker()->change24hPct);
}

namespace {
class HeldPriceTest : public BoardTest
{
protected:
    HeldPriceTest()
    {
        board.setWatchlist({btc});
        board.setSources({&bitget});
        bitget.goLive({pair});
        bitget.tick(pair, "100000"_dec);
    }
    const QString pair = QStringLiteral("BTC-USDT");
};
} // namespace

TEST_F(HeldPriceTest, ASpikeIsCheckedByRestAtOnceAndShownWhenItIsTrue)
{
    clock.advance(1s);
    QSignalSpy taken(&board, &QuoteBoard::tickTaken);
    bitget.tick(pair, "900000"_dec);
    EXPECT_EQ(shownPrice(), "100000");
    EXPECT_EQ(taken.count(), 0);
    clock.advance(200ms);
    ASSERT_EQ(bitget.tickersWanted.size(), 1);
    bitget.answerTickers(QList<Ticker>{bitget.ticker(pair, "901000"_dec)});
    EXPECT_EQ(shownPrice(), "901000");
    EXPECT_EQ(taken.count(), 1);
}

TEST_F(HeldPriceTest, ASpikeThatWasNoneIsNeverSeen)
{
    clock.advance(1s);
    bitget.tick(pair, "1"_dec);
    clock.advance(200ms);
    bitget.answerTickers(QList<Ticker>{bitget.ticker(pair, "100001"_dec)});
    EXPECT_EQ(shownPrice(), "100001");
    EXPECT_EQ(quote().state, PriceState::Live);
}

TEST_F(HeldPriceTest, OneBadInstrumentAmongGoodOnes)
{
    board.setWatchlist({btc, eth, sol});
    board.setSources({&binance});
    binance.goLive({pair, QStringLiteral("ETH-USDT"), QStringLiteral("SOL-USDT")});
    const InstrumentId bad{binance.info().id, QStringLiteral("ETH-USDT")};
    binance.editStatus().rejected.insert(bad, QStringLiteral("Invalid symbol"));
    emit binance.statusChanged(binance.status());
    binance.tick(pair, "100000"_dec);
    binance.tick(bad.symbol, "0"_dec);
    binance.tick(QStringLiteral("SOL-USDT"), "238.59"_dec);
    EXPECT_EQ(quote(btc).state, PriceState::Live);
    EXPECT_EQ(quote(sol).state, PriceState::Live);
    EXPECT_EQ(quote(eth).state, PriceState::Missing);
    EXPECT_EQ(board.status(bad.venue)->rejected.value(bad), QStringLiteral("Invalid symbol"));
}
