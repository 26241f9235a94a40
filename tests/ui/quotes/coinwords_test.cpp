#include "tests/support/manualclock.h"
#include "ui/quotes/coinwords.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
SourceQuote source(const QString &venue, const QString &pair, const Decimal &last)
{
    SourceQuote quote;
    quote.venue = VenueId{venue.toLower()};
    quote.venueName = venue;
    quote.instrument.base = pair.section(u'/', 0, 0);
    quote.instrument.quote = pair.section(u'/', 1);
    quote.instrument.tickSize = "0.01"_dec;
    quote.ticker.last = last;
    quote.state = PriceState::Live;
    return quote;
}

CoinQuote bitcoin()
{
    CoinQuote quote;
    quote.asset = {AssetId{QStringLiteral("bitcoin")}, QStringLiteral("BTC"), QStringLiteral("Bitcoin"),
                   false};
    quote.sources = {source(QStringLiteral("Bitget"), QStringLiteral("BTC/USDT"), "114959.13"_dec)};
    quote.shown = 0;
    quote.state = PriceState::Live;
    quote.dollars = true;
    quote.changePct = 0.83;
    quote.agreement.live = quote.agreement.total = 4;
    return quote;
}

CoinQuote withOutlier()
{
    CoinQuote quote = bitcoin();
    quote.sources.append(source(QStringLiteral("Coinbase"), QStringLiteral("BTC/USD"), "114257"_dec));
    quote.sources.last().vsMedianPct = -0.61;
    quote.sources.last().differs = true;
    quote.agreement.differing = {VenueId{QStringLiteral("coinbase")}};
    return quote;
}

CoinQuote offPeg()
{
    CoinQuote quote;
    quote.asset = {AssetId{QStringLiteral("tether")}, QStringLiteral("USDT"), QStringLiteral("Tether"), true};
    quote.sources = {source(QStringLiteral("Kraken"), QStringLiteral("USDT/USD"), "0.9972"_dec)};
    quote.shown = 0;
    quote.state = PriceState::Live;
    quote.dollars = true;
    quote.pegBasisPoints = -28;
    quote.offPeg = true;
    quote.changePct = -0.28;
    return quote;
}

const Numbers numbers;
} // namespace

TEST(CoinWordsTest, TheSpokenRowReadsAsTheDesignHasIt)
{
    EXPECT_EQ(
        spokenRow(bitcoin(), rolling24h(bitcoin()), numbers, 0ms),
        QStringLiteral("Bitcoin, BTC, 114,959.13 dollars, up 0.83 percent in 24 hours, BTC/USDT on Bitget."));
}

TEST(CoinWordsTest, MissingSourcesAndOutliersAreSpokenOnlyIfSo)
{
    CoinQuote quote = bitcoin();
    quote.agreement.live = 3;
    EXPECT_TRUE(spokenRow(quote, rolling24h(quote), numbers, 0ms)
                    .endsWith(QStringLiteral("on Bitget. 3 of 4 sources.")));
    EXPECT_TRUE(spokenRow(withOutlier(), rolling24h(withOutlier()), numbers, 0ms)
                    .endsWith(QStringLiteral("on Bitget. Coinbase differs, 0.61 percent lower.")));
}

TEST(CoinWordsTest, AStalePriceIsSpokenWithItsAgeAndWithoutItsChange)
{
    CoinQuote quote = bitcoin();
    quote.state = PriceState::Stale;
    const QString text = spokenRow(quote, rolling24h(quote), numbers, 6min + 10s);
    EXPECT_EQ(text, QStringLiteral("Bitcoin, BTC, 114,959.13 dollars, BTC/USDT on Bitget, 6 minutes old."));
}

TEST(CoinWordsTest, ASimulatedPriceSaysSoFirst)
{
    CoinQuote quote = bitcoin();
    quote.state = PriceState::Simulated;
    EXPECT_TRUE(spokenRow(quote, rolling24h(quote), numbers, 0ms)
                    .startsWith(QStringLiteral("Simulated. Bitcoin, BTC, ")));
}

TEST(CoinWordsTest, TheSimulatedSourceHasAShortNameInAColumn)
{
    SourceQuote simulated = source(QStringLiteral("Simulated market"), QStringLiteral("BTC/USD"), "1"_dec);
    simulated.venue = VenueId{QStringLiteral("simulated")};
    EXPECT_EQ(columnName(simulated), QStringLiteral("Simulated"));
    EXPECT_EQ(marketName(simulated), QStringLiteral("BTC/USD · Simulated market"));
    EXPECT_EQ(columnName(bitcoin().sources.first()), QStringLiteral("Bitget"));
}

TEST(CoinWordsTest, UnknownPricesAndChangesAreNotMadeUp)
{
    CoinQuote missing;
    missing.asset = bitcoin().asset;
    missing.agreement.total = 4;
    EXPECT_EQ(spokenRow(missing, rolling24h(missing), numbers, 0ms),
              QStringLiteral("Bitcoin, BTC, no price yet."));
    EXPECT_TRUE(isAwaited(missing));
    missing.agreement.total = 0;
    EXPECT_EQ(spokenRow(missing, rolling24h(missing), numbers, 0ms),
              QStringLiteral("Bitcoin, BTC, no price."));
    EXPECT_FALSE(isAwaited(missing));
    EXPECT_EQ(changeWords(missing, rolling24h(missing), numbers, 0ms).text, QStringLiteral("—"));
    CoinQuote unchanged = bitcoin();
    unchanged.changePct.reset();
    EXPECT_EQ(changeWords(unchanged, rolling24h(unchanged), numbers, 0ms),
              (Words{QStringLiteral("—"), Tone::Secondary}));
    unchanged.changePct = 0.001;
    EXPECT_TRUE(spokenRow(unchanged, rolling24h(unchanged), numbers, 0ms)
                    .contains(QStringLiteral("unchanged in 24 hours")));
}

TEST(CoinWordsTest, TheSecondLineIsTheNameUnlessSomethingMattersMore)
{
    EXPECT_EQ(secondLine(bitcoin(), numbers), (Words{QStringLiteral("Bitcoin"), Tone::Secondary}));
    EXPECT_EQ(secondLine(withOutlier(), numbers), (Words{QStringLiteral("Coinbase −0.61%"), Tone::Warning}));
    EXPECT_EQ(secondLine(offPeg(), numbers), (Words{QStringLiteral("off its peg"), Tone::Warning}));
    CoinQuote quote = bitcoin();
    quote.agreement.live = 3;
    EXPECT_EQ(secondLine(quote, numbers), (Words{QStringLiteral("3 of 4 sources"), Tone::Secondary}));
    quote = bitcoin();
    quote.dollars = false;
    quote.unit = QStringLiteral("USDT");
    EXPECT_EQ(secondLine(quote, numbers), (Words{QStringLiteral("BTC/USDT"), Tone::Secondary}));
    quote = bitcoin();
    quote.delisted = true;
    EXPECT_EQ(secondLine(quote, numbers).text, QStringLiteral("no longer listed"));
}

TEST(CoinWordsTest, WithTwoThatDifferBothAreSuspect)
{
    CoinQuote quote = withOutlier();
    quote.agreement.bothSuspect = true;
    quote.agreement.spreadPct = 0.61;
    EXPECT_EQ(secondLine(quote, numbers), (Words{QStringLiteral("two sources differ"), Tone::Warning}));
    EXPECT_TRUE(coinToolTip(quote, rolling24h(quote), numbers, 0ms, 0.5)
                    .contains(QStringLiteral("either may be wrong")));
}

TEST(CoinWordsTest, OldPricesSpeakOfNoDifferenceAndNoDirection)
{
    CoinQuote quote = withOutlier();
    quote.state = PriceState::Offline;
    EXPECT_EQ(secondLine(quote, numbers).text, QStringLiteral("Bitcoin"));
    EXPECT_EQ(changeWords(quote, rolling24h(quote), numbers, 6min),
              (Words{QStringLiteral("6 min"), Tone::Stale}));
    EXPECT_EQ(priceTone(quote), Tone::Stale);
    EXPECT_EQ(trendTone(quote, rolling24h(quote)), Tone::Secondary);
}

TEST(CoinWordsTest, ALostPegIsAmberInBasisPoints)
{
    EXPECT_EQ(changeWords(offPeg(), rolling24h(offPeg()), numbers, 0ms),
              (Words{QStringLiteral("−28 bp"), Tone::Warning}));
    EXPECT_EQ(priceTone(offPeg()), Tone::Warning);
    EXPECT_EQ(trendTone(offPeg(), rolling24h(offPeg())), Tone::Down);
    CoinQuote on = offPeg();
    on.offPeg = false;
    EXPECT_EQ(trendTone(on, rolling24h(on)), Tone::Flat);
}

TEST(CoinWordsTest, TheToolTipNamesMarketDigitsAgeAndLimit)
{
    const QString tip = coinToolTip(withOutlier(), rolling24h(withOutlier()), numbers, 300ms, 0.5);
    EXPECT_TRUE(tip.contains(QStringLiteral("<b>BTC/USDT · Bitget</b>")));
    EXPECT_TRUE(tip.contains(QStringLiteral("114,959.13 · 0.3 s ago")));
    EXPECT_TRUE(tip.contains(QStringLiteral("Coinbase 0.61% below the median (limit 0.5%)")));
    EXPECT_TRUE(coinToolTip(offPeg(), rolling24h(offPeg()), numbers, 0ms, 0.5)
                    .contains(QStringLiteral("28 bp below its peg")));
}

TEST(CoinWordsTest, TheToolTipEscapesWhatComesFromOutside)
{
    CoinQuote quote;
    quote.asset.name = QStringLiteral("<img src=x>");
    EXPECT_FALSE(coinToolTip(quote, rolling24h(quote), numbers, 0ms, 0.5).contains(QStringLiteral("<img")));
}

TEST(CoinWordsTest, AgesCountFromConfirmationOrFromWhenItWasReceived)
{
    ManualClock clock;
    CoinQuote quote = bitcoin();
    quote.sources[0].confirmedAt = clock.monotonic();
    quote.sources[0].ticker.receivedTime = clock.now() - 2h;
    clock.advance(5s);
    EXPECT_EQ(quoteAge(quote, clock), 5s);
    quote.fromStore = true;
    EXPECT_EQ(quoteAge(quote, clock), 2h + 5s);
    clock.jumpWall(-3h); // no negative age
    EXPECT_EQ(quoteAge(quote, clock), 0s);
}
