#include "app/cli/quotescommand.h"
#include "app/cli/sourcescommand.h"
#include "tests/quotes/boardfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {
class CommandsTest : public BoardTest
{
protected:
    CommandsTest() { useAll(); }

    QuotesCommand *quotes(const QStringList &coins, QuotesOptions options = {})
    {
        options.coins = coins;
        if (options.format == QLatin1String("table"))
            options.format = QStringLiteral("json");
        command = std::make_unique<QuotesCommand>(
            clock, board, AssetDirectory::shipped(), options, QList<AssetId>{btc, eth},
            [this](const QByteArray &line) { out.append(line); },
            [this](const QByteArray &line) { err.append(line); });
        QObject::connect(command.get(), &QuotesCommand::finished, [this](int code) { exitCode = code; });
        command->start();
        return command.get();
    }
    QJsonObject line(int i) const { return QJsonDocument::fromJson(out.value(i)).object(); }

    std::unique_ptr<QuotesCommand> command;
    QByteArrayList out, err;
    std::optional<int> exitCode;
};
} // namespace

TEST_F(CommandsTest, PrintsOnceEveryCoinHasAPriceFromTheFirstSource)
{
    quotes({QStringLiteral("btc")});
    allLive();
    binance.tick(QStringLiteral("BTC-USDT"), "99999.5"_dec);
    clock.advance(200ms);
    EXPECT_FALSE(exitCode) << "Bitget is first in the order and still to speak";
    tickAll("100000.10"_dec);
    clock.advance(100ms);
    ASSERT_TRUE(exitCode);
    EXPECT_EQ(*exitCode, 0);
    ASSERT_EQ(out.size(), 1);
    EXPECT_EQ(line(0).value(QLatin1String("price")).toString(), QStringLiteral("100000.10"));
    EXPECT_EQ(line(0).value(QLatin1String("venue")).toString(), QStringLiteral("bitget"));
}

TEST_F(CommandsTest, ASourceThatNeverSpeaksIsNotWaitedForLong)
{
    quotes({QStringLiteral("BTC")});
    binance.goLive({QStringLiteral("BTC-USDT")});
    binance.tick(QStringLiteral("BTC-USDT"), "99999.5"_dec);
    clock.advance(1400ms);
    EXPECT_FALSE(exitCode);
    clock.advance(200ms);
    ASSERT_TRUE(exitCode);
    EXPECT_EQ(line(0).value(QLatin1String("venue")).toString(), QStringLiteral("binance"));
}

TEST_F(CommandsTest, AtTheTimeoutItPrintsWhatThereIsAndNamesTheRest)
{
    quotes({QStringLiteral("BTC"), QStringLiteral("ETH")});
    bitget.goLive({QStringLiteral("BTC-USDT"), QStringLiteral("ETH-USDT")});
    bitget.tick(QStringLiteral("BTC-USDT"), "100000"_dec);
    clock.advance(9900ms);
    EXPECT_FALSE(exitCode);
    clock.advance(200ms);
    ASSERT_TRUE(exitCode);
    EXPECT_EQ(*exitCode, 0);
    ASSERT_EQ(out.size(), 2);
    EXPECT_TRUE(line(1).value(QLatin1String("price")).isNull());
    ASSERT_EQ(err.size(), 1);
    EXPECT_TRUE(err.first().contains("ETH"));
}

TEST_F(CommandsTest, WithoutAnyPriceItExitsOne)
{
    QuotesOptions options;
    options.timeoutS = 2;
    quotes({}, options);
    clock.advance(2100ms);
    EXPECT_EQ(exitCode, 1);
    EXPECT_EQ(out.size(), 2) << "the watchlist, with nulls";
}

TEST_F(CommandsTest, ACoinNobodyListsIsSaidSoWithoutWaitingForTheTimeout)
{
    quotes({QStringLiteral("NOSUCHCOIN")});
    allLive();
    tickAll();
    clock.advance(2s);
    ASSERT_TRUE(exitCode);
    EXPECT_EQ(*exitCode, 1);
    EXPECT_TRUE(err.value(0).contains("no enabled source lists it"));
}

TEST_F(CommandsTest, AnyCoinAVenueListsCanBeAskedFor)
{
    quotes({QStringLiteral("zzz")});
    bitget.goLive({QStringLiteral("ZZZ-USDT")});
    clock.advance(100ms);
    ASSERT_TRUE(bitget.wants(QStringLiteral("ZZZ-USDT")));
    bitget.tick(QStringLiteral("ZZZ-USDT"), "0.00001234"_dec);
    clock.advance(2s);
    EXPECT_EQ(exitCode, 0);
    EXPECT_EQ(line(0).value(QLatin1String("price")).toString(), QStringLiteral("0.00001234"));
}

TEST_F(CommandsTest, WatchPrintsChangesAtMostOnceASecondAndCoin)
{
    QuotesOptions options;
    options.watch = true;
    options.timeoutS = 60;
    quotes({QStringLiteral("BTC")}, options);
    bitget.goLive({QStringLiteral("BTC-USDT")});
    bitget.tick(QStringLiteral("BTC-USDT"), "100000"_dec);
    clock.advance(100ms);
    ASSERT_EQ(out.size(), 1);
    for (int i = 1; i <= 5; ++i) {
        bitget.tick(QStringLiteral("BTC-USDT"), Decimal(100000 + i, 0));
        clock.advance(100ms);
    }
    EXPECT_EQ(out.size(), 1);
    clock.advance(600ms);
    ASSERT_EQ(out.size(), 2);
    EXPECT_EQ(line(1).value(QLatin1String("price")).toString(), QStringLiteral("100005"))
        << "the newest, not the oldest";
    clock.advance(5s);
    EXPECT_EQ(out.size(), 2) << "no change, no line";
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(4s);
    ASSERT_GE(out.size(), 3);
    EXPECT_NE(line(2).value(QLatin1String("state")).toString(), QStringLiteral("live"));
    EXPECT_FALSE(exitCode);
    clock.advance(60s);
    EXPECT_EQ(exitCode, 0);
}

TEST_F(CommandsTest, CsvBeginsWithItsHead)
{
    QuotesOptions options;
    options.format = QStringLiteral("csv");
    options.timeoutS = 1;
    quotes({QStringLiteral("BTC")}, options);
    clock.advance(2s);
    ASSERT_EQ(out.size(), 2);
    EXPECT_TRUE(out.first().startsWith("asset,name,currency,price"));
}

TEST_F(CommandsTest, SourcesTellsTheHealthOfAllIncludingThoseSwitchedOff)
{
    SourcesOptions options;
    options.format = QStringLiteral("json");
    SourcesCommand sources(clock, board, options,
                           {{VenueId{QStringLiteral("bitget")}, QStringLiteral("Bitget"), true},
                            {VenueId{QStringLiteral("kraken")}, QStringLiteral("Kraken"), true},
                            {VenueId{QStringLiteral("okx")}, QStringLiteral("OKX"), false}},
                           {btc}, [this](const QByteArray &text) { out.append(text); });
    QObject::connect(&sources, &SourcesCommand::finished, [this](int code) { exitCode = code; });
    sources.start();
    bitget.editStatus().instruments = 3;
    bitget.editStatus().latency = 84ms;
    bitget.goLive({QStringLiteral("BTC-USDT")});
    EXPECT_FALSE(exitCode) << "Kraken has not tried yet";
    kraken.editStatus().lastError = Error{Error::Kind::Refused, QStringLiteral("HTTP 451"), std::nullopt};
    kraken.setLink(SourceStatus::Link::Refused);
    ASSERT_TRUE(exitCode);
    EXPECT_EQ(*exitCode, 0);
    ASSERT_EQ(out.size(), 3);
    EXPECT_EQ(line(0).value(QLatin1String("state")).toString(), QStringLiteral("live"));
    EXPECT_EQ(line(0).value(QLatin1String("latencyMs")).toInt(), 84);
    EXPECT_EQ(line(1).value(QLatin1String("state")).toString(), QStringLiteral("refused"));
    EXPECT_EQ(line(1).value(QLatin1String("reason")).toString(), QStringLiteral("HTTP 451"));
    EXPECT_FALSE(line(2).value(QLatin1String("enabled")).toBool());
    EXPECT_EQ(line(2).value(QLatin1String("state")).toString(), QStringLiteral("down"));
}
