#include "app/cli/candlescommand.h"
#include "app/cli/commandline.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
const AssetId btc{QStringLiteral("bitcoin")};

class CandlesCommandTest : public testing::Test
{
protected:
    CandlesCommandTest()
    {
        series.instrument.id = {VenueId{QStringLiteral("kraken")}, QStringLiteral("BTC/USD")};
        series.instrument.base = QStringLiteral("BTC");
        series.instrument.quote = QStringLiteral("USD");
        series.venueName = QStringLiteral("Kraken");
        series.interval = Interval::M15;
        series.complete = true;
        const UtcTime time = *parseRfc3339("2025-09-13T01:30:00Z");
        series.candles = {
            {time - 15min, "114959.130"_dec, "114960"_dec, "114950.5"_dec, "114951"_dec, "1.50"_dec, true},
            {time, "114951"_dec, "114951"_dec, "114951"_dec, "114951"_dec, {}, false}};
    }
    static CandlesOptions options(const char *line)
    {
        const auto parsed = parseCommandLine(QString::fromUtf8(line).split(u' '));
        EXPECT_TRUE(parsed) << line;
        return parsed ? parsed->candles : CandlesOptions{};
    }
    void run(const char *line, bool answered = true)
    {
        if (answered)
            history.set(btc, series);
        command = std::make_unique<CandlesCommand>(
            clock, history, AssetDirectory::shipped(), options(line),
            [this](const QByteArray &text) { out.append(text); },
            [this](const QByteArray &text) { err += text + '\n'; });
        QObject::connect(command.get(), &CandlesCommand::finished, command.get(),
                         [this](int c) { code = c; });
        command->start();
        waitUntil([&] { return code.has_value(); }, answered ? 5000 : 20);
    }

    ManualClock clock;
    FakeCandleHistory history;
    CandleSeries series;
    std::unique_ptr<CandlesCommand> command;
    QByteArrayList out;
    QByteArray err;
    std::optional<int> code;
};
} // namespace

TEST_F(CandlesCommandTest, CsvHasAllDigitsAndTheColumnsOfTheContract)
{
    run("candles btc --format csv");
    EXPECT_EQ(code, 0);
    EXPECT_EQ(out, (QByteArrayList{"time,open,high,low,close,volume,venue,pair",
                                   "1757726100000,114959.130,114960,114950.5,114951,1.50,kraken,BTC/USD",
                                   "1757727000000,114951,114951,114951,114951,,kraken,BTC/USD"}));
    EXPECT_TRUE(err.isEmpty());
}

TEST_F(CandlesCommandTest, JsonIsALineACandleWithMoneyAsText)
{
    run("candles BTC --format json");
    ASSERT_EQ(out.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(out.at(0)).object();
    EXPECT_EQ(first.value(QLatin1String("open")).toString(), QStringLiteral("114959.130"));
    EXPECT_EQ(first.value(QLatin1String("time")).toInteger(), 1'757'726'100'000);
    EXPECT_TRUE(first.value(QLatin1String("closed")).toBool());
    const QJsonObject last = QJsonDocument::fromJson(out.at(1)).object();
    EXPECT_FALSE(last.value(QLatin1String("closed")).toBool());
    EXPECT_TRUE(last.value(QLatin1String("volume")).isNull());
}

TEST_F(CandlesCommandTest, ItAsksForTheRangeWithItsOwnInterval)
{
    run("candles bitcoin --range 7d", false);
    ASSERT_EQ(history.loads.size(), 1);
    EXPECT_EQ(history.loads.at(0), (HistoryQuery{btc, {}, Interval::H2, {}, {}, 7 * 24h}));
    run("candles BTC --from 2025-09-01 --to 2025-09-01T06:00Z --interval 1h", false);
    EXPECT_EQ(history.loads.at(1), (HistoryQuery{btc,
                                                 {},
                                                 Interval::H1,
                                                 parseRfc3339("2025-09-01T00:00:00Z"),
                                                 parseRfc3339("2025-09-01T06:00:00Z")}));
    run("candles BTC --from 1756684800000", false);
    EXPECT_EQ(history.loads.at(2), (HistoryQuery{btc, {}, Interval::H8, fromMsecs(1'756'684'800'000), {}}));
    run("candles BTC --range all", false);
    EXPECT_FALSE(history.loads.at(3).isBounded());
}

TEST_F(CandlesCommandTest, WhatIsLackingBuiltOrUnknownIsSaidOnStderr)
{
    series.interval = Interval::D1;
    series.builtFrom = Interval::H4;
    series.lacking = {QStringLiteral("Bitget")};
    series.gaps = {{*parseRfc3339("2025-09-01T00:00:00Z"), *parseRfc3339("2025-09-02T00:00:00Z")}};
    run("candles BTC --range 1Y --format csv");
    EXPECT_EQ(err, "No 1Y history from Bitget. Showing Kraken.\n1d candles built from 4h.\n"
                   "Not known: candles from 2025-09-01T00:00:00Z to 2025-09-02T00:00:00Z.\n");
    EXPECT_EQ(code, 0);
}

TEST_F(CandlesCommandTest, NothingIsExitOneWithTheReason)
{
    history.error = Error{Error::Kind::Network, QStringLiteral("no connection"), {}};
    run("candles BTC");
    EXPECT_EQ(code, 1);
    EXPECT_TRUE(out.isEmpty());
    EXPECT_EQ(err, "BTC: no connection\n");
}

TEST_F(CandlesCommandTest, ItGivesUpAtTheTimeout)
{
    history.setHeld(true);
    run("candles BTC --timeout 2", false);
    clock.advance(2s);
    EXPECT_EQ(code, 1);
    EXPECT_EQ(err, "BTC: no source answered in time\n");
}

TEST(CandlesOptionsTest, WhatMakesNoSenseIsRefused)
{
    for (const char *line :
         {"candles", "candles BTC ETH", "candles BTC --range 2D", "candles BTC --interval 3h",
          "candles BTC --range 1H --from 2025-09-01", "candles BTC --to 2025-09-01",
          "candles BTC --from yesterday", "candles BTC --from 2025-09-02 --to 2025-09-01",
          "candles BTC --source mtgox", "candles BTC --format yaml", "candles BTC --from 20250901"})
        EXPECT_FALSE(parseCommandLine(QString::fromUtf8(line).split(u' '))) << line;
    EXPECT_EQ(parseCommandLine({QStringLiteral("candles"), QStringLiteral("BTC"),
                                QStringLiteral("--interval"), QStringLiteral("1D")})
                  ->candles.interval,
              Interval::D1);
}
