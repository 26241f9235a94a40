#include "app/insight/changefigures.h"

#include "tests/insight/candlecase.h"
#include "tests/quotes/boardfixture.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/waituntil.h"

// Now is 01:42:18 UTC. BTC costs 101,000 on Bitget.
class ChangeFiguresTest : public BoardTest
{
protected:
    ChangeFiguresTest()
    {
        useAll();
        allLive();
        board.setWatchlist({btc, eth});
        tickAll("101000"_dec);
        clock.advance(100ms);
    }
    void know(Interval interval, UtcTime from, UtcTime to, const std::function<double(UtcTime)> &price,
              const QString &venue = u"bitget"_s)
    {
        history.set(btc, seriesOf(u"BTC"_s, interval, candlesOf(interval, from, to, price), venue));
    }
    ChangeFigure by(ChangeBasis basis)
    {
        figures.setBasis(basis);
        settle();
        return figures.figure(btc);
    }
    void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }
    const UtcTime midnight = std::chrono::floor<std::chrono::days>(clock.now());
    FakeCandleHistory history;
    ChangeFigures figures{history, board, clock};
};

TEST_F(ChangeFiguresTest, RollingIsTheVenuesOwnAndAsksNobody)
{
    EXPECT_EQ(*by(ChangeBasis::Rolling24h).pct, *quote().changePct);
    clock.advance(2h);
    EXPECT_TRUE(history.loads.isEmpty());
}

TEST_F(ChangeFiguresTest, SinceMidnightUtcIsTheLastTradeBeforeIt)
{
    know(Interval::M1, midnight - 1h, midnight + 1h,
         [this](UtcTime time) { return time <= midnight ? 100'000.0 : 90'000.0; });
    const ChangeFigure figure = by(ChangeBasis::UtcDay);
    EXPECT_NEAR(*figure.pct, 1, 1e-9);
    EXPECT_EQ(figure.from, "100000"_dec);
    EXPECT_EQ(figure.fromTime, midnight);
    EXPECT_EQ(figure.venueName, u"Bitget"_s);
    clock.advance(30min);
    settle();
    EXPECT_EQ(history.loads.size(), 2) << "one read for each coin, and the day is not over";
}

TEST_F(ChangeFiguresTest, TheDayEndsByItself)
{
    know(Interval::M1, midnight - 1h, midnight + 25h,
         [this](UtcTime time) { return time <= midnight ? 100'000.0 : 202'000.0; });
    by(ChangeBasis::UtcDay);
    clock.advance(23h);
    settle();
    tickAll("101000"_dec);
    EXPECT_NEAR(*figures.figure(btc).pct, -50, 1e-9);
    EXPECT_EQ(figures.figure(btc).fromTime, midnight + 24h);
}

TEST_F(ChangeFiguresTest, TheLocalDayIsThatOfTheZoneOnSees)
{
    figures.setLocalDay([this](UtcTime) { return midnight - 8h; });
    know(Interval::M1, midnight - 9h, midnight,
         [this](UtcTime time) { return time <= midnight - 8h ? 50'500.0 : 100'000.0; });
    EXPECT_NEAR(*by(ChangeBasis::LocalDay).pct, 100, 1e-9);
}

TEST_F(ChangeFiguresTest, WhatTheDataCantSupportHasAReason)
{
    know(Interval::M1, midnight - 2h, midnight - 1h, [](UtcTime) { return 100'000.0; });
    const ChangeFigure figure = by(ChangeBasis::UtcDay);
    EXPECT_FALSE(figure.pct);
    EXPECT_EQ(figure.gap, ChangeGap::NotRecorded);
    EXPECT_EQ(figures.figure(eth).gap, ChangeGap::NotListed);
    EXPECT_EQ(changeGapText(ChangeGap::NotRecorded, u"BTC"_s), u"No price of BTC was recorded then"_s);
    EXPECT_EQ(by(ChangeBasis::Pinned).gap, ChangeGap::NotPinned);
}

TEST_F(ChangeFiguresTest, TheLastHourMovesOnWithoutReadingAgain)
{
    const UtcTime start = std::chrono::floor<std::chrono::minutes>(clock.now());
    know(Interval::M1, start - 3h, start + 3h,
         [](UtcTime time) { return 100'000.0 + double(time.time_since_epoch() / 1min % 100) * 10; });
    by(ChangeBasis::Hour);
    const auto first = figures.figure(btc);
    ASSERT_TRUE(first.pct);
    EXPECT_EQ(first.fromTime, start - 1h);
    for (int i = 0; i < 40; ++i) {
        clock.advance(1min);
        tickAll("101000"_dec);
        settle();
    }
    EXPECT_EQ(figures.figure(btc).fromTime, std::chrono::floor<std::chrono::minutes>(clock.now()) - 1h);
    const auto reads = std::count_if(history.loads.begin(), history.loads.end(),
                                     [](const HistoryQuery &query) { return query.asset == btc; });
    EXPECT_EQ(reads, 1);
}

TEST_F(ChangeFiguresTest, TheWeekComesFromHours)
{
    const UtcTime then = std::chrono::floor<std::chrono::hours>(clock.now()) - 7 * 24h;
    know(Interval::H1, then - 5h, clock.now(),
         [then](UtcTime time) { return time <= then ? 202'000.0 : 1.0; });
    EXPECT_NEAR(*by(ChangeBasis::Week).pct, -50, 1e-9);
}

TEST_F(ChangeFiguresTest, PinnedPricesAreKeptAndAskNobody)
{
    const PinnedPrices pinned = figures.pricesNow();
    EXPECT_EQ(pinned.prices.value(btc).price, "101000"_dec);
    EXPECT_FALSE(pinned.prices.contains(eth)) << "it had no live price";
    figures.setPinned(pinned);
    bitget.tick(u"BTC-USDT"_s, "111100"_dec);
    clock.advance(100ms);
    EXPECT_NEAR(*by(ChangeBasis::Pinned).pct, 10, 1e-9);
    EXPECT_TRUE(std::none_of(history.loads.begin(), history.loads.end(),
                             [](const HistoryQuery &query) { return query.asset == btc; }));
}

TEST_F(ChangeFiguresTest, AnotherVenuesPriceIsComparedWithItsOwnPast)
{
    know(Interval::M1, midnight - 1h, midnight, [](UtcTime) { return 100'000.0; });
    know(
        Interval::M1, midnight - 1h, midnight, [](UtcTime) { return 202'000.0; }, u"binance"_s);
    by(ChangeBasis::UtcDay);
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(5s);
    binance.tick(u"BTC-USDT"_s, "101000"_dec);
    EXPECT_NEAR(*figures.figure(btc).pct, 1, 1e-9) << "Bitget's own last figure";
    for (int i = 0; i < 3; ++i) {
        clock.advance(50s);
        binance.tick(u"BTC-USDT"_s, "101000"_dec);
        settle();
    }
    EXPECT_NEAR(*figures.figure(btc).pct, -50, 1e-9);
    EXPECT_EQ(figures.figure(btc).instrument.venue.value, u"binance"_s);
}

TEST_F(ChangeFiguresTest, AFailureIsTriedAgain)
{
    history.error = Error{Error::Kind::Network, u"down"_s, {}};
    EXPECT_EQ(by(ChangeBasis::UtcDay).gap, ChangeGap::Failed);
    history.error.reset();
    know(Interval::M1, midnight - 1h, midnight, [](UtcTime) { return 100'000.0; });
    for (int i = 0; i < 6; ++i) {
        clock.advance(1min);
        tickAll("101000"_dec);
        settle();
    }
    EXPECT_NEAR(*figures.figure(btc).pct, 1, 1e-9);
}

TEST(ChangeBasis, TheSystemsDayBeginsAtItsMidnight)
{
    const UtcTime start = startOfSystemDay(noonThen); // tests run in UTC
    EXPECT_EQ(start, std::chrono::floor<std::chrono::days>(noonThen));
}
