#include "app/insight/storyprices.h"

#include "app/news/memoryarticlestore.h"
#include "tests/insight/candlecase.h"
#include "tests/insight/keptprices.h"
#include "tests/quotes/boardfixture.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/waituntil.h"

namespace {
constexpr auto patience = 10s;
}

// Now is 01:42:18. BTC cost 100,000 in the minute before 01:07 and costs 101,000 now.
class StoryPricesTest : public BoardTest
{
protected:
    StoryPricesTest()
    {
        useAll();
        allLive();
        board.setWatchlist({btc, eth, sol, usdt});
        tickAll("101000"_dec);
        bitget.tick(u"ETH-USDT"_s, "4040"_dec);
        bitget.tick(u"SOL-USDT"_s, "206"_dec);
        minute(btc, u"BTC"_s, published, 100'000);
        minute(eth, u"ETH"_s, published, 4'000);
        minute(sol, u"SOL"_s, published, 200);
        make();
    }
    void make()
    {
        prices.reset();
        usual = std::make_unique<UsualMoves>(history, clock);
        prices = std::make_unique<StoryPrices>(
            StoryPrices::Services{clock, board, history, *usual, kept, articles, AssetDirectory::shipped()});
    }
    // The close of the last full minute before `before`.
    void minute(const AssetId &asset, const QString &symbol, UtcTime before, double close,
                const QString &venue = u"bitget"_s)
    {
        QList<Candle> &candles = minutes[{asset, {venue}}];
        candles.append(candleOf(std::chrono::floor<std::chrono::minutes>(before) - 1min, close));
        std::sort(candles.begin(), candles.end(),
                  [](const Candle &a, const Candle &b) { return a.time < b.time; });
        history.set(asset, seriesOf(symbol, Interval::M1, candles, venue));
    }
    Story about(const QStringList &coins, UtcTime when, qint64 id = 1) const
    {
        Story story;
        story.article.id = {id};
        story.article.published = story.article.sortTime = when;
        story.article.firstSeen = when + 5min;
        for (const QString &coin : coins)
            story.facts.coins.append({coin, 3, coin});
        return story;
    }
    Story marketStory() const
    {
        Story story = about({}, published);
        story.facts.kind = StoryKind::Geopolitics;
        return story;
    }
    void settle()
    {
        for (int i = 0; i < 12; ++i) {
            QCoreApplication::processEvents();
            clock.advance(60ms);
        }
        QCoreApplication::processEvents();
    }
    StoryPrice row(const Story &story)
    {
        prices->setVisible({story});
        settle();
        return prices->row(story).value_or(StoryPrice{});
    }
    StoryReport whole(const Story &story)
    {
        std::optional<StoryReport> report;
        const QList<Story> stories{story}; // shared with the one who asks, as callers' lists are
        const Request request =
            prices->reports(stories, true, patience,
                            [&](const Result<QList<StoryReport>> &answer) { report = answer->value(0); });
        EXPECT_FALSE(report) << "answered inside the call";
        settle();
        EXPECT_TRUE(report);
        return report.value_or(StoryReport{});
    }

    const UtcTime published = clock.now() - 35min - 18s; // 01:07:00
    std::map<std::pair<AssetId, VenueId>, QList<Candle>> minutes;
    FakeCandleHistory history;
    KeptPrices kept;
    MemoryArticleStore articles;
    std::unique_ptr<UsualMoves> usual;
    std::unique_ptr<StoryPrices> prices;
};

TEST_F(StoryPricesTest, SinceIsThePriceNowAgainstTheLastFullMinuteBeforePublication)
{
    const StoryPrice price = row(about({u"BTC"_s, u"ETH"_s}, published));
    EXPECT_EQ(price.symbol, u"BTC"_s);
    EXPECT_EQ(price.atPublication, "100000"_dec);
    EXPECT_EQ(price.now, "101000"_dec);
    EXPECT_NEAR(*price.sincePct, 1, 1e-9);
    EXPECT_EQ(price.gap, PriceGap::None);
    EXPECT_EQ(price.venueName, u"Bitget"_s);
    EXPECT_EQ(history.closesAsked.size(), 1) << "a row asks for its first coin alone";
}

TEST_F(StoryPricesTest, NothingIsExtrapolatedWhereNoTradeWasRecorded)
{
    const Story story = about({u"BTC"_s}, published - 1h);
    const StoryPrice price = row(story);
    EXPECT_EQ(price.gap, PriceGap::NotRecorded);
    EXPECT_FALSE(price.sincePct);
    EXPECT_EQ(priceGapText(price.gap, u"00:06"_s, price.symbol, price.venueName),
              u"No price recorded at 00:06"_s);
    // That is kept: nobody is asked again, in this run or the next.
    clock.advance(2s);
    make();
    EXPECT_EQ(row(story).gap, PriceGap::NotRecorded);
    EXPECT_EQ(history.closesAsked.size(), 1);
}

TEST_F(StoryPricesTest, UndatedAndOldStoriesAskNobody)
{
    Story undated = about({u"BTC"_s}, published);
    undated.article.published = {};
    EXPECT_EQ(row(undated).gap, PriceGap::NoDate);
    Story guessed = about({u"BTC"_s}, published, 2);
    guessed.article.sortTime = guessed.article.firstSeen; // the feed's date can't be
    EXPECT_EQ(row(guessed).gap, PriceGap::NoDate);
    EXPECT_EQ(row(about({u"BTC"_s}, clock.now() - 8 * 24h, 3)).gap, PriceGap::TooOld);
    EXPECT_TRUE(history.closesAsked.isEmpty());
    EXPECT_FALSE(prices->report(undated).published);
    EXPECT_FALSE(prices->report(undated).delay);
}

TEST_F(StoryPricesTest, TwoVenuesAreNeverMixed)
{
    const Story story = about({u"BTC"_s}, published);
    ASSERT_EQ(row(story).gap, PriceGap::None);
    bitget.setLink(SourceStatus::Link::Retrying);
    binance.tick(u"BTC-USDT"_s, "150000"_dec);
    clock.advance(3s);
    ASSERT_EQ(shownVenue(), u"binance"_s);
    const StoryPrice old = *prices->row(story);
    EXPECT_EQ(old.now, "101000"_dec) << "Bitget's own last figure";
    EXPECT_EQ(old.nowState, PriceState::Stale);
    board.setSources({&binance, &coinbase, &kraken});
    clock.advance(1s);
    const StoryPrice gone = *prices->row(story);
    EXPECT_EQ(gone.gap, PriceGap::VenueGone);
    EXPECT_FALSE(gone.sincePct);
    EXPECT_EQ(gone.atPublication, "100000"_dec);
}

TEST_F(StoryPricesTest, TheSeenPriceIsNotedWhenTheStoryArrivesWithoutAskingAnybody)
{
    Story story = about({u"BTC"_s, u"ETH"_s}, published);
    story.article.firstSeen = clock.now();
    articles.add({story});
    settle();
    EXPECT_TRUE(history.closesAsked.isEmpty());
    EXPECT_TRUE(history.loads.isEmpty());
    clock.advance(1s);
    ASSERT_TRUE(kept.find(1, btc));
    EXPECT_EQ(kept.find(1, btc)->atSeen, "101000"_dec);
    EXPECT_EQ(kept.find(1, eth)->atSeen, "4040"_dec);
    const StoryPrice price = row(story);
    EXPECT_NEAR(*price.beforeSeenPct, 1, 1e-9);
    EXPECT_EQ(prices->report(story).delay, 35min + 18s);
}

TEST_F(StoryPricesTest, AStoryThatWasStoredEarlierDidNotArriveNow)
{
    articles.add({about({u"BTC"_s}, published - 3h)});
    settle();
    clock.advance(2s);
    EXPECT_FALSE(kept.find(1, btc));
}

TEST_F(StoryPricesTest, ASampleHasTheSimulatedPriceOfTheMinuteItClaimsToBeSeenIn)
{
    minute(btc, u"BTC"_s, published + 5min, 100'300);
    Story story = about({u"BTC"_s}, published);
    EXPECT_FALSE(whole(story).coins.first().atSeen) << "of a real story nothing is made up afterwards";
    story.article.id = {2};
    story.article.sample = true;
    const StoryPrice price = whole(story).coins.first();
    EXPECT_EQ(price.atSeen, "100300"_dec);
    EXPECT_NEAR(*price.beforeSeenPct, 0.3, 1e-9);
    story.article.id = {3};
    story.article.firstSeen = published + 7min; // nothing traded then
    EXPECT_FALSE(whole(story).coins.first().atSeen);
    EXPECT_EQ(whole(story).coins.first().gap, PriceGap::None);
}

TEST_F(StoryPricesTest, WhenTheSeenPriceIsAnotherVenuesItsOwnMinuteIsTaken)
{
    bitget.setLink(SourceStatus::Link::Retrying);
    binance.tick(u"BTC-USDT"_s, "101010"_dec);
    clock.advance(3s);
    Story story = about({u"BTC"_s}, published);
    story.article.firstSeen = clock.now();
    articles.add({story});
    minute(btc, u"BTC"_s, published, 100'010, u"binance"_s);
    const StoryPrice price = row(story); // the history answers with Bitget's
    EXPECT_EQ(price.instrument.venue.value, u"binance"_s);
    EXPECT_EQ(price.atPublication, "100010"_dec);
    EXPECT_EQ(price.atSeen, "101010"_dec);
}

TEST_F(StoryPricesTest, AndWhereThatVenueLacksItThePriceAtPublicationCounts)
{
    bitget.setLink(SourceStatus::Link::Retrying);
    kraken.tick(u"BTC-USD"_s, "101010"_dec);
    board.setSources({&kraken, &bitget});
    clock.advance(3s);
    Story story = about({u"BTC"_s}, published);
    story.article.firstSeen = clock.now();
    articles.add({story});
    settle();
    const StoryPrice price = row(story);
    EXPECT_EQ(price.instrument.venue.value, u"bitget"_s);
    EXPECT_EQ(price.atPublication, "100000"_dec);
    EXPECT_FALSE(price.atSeen);
}

TEST_F(StoryPricesTest, NetOfMarketComparesWithBitcoinAndBitcoinWithTheWatchlist)
{
    prices->setOpened(about({u"ETH"_s}, published));
    settle();
    StoryReport report = prices->report(about({u"ETH"_s}, published));
    EXPECT_NEAR(*report.coins.first().sincePct, 1, 1e-9);
    EXPECT_NEAR(*report.coins.first().netPct, 0, 1e-9);
    prices->setOpened(marketStory());
    settle();
    report = prices->report(marketStory());
    EXPECT_TRUE(report.market);
    EXPECT_EQ(report.coins.first().symbol, u"BTC"_s);
    EXPECT_NEAR(*report.watchlistPct, 1, 1e-9); // of +1, +1, +3; the stablecoin is left out
    EXPECT_NEAR(*report.coins.first().netPct, 0, 1e-9);
    EXPECT_EQ(report.watchlist.first().symbol, u"SOL"_s);
    EXPECT_EQ(report.watchlist.last().symbol, u"USDT"_s);
    EXPECT_EQ(report.up, 3);
}

TEST_F(StoryPricesTest, SnapshotsComeFromTheMinuteBeforeTheyWereDueAndAreNeverChanged)
{
    minute(btc, u"BTC"_s, published + 15min, 100'500);
    const Story story = about({u"BTC"_s}, published);
    StoryReport report = whole(story);
    EXPECT_EQ(report.coins.first().at(Snapshot::After15m), "100500"_dec);
    EXPECT_NEAR(*report.coins.first().afterPct[0], 0.5, 1e-9);
    EXPECT_FALSE(report.coins.first().at(Snapshot::After1h)) << "not due";
    minute(btc, u"BTC"_s, published + 15min, 90'000);
    clock.advance(2s);
    make();
    const auto asked = history.closesAsked.size();
    report = whole(story);
    EXPECT_EQ(report.coins.first().at(Snapshot::After15m), "100500"_dec);
    for (const auto &[asset, time] : history.closesAsked.mid(asked))
        EXPECT_NE(asset, btc) << "what is known is not asked for again";
}

TEST_F(StoryPricesTest, ADueSnapshotIsNotedFromTheLivePrice)
{
    Story story = about({u"BTC"_s}, published);
    story.article.firstSeen = clock.now();
    articles.add({story});
    settle();
    while (clock.now() < published + 1h - 30s) { // 24 min, with a live price
        clock.advance(20s);
        tickAll("102000"_dec);
    }
    tickAll("103000"_dec);
    clock.advance(32s);
    clock.advance(2s);
    EXPECT_EQ(kept.find(1, btc)->at(Snapshot::After1h), "103000"_dec);
    EXPECT_FALSE(kept.find(1, btc)->at(Snapshot::After15m)) << "that was before it arrived";
}

TEST_F(StoryPricesTest, OneThatFellDueWhileTheMachineSleptIsLeftToTheCandles)
{
    Story story = about({u"BTC"_s}, published);
    story.article.firstSeen = clock.now();
    articles.add({story});
    settle();
    clock.suspend(3h);
    tickAll("110000"_dec);
    clock.advance(30min); // the timer waits the rest it had
    EXPECT_FALSE(kept.find(1, btc)->at(Snapshot::After1h));
}

TEST_F(StoryPricesTest, WhatIsNoLongerSeenIsNotLookedUpAnyMore)
{
    history.setHeld(true);
    const Story first = about({u"BTC"_s}, published), second = about({u"ETH"_s}, published, 2);
    prices->setVisible({first});
    settle();
    prices->setVisible({second});
    settle();
    history.release();
    settle();
    clock.advance(2s);
    EXPECT_FALSE(kept.find(1, btc));
    EXPECT_TRUE(kept.find(2, eth));
}

TEST_F(StoryPricesTest, AFailureIsTriedAgainAndNotKept)
{
    history.error = Error{Error::Kind::Network, u"down"_s, {}};
    const Story story = about({u"BTC"_s}, published);
    EXPECT_EQ(row(story).gap, PriceGap::Failed);
    history.error.reset();
    clock.advance(61s);
    settle();
    EXPECT_EQ(prices->row(story)->gap, PriceGap::None);
}

TEST_F(StoryPricesTest, ACoinNobodyListsSaysSoUntilSomebodyDoes)
{
    history.error = Error{Error::Kind::Unsupported, u"nobody lists it"_s, {}};
    const Story story = about({u"BTC"_s}, published);
    EXPECT_EQ(row(story).gap, PriceGap::NotListed);
    history.error.reset();
    emit board.instrumentsChanged({u"bitget"_s});
    settle();
    EXPECT_EQ(prices->row(story)->gap, PriceGap::None);
}

TEST_F(StoryPricesTest, OnlyAMoveBeyondTwiceTheUsualIsUnusual)
{
    const auto know = [&](double pct) {
        const UtcTime grid = std::chrono::floor<std::chrono::hours>(clock.now());
        history.set(btc, seriesOf(u"BTC"_s, Interval::M15,
                                  candlesOf(Interval::M15, grid - usualReach, grid, [pct](UtcTime time) {
                                      return zigzag(time - time.time_since_epoch() / 30min * 15min, 100, pct);
                                  })));
    };
    const Story story = about({u"BTC"_s}, published);
    for (const auto &[usually, unusual] : {std::pair{0.3, true}, std::pair{0.8, false}}) {
        know(usually);
        make();
        EXPECT_FALSE(row(story).unusual) << "not judged before the usual is known";
        settle();
        const StoryPrice price = *prices->row(story);
        EXPECT_NEAR(*price.usualPct, usually, 0.05);
        EXPECT_EQ(price.unusual, unusual);
    }
}

TEST_F(StoryPricesTest, ManyTicksAreToldOnceASecond)
{
    const Story story = about({u"BTC"_s}, published);
    row(story);
    clock.advance(5s);
    QSignalSpy told(prices.get(), &StoryPrices::changed);
    for (int i = 0; i < 20; ++i) {
        tickAll(Decimal(101'000 + i, 0));
        clock.advance(100ms);
    }
    EXPECT_LE(told.size(), 2);
    EXPECT_GE(told.size(), 1);
}

TEST_F(StoryPricesTest, WithoutLookingUpWhatIsKeptIsTold)
{
    const Story known = about({u"BTC"_s}, published), unknown = about({u"ETH"_s}, published, 2);
    ASSERT_EQ(row(known).gap, PriceGap::None);
    prices->setVisible({});
    const auto asked = history.closesAsked.size();
    QList<StoryReport> reports;
    const Request request = prices->reports({known, unknown}, false, patience,
                                            [&](const Result<QList<StoryReport>> &all) { reports = *all; });
    settle();
    ASSERT_EQ(reports.size(), 2);
    EXPECT_EQ(reports[0].coins.first().atPublication, "100000"_dec);
    EXPECT_EQ(reports[1].coins.first().gap, PriceGap::Loading);
    EXPECT_EQ(history.closesAsked.size(), asked);
}

TEST_F(StoryPricesTest, ThousandsOfStoriesAskForAHundred)
{
    QList<Story> stories;
    for (qint64 id = 1; id <= 300; ++id)
        stories.append(about({u"ETH"_s}, published - std::chrono::minutes{id}, id));
    std::optional<QList<StoryReport>> reports;
    const Request request = prices->reports(stories, true, patience,
                                            [&](const Result<QList<StoryReport>> &all) { reports = *all; });
    for (int i = 0; i < 5 && !reports; ++i)
        settle();
    ASSERT_TRUE(reports);
    EXPECT_EQ(reports->size(), 300);
    EXPECT_LE(history.closesAsked.size(), 200) << "ETH and BTC for a hundred";
}

TEST_F(StoryPricesTest, ReportsWaitForTheSourcesAndThenForNoLongerThanTheyMay)
{
    bitget.setLink(SourceStatus::Link::Connecting);
    std::optional<QList<StoryReport>> reports;
    const Request request = prices->reports({about({u"BTC"_s}, published)}, true, patience,
                                            [&](const Result<QList<StoryReport>> &all) { reports = *all; });
    settle();
    EXPECT_TRUE(history.closesAsked.isEmpty());
    history.setHeld(true);
    clock.advance(3s);
    settle();
    EXPECT_FALSE(history.closesAsked.isEmpty()) << "three seconds are enough";
    EXPECT_FALSE(reports);
    clock.advance(patience);
    settle();
    ASSERT_TRUE(reports);
    EXPECT_EQ(reports->first().coins.first().gap, PriceGap::Loading);
}

TEST_F(StoryPricesTest, BesideACoinsChartMarketStoriesAndThoseThatNameItLaterArePricedOnItToo)
{
    const QList<Story> seen{marketStory(), about({u"BTC"_s, u"ETH"_s}, published, 2),
                            about({u"SOL"_s}, published, 3)};
    prices->setVisible(seen, eth);
    settle();
    EXPECT_NEAR(prices->price(seen[0], eth).sincePct.value_or(0), 1, 1e-9);
    EXPECT_NEAR(prices->price(seen[1], eth).sincePct.value_or(0), 1, 1e-9);
    EXPECT_EQ(prices->price(seen[2], eth).gap, PriceGap::Loading) << "a story of SOL alone";
    EXPECT_NEAR(prices->price(seen[2], sol).sincePct.value_or(0), 3, 1e-9);
    QSet<ArticleId> told;
    QObject::connect(prices.get(), &StoryPrices::changed, prices.get(), [&](const QList<ArticleId> &stories) {
        told.unite({stories.begin(), stories.end()});
    });
    clock.advance(2s); // what was found before
    told.clear();
    bitget.tick(u"ETH-USDT"_s, "4080"_dec);
    clock.advance(2s);
    EXPECT_EQ(told, (QSet<ArticleId>{{1}, {2}}));
}

TEST_F(StoryPricesTest, PromotionsAndStoriesAboutNothingHaveNoPrice)
{
    Story promotion = about({u"BTC"_s}, published);
    promotion.facts.promotion = u"sponsored post"_s;
    EXPECT_FALSE(prices->row(promotion));
    EXPECT_FALSE(prices->row(about({}, published)));
}

TEST(StoryPriceRecord, NothingKeptIsEverReplaced)
{
    StoryPriceRecord kept;
    kept.instrument = {{u"bitget"_s}, u"BTCUSDT"_s};
    kept.atPublication = "1"_dec;
    kept.at(Snapshot::After1h) = "2"_dec;
    StoryPriceRecord said = kept;
    said.atPublication = "10"_dec;
    said.atSeen = "11"_dec;
    said.at(Snapshot::After1h) = "12"_dec;
    said.at(Snapshot::After15m) = "13"_dec;
    const StoryPriceRecord both = merged(kept, said);
    EXPECT_EQ(both.atPublication, "1"_dec);
    EXPECT_EQ(both.atSeen, "11"_dec);
    EXPECT_EQ(both.at(Snapshot::After1h), "2"_dec);
    EXPECT_EQ(both.at(Snapshot::After15m), "13"_dec);
    said.instrument.venue.value = u"kraken"_s;
    EXPECT_EQ(merged(kept, said), kept) << "another venue's prices";
    StoryPriceRecord seen = kept;
    seen.atPublication.reset();
    EXPECT_EQ(merged(seen, said), said) << "the one with the price at publication";
}
