#include "app/cli/commandline.h"

#include <gtest/gtest.h>

namespace {
Result<CommandLine> parse(const char *text)
{
    return parseCommandLine(QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts));
}
QString complaint(const char *text)
{
    const auto line = parse(text);
    return line ? QString() : line.error().detail;
}
} // namespace

TEST(CommandLineTest, NothingOpensTheWindow)
{
    const auto line = parse("");
    ASSERT_TRUE(line);
    EXPECT_TRUE(line->command.isEmpty());
}

TEST(CommandLineTest, GlobalOptionsMayStandBeforeAndAfterTheCommand)
{
    for (const char *text : {"--data-dir d --demo quotes BTC ETH", "quotes --data-dir=d BTC --demo ETH"}) {
        const auto line = parse(text);
        ASSERT_TRUE(line) << text;
        EXPECT_EQ(line->command, QStringLiteral("quotes"));
        EXPECT_EQ(line->global.dataDir, QStringLiteral("d"));
        EXPECT_TRUE(line->global.demo);
        EXPECT_EQ(line->quotes.coins, (QStringList{QStringLiteral("BTC"), QStringLiteral("ETH")}));
    }
}

TEST(CommandLineTest, AnOptionsValueIsNotTakenForTheCommand)
{
    const auto line = parse("--data-dir quotes news --limit 3");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->command, QStringLiteral("news"));
    EXPECT_EQ(line->global.dataDir, QStringLiteral("quotes"));
    EXPECT_EQ(line->news.limit, 3);
}

TEST(CommandLineTest, EndpointsAreReadForEachVenue)
{
    const auto line =
        parse("--endpoint bitget=http://127.0.0.1:9001 --endpoint kraken=https://kraken.example quotes");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->global.endpoints.value(VenueId{QStringLiteral("bitget")}).port(), 9001);
    EXPECT_EQ(line->global.endpoints.value(VenueId{QStringLiteral("kraken")}).host(),
              QStringLiteral("kraken.example"));
}

TEST(CommandLineTest, PlainHttpIsRefusedBeyondThisMachine)
{
    EXPECT_TRUE(
        complaint("--endpoint bitget=http://192.168.1.9:80").contains(QStringLiteral("this machine only")));
    EXPECT_TRUE(
        complaint("--endpoint bitget=ws://exchange.example").contains(QStringLiteral("this machine only")));
    EXPECT_TRUE(complaint("--endpoint bitget=http://[::1]:9001").isEmpty());
    EXPECT_TRUE(complaint("--endpoint bitget=http://localhost:9001").isEmpty());
    // A name that only begins like this machine's is another machine.
    EXPECT_FALSE(complaint("--endpoint bitget=http://127.0.0.1.evil.example").isEmpty());
    EXPECT_FALSE(complaint("--endpoint bitget=http://localhost.evil.example").isEmpty());
}

TEST(CommandLineTest, WhatNewsIsAskedForIsChecked)
{
    using namespace std::chrono_literals;
    const auto news = [](const char *text) { return parse(text).value_or(CommandLine()).news; };
    EXPECT_EQ(news("news --coin bitcoin --coin xyz").coins,
              (QStringList{QStringLiteral("BTC"), QStringLiteral("XYZ")}));
    EXPECT_EQ(news("news --kind ETF --kind hack").kinds, (QList<StoryKind>{StoryKind::Etf, StoryKind::Hack}));
    EXPECT_EQ(news("news --since 90min").sinceAgo, 90min);
    EXPECT_EQ(news("news --since 2w").sinceAgo, 336h);
    EXPECT_EQ(news("news --since 2026-01-06").sinceTime, fromMsecs(1'767'657'600'000));
    EXPECT_EQ(news("news --since 2026-01-06T01:00:00+01:00").sinceTime, fromMsecs(1'767'657'600'000));
    EXPECT_EQ(news("news --related 42").related, 42);
    EXPECT_EQ(news("news").limit, std::nullopt);
    EXPECT_TRUE(complaint("news --coin $!").contains(QStringLiteral("coin")));
    EXPECT_TRUE(complaint("news --kind gossip").contains(QStringLiteral("geopolitics")));
    EXPECT_TRUE(complaint("news --since yesterday").contains(QStringLiteral("24h")));
    EXPECT_TRUE(complaint("news --since -24h").contains(QStringLiteral("24h")));
    EXPECT_TRUE(complaint("news --related none").contains(QStringLiteral("id")));
    EXPECT_TRUE(complaint("news --related 1 --trending").contains(QStringLiteral("exclude")));
    EXPECT_TRUE(complaint("news --search a --trending").contains(QStringLiteral("--trending")));
    EXPECT_TRUE(complaint("news --search=").contains(QStringLiteral("value")));
    EXPECT_TRUE(complaint("news --limit 0").contains(QStringLiteral("1")));
}

TEST(CommandLineTest, WrongUsageNamesWhatIsWrong)
{
    EXPECT_TRUE(complaint("--endpoint nowhere=http://127.0.0.1:1").contains(QStringLiteral("nowhere")));
    EXPECT_TRUE(complaint("--endpoint bitget=ftp://127.0.0.1").contains(QStringLiteral("ftp")));
    EXPECT_TRUE(
        complaint("--endpoint bitget=http://127.0.0.1:1/path").contains(QStringLiteral("paths are kept")));
    EXPECT_TRUE(complaint("--endpoint").contains(QStringLiteral("--endpoint")));
    EXPECT_TRUE(complaint("quotes --format yaml").contains(QStringLiteral("yaml")));
    EXPECT_TRUE(complaint("quotes --timeout soon").contains(QStringLiteral("soon")));
    EXPECT_TRUE(complaint("quotes --timeout nan").contains(QStringLiteral("nan")));
    EXPECT_TRUE(complaint("quotes --source mtgox").contains(QStringLiteral("mtgox")));
    EXPECT_TRUE(complaint("quotes --frobnicate").contains(QStringLiteral("--frobnicate")));
    EXPECT_TRUE(complaint("--size 10x10").contains(QStringLiteral("10x10")));
    EXPECT_TRUE(complaint("frobnicate").contains(QStringLiteral("frobnicate")));
    EXPECT_TRUE(complaint("sources BTC").contains(QStringLiteral("BTC")));
    EXPECT_TRUE(complaint("decode").contains(QStringLiteral("bitget")));
    EXPECT_TRUE(complaint("decode mtgox file").contains(QStringLiteral("bitget")));
    EXPECT_TRUE(complaint("decode bitget --interval 7h").contains(QStringLiteral("7h")));
    EXPECT_TRUE(complaint("feed").contains(QStringLiteral("feed")));
    EXPECT_TRUE(complaint("record").contains(QStringLiteral("record")));
    EXPECT_TRUE(complaint("--demo --replay f").contains(QStringLiteral("--replay")));
    EXPECT_TRUE(complaint("--demo=yes").contains(QStringLiteral("--demo")));
    EXPECT_TRUE(complaint("--when live --view strip").contains(QStringLiteral("strip")));
    EXPECT_TRUE(complaint("--view detail:").contains(QStringLiteral("detail:COIN")));
    EXPECT_TRUE(complaint("--range 2W").contains(QStringLiteral("2W")));
    EXPECT_TRUE(complaint("--interval 2h").contains(QStringLiteral("2h"))); // of no menu
    EXPECT_TRUE(complaint("--chart bars").contains(QStringLiteral("bars")));
}

TEST(CommandLineTest, TheWindowTakesACoinsPageAndHowItsChartLooks)
{
    const auto line = parse("--view detail:BTC --range 7d --interval 4h --chart candles");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->window.view, QStringLiteral("detail"));
    EXPECT_EQ(line->window.coin, QStringLiteral("BTC"));
    EXPECT_EQ(line->window.range, ChartRange::D7);
    EXPECT_EQ(line->window.interval, Interval::H4);
    EXPECT_EQ(line->window.candles, true);
    EXPECT_EQ(parse("--chart line")->window.candles, false);
    EXPECT_EQ(parse("--view dashboard")->window.coin, QString());
    EXPECT_FALSE(parse("")->window.range);
}

TEST(CommandLineTest, DecodeTakesVenueKindSymbolIntervalAndFile)
{
    const auto line = parse("decode okx --kind candles --symbol BTC-USDT --interval 1d rows.json");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->decode.venue.value, QStringLiteral("okx"));
    EXPECT_EQ(line->decode.kind, QStringLiteral("candles"));
    EXPECT_EQ(line->decode.symbol, QStringLiteral("BTC-USDT"));
    EXPECT_EQ(line->decode.interval, Interval::D1);
    EXPECT_EQ(line->decode.file, QStringLiteral("rows.json"));
}

TEST(CommandLineTest, FeedsTakesAnActionAndWhatItIsDoneTo)
{
    const auto plain = parse("feeds --format json");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->feeds.action, QStringLiteral("list"));
    EXPECT_EQ(plain->feeds.format, QStringLiteral("json"));
    const auto add = parse("feeds add https://a.example/ --name Desk --language en --group Mine");
    ASSERT_TRUE(add);
    EXPECT_EQ(add->feeds.action, QStringLiteral("add"));
    EXPECT_EQ(add->feeds.words, QStringList{QStringLiteral("https://a.example/")});
    EXPECT_EQ(add->feeds.name, QStringLiteral("Desk"));
    EXPECT_EQ(add->feeds.language, QStringLiteral("en"));
    EXPECT_EQ(add->feeds.group, QStringLiteral("Mine"));
    EXPECT_EQ(parse("feeds check a b c")->feeds.words.size(), 3);
    EXPECT_TRUE(parse("--feeds x.opml feeds list"));

    for (const char *wrong :
         {"feeds add", "feeds add a b", "feeds remove", "feeds import", "feeds import a b",
          "feeds export a b", "feeds list a", "feeds mend", "feeds list --name x", "feeds --format yaml",
          "--demo feeds", "--feeds x.opml feeds add a", "feeds add a --colour red"})
        EXPECT_FALSE(parse(wrong)) << wrong;
    EXPECT_EQ(complaint("feeds mend"),
              QStringLiteral("feeds can't \"mend\"; it can list, add, remove, import, export, check"));
}

TEST(CommandLineTest, AFileNamedLikeAnOptionStandsAfterTwoDashes)
{
    const auto line = parse("feed -- --odd.xml");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->feed.inputs, QStringList{QStringLiteral("--odd.xml")});
}

TEST(CommandLineTest, SourcesMayBeRepeatedOrListed)
{
    const auto line = parse("quotes --source okx --source bybit,okx");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->quotes.sources, (QList<VenueId>{{QStringLiteral("okx")}, {QStringLiteral("bybit")}}));
}

TEST(CommandLineTest, HelpNamesEveryOptionOfEachCommand)
{
    EXPECT_TRUE(parse("quotes --help")->help);
    for (const char *option : {"--watch", "--source", "--format", "--timeout", "--data-dir", "--endpoint",
                               "--feeds", "--demo", "--replay"})
        EXPECT_TRUE(helpText(QStringLiteral("quotes")).contains(QString::fromLatin1(option))) << option;
    for (const char *option : {"--view", "--range", "--interval", "--chart", "--theme", "--size",
                               "--screenshot", "--when", "--timeout", "--speed", "--version"})
        EXPECT_TRUE(helpText({}).contains(QString::fromLatin1(option))) << option;
}
