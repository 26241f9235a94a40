#include "app/insight/movefinder.h"

#include "app/insight/hourmoves.h"
#include "app/news/memoryarticlestore.h"
#include "tests/insight/candlecase.h"
#include "tests/quotes/boardfixture.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/waituntil.h"

// SOL went up by 2 % from 20:02 to 20:27 yesterday; what else moved, and what was written, is each test's.
class MoveFinderTest : public BoardTest
{
protected:
    MoveFinderTest()
    {
        board.setWatchlist({btc, eth, sol, usdt});
        know(sol, u"SOL"_s, 2);
        know(btc, u"BTC"_s, 0);
    }
    static double price(UtcTime time, UtcTime start, double pct)
    {
        const double wobble[] = {0, 0.05, -0.03, 0.04, 0.02, -0.05, 0.01};
        const auto quarter = std::chrono::floor<std::chrono::minutes>(time).time_since_epoch() / 15min;
        const double way = std::clamp(double((time - start) / 1min) / 25.0, 0.0, 1.0);
        return 100 * (1 + (wobble[quarter % 7] + way * pct) / 100);
    }
    void know(const AssetId &asset, const QString &symbol, double pct)
    {
        const auto of = [this, pct](UtcTime time) { return price(time, start, pct); };
        const UtcTime grid = std::chrono::floor<std::chrono::hours>(clock.now()) + 30min;
        history.set(asset,
                    seriesOf(symbol, Interval::M15, candlesOf(Interval::M15, grid - usualReach, grid, of)));
        history.set(
            asset, seriesOf(symbol, Interval::M1,
                            candlesOf(Interval::M1, start - 3h, start + 4h, [this, pct](UtcTime time) {
                                const double way = std::clamp(double((time - start) / 1min) / 25.0, 0.0, 1.0);
                                return 100 * (1 + way * pct / 100);
                            })));
    }
    Story told(const QString &title, UtcTime when, const QStringList &coins) const
    {
        Story story;
        story.article.title = title;
        story.article.source = title;
        story.article.published = story.article.firstSeen = story.article.sortTime = when;
        for (const QString &coin : coins)
            story.facts.coins.append({coin, 3, coin});
        if (coins.isEmpty())
            story.facts.kind = StoryKind::CentralBanks;
        return story;
    }
    // The strongest move of the coin, with what explains it.
    ExplainedMove strongest(const AssetId &asset)
    {
        std::optional<Result<CoinMoves>> found;
        const Request request =
            finder.find(asset, clock.now() - 7 * 24h, [&](const Result<CoinMoves> &moves) { found = moves; });
        EXPECT_TRUE(waitUntil([&] { return found.has_value(); }));
        if (!found || !*found || (*found)->moves.isEmpty()) {
            ADD_FAILURE() << "no move";
            return {};
        }
        return *std::max_element(
            (*found)->moves.begin(), (*found)->moves.end(),
            [](const ExplainedMove &a, const ExplainedMove &b) { return a.move.times < b.move.times; });
    }

    const UtcTime start = fromMsecs(1'757'707'320'000); // 2025-09-12T20:02:00Z
    FakeCandleHistory history;
    MemoryArticleStore articles;
    MoveFinder finder{{clock, history, articles, board, AssetDirectory::shipped()}};
};

TEST_F(MoveFinderTest, AStoryThatCameBeforeExplainsIt)
{
    articles.add({told(u"Validators schedule an upgrade"_s, start - 8min, {u"SOL"_s}),
                  told(u"Something else"_s, start - 30min, {u"DOGE"_s})});
    const ExplainedMove move = strongest(sol);
    EXPECT_TRUE(move.move.toTheMinute);
    EXPECT_LE(std::chrono::abs(move.move.start - start), 2min);
    EXPECT_LE(std::chrono::abs(move.move.end - (start + 25min)), 2min);
    EXPECT_EQ(move.answer, MoveAnswer::Explained);
    ASSERT_EQ(move.stories.size(), 1);
    EXPECT_TRUE(move.stories.first().explains);
    EXPECT_NEAR(double(move.stories.first().before / 1min), 8, 2);
    EXPECT_EQ(move.storiesLookedAt, 2);
    ASSERT_TRUE(move.netPct);
    EXPECT_NEAR(*move.netPct, move.move.pct, 0.2) << "the market stood still";
    EXPECT_GT(move.line.size(), 100);
}

TEST_F(MoveFinderTest, WhatNothingExplainsSaysWhatWasLookedAt)
{
    articles.add({told(u"About another coin"_s, start - 1h, {u"DOGE"_s}),
                  told(u"Long before"_s, start - 5h, {u"SOL"_s}),
                  told(u"Solana jumps"_s, start + 20min, {u"SOL"_s})});
    const ExplainedMove move = strongest(sol);
    EXPECT_EQ(move.answer, MoveAnswer::Unexplained);
    EXPECT_EQ(move.feedsSearched, 1) << "the other outlets were read before it alone";
    EXPECT_EQ(move.storiesLookedAt, 2);
    EXPECT_EQ(move.lookedFrom, move.move.start - 2h);
    ASSERT_EQ(move.stories.size(), 1) << "the report of the move itself";
    EXPECT_FALSE(move.stories.first().explains);
    EXPECT_LT(move.stories.first().before, 0min);
}

TEST_F(MoveFinderTest, AStoryOfTheMarketExplainsNothingWhileThatStoodStill)
{
    articles.add({told(u"Central bank cuts"_s, start - 5min, {})});
    const ExplainedMove move = strongest(sol);
    EXPECT_EQ(move.answer, MoveAnswer::Unexplained);
    ASSERT_EQ(move.stories.size(), 1) << "it is shown beside it";
    EXPECT_FALSE(move.stories.first().explains);
}

TEST_F(MoveFinderTest, ACoinThatWentWithTheMarketSaysSo)
{
    know(btc, u"BTC"_s, 1.8);
    articles.add({told(u"Validators schedule an upgrade"_s, start - 8min, {u"SOL"_s})});
    const ExplainedMove move = strongest(sol);
    EXPECT_EQ(move.answer, MoveAnswer::WithMarket);
    EXPECT_NEAR(*move.marketPct, 1.8, 0.2);
    EXPECT_EQ(move.stories.size(), 1) << "still listed";
    articles.add({told(u"Central bank cuts"_s, start - 5min, {})});
    EXPECT_EQ(strongest(sol).answer, MoveAnswer::Explained) << "what moved the market";
}

TEST_F(MoveFinderTest, FarBeyondTheMarketIsNotWithIt)
{
    know(btc, u"BTC"_s, 0.4);
    EXPECT_EQ(strongest(sol).answer, MoveAnswer::Unexplained);
}

TEST_F(MoveFinderTest, BitcoinIsComparedWithTheWatchlist)
{
    know(btc, u"BTC"_s, 2);
    know(eth, u"ETH"_s, 1);
    const ExplainedMove move = strongest(btc);
    EXPECT_NEAR(*move.marketPct, 2, 0.2) << "the middle of 2, 1 and 2";
    EXPECT_EQ(move.answer, MoveAnswer::Unexplained);
}

TEST_F(MoveFinderTest, ACoinThatCantBeReadIsAnError)
{
    std::optional<Result<CoinMoves>> found;
    const Request request =
        finder.find(eth, clock.now() - 24h, [&](const Result<CoinMoves> &moves) { found = moves; });
    ASSERT_TRUE(waitUntil([&] { return found.has_value(); }));
    EXPECT_FALSE(*found);
}

TEST_F(MoveFinderTest, TheSameDayGivesTheSameMovesEveryTime)
{
    articles.add({told(u"Validators schedule an upgrade"_s, start - 8min, {u"SOL"_s})});
    EXPECT_EQ(strongest(sol), strongest(sol));
}

TEST_F(MoveFinderTest, StoriesOfOneEventCountOnceAndWrapUpsPromotionsAndColumnsExplainNothing)
{
    PriceMove move;
    move.start = start;
    move.end = start + 25min;
    Story first = told(u"first"_s, start - 60min, {u"SOL"_s});
    Story second = told(u"second"_s, start - 8min, {u"SOL"_s});
    first.cluster = second.cluster = {7};
    first.article.id = {1};
    second.article.id = {2};
    Story wrapUp = told(u"wrap-up"_s, start - 10min, {u"SOL"_s});
    wrapUp.facts.manyCoins = true;
    wrapUp.cluster = wrapUp.article.id = {3};
    Story promotion = told(u"promotion"_s, start - 10min, {u"SOL"_s});
    promotion.facts.promotion = u"sponsored post"_s;
    promotion.cluster = promotion.article.id = {4};
    Story column = told(u"column"_s, start - 10min, {u"SOL"_s});
    column.facts.recurring = true;
    column.cluster = column.article.id = {5};
    Story undated = told(u"undated"_s, start - 10min, {u"SOL"_s});
    undated.article.published = {};
    undated.cluster = undated.article.id = {6};
    const auto found = moveStories({second, wrapUp, promotion, column, undated, first}, u"SOL"_s, move, true);
    QStringList names;
    for (const MoveStory &each : found)
        names.append(each.story.article.title + (each.explains ? u"!"_s : QString()));
    EXPECT_EQ(names, (QStringList{u"first!"_s, u"wrap-up"_s, u"undated"_s}));
}

TEST_F(MoveFinderTest, TheBestExplanationIsTheCoinsOwnThenTheMostToldThenTheNearest)
{
    PriceMove move;
    move.start = start;
    move.end = start + 25min;
    QList<Story> stories{told(u"market"_s, start - 2min, {}), told(u"near"_s, start - 5min, {u"SOL"_s}),
                         told(u"far"_s, start - 50min, {u"SOL"_s}),
                         told(u"big"_s, start - 55min, {u"SOL"_s})};
    for (qsizetype i = 0; i < stories.size(); ++i)
        stories[i].cluster = stories[i].article.id = {i + 1};
    stories[3].clusterSize = 4;
    QStringList names;
    for (const MoveStory &each : moveStories(stories, u"SOL"_s, move, true))
        names.append(each.story.article.title);
    EXPECT_EQ(names, (QStringList{u"big"_s, u"near"_s, u"far"_s, u"market"_s}));
}

TEST_F(MoveFinderTest, TheWatchlistIsGoneThroughOnceAndAgainEachQuarterWhileItIsShown)
{
    MoveWatch watch(finder, board, AssetDirectory::shipped(), clock);
    clock.advance(1h);
    EXPECT_TRUE(history.loads.isEmpty()) << "nobody looks";
    watch.setShown(true);
    ASSERT_TRUE(waitUntil([&] { return watch.isReady(); }));
    EXPECT_EQ(watch.lacking(), QList<AssetId>{eth});
    const QList<ExplainedMove> moves = watch.moves();
    ASSERT_FALSE(moves.isEmpty());
    EXPECT_EQ(watch.movesOf(sol).isEmpty(), false);
    EXPECT_TRUE(watch.moves(clock.now()).isEmpty());
    for (qsizetype i = 1; i < moves.size(); ++i)
        EXPECT_GE(moves.at(i - 1).move.start, moves.at(i).move.start);
    const auto loads = history.loads.size();
    clock.advance(16min);
    ASSERT_TRUE(waitUntil([&] { return history.loads.size() > loads; }));
    watch.setShown(false);
    QCoreApplication::processEvents();
    const auto then = history.loads.size();
    clock.advance(1h);
    EXPECT_EQ(history.loads.size(), then);
}

TEST_F(MoveFinderTest, TheLastHourIsToldInDeviationsOfTheCoinsOwn)
{
    useAll();
    allLive();
    tickAll("100000"_dec);
    UsualMoves usual(history, clock);
    EXPECT_TRUE(hourMoves(board, usual).isEmpty()) << "neither trend nor usual is known";
    for (int i = 0; i < 20; ++i) {
        QCoreApplication::processEvents();
        bitget.answerCandles(candlesOf(Interval::M15, clock.now() - 24h, clock.now(), [this](UtcTime time) {
            return time > clock.now() - 30min ? 102'000.0 : 100'000.0;
        }));
        clock.advance(250ms);
    }
    bitget.tick(u"BTC-USDT"_s, "102000"_dec);
    clock.advance(1s);
    const double z = hourMoves(board, usual).value(u"BTC"_s);
    EXPECT_GT(z, 3) << "2 % in an hour, where 0.05 % is usual";
    EXPECT_FALSE(hourMoves(board, usual).contains(u"USDT"_s));
}
