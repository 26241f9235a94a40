#include "tests/quotes/boardfixture.h"

namespace {
class FreshnessTest : public BoardTest
{
protected:
    FreshnessTest()
    {
        board.setWatchlist({btc});
        board.setSources({&bitget});
        bitget.goLive({symbol});
        bitget.tick(symbol, "100000"_dec);
    }
    // Answers whatever the board asked by REST with the newest price said.
    void answerQuiet(const Decimal &price)
    {
        bitget.answerTickers(QList<Ticker>{bitget.ticker(symbol, price)});
    }
    const QString symbol = QStringLiteral("BTC-USDT");
};
} // namespace

TEST_F(FreshnessTest, APriceIsLiveFromItsFirstTick)
{
    EXPECT_EQ(quote().state, PriceState::Live);
    EXPECT_EQ(shownPrice(), "100000");
}

TEST_F(FreshnessTest, AVenueWhoseClockIsAnHourOffIsLiveAndItsClockIsTold)
{
    EXPECT_EQ(board.clockAhead(bitget.info().id), 0ms);
    EXPECT_FALSE(board.clockAhead(kraken.info().id).has_value());
    for (int i = 1; i < 12; ++i) {
        clock.advance(1s);
        Ticker ahead = bitget.ticker(symbol, Decimal(100'000 + i, 0));
        ahead.exchangeTime += 1h;
        emit bitget.tickerReceived(ahead);
    }
    EXPECT_EQ(quote().state, PriceState::Live);
    EXPECT_EQ(board.clockAhead(bitget.info().id), 1h);
}

TEST_F(FreshnessTest, AQuickReconnectMakesNothingStale)
{
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(1'999ms);
    EXPECT_EQ(quote().state, PriceState::Live);
    bitget.setLink(SourceStatus::Link::Live);
    clock.advance(5s);
    EXPECT_EQ(quote().state, PriceState::Live);
}

TEST_F(FreshnessTest, ALinkThatIsNotLiveForTwoSecondsMakesItsPricesStaleByItself)
{
    clock.advance(100ms);
    changed.clear();
    bitget.setLink(SourceStatus::Link::Silent);
    clock.advance(2'060ms);
    EXPECT_EQ(changed.size(), 1); // within the grace nothing is to be seen
    EXPECT_EQ(quote().state, PriceState::Offline);
    EXPECT_TRUE(board.offline());
}

TEST_F(FreshnessTest, ASourceThatKnowsSinceWhenItsLinkIsDeadIsBelieved)
{
    clock.advance(10s);
    bitget.editStatus().notLiveSince = clock.monotonic() - 5s;
    bitget.editStatus().link = SourceStatus::Link::Silent;
    emit bitget.statusChanged(bitget.status());
    EXPECT_EQ(quote().state, PriceState::Offline);
}

TEST_F(FreshnessTest, AQuietPairIsReadByRestAfterThirtySecondsAndStaysLive)
{
    clock.advance(29'999ms);
    EXPECT_TRUE(bitget.tickersWanted.isEmpty());
    clock.advance(1ms);
    ASSERT_EQ(bitget.tickersWanted.size(), 1);
    EXPECT_EQ(bitget.tickersWanted[0], (QList<InstrumentId>{{VenueId{QStringLiteral("bitget")}, symbol}}));
    answerQuiet("100000"_dec);
    clock.advance(45s);
    EXPECT_EQ(quote().state, PriceState::Live);
}

TEST_F(FreshnessTest, ARestAnswerOfAnOldTradeConfirmsItAndKeepsItsTime)
{
    const UtcTime traded = quote().shownSource()->ticker.exchangeTime;
    clock.advance(30s);
    Ticker same = bitget.ticker(symbol, "100000"_dec);
    same.exchangeTime = traded;
    bitget.answerTickers(QList<Ticker>{same});
    clock.advance(29s);
    EXPECT_EQ(quote().state, PriceState::Live);
    EXPECT_EQ(quote().shownSource()->ticker.exchangeTime, traded);
    EXPECT_EQ(clock.monotonic() - quote().shownSource()->confirmedAt, 29s);
}

TEST_F(FreshnessTest, AnUnconfirmedPriceIsStaleAfterSixtySecondsThoughTheLinkIsLive)
{
    clock.advance(59'999ms);
    EXPECT_EQ(quote().state, PriceState::Live);
    clock.advance(1ms);
    EXPECT_EQ(quote().state, PriceState::Stale);
    EXPECT_FALSE(board.offline());
    EXPECT_EQ(shownPrice(), "100000"); // shown, and as what it is
}

TEST_F(FreshnessTest, ADeadLinkIsNeverAskedAndNeverQuiet)
{
    bitget.setLink(SourceStatus::Link::Silent);
    clock.advance(2min);
    EXPECT_TRUE(bitget.tickersWanted.isEmpty());
    EXPECT_EQ(quote().state, PriceState::Offline);
}

TEST_F(FreshnessTest, AVenueIsAskedAtMostOnceInTenSeconds)
{
    clock.advance(30s);
    bitget.answerTickers(failure(Error::Kind::Network, QStringLiteral("gone")));
    clock.advance(9'999ms);
    EXPECT_EQ(bitget.tickersWanted.size(), 1);
    clock.advance(1ms);
    EXPECT_EQ(bitget.tickersWanted.size(), 2);
}

TEST_F(FreshnessTest, APauseTheVenueAskedForIsKept)
{
    clock.advance(30s);
    Error limited{Error::Kind::RateLimited, QStringLiteral("slow down"), 45s};
    bitget.answerTickers(tl::unexpected(limited));
    clock.advance(44s);
    EXPECT_EQ(bitget.tickersWanted.size(), 1);
    clock.advance(1s);
    EXPECT_EQ(bitget.tickersWanted.size(), 2);
}

TEST_F(FreshnessTest, WhatIsNeverAnsweredIsAskedLessAndLessOften)
{
    clock.advance(30s);
    for (int i = 0; i < 3600; ++i) {
        bitget.answerTickers(QList<Ticker>{});
        clock.advance(1s);
    }
    EXPECT_LT(bitget.tickersWanted.size(), 20);
}

TEST_F(FreshnessTest, APolledSourceIsNotAskedAndKeepsItsOwnRhythm)
{
    FakeQuoteSource gecko(clock, QStringLiteral("coingecko"));
    gecko.editInfo().streams = false;
    gecko.editInfo().confirmWithin = 150s;
    board.setSources({&gecko});
    gecko.goLive({QStringLiteral("BTC-USD")});
    gecko.tick(QStringLiteral("BTC-USD"), "99990"_dec);
    clock.advance(149s);
    EXPECT_EQ(quote().state, PriceState::Live);
    EXPECT_TRUE(gecko.tickersWanted.isEmpty());
    clock.advance(1s);
    EXPECT_EQ(quote().state, PriceState::Stale);
}

TEST_F(FreshnessTest, WallClockJumpsMakeNothingStaleAndNothingFresh)
{
    for (const auto jump : {1h, -2h, 1h}) {
        clock.jumpWall(jump);
        clock.advance(1s);
        EXPECT_EQ(quote().state, PriceState::Live);
    }
    clock.advance(57s);
    clock.jumpWall(-1h);
    EXPECT_EQ(quote().state, PriceState::Stale);
}

TEST_F(FreshnessTest, TicksGoOnBeingTakenWhileTheWallClockIsWrong)
{
    clock.jumpWall(-1h);
    Ticker next = bitget.ticker(symbol, "100001"_dec);
    next.exchangeTime = quote().shownSource()->ticker.exchangeTime + 10ms;
    emit bitget.tickerReceived(next);
    EXPECT_EQ(shownPrice(), "100001");
}

TEST_F(FreshnessTest, AfterAWakeUpEverythingIsStaleUntilHeardAgain)
{
    clock.suspend(8h);
    board.reconnectAll();
    EXPECT_EQ(bitget.reconnects, 1);
    EXPECT_EQ(quote().state, PriceState::Stale);
    EXPECT_EQ(changed.last().contains(btc), true); // announced at once
    bitget.tick(symbol, "101000"_dec);
    EXPECT_EQ(quote().state, PriceState::Live);
}

TEST_F(FreshnessTest, TheLimitIsASetting)
{
    BoardSettings settings;
    settings.staleAfter = 20s;
    settings.askAfter = 10s;
    board.setSettings(settings);
    clock.advance(10s);
    EXPECT_EQ(bitget.tickersWanted.size(), 1);
    clock.advance(10s);
    EXPECT_EQ(quote().state, PriceState::Stale);
}

TEST_F(FreshnessTest, WhatTheStreamNeverSpokeOfIsAskedForSoon)
{
    board.setWatchlist({btc, eth});
    board.setSources({&binance});
    binance.goLive({QStringLiteral("BTC-USDT"), QStringLiteral("ETH-USDT")});
    binance.tick(QStringLiteral("BTC-USDT"), "100000"_dec);
    clock.advance(3s);
    ASSERT_EQ(binance.tickersWanted.size(), 1);
    EXPECT_EQ(binance.tickersWanted[0].size(), 1);
    EXPECT_EQ(binance.tickersWanted[0][0].symbol, QStringLiteral("ETH-USDT"));
}

TEST_F(FreshnessTest, AnIdleBoardArmsNoTimer)
{
    bitget.setLink(SourceStatus::Link::Down);
    clock.advance(2min);
    const size_t timers = clock.pendingTimers();
    EXPECT_LE(timers, 1u); // the list of instruments, in six hours
    changed.clear();
    clock.advance(30min);
    EXPECT_TRUE(changed.isEmpty());
}

TEST_F(FreshnessTest, TheFirstPriceOfACoinIsAnnouncedWithoutWaitingForOthers)
{
    clock.advance(0ms); // the fixture's own first tick
    ASSERT_EQ(changed.size(), 1);
    EXPECT_TRUE(changed[0].contains(btc));
    EXPECT_EQ(shownPrice(), "100000");
    bitget.tick(symbol, "100001"_dec);
    clock.advance(49ms);
    EXPECT_EQ(changed.size(), 1);
    clock.advance(1ms);
    EXPECT_EQ(changed.size(), 2);
}

TEST_F(FreshnessTest, ChangesAreAnnouncedTogetherAfterFiftyMilliseconds)
{
    clock.advance(1s);
    changed.clear();
    for (int i = 1; i <= 5; ++i) {
        bitget.tick(symbol, Decimal(100'000 + i, 0));
        clock.advance(10ms);
    }
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed[0], QList<AssetId>{btc});
    EXPECT_EQ(shownPrice(), "100005");
}
