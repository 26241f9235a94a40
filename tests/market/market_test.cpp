#include "app/market/assetdirectory.h"
#include "app/market/chartrange.h"
#include "app/market/instrument.h"
#include "app/market/interval.h"
#include "app/market/pricecheck.h"

#include <QSet>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

TEST(PriceCheckTest, AcceptsFromATrillionthToAQuadrillion)
{
    for (const char *text : {"1e-12", "0.000000000001", "0.00000000000100", "1e15", "1000000000000000",
                             "1000000000000000.000", "1", "69420.15", "1.000000000000000000000000000000"})
        EXPECT_TRUE(parsePrice(text)) << text;
    for (const char *text :
         {"0", "0.0", "-1", "0.9e-12", "0.0000000000009999999999", "1000000000000000.01", "1e16", "", "null",
          "nan", "inf", "1e-60", "-0", "abc", "99999999999999999999999999999999999"})
        EXPECT_FALSE(parsePrice(text)) << text;
}

TEST(PriceCheckTest, AnAmountMayBeZeroAndNeverNegative)
{
    EXPECT_TRUE(parseAmount("0"));
    EXPECT_TRUE(parseAmount("0.00000000"));
    EXPECT_TRUE(parseAmount("1234567890123.00000000"));
    EXPECT_FALSE(parseAmount("-0.1"));
    EXPECT_FALSE(parseAmount(""));
}

TEST(InstrumentTest, DigitsComeFromTheTickSize)
{
    const auto digits = [](const Decimal &tick) {
        Instrument instrument;
        instrument.tickSize = tick;
        return displayScale(instrument);
    };
    EXPECT_EQ(digits("0.01000000"_dec), 2);
    EXPECT_EQ(digits("0.05"_dec), 2);
    EXPECT_EQ(digits("0.5"_dec), 1);
    EXPECT_EQ(digits("1"_dec), 0);
    EXPECT_EQ(digits("1e-8"_dec), 8);
    EXPECT_EQ(digits("0"_dec), std::nullopt);
}

TEST(IntervalTest, NamesGoBothWaysAndCaseMatters)
{
    for (const Interval interval :
         {Interval::M1, Interval::M5, Interval::M15, Interval::M30, Interval::H1, Interval::H2, Interval::H4,
          Interval::H6, Interval::H8, Interval::H12, Interval::D1, Interval::W1, Interval::Month})
        EXPECT_EQ(intervalFromName(intervalName(interval)), interval);
    EXPECT_EQ(intervalFromName(u"1m"), Interval::M1);
    EXPECT_EQ(intervalFromName(u"1M"), Interval::Month);
    EXPECT_FALSE(intervalFromName(u"1H"));
    EXPECT_FALSE(intervalFromName(u""));
    EXPECT_EQ(intervalLength(Interval::H4), 4h);
    EXPECT_EQ(intervalLength(Interval::W1), 7 * 24h);
    EXPECT_GE(intervalLength(Interval::Month), 28 * 24h);
}

TEST(IntervalTest, CandlesStartOnUtcBordersWeeksOnMondayAndMonthsOnTheFirst)
{
    const UtcTime time = *parseRfc3339("2024-02-29T17:46:12.345Z"); // a Thursday
    const auto start = [&](Interval interval) {
        return toRfc3339(candleStart(interval, time)).toStdString();
    };
    EXPECT_EQ(start(Interval::M1), "2024-02-29T17:46:00.000Z");
    EXPECT_EQ(start(Interval::M15), "2024-02-29T17:45:00.000Z");
    EXPECT_EQ(start(Interval::H2), "2024-02-29T16:00:00.000Z");
    EXPECT_EQ(start(Interval::H8), "2024-02-29T16:00:00.000Z");
    EXPECT_EQ(start(Interval::D1), "2024-02-29T00:00:00.000Z");
    EXPECT_EQ(start(Interval::W1), "2024-02-26T00:00:00.000Z");
    EXPECT_EQ(start(Interval::Month), "2024-02-01T00:00:00.000Z");
}

TEST(IntervalTest, ACandleEndsWhereTheNextOneStarts)
{
    const UtcTime december = *parseRfc3339("2023-12-01T00:00:00Z");
    EXPECT_EQ(toRfc3339(candleEnd(Interval::Month, december)).toStdString(), "2024-01-01T00:00:00.000Z");
    for (const Interval interval : {Interval::M1, Interval::H8, Interval::W1, Interval::Month}) {
        const UtcTime start = candleStart(interval, december + 40h), end = candleEnd(interval, start);
        EXPECT_EQ(candleStart(interval, end - 1ms), start);
        EXPECT_EQ(candleStart(interval, end), end);
    }
}

TEST(ChartRangeTest, NamesGoBothWaysAndAreTypedInAnyCase)
{
    for (const ChartRange range : chartRanges)
        EXPECT_EQ(rangeFromName(rangeName(range)), range);
    EXPECT_EQ(rangeFromName(u"24h"), ChartRange::H24);
    EXPECT_EQ(rangeFromName(u"all"), ChartRange::All);
    EXPECT_FALSE(rangeFromName(u"2D"));
    EXPECT_FALSE(rangeFromName(u""));
}

TEST(ChartRangeTest, EachRangeHasALengthAndCandlesThatFillAPaneButDontCrowdIt)
{
    EXPECT_EQ(rangeLength(ChartRange::H24), 24h);
    EXPECT_EQ(rangeLength(ChartRange::Y1), 365 * 24h);
    EXPECT_FALSE(rangeLength(ChartRange::All));
    EXPECT_EQ(automaticInterval(ChartRange::D7), Interval::H2);
    EXPECT_EQ(automaticInterval(ChartRange::D30), Interval::H8);
    EXPECT_EQ(automaticInterval(90min), Interval::M15);
    EXPECT_EQ(automaticInterval(24h), Interval::M15);
    EXPECT_EQ(automaticInterval(2 * 365 * 24h), Interval::W1);
    for (const ChartRange range : chartRanges) {
        if (const auto length = rangeLength(range)) {
            const auto candles = *length / intervalLength(automaticInterval(range));
            EXPECT_GE(candles, 60) << rangeName(range).toStdString();
            EXPECT_LE(candles, 400) << rangeName(range).toStdString();
        }
    }
}

TEST(IdsTest, InstrumentsSortByVenueThenSymbol)
{
    const InstrumentId a{VenueId{QStringLiteral("binance")}, QStringLiteral("ETHUSDT")},
        b{VenueId{QStringLiteral("bitget")}, QStringLiteral("BTCUSDT")},
        c{VenueId{QStringLiteral("bitget")}, QStringLiteral("ETHUSDT")};
    EXPECT_LT(a, b);
    EXPECT_LT(b, c);
    EXPECT_EQ((QSet<InstrumentId>{a, b, c, b}).size(), 3);
}

namespace {
AssetDirectory small()
{
    const auto read =
        AssetDirectory::fromJson(R"json({"renames":{"MATIC":"POL","MKR":"SKY"},"redenominated":["MKR"],
        "overrides":{"okx/BEAM":"beam-2"},
        "assets":[{"id":"bitcoin","symbol":"BTC","name":"Bitcoin"},{"id":"polygon","symbol":"POL","name":"POL (ex-MATIC)"},
                  {"id":"beam","symbol":"BEAM","name":"Beam"},{"id":"beam-2","symbol":"BEAM","name":"Another Beam"},
                  {"id":"sky","symbol":"SKY","name":"Sky"},{"id":"bitcoin-cash","symbol":"BCH","name":"Bitcoin Cash"}]
})json");
    if (!read)
        qFatal("%s", qPrintable(read.error().detail));
    return *read;
}
const VenueId anyVenue{QStringLiteral("bitget")};
} // namespace

TEST(AssetDirectoryTest, AVenuesCodeMeansTheLargestCoinOfThatSymbol)
{
    const AssetDirectory directory = small();
    EXPECT_EQ(directory.assetFor(anyVenue, QStringLiteral("BTC")).id.value, QStringLiteral("bitcoin"));
    EXPECT_EQ(directory.assetFor(anyVenue, QStringLiteral("BEAM")).id.value, QStringLiteral("beam"));
    EXPECT_EQ(directory.assetFor(VenueId{QStringLiteral("okx")}, QStringLiteral("BEAM")).id.value,
              QStringLiteral("beam-2"));
    EXPECT_EQ(directory.assetFor(anyVenue, QStringLiteral("MATIC")).id.value, QStringLiteral("polygon"));
    const Asset unknown = directory.assetFor(anyVenue, QStringLiteral("1000SHIB"));
    EXPECT_EQ(unknown.id.value, QStringLiteral("sym:1000SHIB")) << "a multiple is another asset";
    EXPECT_EQ(directory.find(unknown.id)->symbol, QStringLiteral("1000SHIB"));
}

TEST(AssetDirectoryTest, ACoinExchangedAtAnotherRateIsNotItsSuccessor)
{
    const AssetDirectory directory = small();
    EXPECT_EQ(directory.assetFor(anyVenue, QStringLiteral("MKR")).id.value, QStringLiteral("sym:MKR"));
    EXPECT_EQ(directory.renamedTo(QStringLiteral("MKR")), QStringLiteral("SKY"));
}

TEST(AssetDirectoryTest, PeopleTypeSymbolsNamesAndOldNames)
{
    const AssetDirectory directory = small();
    for (const char16_t *typed : {u"btc", u"BTC", u" Bitcoin ", u"bitcoin", u"BITCOIN"}) {
        const auto asset = directory.resolve(QString::fromUtf16(typed));
        ASSERT_TRUE(asset);
        EXPECT_EQ(asset->id.value, QStringLiteral("bitcoin"));
    }
    EXPECT_EQ(directory.resolve(QStringLiteral("matic"))->id.value, QStringLiteral("polygon"));
    EXPECT_FALSE(directory.resolve(QStringLiteral("nope")));
    EXPECT_FALSE(directory.resolve(QString()));
}

TEST(AssetDirectoryTest, SearchPutsTheBestFirst)
{
    const AssetDirectory directory = small();
    const QList<Asset> found = directory.search(QStringLiteral("b"), 10);
    ASSERT_GE(found.size(), 4);
    EXPECT_EQ(found.first().symbol, QStringLiteral("BTC"));
    EXPECT_EQ(directory.search(QStringLiteral("cash"), 10).first().symbol, QStringLiteral("BCH"));
    EXPECT_EQ(directory.search(QStringLiteral("sky"), 1).size(), 1);
    EXPECT_TRUE(directory.search(QStringLiteral("  "), 10).isEmpty());
    EXPECT_TRUE(directory.search(QStringLiteral("b"), 0).isEmpty());
}

TEST(AssetDirectoryTest, ADamagedListSaysWhere)
{
    EXPECT_TRUE(AssetDirectory::fromJson("{").error().detail.contains(QLatin1String("byte")));
    EXPECT_TRUE(AssetDirectory::fromJson(R"({"assets":[{"id":"a","symbol":"A","name":"A"},{"id":"b"}]})")
                    .error()
                    .detail.contains(QLatin1String("entry 1")));
}

TEST(AssetDirectoryTest, TheShippedListKnowsTheTenCoinsAndItsRenames)
{
    const AssetDirectory &directory = AssetDirectory::shipped();
    EXPECT_GE(directory.assets().size(), 450);
    QSet<QString> ids;
    for (const Asset &asset : directory.assets())
        ids.insert(asset.id.value);
    EXPECT_EQ(ids.size(), directory.assets().size()) << "no id twice";
    const QHash<QString, QString> ten{{QStringLiteral("BTC"), QStringLiteral("bitcoin")},
                                      {QStringLiteral("ETH"), QStringLiteral("ethereum")},
                                      {QStringLiteral("XRP"), QStringLiteral("ripple")},
                                      {QStringLiteral("USDT"), QStringLiteral("tether")},
                                      {QStringLiteral("SOL"), QStringLiteral("solana")},
                                      {QStringLiteral("BNB"), QStringLiteral("binancecoin")},
                                      {QStringLiteral("USDC"), QStringLiteral("usd-coin")},
                                      {QStringLiteral("DOGE"), QStringLiteral("dogecoin")},
                                      {QStringLiteral("TRX"), QStringLiteral("tron")},
                                      {QStringLiteral("ADA"), QStringLiteral("cardano")}};
    for (auto it = ten.begin(); it != ten.end(); ++it)
        EXPECT_EQ(directory.assetFor(anyVenue, it.key()).id.value, it.value());
    EXPECT_TRUE(directory.assetFor(anyVenue, QStringLiteral("USDT")).stablecoin);
    EXPECT_FALSE(directory.assetFor(anyVenue, QStringLiteral("BTC")).stablecoin);
    EXPECT_EQ(directory.assetFor(anyVenue, QStringLiteral("MATIC")).id.value,
              QStringLiteral("polygon-ecosystem-token"));
    EXPECT_EQ(directory.assetFor(anyVenue, QStringLiteral("MKR")).id.value, QStringLiteral("sym:MKR"));
    EXPECT_EQ(directory.assetFor(anyVenue, QStringLiteral("XBT")).id.value, QStringLiteral("bitcoin"));
}
