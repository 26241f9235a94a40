#include "app/cli/quoteoutput.h"

#include "app/cli/texttable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
constexpr MonoTime now{1h};
const UtcTime wall = fromMsecs(1'757'727'738'000);

CoinQuote shib()
{
    CoinQuote quote;
    quote.asset = {AssetId{QStringLiteral("shiba-inu")}, QStringLiteral("SHIB"), QStringLiteral("Shiba, Inu"),
                   false};
    quote.state = PriceState::Live;
    quote.shown = 0;
    quote.changePct = -1.254;
    SourceQuote source;
    source.venue = VenueId{QStringLiteral("bitget")};
    source.venueName = QStringLiteral("Bitget");
    source.instrument.base = QStringLiteral("SHIB");
    source.instrument.quote = QStringLiteral("USDT");
    source.ticker.last = "0.00000840"_dec;
    source.ticker.baseVolume = "1234567890123.12345678"_dec;
    source.ticker.change24hPct = -1.254;
    source.ticker.exchangeTime = wall - 100ms;
    source.ticker.receivedTime = wall;
    source.state = PriceState::Live;
    source.confirmedAt = now - 420ms;
    quote.sources = {source};
    quote.agreement = {1, 4, std::nullopt, std::nullopt, {}, false};
    return quote;
}

QJsonObject json(const CoinQuote &quote)
{
    return QJsonDocument::fromJson(quoteJson(quote, now, wall)).object();
}
} // namespace

TEST(QuoteOutputTest, JsonHasEveryDigitAndNoExponent)
{
    const QJsonObject line = json(shib());
    EXPECT_EQ(line.value(QLatin1String("price")).toString(), QStringLiteral("0.00000840"));
    EXPECT_EQ(line.value(QLatin1String("currency")).toString(), QStringLiteral("USDT"));
    EXPECT_EQ(line.value(QLatin1String("pair")).toString(), QStringLiteral("SHIB/USDT"));
    EXPECT_EQ(line.value(QLatin1String("change24hPct")).toDouble(), -1.254);
    EXPECT_EQ(line.value(QLatin1String("ageMs")).toInt(), 420);
    EXPECT_EQ(line.value(QLatin1String("state")).toString(), QStringLiteral("live"));
    EXPECT_EQ(line.value(QLatin1String("exchangeTime")).toDouble(), static_cast<double>(toMsecs(wall)) - 100);
    const QJsonObject source = line.value(QLatin1String("sources")).toArray().at(0).toObject();
    EXPECT_EQ(source.value(QLatin1String("baseVolume")).toString(), QStringLiteral("1234567890123.12345678"));
    EXPECT_TRUE(source.value(QLatin1String("bid")).isNull());
    const QJsonObject agreement = line.value(QLatin1String("agreement")).toObject();
    EXPECT_EQ(agreement.value(QLatin1String("total")).toInt(), 4);
    EXPECT_TRUE(agreement.value(QLatin1String("medianUsd")).isNull());
}

TEST(QuoteOutputTest, ACoinWithoutAPriceHasNullsAndNoState)
{
    CoinQuote quote = shib();
    quote.shown = -1;
    quote.state = PriceState::Missing;
    quote.sources.clear();
    const QJsonObject line = json(quote);
    for (const char *name : {"currency", "price", "venue", "pair", "change24hPct", "basis", "exchangeTime",
                             "receivedTime", "ageMs", "state"})
        EXPECT_TRUE(line.contains(QLatin1String(name)) && line.value(QLatin1String(name)).isNull()) << name;
    EXPECT_TRUE(quoteTable({quote}, now, wall).contains("no price"));
}

TEST(QuoteOutputTest, AStoredPriceIsAsOldAsTheWallClockSaysAndNeverYounger)
{
    CoinQuote quote = shib();
    quote.sources[0].confirmedAt = MonoTime{};
    quote.sources[0].ticker.receivedTime = wall - 6min;
    EXPECT_EQ(ageMs(quote.sources.at(0), now, wall), 360'000);
    quote.sources[0].ticker.receivedTime = wall + 6min;
    EXPECT_EQ(ageMs(quote.sources.at(0), now, wall), 0);
}

TEST(QuoteOutputTest, CsvQuotesWhatNeedsIt)
{
    const QByteArray line = quoteCsv(shib(), now, wall);
    EXPECT_TRUE(line.startsWith("SHIB,\"Shiba, Inu\",USDT,0.00000840,bitget,SHIB/USDT,-1.254,rolling24h,"));
    EXPECT_EQ(quoteCsvHeader().count(','), 15);
}

TEST(QuoteOutputTest, WaybarTellsTheWorstStateAndEscapesMarkup)
{
    CoinQuote stale = shib();
    stale.state = PriceState::Stale;
    stale.asset.name = QStringLiteral("A & <B>");
    const QJsonObject bar = QJsonDocument::fromJson(quoteWaybar({shib(), stale}, now, wall)).object();
    EXPECT_EQ(bar.value(QLatin1String("class")).toString(), QStringLiteral("stale"));
    EXPECT_TRUE(bar.value(QLatin1String("text"))
                    .toString()
                    .startsWith(QStringLiteral("SHIB 0.00000840 \u22121.25%")));
    EXPECT_TRUE(bar.value(QLatin1String("tooltip")).toString().contains(QStringLiteral("A &amp; &lt;B&gt;")));
}

TEST(TextTableTest, WideCharactersKeepTheColumnsStraight)
{
    TextTable table({QStringLiteral("A"), QStringLiteral(">B")});
    table.add({QStringLiteral("金色"), QStringLiteral("1")});
    table.add({QStringLiteral("abcd"), QStringLiteral("22")});
    EXPECT_EQ(table.text(), QByteArray("A      B\n金色   1\nabcd  22\n"));
}
