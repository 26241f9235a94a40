// `wickpost candles`, the program itself, against the market on loopback.
#include "tests/process/processtest.h"

namespace {
qint64 timeOf(const QByteArray &line)
{
    return line.left(line.indexOf(',')).toLongLong();
}
} // namespace

TEST_F(ProcessTest, CandlesPrintsADayOfQuarterHours)
{
    const Outcome result = run(withMarket(words("candles BTC --format csv")));
    EXPECT_EQ(result.code, 0) << result.err.toStdString();
    const QByteArrayList lines = result.lines();
    ASSERT_GE(lines.size(), 96);
    EXPECT_EQ(lines.at(0), "time,open,high,low,close,volume,venue,pair");
    static const QRegularExpression row(QStringLiteral("^\\d{13}(,[0-9.]+){5},bitget,BTC/USDT$"));
    for (qsizetype i = 1; i < lines.size(); ++i) {
        EXPECT_TRUE(row.match(QString::fromUtf8(lines.at(i))).hasMatch()) << lines.at(i).toStdString();
        if (i > 1) {
            EXPECT_EQ(timeOf(lines.at(i)) - timeOf(lines.at(i - 1)), 15 * 60'000);
        }
    }
    EXPECT_TRUE(market.readAllStandardError().isEmpty()) << "no venue's rule was broken";
}

TEST_F(ProcessTest, EachVenueServesEachRange)
{
    for (const char *venue : {"bitget", "binance", "coinbase", "kraken", "okx", "bybit"}) {
        for (const auto &[range, least] : {std::pair{"1H", 60}, {"7D", 83}, {"30D", 89}, {"1Y", 364}}) {
            const Outcome result = run(withMarket(
                words((QByteArray("candles ETH --format json --range ") + range + " --source " + venue)
                          .constData())));
            EXPECT_EQ(result.code, 0) << venue << range << result.err.toStdString();
            EXPECT_GE(result.lines().size(), least) << venue << range << result.err.toStdString();
            EXPECT_EQ(result.json(0).value(QLatin1String("venue")).toString(), QString::fromLatin1(venue));
            EXPECT_FALSE(result.err.contains("Not known")) << venue << range << result.err.toStdString();
        }
    }
    EXPECT_TRUE(market.readAllStandardError().isEmpty()) << "no venue's rule was broken";
}

TEST_F(ProcessTest, WhatAVenueLacksIsSaid)
{
    const Outcome result =
        run(withMarket(words("candles BTC --range 1Y --interval 1h --source kraken,binance")));
    EXPECT_EQ(result.code, 0);
    EXPECT_TRUE(result.err.contains("No 1Y history from Kraken. Showing Binance."))
        << result.err.toStdString();
}

TEST_F(ProcessTest, StoredCandlesAreServedWithoutANetwork)
{
    const QStringList past =
        words("candles BTC --format csv --interval 1h --from 2025-09-01 --to 2025-09-02");
    const Outcome first = run(withMarket(past));
    ASSERT_EQ(first.code, 0) << first.err.toStdString();
    ASSERT_EQ(first.lines().size(), 26);
    const Outcome again = run(withoutNetwork(past));
    EXPECT_EQ(again.code, 0) << again.err.toStdString();
    EXPECT_EQ(again.out, first.out);
}

TEST_F(ProcessTest, CandlesSaysWhatIsWrong)
{
    EXPECT_EQ(run(words("candles")).code, 2);
    EXPECT_EQ(run(words("candles BTC --range 2D")).code, 2);
    const Outcome none = run(withMarket(words("candles NOSUCHCOIN")));
    EXPECT_EQ(none.code, 1);
    EXPECT_TRUE(none.err.contains("NOSUCHCOIN"));
    EXPECT_EQ(run(withoutNetwork(words("candles BTC --timeout 2"))).code, 1);
}
