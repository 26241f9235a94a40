// The whole path: a venue on loopback, its candles, the stories, and what is said of both.
#include "app/insight/movefinder.h"
#include "app/insight/storyprices.h"
#include "app/news/memoryarticlestore.h"
#include "app/quotes/venuecandlehistory.h"
#include "tests/exchanges/sourcecase.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {
const AssetId bitcoin{u"bitcoin"_s}, solana{u"solana"_s};
}

// Prices stood still since the start, but for what a test sets.
class InsightPathTest : public SourceCase
{
protected:
    void SetUp() override
    {
        use(u"bitget"_s);
        board.setWatchlist({bitcoin, solana});
        board.setSources({source.get()});
        ASSERT_TRUE(until([this] { return isLive(bitcoin) && isLive(solana); }));
        pass(20min, 5s);
    }
    void TearDown() override
    {
        board.setSources({});
        source.reset();
        settle(); // connections end while the clock is there
    }

    bool isLive(const AssetId &asset) const { return board.quote(asset).state == PriceState::Live; }
    double price(const AssetId &asset) const
    {
        return board.quote(asset).shownSource()->ticker.last.toDouble();
    }
    void multiply(const AssetId &asset, const QByteArray &coin, double factor)
    {
        market.setPrice(coin, QByteArray::number(price(asset) * factor, 'f', 4));
    }
    Story publish(const QString &title, const QString &coin)
    {
        Story story;
        story.article.title = title;
        story.article.source = u"Block Dispatch"_s;
        story.article.published = story.article.firstSeen = story.article.sortTime = clock.now();
        if (coin.isEmpty())
            story.facts.kind = StoryKind::CentralBanks;
        else
            story.facts.coins = {{coin, 3, coin}};
        articles.add({story});
        story.article.id = {++m_published};
        return story;
    }
    // The newest move since prices stand still.
    std::optional<ExplainedMove> newestMove(const AssetId &asset)
    {
        std::optional<Result<CoinMoves>> found;
        const Request request =
            finder.find(asset, begin + 5min, [&](const Result<CoinMoves> &moves) { found = moves; });
        timeUntil([&] { return found.has_value(); }, 2min);
        if (!found || !*found || (*found)->moves.isEmpty())
            return {};
        return (*found)->moves.first();
    }

    const UtcTime begin = clock.now();
    QuoteBoard board{clock, AssetDirectory::shipped()};
    VenueCandleHistory history{clock, board, nullptr};
    MemoryArticleStore articles;
    MoveFinder finder{{clock, history, articles, board, AssetDirectory::shipped()}};

private:
    qint64 m_published = 0;
};

TEST_F(InsightPathTest, AStoryThenAMoveIsAMoveExplained)
{
    publish(u"Validators schedule an upgrade"_s, u"SOL"_s);
    pass(8min, 5s);
    const UtcTime jump = clock.now();
    multiply(solana, "SOL", 1.03);
    pass(30min, 5s);
    const auto move = newestMove(solana);
    ASSERT_TRUE(move);
    EXPECT_TRUE(move->move.toTheMinute);
    EXPECT_LE(std::chrono::abs(move->move.start - jump), 2min);
    EXPECT_NEAR(move->move.pct, 3, 0.1);
    EXPECT_EQ(move->answer, MoveAnswer::Explained);
    EXPECT_EQ(move->stories.value(0).story.article.title, u"Validators schedule an upgrade"_s);
    EXPECT_NEAR(double(move->stories.value(0).before / 1min), 8, 2);
    EXPECT_NEAR(move->netPct.value_or(0), 3, 0.2);
    EXPECT_FALSE(newestMove(bitcoin)) << "it stood still";
    EXPECT_TRUE(market.violations().isEmpty());
}

TEST_F(InsightPathTest, AMoveWithoutAStorySaysWhatWasLookedAt)
{
    publish(u"About another coin"_s, u"DOGE"_s);
    pass(5min, 5s);
    multiply(solana, "SOL", 0.97);
    pass(30min, 5s);
    const auto move = newestMove(solana);
    ASSERT_TRUE(move);
    EXPECT_LT(move->move.pct, -2.5);
    EXPECT_EQ(move->answer, MoveAnswer::Unexplained);
    EXPECT_EQ(move->feedsSearched, 0) << "its outlet was read before the move";
    EXPECT_EQ(move->storiesLookedAt, 1);
}

TEST_F(InsightPathTest, AMarketStoryExplainsWhatThenMovedTheMarket)
{
    publish(u"Central bank cuts"_s, {});
    pass(4min, 5s);
    multiply(bitcoin, "BTC", 1.02);
    multiply(solana, "SOL", 1.03);
    pass(30min, 5s);
    for (const AssetId &asset : {bitcoin, solana}) {
        const auto move = newestMove(asset);
        ASSERT_TRUE(move) << asset.value.toStdString();
        EXPECT_EQ(move->answer, MoveAnswer::Explained);
        EXPECT_TRUE(move->stories.value(0).market);
    }
}

TEST_F(InsightPathTest, AStoryKeepsWhatItsCoinCostThenWhenSeenAndAfterwards)
{
    UsualMoves usual(history, clock);
    MemoryStoryPriceStore store;
    StoryPrices prices({clock, board, history, usual, store, articles, AssetDirectory::shipped()});
    const double then = price(solana);
    const Story story = publish(u"Validators schedule an upgrade"_s, u"SOL"_s);
    pass(8min, 5s);
    multiply(solana, "SOL", 1.03);
    pass(10min, 5s);
    prices.setOpened(story);
    timeUntil([&] { return prices.row(story)->gap == PriceGap::None; }, 1min);
    const StoryReport report = prices.report(story);
    const StoryPrice &sol = report.coins.first();
    ASSERT_TRUE(sol.atPublication && sol.atSeen && sol.now);
    EXPECT_NEAR(sol.atPublication->toDouble(), then, 0.01);
    EXPECT_EQ(*sol.atSeen, *sol.atPublication);
    EXPECT_NEAR(*sol.sincePct, 3, 0.05);
    ASSERT_TRUE(sol.at(Snapshot::After15m));
    EXPECT_NEAR(*sol.afterPct[0], 3, 0.05);
    EXPECT_NEAR(sol.netPct.value_or(0), 3, 0.05);
    EXPECT_TRUE(market.violations().isEmpty());
}
