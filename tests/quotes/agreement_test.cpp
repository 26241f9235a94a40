// Comparing exchanges in dollars, and when a figure may carry "$".
#include "app/quotes/peg.h"
#include "app/quotes/referenceprice.h"
#include "tests/quotes/boardfixture.h"

namespace {
const QString btcUsdt = QStringLiteral("BTC-USDT"), btcUsd = QStringLiteral("BTC-USD"),
              usdtUsd = QStringLiteral("USDT-USD"), solUsdt = QStringLiteral("SOL-USDT"),
              solUsd = QStringLiteral("SOL-USD");

class AgreementTest : public BoardTest
{
protected:
    AgreementTest()
    {
        board.setWatchlist({btc, sol});
        useAll();
        allLive();
    }
    void setRate(const Decimal &rate)
    {
        clock.advance(1ms);
        coinbase.tick(usdtUsd, rate);
        kraken.tick(usdtUsd, rate);
    }
    QStringList differing(const AssetId &asset = btc) const
    {
        QStringList list;
        for (const VenueId &venue : quote(asset).agreement.differing)
            list.append(venue.value);
        return list;
    }
};
} // namespace

TEST_F(AgreementTest, FiguresAreComparedInDollarsThroughTheLiveRate)
{
    setRate("0.9990"_dec);
    bitget.tick(btcUsdt, "100000.00"_dec);
    binance.tick(btcUsdt, "100010.00"_dec);
    coinbase.tick(btcUsd, "99900.00"_dec);
    kraken.tick(btcUsd, "99920.0"_dec);
    const CoinQuote &now = quote();
    EXPECT_EQ(now.sources[0].usd, "99900"_dec);
    EXPECT_EQ(now.sources[2].usd, "99900"_dec); // in dollars already
    EXPECT_EQ(now.agreement.live, 4);
    EXPECT_EQ(now.agreement.total, 4);
    EXPECT_EQ(now.agreement.medianUsd, "99904.995"_dec);
    EXPECT_NEAR(*now.agreement.spreadPct, 20.0 / 99904.995 * 100, 1e-9);
    EXPECT_TRUE(now.agreement.differing.isEmpty());
    EXPECT_EQ(shownPrice(), "100000.00"); // unconverted
}

TEST_F(AgreementTest, AnOutlierIsNamedAndTheOthersAreNot)
{
    setRate("1.0000"_dec);
    bitget.tick(btcUsdt, "100000"_dec);
    binance.tick(btcUsdt, "100020"_dec);
    coinbase.tick(btcUsd, "99390"_dec);
    kraken.tick(btcUsd, "99990"_dec);
    EXPECT_EQ(differing(), QStringList{QStringLiteral("coinbase")});
    EXPECT_FALSE(quote().agreement.bothSuspect);
    EXPECT_NEAR(*quote().sources[2].vsMedianPct, -0.605, 0.001);
    EXPECT_TRUE(quote().sources[2].differs);
    EXPECT_EQ(shownPrice(), "100000");
}

TEST_F(AgreementTest, TheLimitIsStricterForBitcoinAndASetting)
{
    setRate("1.0000"_dec);
    for (const auto &[usdtPair, usdPair] : {std::pair(btcUsdt, btcUsd), std::pair(solUsdt, solUsd)}) {
        bitget.tick(usdtPair, "200.0"_dec);
        binance.tick(usdtPair, "200.0"_dec);
        coinbase.tick(usdPair, "200.0"_dec);
        kraken.tick(usdPair, "200.8"_dec); // 0.4 % above
    }
    EXPECT_EQ(differing(btc), QStringList{QStringLiteral("kraken")});
    EXPECT_TRUE(differing(sol).isEmpty());
    BoardSettings settings;
    settings.differPctMajor = 0.5;
    settings.differPctOther = 0.3;
    board.setSettings(settings);
    EXPECT_TRUE(differing(btc).isEmpty());
    EXPECT_EQ(differing(sol), QStringList{QStringLiteral("kraken")});
}

TEST_F(AgreementTest, WithTwoThatDifferBothAreSuspectAndNothingIsAveraged)
{
    board.setSources({&coinbase, &kraken});
    coinbase.tick(btcUsd, "100000"_dec);
    kraken.tick(btcUsd, "102500"_dec);
    EXPECT_TRUE(quote().agreement.bothSuspect);
    EXPECT_EQ(differing(), (QStringList{QStringLiteral("coinbase"), QStringLiteral("kraken")}));
    EXPECT_EQ(shownPrice(), "100000");
    clock.advance(1ms);
    kraken.tick(btcUsd, "100100"_dec);
    EXPECT_FALSE(quote().agreement.bothSuspect);
    EXPECT_TRUE(differing().isEmpty());
}

TEST_F(AgreementTest, OneSourceAloneAgreesWithNobody)
{
    setRate("1.0000"_dec);
    bitget.tick(btcUsdt, "100000"_dec);
    EXPECT_EQ(quote().agreement.live, 1);
    EXPECT_EQ(quote().agreement.total, 4);
    EXPECT_FALSE(quote().agreement.medianUsd);
    EXPECT_FALSE(quote().agreement.spreadPct);
}

TEST_F(AgreementTest, AStaleFigureIsNotCompared)
{
    setRate("1.0000"_dec);
    tickAll();
    kraken.setLink(SourceStatus::Link::Retrying);
    clock.advance(3s);
    coinbase.tick(btcUsd, "100001"_dec);
    EXPECT_EQ(quote().agreement.live, 3);
    EXPECT_FALSE(quote().sources[3].vsMedianPct);
}

TEST_F(AgreementTest, AnAggregateIsShownButNeverCounted)
{
    FakeQuoteSource gecko(clock, QStringLiteral("coingecko"));
    gecko.editInfo().countsInAgreement = false;
    gecko.editInfo().streams = false;
    board.setSources({&coinbase, &kraken, &gecko});
    gecko.goLive({btcUsd});
    coinbase.tick(btcUsd, "100000"_dec);
    kraken.tick(btcUsd, "100010"_dec);
    gecko.tick(btcUsd, "93000"_dec);
    EXPECT_EQ(quote().agreement.total, 2);
    EXPECT_EQ(quote().agreement.live, 2);
    EXPECT_EQ(quote().agreement.medianUsd, "100005"_dec);
    EXPECT_TRUE(differing().isEmpty());
    EXPECT_NEAR(*quote().sources[2].vsMedianPct, -7.0, 0.01);
    EXPECT_EQ(board.enabledExchanges(), 2);
}

TEST_F(AgreementTest, WithoutALiveRateNothingIsConvertedAndTheUnitIsNamed)
{
    bitget.tick(btcUsdt, "100000"_dec);
    coinbase.tick(btcUsd, "100001"_dec);
    EXPECT_FALSE(quote().sources[0].usd);
    EXPECT_FALSE(quote().dollars);
    EXPECT_EQ(quote().unit, QStringLiteral("USDT"));
    setRate("1.0002"_dec);
    EXPECT_EQ(quote().sources[0].usd, "100020"_dec);
    EXPECT_TRUE(quote().dollars);
    EXPECT_TRUE(quote().unit.isEmpty());
}

TEST_F(AgreementTest, TheRateIsTheMedianOfTheLiveMarkets)
{
    bitget.tick(btcUsdt, "100000"_dec);
    coinbase.tick(usdtUsd, "1.0000"_dec);
    kraken.tick(usdtUsd, "0.9990"_dec);
    EXPECT_EQ(quote().sources[0].usd, "99950"_dec);
    coinbase.setLink(SourceStatus::Link::Down);
    clock.advance(3s);
    EXPECT_EQ(quote().sources[0].usd, "99900"_dec);
    kraken.setLink(SourceStatus::Link::Down);
    clock.advance(3s);
    EXPECT_FALSE(quote().sources[0].usd);
    EXPECT_EQ(quote().unit, QStringLiteral("USDT"));
}

TEST_F(AgreementTest, ADepegNamesTheUnitUntilItIsWellBack)
{
    bitget.tick(btcUsdt, "100000"_dec);
    const auto dollars = [&](const Decimal &rate) {
        setRate(rate);
        return quote().dollars;
    };
    EXPECT_TRUE(dollars("0.9985"_dec));
    EXPECT_TRUE(dollars("0.9980"_dec)); // exactly 0.2 %
    EXPECT_FALSE(dollars("0.9979"_dec));
    EXPECT_FALSE(dollars("0.9984"_dec)); // not yet
    EXPECT_TRUE(dollars("0.9986"_dec));
    EXPECT_FALSE(dollars("1.0021"_dec));
    EXPECT_TRUE(dollars("1.0000"_dec));
}

TEST_F(AgreementTest, AStablecoinsRowTellsItsDistanceFromADollar)
{
    setRate("0.9971"_dec);
    EXPECT_EQ(quote(usdt).pegBasisPoints, -29);
    EXPECT_TRUE(quote(usdt).offPeg);
    EXPECT_TRUE(quote(usdt).dollars); // it is quoted in real dollars
    setRate("1.0000"_dec);
    EXPECT_EQ(quote(usdt).pegBasisPoints, 0);
    EXPECT_FALSE(quote(usdt).offPeg);
    EXPECT_FALSE(quote(btc).pegBasisPoints);
}

TEST_F(AgreementTest, OfflineFiguresKeepTheSignTheyHad)
{
    setRate("1.0000"_dec);
    bitget.tick(btcUsdt, "100000"_dec);
    for (auto *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Retrying);
    clock.advance(3s);
    EXPECT_EQ(quote().state, PriceState::Offline);
    EXPECT_TRUE(quote().dollars);
}

TEST_F(AgreementTest, ARateThatMovesIsAnnouncedForEveryCoinItConverts)
{
    setRate("1.0000"_dec);
    tickAll();
    clock.advance(1s);
    changed.clear();
    setRate("0.9950"_dec);
    clock.advance(1s);
    ASSERT_EQ(changed.size(), 1);
    EXPECT_TRUE(changed[0].contains(btc));
    EXPECT_TRUE(changed[0].contains(usdt));
    EXPECT_EQ(quote().unit, QStringLiteral("USDT"));
    EXPECT_EQ(differing(),
              (QStringList{QStringLiteral("bitget"), QStringLiteral("binance"), QStringLiteral("coinbase"),
                           QStringLiteral("kraken")})); // two against two: all are 0.25 % from the middle
}

TEST(PegTest, DistancesAreRoundedHalfAwayFromZero)
{
    EXPECT_EQ(pegBasisPoints("0.99985"_dec), -2);
    EXPECT_EQ(pegBasisPoints("1.00015"_dec), 2);
    EXPECT_EQ(pegBasisPoints("1.00014"_dec), 1);
    EXPECT_EQ(pegBasisPoints("1"_dec), 0);
    EXPECT_EQ(pegBasisPoints("1000000000000000"_dec), 1'000'000);
}

TEST(MedianTest, IsExactAlsoBetweenTwo)
{
    EXPECT_FALSE(median({}));
    EXPECT_EQ(median({"3"_dec, "1"_dec, "2"_dec}), "2"_dec);
    EXPECT_EQ(median({"0.1"_dec, "0.2"_dec}), "0.15"_dec);
}
