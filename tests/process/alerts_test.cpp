// `wickpost alerts`, alone and beside a window that watches, against the market on loopback.
#include "tests/process/processtest.h"

#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

class AlertsProcessTest : public ProcessTest
{
protected:
    Outcome alerts(const QStringList &arguments) const
    {
        return run(QStringList{u"--data-dir"_s, folder.path(), u"alerts"_s} + arguments);
    }
    QJsonObject listed(const QString &text) const
    {
        const Outcome list = alerts({u"list"_s, u"--format"_s, u"json"_s});
        for (int i = 0; i < list.lines().size(); ++i)
            if (list.json(i).value("text"_L1) == text)
                return list.json(i);
        return {};
    }
};

TEST_F(AlertsProcessTest, WhatIsAddedIsListedAndRemoved)
{
    const Outcome added = alerts({u"add"_s, u"BTC above 115000"_s, u"story about SOL"_s, u"--every-time"_s});
    EXPECT_EQ(added.code, 0) << added.err.toStdString();
    EXPECT_EQ(added.out, "Added 1: BTC above 115000, every time\nAdded 2: story about SOL, every time\n");
    const QJsonObject alert = listed(u"BTC above 115000"_s);
    EXPECT_EQ(alert.value("kind"_L1), u"above"_s);
    EXPECT_EQ(alert.value("coin"_L1), u"bitcoin"_s);
    EXPECT_EQ(alert.value("level"_L1), u"115000"_s);
    EXPECT_EQ(alert.value("once"_L1), false);
    EXPECT_EQ(alert.value("state"_L1), u"undecided"_s);
    EXPECT_TRUE(alert.value("firedAt"_L1).isNull());
    EXPECT_EQ(alerts({u"add"_s, u"BTC above 115,000"_s}).code, 1) << "it is there already";
    EXPECT_EQ(alerts({u"remove"_s, u"story about SOL"_s}).out, "Removed 2: story about SOL\n");
    EXPECT_EQ(alerts({u"remove"_s, u"1"_s}).code, 0);
    const Outcome gone = alerts({u"remove"_s, u"1"_s});
    EXPECT_EQ(gone.code, 1);
    EXPECT_TRUE(gone.err.contains("there is no alert \"1\""));
}

TEST_F(AlertsProcessTest, WrongAlertsAreWrongUsageAndSayWhy)
{
    const Outcome wrong = alerts({u"add"_s, u"BTC above soon"_s});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(wrong.err.contains("\"soon\" is not a price")) << wrong.err.toStdString();
    EXPECT_EQ(alerts({u"add"_s}).code, 2);
    EXPECT_EQ(alerts({u"juggle"_s}).code, 2);
    EXPECT_EQ(alerts({u"list"_s, u"--note"_s, u"x"_s}).code, 2);
    EXPECT_TRUE(alerts({u"--help"_s}).out.contains("'USDT off peg 0.5%'"));
}

TEST_F(AlertsProcessTest, TestSaysWhatAnAlertWouldDoNow)
{
    order("* price BTC 100000");
    const Outcome tested = run(withMarket(
        {u"alerts"_s, u"test"_s, u"BTC above 150000"_s, u"BTC above 90000"_s, u"--format"_s, u"json"_s}));
    EXPECT_EQ(tested.code, 0) << tested.err.toStdString();
    ASSERT_EQ(tested.lines().size(), 2);
    EXPECT_EQ(tested.json(0).value("state"_L1), u"armed"_s);
    EXPECT_EQ(tested.json(0).value("live"_L1), 4);
    EXPECT_NEAR(tested.json(0).value("distancePct"_L1).toDouble(), 50, 10);
    EXPECT_EQ(tested.json(1).value("state"_L1), u"met"_s);
    EXPECT_LT(tested.json(1).value("distancePct"_L1).toDouble(), 0);
    EXPECT_FALSE(QFile::exists(folder.filePath(u"alerts.json"_s))) << "trying is not adding";
    const Outcome alone =
        run(withoutNetwork({u"alerts"_s, u"test"_s, u"BTC above 1"_s, u"--timeout"_s, u"1"_s}));
    EXPECT_EQ(alone.code, 1);
}

TEST_F(AlertsProcessTest, AnAlertAddedBesideTheWindowFiresWhenThePriceCrosses)
{
    order("* price BTC 100000");
    QProcess window;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    window.setProcessEnvironment(environment);
    window.start(processBinaries + u"wickpost"_s, withMarket({}));
    ASSERT_TRUE(window.waitForStarted());
    ASSERT_EQ(alerts({u"add"_s, u"BTC above 120000"_s}).code, 0);
    const auto state = [this] { return listed(u"BTC above 120000"_s).value("state"_L1).toString(); };
    ASSERT_TRUE(eventually([&] { return state() == u"armed"_s; })) << state().toStdString();
    order("bitget push BTCUSDT 125000"); // one exchange alone
    EXPECT_EQ(state(), u"armed"_s);
    order("* price BTC 130000");
    ASSERT_TRUE(eventually([&] { return state() == u"done"_s; })) << state().toStdString();
    EXPECT_FALSE(listed(u"BTC above 120000"_s).value("firedAt"_L1).isNull());
    window.terminate();
    EXPECT_TRUE(window.waitForFinished(10'000));
    QFile kept(folder.filePath(u"alerts.json"_s));
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    const QJsonObject firing =
        QJsonDocument::fromJson(kept.readAll()).object().value("firings"_L1)[0].toObject();
    EXPECT_GE(firing.value("agreeing"_L1).toArray().size(), 2);
    EXPECT_EQ(firing.value("live"_L1), 4);
}

TEST_F(AlertsProcessTest, ARecordingFiresTheSameAlertsEachTime)
{
    order("* price BTC 100000");
    const QString file = folder.filePath(u"market.jsonl"_s);
    QProcess recorder;
    recorder.start(processBinaries + u"wickpost"_s, withMarket({u"record"_s, file}));
    ASSERT_TRUE(recorder.waitForStarted());
    const auto recorded = [&] { return QFileInfo(file).size(); };
    ASSERT_TRUE(eventually([&] { return recorded() > 100'000; }));
    order("* price BTC 130000");
    const qint64 before = recorded();
    ASSERT_TRUE(eventually([&] { return recorded() > before + 200'000; }));
    recorder.terminate();
    ASSERT_TRUE(recorder.waitForFinished(10'000));
    const QStringList replay{u"--data-dir"_s,
                             folder.path(),
                             u"--replay"_s,
                             file,
                             u"--speed"_s,
                             u"20"_s,
                             u"alerts"_s,
                             u"test"_s,
                             u"BTC above 120000"_s,
                             u"BTC moves 5% in 5min"_s,
                             u"ETH below 1"_s,
                             u"--format"_s,
                             u"json"_s};
    const Outcome first = run(replay);
    EXPECT_EQ(first.code, 0) << first.err.toStdString();
    ASSERT_EQ(first.lines().size(), 2) << first.out.toStdString();
    EXPECT_EQ(first.json(0).value("symbol"_L1), u"BTC"_s);
    EXPECT_GE(first.json(0).value("agreeing"_L1).toArray().size(), 2);
    EXPECT_EQ(run(replay).out, first.out);
    EXPECT_FALSE(QFile::exists(folder.filePath(u"alerts.json"_s)));
}
