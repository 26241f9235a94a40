// Which market is which coin's, and what happens to coins that come and go.
#include "app/quotes/marketchoice.h"
#include "tests/quotes/boardfixture.h"

namespace {
class IdentityTest : public BoardTest
{
protected:
    static Instrument halted(Instrument instrument)
    {
        instrument.status = Instrument::Status::Halted;
        return instrument;
    }
    QString symbolOf(const AssetId &asset, const FakeQuoteSource &source) const
    {
        const auto instrument = board.instrumentFor(asset, source.info().id);
        return instrument ? instrument->id.symbol : QString();
    }
    void list(FakeQuoteSource &source, const QStringList &pairs)
    {
        QList<Instrument> instruments;
        for (const QString &pair : pairs)
            instruments.append(source.instrument(pair.section(u'-', 0, 0), pair.section(u'-', 1)));
        source.answerInstruments(instruments);
    }
    static QStringList pairs(const char *text) { return QString::fromLatin1(text).split(u' '); }
    const AssetId pol{QStringLiteral("polygon-ecosystem-token")};
};
} // namespace

TEST_F(IdentityTest, ACoinIsPricedInTheVenuesMainDollar)
{
    board.setSources({&bitget, &coinbase});
    list(bitget, pairs("BTC-USDT BTC-USDC BTC-EUR ETH-USDT SOL-USDC SOL-EUR"));
    list(coinbase, pairs("BTC-USD BTC-USDT ETH-USD SOL-USD SOL-USDT"));
    EXPECT_EQ(symbolOf(btc, bitget), QStringLiteral("BTC-USDT"));
    EXPECT_EQ(symbolOf(sol, bitget), QStringLiteral("SOL-USDC"));
    EXPECT_EQ(symbolOf(btc, coinbase), QStringLiteral("BTC-USD"));
}

TEST_F(IdentityTest, StablecoinsHaveOnlyMarketsAgainstDollars)
{
    board.setSources({&bitget, &kraken});
    list(bitget, pairs("BTC-USDT USDC-USDT"));
    list(kraken, pairs("BTC-USD USDC-USDT USDC-USD USDT-USD USDT-EUR"));
    EXPECT_EQ(symbolOf(usdc, bitget), QString());
    EXPECT_EQ(symbolOf(usdc, kraken), QStringLiteral("USDC-USD"));
    EXPECT_EQ(symbolOf(usdt, kraken), QStringLiteral("USDT-USD"));
    EXPECT_TRUE(kraken.wants(QStringLiteral("USDT-USD"))); // always, for conversion
    EXPECT_TRUE(kraken.wants(QStringLiteral("USDC-USD")));
}

TEST_F(IdentityTest, ATradingMarketComesBeforeAHaltedOneAndTheNewCodeBeforeTheOld)
{
    board.setSources({&binance});
    binance.answerInstruments(
        QList<Instrument>{halted(binance.instrument(QStringLiteral("MATIC"), QStringLiteral("USDT"))),
                          binance.instrument(QStringLiteral("POL"), QStringLiteral("USDC")),
                          binance.instrument(QStringLiteral("BTC"), QStringLiteral("USDT"))});
    EXPECT_EQ(symbolOf(pol, binance), QStringLiteral("POL-USDC"));
    board.setSources({&kraken});
    list(kraken, pairs("MATIC-USD POL-USD"));
    EXPECT_EQ(symbolOf(pol, kraken), QStringLiteral("POL-USD"));
}

TEST_F(IdentityTest, LookalikesAreNeverACoin)
{
    board.setSources({&bitget});
    Instrument share = bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT"));
    share.lookalike = true;
    bitget.answerInstruments(
        QList<Instrument>{share, bitget.instrument(QStringLiteral("ETH"), QStringLiteral("USDT"))});
    EXPECT_EQ(symbolOf(btc, bitget), QString());
    EXPECT_EQ(board.listedCount(), 1);
}

TEST_F(IdentityTest, AnAggregatesCloneOfASymbolIsAnotherCoin)
{
    FakeQuoteSource gecko(clock, QStringLiteral("coingecko"));
    gecko.editInfo().symbolIsAssetId = true;
    board.setWatchlist({btc});
    board.setSources({&gecko});
    Instrument real = gecko.instrument(QStringLiteral("BTC"), QStringLiteral("USD"));
    real.id.symbol = QStringLiteral("bitcoin");
    Instrument clone = real;
    clone.id.symbol = QStringLiteral("batcat");
    gecko.answerInstruments(QList<Instrument>{clone, real});
    EXPECT_EQ(symbolOf(btc, gecko), QStringLiteral("bitcoin"));
    const auto found = board.search(QStringLiteral("btc"));
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found[0].asset.name, QStringLiteral("Bitcoin"));
    EXPECT_TRUE(found[0].sameSymbol);
    EXPECT_TRUE(found[1].sameSymbol);
    EXPECT_EQ(found[1].asset.id.value, QStringLiteral("batcat"));
}

TEST_F(IdentityTest, AnyListedCoinCanBeFoundAndFollowed)
{
    board.setSources({&bitget, &coinbase});
    list(bitget, pairs("BTC-USDT ETH-USDT BTCX-USDT ZORK-USDT"));
    list(coinbase, pairs("BTC-USD BCH-USD"));
    EXPECT_EQ(board.listedCount(), 5);
    const auto byCode = board.search(QStringLiteral("btc"));
    ASSERT_EQ(byCode.size(), 2);
    EXPECT_EQ(byCode[0].asset.id, btc);
    EXPECT_EQ(byCode[0].venues, (QList<VenueId>{bitget.info().id, coinbase.info().id}));
    EXPECT_EQ(byCode[1].asset.symbol, QStringLiteral("BTCX"));
    const auto byName = board.search(QStringLiteral("bitcoin"));
    ASSERT_EQ(byName.size(), 2);
    EXPECT_EQ(byName[1].asset.symbol, QStringLiteral("BCH"));
    EXPECT_EQ(board.search(QString(), 2).size(), 2);

    const auto zork = board.search(QStringLiteral("zork"));
    ASSERT_EQ(zork.size(), 1);
    board.setWatchlist({zork[0].asset.id});
    EXPECT_TRUE(bitget.wants(QStringLiteral("ZORK-USDT")));
    bitget.setLink(SourceStatus::Link::Live);
    bitget.tick(QStringLiteral("ZORK-USDT"), "0.5"_dec);
    EXPECT_EQ(shownPrice(zork[0].asset.id), "0.5");
    EXPECT_FALSE(bitget.wants(QStringLiteral("BTC-USDT")));
}

TEST_F(IdentityTest, ADelistedCoinKeepsItsLastPriceMarkedAndTheOthersGoOn)
{
    board.setWatchlist({btc, sol});
    board.setSources({&bitget});
    bitget.goLive(pairs("BTC-USDT SOL-USDT"));
    bitget.tick(QStringLiteral("BTC-USDT"), "100000"_dec);
    bitget.tick(QStringLiteral("SOL-USDT"), "238.59"_dec);
    EXPECT_FALSE(quote(sol).delisted);
    clock.advance(6h);
    list(bitget, pairs("BTC-USDT"));
    bitget.tick(QStringLiteral("BTC-USDT"), "100001"_dec);
    EXPECT_TRUE(quote(sol).delisted);
    EXPECT_EQ(shownPrice(sol), "238.59");
    EXPECT_EQ(quote(sol).state, PriceState::Stale);
    EXPECT_EQ(quote(sol).agreement.total, 0);
    EXPECT_FALSE(bitget.wants(QStringLiteral("SOL-USDT")));
    EXPECT_EQ(quote(btc).state, PriceState::Live);
    EXPECT_EQ(board.watchlist(), (QList<AssetId>{btc, sol}));
    bitget.tick(QStringLiteral("SOL-USDT"), "1"_dec); // a last twitch
    EXPECT_NE(quote(sol).state, PriceState::Live);
    list(bitget, {}); // an empty list is a fault, not the end of all coins
    EXPECT_FALSE(quote(btc).delisted);
}

TEST_F(IdentityTest, WhatOneVenueNeverListedIsNotDelisted)
{
    board.setWatchlist({sol});
    board.setSources({&coinbase});
    coinbase.goLive(pairs("BTC-USD"));
    EXPECT_FALSE(quote(sol).delisted);
    EXPECT_EQ(quote(sol).state, PriceState::Missing);
}

TEST_F(IdentityTest, AHaltedMarketIsStillFollowed)
{
    board.setWatchlist({btc});
    board.setSources({&bitget});
    bitget.answerInstruments(
        QList<Instrument>{halted(bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT")))});
    EXPECT_TRUE(bitget.wants(QStringLiteral("BTC-USDT")));
    EXPECT_FALSE(quote().delisted);
    ASSERT_EQ(quote().sources.size(), 1);
    EXPECT_EQ(quote().sources[0].instrument.status, Instrument::Status::Halted);
}

TEST_F(IdentityTest, AnOldCodeNamesItsSuccessor)
{
    const CoinQuote &old = board.quote(AssetId{QStringLiteral("sym:MATIC")});
    EXPECT_EQ(old.renamedTo, QStringLiteral("POL"));
    EXPECT_EQ(old.state, PriceState::Missing);
    EXPECT_TRUE(quote(btc).renamedTo.isEmpty());
}

TEST_F(IdentityTest, WhileListsAreUnknownTheirVenuesCountAsPossibleSources)
{
    board.setWatchlist({btc});
    useAll();
    bitget.goLive(pairs("BTC-USDT"));
    bitget.tick(QStringLiteral("BTC-USDT"), "100000"_dec);
    EXPECT_EQ(quote().agreement.live, 1);
    EXPECT_EQ(quote().agreement.total, 4); // "1 of 4 sources" while connecting
    list(binance, pairs("ETH-USDT"));
    EXPECT_EQ(quote().agreement.total, 3);
}

TEST_F(IdentityTest, StoredFiguresNeverReplaceNewerOnes)
{
    board.setWatchlist({btc});
    board.setSources({&bitget});
    bitget.goLive(pairs("BTC-USDT"));
    bitget.tick(QStringLiteral("BTC-USDT"), "100000"_dec);
    Ticker old = bitget.ticker(QStringLiteral("BTC-USDT"), "90000"_dec);
    Instrument stored = bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT"));
    stored.status = Instrument::Status::Delisted;
    board.restore({stored}, {old}, {{btc, {1.0F, 2.0F}}});
    EXPECT_EQ(shownPrice(), "100000");
    EXPECT_EQ(quote().state, PriceState::Live);
    EXPECT_TRUE(bitget.wants(QStringLiteral("BTC-USDT")));
    EXPECT_EQ(quote().trend.size(), 2);
}
