#include "tests/support/fakemarket/commander.h"
#include "tests/support/fakemarket/testclient.h"

#include <QProcess>

using namespace std::chrono_literals;
using fake::Fault;

namespace {
struct CommanderTest : MarketTest
{
    FakeFeeds feeds{clock};
    fake::Commander commander{market, feeds};
};
} // namespace

TEST_F(CommanderTest, RunsAScriptByTheClock)
{
    const auto scheduled = commander.schedule("# a bad day\n5s bitget silence for=2s\n\n8s coinbase price "
                                              "BTC 1 # no venue of its own\n9s * depeg USDT 0.9972\n");
    ASSERT_TRUE(scheduled) << scheduled.error().detail.toStdString();
    clock.advance(5s);
    EXPECT_TRUE(market.venue("bitget").isFaulty(Fault::Silence));
    clock.advance(2s);
    EXPECT_FALSE(market.venue("bitget").isFaulty(Fault::Silence));
    clock.advance(1s);
    EXPECT_NEAR(market.path().usd("BTC", clock.now()), 1, 1e-9);
    clock.advance(1s);
    EXPECT_NEAR(market.path().usd("USDT", clock.now()), 0.9972, 1e-9);
}

TEST_F(CommanderTest, RefusesAWholeScriptForOneLineAndNamesIt)
{
    const auto scheduled = commander.schedule("1s bitget silence\n2s bitget frob\n");
    ASSERT_FALSE(scheduled);
    EXPECT_EQ(scheduled.error().detail, QStringLiteral("line 2: no such fault: frob"));
    clock.advance(5s);
    EXPECT_FALSE(market.venue("bitget").isFaulty(Fault::Silence));
    EXPECT_FALSE(commander.schedule("soon bitget silence"));
    EXPECT_FALSE(commander.schedule("1s nowhere silence"));
}

TEST_F(CommanderTest, TakesOrdersByHttpAndTellsWhatIsGoingOn)
{
    ASSERT_TRUE(commander.listen());
    const auto order = [&](const QByteArray &target) { return get(commander.endpoint(), target).status; };
    EXPECT_EQ(order("/do?venue=okx&fault=status&args=429+retry=5"), 200);
    EXPECT_EQ(get(market.venue("okx").endpoint(), "/api/v5/public/time").status, 429);
    EXPECT_EQ(order("/do?line=okx%20heal"), 200);
    EXPECT_FALSE(market.venue("okx").isFaulty(Fault::Status));
    EXPECT_EQ(order("/do?line=bitget+push+BTCUSDT+7.00"), 200);
    EXPECT_EQ(order("/do?line=bitget+push+NOSUCH+7.00"), 400);
    EXPECT_EQ(order("/do?line=feeds+gone+/rss.xml"), 200);
    EXPECT_EQ(get(feeds.endpoint(), "/rss.xml").status, 410);
    get(market.venue("okx").endpoint(), "/nowhere");
    const QJsonObject stats = get(commander.endpoint(), "/stats").json().object();
    EXPECT_EQ(inside(stats, "okx").value(QLatin1String("requests")).toInt(), 2);
    const QJsonArray violations = get(commander.endpoint(), "/violations").json().array();
    ASSERT_FALSE(violations.isEmpty());
    EXPECT_EQ(at(violations.first().toObject(), "venue"), QStringLiteral("okx"));
    EXPECT_TRUE(get(commander.endpoint(), "/help").body.contains("half-open"));
}

TEST(FakeMarketProgram, PrintsItsPortsServesThemAndEnds)
{
    QProcess program;
    program.start(QStringLiteral(WICKPOST_BINARY_DIR "/fakemarket"), {QStringLiteral("--quiet")});
    QByteArray printed;
    QObject::connect(&program, &QProcess::readyReadStandardOutput, &program,
                     [&] { printed += program.readAllStandardOutput(); });
    ASSERT_TRUE(waitUntil([&] { return printed.contains("control=http://"); }, 20'000))
        << program.errorString().toStdString();
    const QList<QByteArray> lines = printed.trimmed().split('\n');
    ASSERT_EQ(lines.size(), 9);
    ASSERT_TRUE(lines.first().startsWith("bitget=http://127.0.0.1:"));
    const QUrl bitget(QString::fromLatin1(lines.first().mid(7)));
    EXPECT_TRUE(
        get(bitget, "/api/v2/spot/market/tickers?symbol=BTCUSDT").body.contains("\"lastPr\":\"114959.13\""));
    program.kill();
    EXPECT_TRUE(waitUntil([&] { return program.state() == QProcess::NotRunning; }));
}

TEST(FakeMarketProgram, RefusesWrongUsageWithTwo)
{
    const auto code = [](const QStringList &arguments) {
        QProcess program;
        program.start(QStringLiteral(WICKPOST_BINARY_DIR "/fakemarket"), arguments);
        waitUntil([&] { return program.state() == QProcess::NotRunning; }, 20'000);
        return program.exitCode();
    };
    EXPECT_EQ(code({QStringLiteral("--frob")}), 2);
    EXPECT_EQ(code({QStringLiteral("--port"), QStringLiteral("nowhere=80")}), 2);
    EXPECT_EQ(code({QStringLiteral("--help")}), 0);
    EXPECT_EQ(code({QStringLiteral("--for"), QStringLiteral("10ms")}), 0);
}
