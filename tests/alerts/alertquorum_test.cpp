#include "tests/alerts/alertsfixture.h"

using State = AlertStatus::State;

TEST_F(AlertsTest, OneExchangeAloneFiresNothing)
{
    add(u"BTC above 115000"_s);
    settle();
    bitget.tick(u"BTC-USDT"_s, "115004.62"_dec);
    settle(5s);
    EXPECT_TRUE(fired.isEmpty());
}

TEST_F(AlertsTest, TwoExchangesThatAgreeFireItOnceWithTheirEvidence)
{
    const AlertId id = add(u"BTC above 115000"_s);
    settle();
    EXPECT_EQ(state(id), State::Armed);
    bitget.tick(u"BTC-USDT"_s, "115004.62"_dec);
    clock.advance(10ms);
    kraken.tick(u"BTC-USD"_s, "115001.0"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    const AlertFiring &firing = fired.first();
    EXPECT_EQ(firing.alert, id);
    EXPECT_EQ(firing.symbol, u"BTC"_s);
    EXPECT_EQ(firing.price, "115004.62"_dec) << "the shown exchange's own figure";
    EXPECT_EQ(firing.live, 4);
    ASSERT_EQ(firing.agreeing.size(), 2);
    EXPECT_EQ(firing.agreeing[0].venueName, u"Bitget"_s);
    EXPECT_EQ(firing.agreeing[1].price, "115001.0"_dec);
    EXPECT_EQ(firing.quiet, AlertFiring::Quiet::No);
    EXPECT_EQ(state(id), State::Done);
    EXPECT_TRUE(engine->status(id).unacknowledged);
    allTick("116000"_dec);
    settle(10min);
    EXPECT_EQ(fired.size(), 1);
}

TEST_F(AlertsTest, TheLevelItselfIsEnough)
{
    add(u"BTC below 113000"_s);
    settle();
    allTick("113000.00"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1);
}

TEST_F(AlertsTest, WhatIsMetWhenAddedSaysSoAndFiresOnlyAfterItWasOver)
{
    const AlertId id = add(u"BTC above 113000"_s);
    settle();
    EXPECT_EQ(state(id), State::Met);
    allTick("113500"_dec);
    allTick("112999"_dec); // not yet beyond the hysteresis of 0.1 %
    allTick("113001"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    allTick("112887"_dec);
    EXPECT_EQ(state(id), State::Armed);
    allTick("113001"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1);
}

TEST_F(AlertsTest, RepeatingAlertsAreArmedAgainByHysteresisAndCoolDown)
{
    const AlertId id = add(u"BTC above 115000"_s, false);
    settle();
    allTick("115000"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    EXPECT_EQ(state(id), State::Cooling);
    allTick("114000"_dec);
    allTick("115001"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1) << "it cools down";
    allTick("114000"_dec);
    settle(6min);
    allTick("114000"_dec); // confirmed again
    settle();
    EXPECT_EQ(state(id), State::Armed);
    allTick("115002"_dec);
    settle();
    EXPECT_EQ(fired.size(), 2);
}

TEST_F(AlertsTest, ACrossingDuringTheCoolDownFiresAtItsEndIfItStillHolds)
{
    Alert made = alert(u"BTC above 115000"_s, false);
    made.coolDown = 30s;
    ASSERT_TRUE(book.add(made));
    settle();
    allTick("115000"_dec);
    settle();
    allTick("114000"_dec);
    settle(10s);
    allTick("115500"_dec);
    settle(10s);
    EXPECT_EQ(fired.size(), 1);
    settle(11s);
    EXPECT_EQ(fired.size(), 2);
}

// Fault 41: the board holds the spike back, and so it is no price for an alert either.
TEST_F(AlertsTest, ASpikeOfNineHundredPercentFiresNothing)
{
    add(u"BTC above 115000"_s);
    add(u"BTC moves 3% in 1h"_s);
    add(u"BTC sources differ 0.5%"_s);
    settle();
    bitget.tick(u"BTC-USDT"_s, "1140000"_dec);
    binance.tick(u"BTC-USDT"_s, "1140000"_dec);
    settle();
    bitget.tick(u"BTC-USDT"_s, "114001"_dec);
    binance.tick(u"BTC-USDT"_s, "114001"_dec);
    settle(10s);
    EXPECT_TRUE(fired.isEmpty());
}

// Fault 45
TEST_F(AlertsTest, AWallClockThatJumpsFiresNothingTwiceAndLosesNothing)
{
    const AlertId id = add(u"BTC above 115000"_s, false);
    settle();
    allTick("115000"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    clock.jumpWall(1h);
    allTick("114000"_dec);
    allTick("115001"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1) << "an hour has not passed";
    EXPECT_EQ(state(id), State::Cooling);
    clock.jumpWall(-2h);
    keepTicking("115001"_dec, 4min);
    EXPECT_EQ(fired.size(), 1);
    keepTicking("115001"_dec, 2min);
    EXPECT_EQ(fired.size(), 2) << "it still holds when the cool-down is over";
}

TEST_F(AlertsTest, StalePricesDontCount)
{
    add(u"BTC above 115000"_s);
    settle();
    bitget.tick(u"BTC-USDT"_s, "115004"_dec);
    settle();
    bitget.setLink(SourceStatus::Link::Retrying);
    settle(5s); // longer than the grace
    kraken.tick(u"BTC-USD"_s, "115004"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    binance.tick(u"BTC-USDT"_s, "115004"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1);
}

TEST_F(AlertsTest, AnExchangeThatComesBackWithAPriceBeyondTheLevelCounts)
{
    add(u"BTC above 115000"_s);
    settle();
    kraken.tick(u"BTC-USD"_s, "115004"_dec);
    binance.setLink(SourceStatus::Link::Retrying);
    settle(5s);
    binance.setLink(SourceStatus::Link::Live);
    binance.tick(u"BTC-USDT"_s, "115010"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1);
}

namespace {
const QString pepe = u"PEPE-USDT"_s;

// One exchange of two lists the coin.
class LoneListingTest : public AlertsTest
{
protected:
    LoneListingTest()
    {
        board.setSources({});
        board.setSources({&alone, &other});
        alone.goLive({u"BTC-USDT"_s, pepe});
        other.goLive({u"BTC-USD"_s});
        add(u"PEPE above 0.00001"_s);
        tick(alone, pepe, "0.000009"_dec);
        settle();
    }
    FakeQuoteSource alone{clock, u"okx"_s}, other{clock, u"bybit"_s};
};
} // namespace

TEST_F(LoneListingTest, TwoTicksASecondApartFire)
{
    EXPECT_EQ(state({1}), State::Armed);
    tick(alone, pepe, "0.000011"_dec);
    settle(900ms);
    tick(alone, pepe, "0.000012"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    tick(alone, pepe, "0.000011"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1);
}

TEST_F(LoneListingTest, ATickBetweenThatSaysOtherwiseBeginsItAnew)
{
    tick(alone, pepe, "0.000011"_dec);
    settle(900ms);
    tick(alone, pepe, "0.0000099"_dec);
    settle();
    tick(alone, pepe, "0.000011"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
}

TEST_F(LoneListingTest, WhoIsStillAskedWhatItListsMayListItToo)
{
    FakeQuoteSource silent(clock, u"binance"_s);
    silent.editStatus().link = SourceStatus::Link::Connecting;
    board.setSources({&alone, &other, &silent});
    settle();
    tick(alone, pepe, "0.000011"_dec);
    settle(2s);
    tick(alone, pepe, "0.000012"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    board.setSources({&alone, &other});
    settle();
    tick(alone, pepe, "0.000011"_dec);
    settle(2s);
    tick(alone, pepe, "0.000012"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1);
}
