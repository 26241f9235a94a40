#include "tests/ui/news/newsfakes.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/shell/statusbar.h"

#include <gtest/gtest.h>

using Link = SourceStatus::Link;

namespace {
class StatusBarTest : public testing::Test
{
protected:
    StatusBarTest()
    {
        bar.resize(1280, 26);
        bar.show();
        market.useAll();
        for (FakeQuoteSource *source : {&market.bitget, &market.binance, &market.coinbase, &market.kraken}) {
            market.list(*source);
            market.tick(*source);
        }
        market.announce();
    }
    QString text() const { return bar.accessibleName(); }

    SeedMarket market;
    FakeRefresher refresher;
    StatusBar bar{market.board, refresher, market.settings, market.theme, market.clock};
};
} // namespace

TEST_F(StatusBarTest, NamesEachSource)
{
    EXPECT_EQ(bar.height(), 26);
    EXPECT_EQ(text(), QStringLiteral("Bitget, Binance, Coinbase, Kraken"));
}

TEST_F(StatusBarTest, CountsDownToTheNextTryWhileItIsSeen)
{
    market.bitget.editStatus().nextAttempt = market.clock.now() + 8s;
    market.bitget.setLink(Link::Retrying);
    EXPECT_TRUE(text().startsWith(QStringLiteral("Bitget retry in 8 s,"))) << text().toStdString();
    market.clock.advance(3s);
    EXPECT_TRUE(text().startsWith(QStringLiteral("Bitget retry in 5 s,"))) << text().toStdString();
    bar.hide();
    market.clock.advance(3s);
    bar.show();
    EXPECT_TRUE(text().startsWith(QStringLiteral("Bitget retry in 2 s,"))) << text().toStdString();
}

TEST_F(StatusBarTest, WithLittleRoomOneLineStandsForAll)
{
    bar.resize(360, 26); // the right end gave way
    EXPECT_EQ(text(), QStringLiteral("Bitget, Binance, Coinbase, Kraken"));
    bar.resize(200, 26);
    EXPECT_EQ(text(), QStringLiteral("4 of 4 sources"));
    bar.resize(1280, 26);
    EXPECT_EQ(text(), QStringLiteral("Bitget, Binance, Coinbase, Kraken"));
    bar.setNarrow(true);
    market.bitget.setLink(Link::Silent);
    market.clock.advance(3s);
    EXPECT_EQ(text(), QStringLiteral("3 of 4 sources"));
}
