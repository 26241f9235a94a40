#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/watchlistmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace {
QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

class WatchlistModelTest : public testing::Test, public SeedMarket
{
protected:
    WatchlistModelTest()
    {
        QObject::connect(&model, &QAbstractItemModel::dataChanged, &model,
                         [this](const QModelIndex &a, const QModelIndex &b) {
                             changes.append({a, b});
                         });
        QObject::connect(&model, &WatchlistModel::priceMoved, &model, [this](const AssetId &asset, int way) {
            moves.append({asset, way});
        });
    }
    QStringList symbols() const
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row)
            list.append(model.index(row, 0).data(WatchlistModel::SymbolRole).toString());
        return list;
    }
    void bitgetTick(const char *base, const Decimal &price, double change = 1)
    {
        tickOne(bitget, QString::fromLatin1(base), true, price, change);
        announce();
    }

    WatchlistModel model{board, settings, theme, clock};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QList<std::pair<QPersistentModelIndex, QPersistentModelIndex>> changes;
    QList<std::pair<AssetId, int>> moves;
};
} // namespace

TEST_F(WatchlistModelTest, ShowsTheSettingsCoinsInTheirOrderWithTypedValues)
{
    allLive();
    EXPECT_EQ(symbols(), words("BTC ETH XRP USDT SOL BNB USDC DOGE TRX ADA"));
    const QModelIndex first = model.index(0, WatchlistModel::PriceColumn);
    EXPECT_EQ(first.data(WatchlistModel::PriceRole).value<Decimal>(), "114959.13"_dec);
    EXPECT_EQ(first.data(WatchlistModel::StateRole).value<PriceState>(), PriceState::Live);
    EXPECT_EQ(first.data(WatchlistModel::ChangeRole).toDouble(), 0.83);
    EXPECT_EQ(first.data(WatchlistModel::AssetRole).value<AssetId>(), btc);
    EXPECT_EQ(first.data(WatchlistModel::QuoteRole).value<CoinQuote>(), board.quote(btc));
    EXPECT_EQ(
        model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("Bitcoin, BTC, 114,959.13 dollars, up 0.83 percent in 24 hours, BTC/USDT on Bitget."));
}

TEST_F(WatchlistModelTest, NamesOnlyTheCellsThatLookDifferent)
{
    allLive();
    changes.clear();
    bitgetTick("ETH", "4514.56"_dec, 2.59);
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0].first.row(), 1);
    EXPECT_EQ(changes[0].second.row(), 1);
    EXPECT_EQ(changes[0].first.column(), WatchlistModel::PriceColumn);
    EXPECT_EQ(changes[0].second.column(), WatchlistModel::PriceColumn);
}

TEST_F(WatchlistModelTest, ATickThatConfirmsTheSamePriceChangesNoCell)
{
    allLive();
    changes.clear();
    bitgetTick("ETH", "4514.55"_dec, 2.59);
    EXPECT_TRUE(changes.isEmpty());
    EXPECT_TRUE(moves.isEmpty());
}

TEST_F(WatchlistModelTest, TicksBetweenLiveFiguresOfOneMarketAreMoves)
{
    allLive();
    EXPECT_TRUE(moves.isEmpty()); // first values are no ticks
    bitgetTick("SOL", "238.60"_dec);
    bitgetTick("SOL", "238.50"_dec);
    ASSERT_EQ(moves.size(), 2);
    EXPECT_EQ(moves[0], std::make_pair(sol, 1));
    EXPECT_EQ(moves[1], std::make_pair(sol, -1));
}

TEST_F(WatchlistModelTest, AnotherVenueOrAReturnIsNoTick)
{
    allLive();
    bitget.setLink(SourceStatus::Link::Retrying);
    tick(binance, 10'001);
    clock.advance(3s); // failover to Binance's figure
    EXPECT_EQ(board.quote(btc).shownSource()->venue, binance.info().id);
    EXPECT_TRUE(moves.isEmpty());
    for (FakeQuoteSource *source : {&binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Retrying);
    clock.advance(5s);
    ASSERT_TRUE(board.offline());
    binance.setLink(SourceStatus::Link::Live);
    tick(binance, 10'002);
    clock.advance(1s);
    EXPECT_EQ(board.quote(btc).state, PriceState::Live);
    EXPECT_TRUE(moves.isEmpty()); // back after silence
}

TEST_F(WatchlistModelTest, StalenessAloneRepaintsPriceTrendAndChange)
{
    allLive();
    changes.clear();
    for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Retrying);
    clock.advance(5s);
    EXPECT_FALSE(changes.isEmpty());
    EXPECT_EQ(model.index(0, 0).data(WatchlistModel::StateRole).value<PriceState>(), PriceState::Offline);
}

TEST_F(WatchlistModelTest, RemovingAddingAndMovingFollowTheSettings)
{
    allLive();
    const QPersistentModelIndex solana(model.index(4, 0));
    model.remove(eth);
    EXPECT_EQ(model.rowCount(), 9);
    EXPECT_EQ(solana.row(), 3);
    model.insert(eth, 0);
    EXPECT_EQ(symbols().first(), QStringLiteral("ETH"));
    model.move(eth, 2);
    EXPECT_EQ(symbols().mid(0, 3), words("BTC XRP ETH"));
    EXPECT_EQ(settings.settings().watchlist.at(2), eth);
    EXPECT_EQ(solana.data(WatchlistModel::SymbolRole).toString(), QStringLiteral("SOL"));
    model.insert(eth); // already there: stays where it is
    EXPECT_EQ(model.rowCount(), 10);
}

TEST_F(WatchlistModelTest, SortsByColumnAtOnceWhenTheUserAsks)
{
    allLive();
    model.setOrderHeld(true);
    model.sortBy(WatchlistOrder::BySymbol, false);
    EXPECT_EQ(symbols().mid(0, 3), words("ADA BNB BTC"));
    model.sortBy(WatchlistOrder::ByPrice, true);
    EXPECT_EQ(symbols().mid(0, 2), words("BTC ETH"));
    model.sortBy(WatchlistOrder::ByChange, true);
    EXPECT_EQ(symbols().first(), QStringLiteral("SOL"));
    model.sortBy(WatchlistOrder::Mine, false);
    EXPECT_EQ(symbols().first(), QStringLiteral("BTC"));
}

TEST_F(WatchlistModelTest, TicksResortAtMostEveryFiveSecondsAndNeverWhileHeld)
{
    allLive();
    model.sortBy(WatchlistOrder::ByChange, true);
    bitgetTick("ADA", "0.9000"_dec, 9.0);
    EXPECT_EQ(symbols().first(), QStringLiteral("SOL"));
    clock.advance(5s);
    EXPECT_EQ(symbols().first(), QStringLiteral("ADA"));
    model.setOrderHeld(true);
    bitgetTick("TRX", "0.4000"_dec, 12.0);
    clock.advance(20s);
    EXPECT_EQ(symbols().first(), QStringLiteral("ADA"));
    model.setOrderHeld(false);
    clock.advance(1ms);
    EXPECT_EQ(symbols().first(), QStringLiteral("TRX"));
}

TEST_F(WatchlistModelTest, AKeyHoldsTheOrderForThreeSeconds)
{
    allLive();
    model.sortBy(WatchlistOrder::ByChange, true);
    clock.advance(4s);
    bitgetTick("ADA", "0.9000"_dec, 9.0);
    model.keyPressed();
    clock.advance(2s); // past the five seconds since the last sort
    EXPECT_EQ(symbols().first(), QStringLiteral("SOL"));
    clock.advance(1500ms);
    EXPECT_EQ(symbols().first(), QStringLiteral("ADA"));
}

TEST_F(WatchlistModelTest, UnknownFiguresStandLastEitherWay)
{
    useAll();
    list(bitget);
    tickOne(bitget, QStringLiteral("ETH"), true, "4514.55"_dec, 2.59);
    tickOne(bitget, QStringLiteral("BTC"), true, "114959.13"_dec, 0.83);
    announce();
    model.sortBy(WatchlistOrder::ByChange, true);
    EXPECT_EQ(symbols().mid(0, 2), words("ETH BTC"));
    model.sortBy(WatchlistOrder::ByChange, false);
    EXPECT_EQ(symbols().mid(0, 2), words("BTC ETH"));
}

TEST_F(WatchlistModelTest, ASearchFiltersAndWithoutAMatchTheListStaysWhole)
{
    allLive();
    model.setFilter(QStringLiteral("sol"));
    EXPECT_EQ(symbols(), words("SOL"));
    model.setFilter(QStringLiteral("coin"));
    EXPECT_EQ(symbols(), words("BTC USDC DOGE"));
    EXPECT_FALSE(model.canMove());
    model.setFilter(QStringLiteral("halving etf"));
    EXPECT_EQ(model.rowCount(), 10);
    model.setFilter({});
    EXPECT_EQ(model.rowCount(), 10);
    EXPECT_TRUE(model.canMove());
}

TEST_F(WatchlistModelTest, ACoinNamedTwiceInTheFileIsShownOnce)
{
    settings.change([](Settings &s) { s.watchlist = {btc, eth, btc}; });
    EXPECT_EQ(model.rowCount(), 2);
}
