#include "ui/style/numbers.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
std::string shortPrice(const char *text, bool stablecoin = false, NumberStyle style = {})
{
    return Numbers(style).price(Decimal::parse(std::string_view(text)).value(), stablecoin).toStdString();
}

std::string volume(const char *text, const QString &unit)
{
    return Numbers().volume(Decimal::parse(std::string_view(text)).value(), unit).toStdString();
}

CoinQuote quoteOf(const char *price)
{
    CoinQuote quote;
    SourceQuote source;
    source.ticker.last = Decimal::parse(std::string_view(price)).value();
    source.instrument.tickSize = "0.01"_dec;
    quote.sources = {source};
    quote.shown = 0;
    quote.state = PriceState::Live;
    quote.dollars = true;
    return quote;
}
} // namespace

TEST(NumbersTest, PricesFromOneUpHaveTwoDecimals)
{
    EXPECT_EQ(shortPrice("114959.13"), "114,959.13");
    EXPECT_EQ(shortPrice("4514.55"), "4,514.55");
    EXPECT_EQ(shortPrice("3.0312"), "3.03");
    EXPECT_EQ(shortPrice("238.59"), "238.59");
    EXPECT_EQ(shortPrice("908.13000000"), "908.13");
    EXPECT_EQ(shortPrice("3.5"), "3.50");
    EXPECT_EQ(shortPrice("1234567.891"), "1,234,567.89");
}

TEST(NumbersTest, AWholeAmountLosesItsZeros)
{
    EXPECT_EQ(shortPrice("115000.00"), "115,000");
    EXPECT_EQ(shortPrice("2"), "2");
    EXPECT_EQ(shortPrice("1.004"), "1");
}

TEST(NumbersTest, PricesBelowOneHaveFourSignificantDigits)
{
    EXPECT_EQ(shortPrice("0.26154"), "0.2615");
    EXPECT_EQ(shortPrice("0.3478"), "0.3478");
    EXPECT_EQ(shortPrice("0.8871"), "0.8871");
    EXPECT_EQ(shortPrice("0.26"), "0.2600");
    EXPECT_EQ(shortPrice("0.0871234"), "0.08712");
    EXPECT_EQ(shortPrice("0.0999999"), "0.1000");
}

TEST(NumbersTest, WhatRoundsUpToOneIsTreatedAsOne)
{
    EXPECT_EQ(shortPrice("0.99996"), "1");
    EXPECT_EQ(shortPrice("0.99994"), "0.9999");
}

TEST(NumbersTest, RoundsHalfAwayFromZero)
{
    EXPECT_EQ(shortPrice("2.005"), "2.01");
    EXPECT_EQ(shortPrice("0.12345"), "0.1235");
    EXPECT_EQ(Numbers().change(0.835).toStdString(), "+0.84%"); // stored as 0.83499999999999996
    EXPECT_EQ(Numbers().change(-0.835).toStdString(), "−0.84%");
}

TEST(NumbersTest, StablecoinsShowFourDecimalsAndExactlyOneIsBare)
{
    EXPECT_EQ(shortPrice("1.0000", true), "1");
    EXPECT_EQ(shortPrice("1", true), "1");
    EXPECT_EQ(shortPrice("1.0001", true), "1.0001");
    EXPECT_EQ(shortPrice("0.9998", true), "0.9998");
    EXPECT_EQ(shortPrice("0.99996", true), "1.0000"); // near one is not exactly one
    EXPECT_EQ(shortPrice("0.99723", true), "0.9972");
}

TEST(NumbersTest, TinyPricesAreFullOrCountTheirZeros)
{
    EXPECT_EQ(shortPrice("0.00001234"), "0.00001234");
    NumberStyle style;
    style.tiny = TinyPrices::Subscript;
    EXPECT_EQ(shortPrice("0.00001234", false, style), "0.0₄1234");
    EXPECT_EQ(shortPrice("0.000000000012345", false, style), "0.0₁₀1235");
    EXPECT_EQ(shortPrice("0.0001234", false, style), "0.0001234"); // three zeros stay
}

TEST(NumbersTest, ZeroIsZeroAndTheUnknownIsADash)
{
    EXPECT_EQ(shortPrice("0"), "0");
    EXPECT_EQ(shortPrice("0.00"), "0");
    EXPECT_EQ(Numbers().price(CoinQuote{}), QStringLiteral("—"));
    EXPECT_EQ(Numbers().change(std::optional<double>{}), QStringLiteral("—"));
}

TEST(NumbersTest, ARowsPriceCarriesTheDollarOnlyWhereItMay)
{
    CoinQuote quote = quoteOf("114959.13");
    EXPECT_EQ(Numbers().price(quote), QStringLiteral("$114,959.13"));
    quote.dollars = false;
    quote.unit = QStringLiteral("USDT");
    EXPECT_EQ(Numbers().price(quote), QStringLiteral("114,959.13"));
}

TEST(NumbersTest, EveryDigitKeepsWhatWasSentButNotTheVenuesPadding)
{
    const Numbers numbers;
    EXPECT_EQ(numbers.everyDigit("114957.20000000"_dec, 2), QStringLiteral("114,957.20"));
    EXPECT_EQ(numbers.everyDigit("114957.20000000"_dec), QStringLiteral("114,957.20000000"));
    EXPECT_EQ(numbers.everyDigit("114957.20300000"_dec, 2), QStringLiteral("114,957.203"));
    EXPECT_EQ(Numbers::plain("114959.13"_dec), QStringLiteral("114959.13"));
    NumberStyle all;
    all.digits = Digits::All;
    CoinQuote quote = quoteOf("3.03120000");
    EXPECT_EQ(Numbers(all).price(quote), QStringLiteral("$3.0312"));
}

TEST(NumbersTest, TickSizePricesHaveTheInstrumentsOwnDecimals)
{
    const Numbers numbers;
    EXPECT_EQ(numbers.tickPrice("3.0312"_dec, 4), QStringLiteral("3.0312"));
    EXPECT_EQ(numbers.tickPrice("115000"_dec, 2), QStringLiteral("115,000.00"));
    EXPECT_EQ(numbers.tickPrice("0.25"_dec, 5), QStringLiteral("0.25000"));
}

TEST(NumbersTest, ChangesAlwaysCarryTheirSign)
{
    const Numbers numbers;
    EXPECT_EQ(numbers.change(0.83), QStringLiteral("+0.83%"));
    EXPECT_EQ(numbers.change(-1.12), QStringLiteral("−1.12%"));
    EXPECT_EQ(numbers.change(1204.4), QStringLiteral("+1,204%"));
    EXPECT_EQ(numbers.change(999.996), QStringLiteral("+1,000%"));
    EXPECT_EQ(numbers.change(999.994), QStringLiteral("+999.99%"));
}

TEST(NumbersTest, AChangeThatRoundsToZeroHasNoSign)
{
    const Numbers numbers;
    EXPECT_EQ(numbers.change(0.004), QStringLiteral("0.00%"));
    EXPECT_EQ(numbers.change(-0.004), QStringLiteral("0.00%"));
    EXPECT_EQ(Numbers::changeSign(-0.004), 0);
    EXPECT_EQ(Numbers::changeSign(-0.005), -1);
    EXPECT_EQ(Numbers::changeSign(0.005), 1);
    EXPECT_EQ(numbers.change(std::nan("")), QStringLiteral("—"));
}

TEST(NumbersTest, MoneyChangesPutTheSignBeforeTheCurrency)
{
    const Numbers numbers;
    EXPECT_EQ(numbers.moneyChange("946.31"_dec, true), QStringLiteral("+$946.31"));
    EXPECT_EQ(numbers.moneyChange("-0.00263"_dec, true), QStringLiteral("−$0.002630"));
    EXPECT_EQ(numbers.moneyChange("-12.5"_dec, false), QStringLiteral("−12.50"));
    EXPECT_EQ(numbers.moneyChange("0.00"_dec, true), QStringLiteral("$0"));
}

TEST(NumbersTest, SpreadsAndMediansHaveThreeDecimals)
{
    const Numbers numbers;
    EXPECT_EQ(numbers.versusMedian(-0.002), QStringLiteral("−0.002%"));
    EXPECT_EQ(numbers.versusMedian(0.0121), QStringLiteral("+0.012%"));
    EXPECT_EQ(numbers.spread("14.28"_dec), QStringLiteral("14.28"));
    EXPECT_EQ(numbers.spreadPct(0.0124), QStringLiteral("0.012%"));
    EXPECT_EQ(numbers.basisPoints(-28), QStringLiteral("−28 bp"));
    EXPECT_EQ(numbers.basisPoints(31), QStringLiteral("+31 bp"));
    EXPECT_EQ(Numbers::pegText(-2), QStringLiteral("2 bp below its peg"));
    EXPECT_EQ(Numbers::pegText(3), QStringLiteral("3 bp above its peg"));
    EXPECT_EQ(Numbers::pegText(0), QStringLiteral("on its peg"));
}

TEST(NumbersTest, VolumesAreGroupedBelowAMillionAndLetteredAbove)
{
    EXPECT_EQ(volume("21846.33", QStringLiteral("BTC")), "21,846 BTC");
    EXPECT_EQ(volume("2512345678", QStringLiteral("USDT")), "2.51B USDT");
    EXPECT_EQ(volume("999999", QStringLiteral("BTC")), "999,999 BTC");
    EXPECT_EQ(volume("1000000", QStringLiteral("BTC")), "1.00M BTC");
    EXPECT_EQ(volume("999999999", QStringLiteral("X")), "1.00B X");
    EXPECT_EQ(volume("1234567890123.00000000", QStringLiteral("X")), "1.23T X");
    EXPECT_EQ(volume("12.5", QStringLiteral("BTC")), "12.50 BTC");
    EXPECT_EQ(volume("0", QStringLiteral("BTC")), "0 BTC");
}

TEST(NumbersTest, LatencyAndAgeReadAsPeopleSayThem)
{
    const Numbers numbers;
    EXPECT_EQ(numbers.latency(84ms), QStringLiteral("84 ms"));
    EXPECT_EQ(numbers.latency(1240ms), QStringLiteral("1.2 s"));
    EXPECT_EQ(numbers.age(430ms), QStringLiteral("0.4 s"));
    EXPECT_EQ(numbers.age(-5ms), QStringLiteral("0.0 s"));
    EXPECT_EQ(numbers.age(9999ms), QStringLiteral("9.9 s"));
    EXPECT_EQ(numbers.age(12'700ms), QStringLiteral("12 s"));
    EXPECT_EQ(numbers.age(6min + 50s), QStringLiteral("6 min"));
    EXPECT_EQ(numbers.age(8h + 59min), QStringLiteral("8 h"));
    EXPECT_EQ(numbers.age(80h), QStringLiteral("3 d"));
    EXPECT_EQ(Numbers::ageInWords(6min), QStringLiteral("6 minutes"));
    EXPECT_EQ(Numbers::ageInWords(1h), QStringLiteral("1 hour"));
}

TEST(NumbersTest, SeparatorsFollowTheStyle)
{
    NumberStyle german;
    german.group = QStringLiteral(".");
    german.point = QStringLiteral(",");
    EXPECT_EQ(shortPrice("114959.13", false, german), "114.959,13");
    EXPECT_EQ(Numbers(german).change(0.83), QStringLiteral("+0,83%"));
}
