#include "tests/alerts/alertsfixture.h"

using State = AlertStatus::State;

// ---- Moves ----

TEST_F(AlertsTest, AMoveOnTwoExchangesWithinItsTimeFires)
{
    const AlertId id = add(u"BTC moves 3% in 1h"_s);
    keepTicking("114000"_dec, 10min);
    EXPECT_EQ(state(id), State::Armed);
    EXPECT_GE(engine->status(id).heardFor, 10min);
    allTick("117419"_dec); // a hair less than 3 %
    settle();
    EXPECT_TRUE(fired.isEmpty());
    EXPECT_NEAR(engine->status(id).nowPct.value_or(0), 2.999, 0.001);
    tick(bitget, u"BTC-USDT"_s, "117420"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty()) << "one exchange alone";
    tick(kraken, u"BTC-USD"_s, "117420"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    EXPECT_DOUBLE_EQ(fired.first().movePct.value_or(0), 3.0);
    EXPECT_GT(fired.first().moveTook, 9min);
    EXPECT_EQ(fired.first().agreeing.size(), 2);
}

TEST_F(AlertsTest, AFallIsAMoveToo)
{
    add(u"BTC moves 3% in 1h"_s);
    keepTicking("114000"_dec, 1min);
    keepTicking("115000"_dec, 1min);
    allTick("111550"_dec); // 3 % below the highest
    settle();
    ASSERT_EQ(fired.size(), 1);
    EXPECT_DOUBLE_EQ(fired.first().movePct.value_or(0), -3.0);
}

TEST_F(AlertsTest, AMoveThatTookLongerThanItsTimeFiresNothing)
{
    add(u"BTC moves 3% in 15min"_s);
    Decimal price = "114000"_dec;
    for (int i = 0; i < 35; ++i) { // 3.5 % in 70 minutes, less than 1 % in any 15
        price = *Decimal::add(price, "114"_dec);
        keepTicking(price, 2min);
    }
    EXPECT_TRUE(fired.isEmpty());
}

TEST_F(AlertsTest, AJumpAfterAQuietHourIsAMoveOnlyIfTheMarketWasHeardAllAlong)
{
    const AlertId id = add(u"BTC moves 3% in 5min"_s, false);
    keepTicking("114000"_dec, 1min);
    for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Retrying);
    settle(1h);
    for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Live);
    tickAll("120000"_dec);
    allTick("120000"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty()) << "nobody knows what it cost five minutes ago";
    EXPECT_LT(engine->status(id).heardFor, 1min);
}

TEST_F(AlertsTest, AMoveIsArmedAgainOnceItIsOver)
{
    const AlertId id = add(u"BTC moves 3% in 15min"_s, false);
    keepTicking("114000"_dec, 1min);
    keepTicking("118000"_dec, 10min);
    EXPECT_EQ(fired.size(), 1);
    keepTicking("118000"_dec, 10min); // the old price has left the window
    EXPECT_EQ(state(id), State::Armed);
    keepTicking("122000"_dec, 1min);
    EXPECT_EQ(fired.size(), 2);
}

// ---- Peg, sources ----

TEST_F(AlertsTest, AStablecoinOffItsPegOnTwoExchangesFires)
{
    const AlertId id = add(u"USDT off peg 0.5%"_s);
    coinbase.tick(u"USDT-USD"_s, "1.0001"_dec);
    kraken.tick(u"USDT-USD"_s, "0.9999"_dec);
    settle();
    EXPECT_EQ(state(id), State::Armed);
    coinbase.tick(u"USDT-USD"_s, "0.9949"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    kraken.tick(u"USDT-USD"_s, "0.9950"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    EXPECT_NEAR(fired.first().movePct.value_or(0), -0.5, 0.02);
    EXPECT_EQ(fired.first().agreeing.size(), 2);
}

TEST_F(AlertsTest, OneExchangeAboveAndOneBelowThePegDontAgree)
{
    add(u"USDT off peg 0.5%"_s);
    settle();
    coinbase.tick(u"USDT-USD"_s, "0.9900"_dec);
    kraken.tick(u"USDT-USD"_s, "1.0100"_dec);
    settle(3s);
    EXPECT_TRUE(fired.isEmpty());
}

TEST_F(AlertsTest, OffThePegALevelInDollarsIsComparedWithConvertedPrices)
{
    add(u"BTC above 115000"_s);
    settle();
    coinbase.tick(u"USDT-USD"_s, "0.9000"_dec);
    kraken.tick(u"USDT-USD"_s, "0.9000"_dec);
    settle();
    tick(bitget, u"BTC-USDT"_s, "126000"_dec); // 113,400 dollars
    tick(binance, u"BTC-USDT"_s, "126000"_dec);
    settle(3s);
    EXPECT_TRUE(fired.isEmpty());
    tick(bitget, u"BTC-USDT"_s, "127900"_dec); // 115,110
    tick(binance, u"BTC-USDT"_s, "127900"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    EXPECT_EQ(fired.first().price, "127900"_dec);
    EXPECT_EQ(fired.first().unit, u"USDT"_s) << "the figure is no dollars";
}

TEST_F(AlertsTest, ALevelInAnotherMoneyHearsOnlyMarketsInIt)
{
    add(u"BTC above 115000 USDT"_s);
    settle();
    tick(coinbase, u"BTC-USD"_s, "116000"_dec);
    tick(kraken, u"BTC-USD"_s, "116000"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    tick(bitget, u"BTC-USDT"_s, "115000"_dec);
    tick(binance, u"BTC-USDT"_s, "115000"_dec);
    settle();
    EXPECT_EQ(fired.size(), 1);
}

TEST_F(AlertsTest, SourcesThatDifferForASecondFire)
{
    const AlertId id = add(u"BTC sources differ 0.5%"_s);
    settle();
    EXPECT_EQ(state(id), State::Armed);
    tick(coinbase, u"BTC-USD"_s, "113300"_dec); // 0.61 % below
    settle();
    EXPECT_TRUE(fired.isEmpty());
    settle(1s);
    tick(coinbase, u"BTC-USD"_s, "113301"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    ASSERT_EQ(fired.first().agreeing.size(), 1);
    EXPECT_EQ(fired.first().agreeing.first().venueName, u"Coinbase"_s);
    EXPECT_NEAR(fired.first().movePct.value_or(0), -0.613, 0.001);
    EXPECT_EQ(fired.first().live, 4);
}

TEST_F(AlertsTest, ADifferenceOfOneTickFiresNothing)
{
    add(u"BTC sources differ 0.5%"_s);
    settle();
    tick(coinbase, u"BTC-USD"_s, "113300"_dec);
    settle();
    tick(coinbase, u"BTC-USD"_s, "114001"_dec);
    settle(2s);
    tick(coinbase, u"BTC-USD"_s, "114000"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
}

// ---- What may not fire ----

TEST_F(AlertsTest, SimulatedPricesFireInADemoAlone)
{
    FakeQuoteSource simulated(clock, u"simulated"_s);
    simulated.editInfo().simulated = true;
    simulated.editInfo().countsInAgreement = false;
    board.setSources({&simulated});
    simulated.goLive({u"BTC-USD"_s});
    const auto run = [&](AlertFiring::Origin origin) {
        fired.clear();
        begin(origin);
        tick(simulated, u"BTC-USD"_s, "114000"_dec);
        settle(1s);
        for (int i = 0; i < 5; ++i) {
            tick(simulated, u"BTC-USD"_s, Decimal(115'000 + i, 0));
            settle(1s);
        }
        tick(simulated, u"BTC-USD"_s, "114000"_dec);
        settle(10min);
        return fired.size();
    };
    add(u"BTC above 115000"_s, false);
    EXPECT_EQ(run(AlertFiring::Origin::Market), 0);
    EXPECT_EQ(run(AlertFiring::Origin::Demo), 1);
    EXPECT_EQ(fired.first().origin, AlertFiring::Origin::Demo);
    board.setSources({});
}

TEST_F(AlertsTest, AnAggregateIsNoExchange)
{
    FakeQuoteSource gecko(clock, u"coingecko"_s);
    gecko.editInfo().countsInAgreement = false;
    board.setSources({&bitget, &binance, &coinbase, &kraken, &gecko});
    gecko.goLive({u"BTC-USD"_s});
    add(u"BTC above 115000"_s);
    settle();
    tick(gecko, u"BTC-USD"_s, "115500"_dec);
    tick(bitget, u"BTC-USDT"_s, "115500"_dec);
    settle(3s);
    EXPECT_TRUE(fired.isEmpty());
    board.setSources({});
}

TEST_F(AlertsTest, PricesOfAnEarlierRunDontCount)
{
    QuoteBoard later(clock, AssetDirectory::shipped());
    QList<Ticker> stored;
    for (Ticker ticker : board.lastTickers()) {
        ticker.last = "120000"_dec;
        stored.append(ticker);
    }
    later.restore(board.instruments({u"bitget"_s}) + board.instruments({u"kraken"_s}), stored, {});
    FakeQuoteSource one(clock, u"bitget"_s), two(clock, u"kraken"_s);
    later.setSources({&one, &two});
    std::ignore = book.add(alert(u"BTC above 115000"_s));
    AlertEngine second(clock, book, later, articles, AssetDirectory::shipped(), AlertFiring::Origin::Market);
    settle(5s);
    EXPECT_EQ(second.status({1}).state, State::Waiting);
    EXPECT_EQ(second.status({1}).live, 0);
    later.setSources({});
}

// ---- Life of an alert ----

TEST_F(AlertsTest, ASnoozedAlertIsSilentAndRemindsAfterwards)
{
    const AlertId id = add(u"BTC above 115000"_s);
    settle();
    allTick("115001"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    ASSERT_TRUE(book.snooze(id, clock.now() + 15min));
    EXPECT_EQ(state(id), State::Snoozed);
    keepTicking("115002"_dec, 14min);
    EXPECT_EQ(fired.size(), 1);
    keepTicking("115003"_dec, 2min);
    EXPECT_EQ(fired.size(), 2) << "it is still above";
}

TEST_F(AlertsTest, WhatTheUserSaysWinsOverWhatIsNotInTheBookYet)
{
    const AlertId id = add(u"BTC above 115000"_s);
    settle();
    allTick("115001"_dec); // fires, and is told in a moment
    ASSERT_TRUE(book.snooze(id, clock.now() + 15min));
    settle();
    EXPECT_EQ(fired.size(), 1);
    EXPECT_EQ(state(id), State::Snoozed);
}

TEST_F(AlertsTest, OneThatIsSwitchedOffOrRemovedFiresNothing)
{
    const AlertId off = add(u"BTC above 115000"_s), gone = add(u"BTC above 115001"_s);
    settle();
    ASSERT_TRUE(book.setEnabled(off, false));
    ASSERT_TRUE(book.remove(gone));
    allTick("116000"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    EXPECT_EQ(state(off), State::Off);
    ASSERT_TRUE(book.setEnabled(off, true));
    EXPECT_EQ(state(off), State::Met) << "it was above already when it was switched on";
}

TEST_F(AlertsTest, AfterARestartNothingFiresAgainAndWhatCrossedMeanwhileDoes)
{
    const AlertId fires = add(u"BTC above 115000"_s, false);
    const AlertId waits = add(u"BTC above 120000"_s, false);
    settle();
    allTick("115001"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    fired.clear();
    begin(); // the same book, as a new start has it
    allTick("115002"_dec);
    settle(10min);
    allTick("115003"_dec);
    settle();
    EXPECT_TRUE(fired.isEmpty());
    EXPECT_EQ(state(fires), State::Met);
    engine.reset();
    allTick("120500"_dec);
    begin();
    settle();
    ASSERT_EQ(fired.size(), 1);
    EXPECT_EQ(fired.first().alert, waits);
}

TEST_F(AlertsTest, CoinsOutsideTheWatchlistAreFollowed)
{
    const AlertId id = add(u"ETH above 5000"_s);
    EXPECT_TRUE(bitget.wants(u"ETH-USDT"_s));
    ASSERT_TRUE(book.remove(id));
    EXPECT_FALSE(bitget.wants(u"ETH-USDT"_s));
}

TEST_F(AlertsTest, DuringQuietHoursFiringsAreListedAndToldAfterwards)
{
    AlertSettings settings = engine->settings();
    settings.quiet = {true, 1 * 60, 2 * 60, true}; // it is 01:42 UTC
    engine->setSettings(settings);
    EXPECT_TRUE(engine->isQuietNow());
    QList<AlertFiring> missed;
    QObject::connect(engine.get(), &AlertEngine::quietEnded, engine.get(),
                     [&](const QList<AlertFiring> &list) { missed = list; });
    add(u"BTC above 115000"_s);
    settle();
    allTick("115001"_dec);
    settle();
    ASSERT_EQ(fired.size(), 1);
    EXPECT_EQ(fired.first().quiet, AlertFiring::Quiet::QuietHours);
    EXPECT_EQ(book.firings().size(), 1);
    settle(10min);
    EXPECT_TRUE(missed.isEmpty());
    settle(10min);
    EXPECT_EQ(missed.size(), 1);
}

// ---- Many ----

TEST_F(AlertsTest, NoneIsLostInABurstOfTenThousandTicks)
{
    engine.reset(); // a thousand at once is quicker than one after the other
    QSet<qint64> wanted;
    for (int i = 0; i < 500; ++i) {
        wanted.insert(add(u"BTC above %1"_s.arg(114'500 + i)).value);
        wanted.insert(add(u"BTC below %1"_s.arg(113'500 - i)).value);
    }
    begin();
    settle();
    for (int i = 0; i < 2500; ++i) { // a sawtooth that reaches each level for one tick a tooth
        const int at = i % 2 == 0 ? 114'100 + (i / 2) % 1000 : 113'900 - (i / 2) % 1000;
        for (const auto &[source, symbol] :
             {std::pair(&bitget, u"BTC-USDT"_s), std::pair(&binance, u"BTC-USDT"_s),
              std::pair(&coinbase, u"BTC-USD"_s), std::pair(&kraken, u"BTC-USD"_s)})
            tick(*source, symbol, Decimal(at, 0));
    }
    settle();
    for (const AlertFiring &firing : std::as_const(fired))
        EXPECT_TRUE(wanted.remove(firing.alert.value)) << "fired twice";
    EXPECT_TRUE(wanted.isEmpty()) << wanted.size() << " were lost";
    EXPECT_EQ(signalled, 1) << "all at once are told at once";
}
