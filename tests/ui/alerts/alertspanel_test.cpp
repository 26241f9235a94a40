#include "tests/ui/alerts/alertsfixture.h"
#include "ui/alerts/alertspanel.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

namespace {
class AlertsPanelTest : public AlertsFixture
{
protected:
    AlertsPanelTest()
    {
        panel.resize(392, 220);
        panel.show();
        QCoreApplication::processEvents();
    }
    QStringList rows()
    {
        QStringList list;
        for (int row = 0; row < panel.model().rowCount(); ++row)
            list.append(panel.model().row(row).words.line());
        return list;
    }
    QPoint at(int row) { return panel.list().visualRect(panel.model().index(row)).center(); }
    void choose(const QString &action, int row)
    {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at(row),
                                panel.list().viewport()->mapToGlobal(at(row)));
        QCoreApplication::sendEvent(panel.list().viewport(), &event);
        auto *menu = panel.findChild<QMenu *>();
        ASSERT_TRUE(menu);
        for (QAction *each : menu->actions()) {
            if (each->text().startsWith(action)) {
                each->trigger();
                menu->close();
                QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                return;
            }
        }
        ADD_FAILURE() << "no action " << action.toStdString();
    }
    NoticeBar *notice()
    {
        auto *bar = panel.findChild<NoticeBar *>();
        return bar->isVisible() ? bar : nullptr;
    }
    QString emptyText()
    {
        for (QLabel *label : panel.findChildren<QLabel *>())
            if (label->isVisible())
                return label->text();
        return {};
    }

    AlertsPanel panel{book, engine, board, theme, clock};
    QAbstractItemModelTester tester{&panel.model(), QAbstractItemModelTester::FailureReportingMode::Fatal};
};
} // namespace

TEST_F(AlertsPanelTest, WithoutAlertsItTellsHowToAddOne)
{
    EXPECT_EQ(emptyText(), QStringLiteral("No alerts. Press A on a coin to add one."));
    add(QStringLiteral("BTC above 115000"));
    EXPECT_TRUE(emptyText().isEmpty());
    EXPECT_EQ(panel.list().rowHeight(), 36);
}

TEST_F(AlertsPanelTest, RowsFollowTheBookAndWhatIsDoneComesLast)
{
    const AlertId first = add(QStringLiteral("BTC above 115000"));
    add(QStringLiteral("DOGE below 0.25"));
    EXPECT_EQ(panel.model().armedCount(), 2);
    moveBitcoin("115004.62"_dec);
    EXPECT_TRUE(rows().first().startsWith(QStringLiteral("BTC"))); // it stays until somebody has seen it
    EXPECT_EQ(panel.model().armedCount(), 1);
    ASSERT_TRUE(book.acknowledge(first));
    EXPECT_TRUE(rows().last().startsWith(QStringLiteral("BTC")));
    EXPECT_TRUE(panel.model().row(1).standing.done);
}

TEST_F(AlertsPanelTest, ARowIsAnnouncedOnlyWhenItLooksDifferent)
{
    add(QStringLiteral("BTC above 120000"));
    add(QStringLiteral("DOGE below 0.25"));
    QSignalSpy changes(&panel.model(), &QAbstractItemModel::dataChanged);
    moveBitcoin("115959.13"_dec);
    ASSERT_GE(changes.size(), 1);
    for (const auto &change : changes)
        EXPECT_EQ(change.at(0).toModelIndex().row(), 0);
    const qsizetype before = changes.size();
    moveBitcoin("115959.14"_dec); // the same in two decimals
    EXPECT_EQ(changes.size(), before);
}

TEST_F(AlertsPanelTest, HiddenItSaysNothingAndIsRightWhenSeenAgain)
{
    add(QStringLiteral("BTC above 120000"));
    panel.hide();
    QCoreApplication::processEvents();
    QSignalSpy changes(&panel.model(), &QAbstractItemModel::dataChanged);
    moveBitcoin("119000"_dec);
    EXPECT_EQ(changes.size(), 0);
    panel.show();
    QCoreApplication::processEvents();
    EXPECT_EQ(panel.model().row(0).standing.text, QStringLiteral("0.84% away"));
}

TEST_F(AlertsPanelTest, DeleteRemovesAndUndoBringsItBack)
{
    add(QStringLiteral("BTC above 115000"));
    add(QStringLiteral("DOGE below 0.25"));
    panel.list().setFocus();
    panel.list().setCurrentIndex(panel.model().index(0));
    QTest::keyClick(&panel.list(), Qt::Key_Delete);
    ASSERT_EQ(rows().size(), 1);
    ASSERT_TRUE(notice());
    EXPECT_TRUE(notice()->text().contains(QStringLiteral("BTC above 115,000.00")));
    QTest::mouseClick(notice()->findChild<QPushButton *>(), Qt::LeftButton);
    EXPECT_EQ(rows().first(), QStringLiteral("BTC above 115,000.00"));
    EXPECT_FALSE(notice());
}

TEST_F(AlertsPanelTest, AfterEightSecondsARemovalStands)
{
    add(QStringLiteral("BTC above 115000"));
    panel.list().setCurrentIndex(panel.model().index(0));
    QTest::keyClick(&panel.list(), Qt::Key_Delete);
    clock.advance(7900ms);
    EXPECT_TRUE(notice());
    clock.advance(200ms);
    EXPECT_FALSE(notice());
    EXPECT_TRUE(book.entries().isEmpty());
}

TEST_F(AlertsPanelTest, TheMenuSnoozesTurnsOffAndEdits)
{
    const AlertId id = add(QStringLiteral("BTC above 116000"));
    choose(QStringLiteral("Snooze 15 min"), 0);
    settleEngine();
    EXPECT_EQ(engine.status(id).state, AlertStatus::State::Snoozed);
    EXPECT_TRUE(panel.model().row(0).standing.text.startsWith(QStringLiteral("snoozed until")));
    choose(QStringLiteral("End the snooze"), 0);
    settleEngine();
    EXPECT_NE(engine.status(id).state, AlertStatus::State::Snoozed);
    choose(QStringLiteral("Turn off"), 0);
    EXPECT_FALSE(book.find(id)->alert.enabled);
    choose(QStringLiteral("Turn on"), 0);
    EXPECT_TRUE(book.find(id)->alert.enabled);
    QSignalSpy edits(&panel, &AlertsPanel::editWanted);
    choose(QStringLiteral("Edit…"), 0);
    EXPECT_EQ(edits.size(), 1);
}

TEST_F(AlertsPanelTest, EnterLeadsToTheChartAndThePlusToANewAlert)
{
    add(QStringLiteral("ETH moves 3% in 1h"));
    panel.list().setCurrentIndex(panel.model().index(0));
    QSignalSpy charts(&panel, &AlertsPanel::chartWanted), adds(&panel, &AlertsPanel::addWanted);
    QTest::keyClick(&panel.list(), Qt::Key_Return);
    ASSERT_EQ(charts.size(), 1);
    EXPECT_EQ(charts.first().first().value<AssetId>(), eth);
    for (IconButton *button : panel.findChildren<IconButton *>())
        if (button->accessibleName() == QLatin1String("Add an alert"))
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(adds.size(), 1);
}

TEST_F(AlertsPanelTest, FoldedOnlyTheHeadShowsAndAClickUnfoldsIt)
{
    add(QStringLiteral("BTC above 115000"));
    panel.setFolded(true);
    EXPECT_FALSE(panel.list().isVisible());
    EXPECT_EQ(panel.minimumSizeHint().height(), 41);
    QTest::mouseClick(panel.findChild<PaneHead *>(), Qt::LeftButton, {}, QPoint(60, 20));
    EXPECT_TRUE(panel.list().isVisible());
}

TEST_F(AlertsPanelTest, AmberIsDrawnForWhatIsClose)
{
    add(QStringLiteral("BTC above 130000"));
    QCoreApplication::processEvents();
    EXPECT_EQ(countOf(panel.list().viewport(), theme.tokens().warning), 0);
    add(QStringLiteral("BTC above 115000"));
    QCoreApplication::processEvents();
    EXPECT_GT(countOf(panel.list().viewport(), theme.tokens().warning), 0);
}

TEST_F(AlertsPanelTest, RowsAreReadOutWhole)
{
    add(QStringLiteral("BTC above 115000"));
    EXPECT_EQ(panel.model().index(0).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("BTC above 115,000.00, 0.04% away."));
}

TEST_F(AlertsPanelTest, OnACoinsPageOnlyItsOwnShowWithTheQuietHours)
{
    add(QStringLiteral("BTC above 115000"));
    add(QStringLiteral("DOGE below 0.25"));
    add(QStringLiteral("story about BTC"));
    AlertSettings quiet;
    quiet.quiet.on = true;
    engine.setSettings(quiet);
    AlertsPanel page(book, engine, board, theme, clock, AlertDelegate::Style::OneCoin);
    page.setCoin(btc);
    page.resize(392, 220);
    page.show();
    QCoreApplication::processEvents();
    ASSERT_EQ(page.model().rowCount(), 2);
    EXPECT_EQ(page.model().row(0).alone, QStringLiteral("Above 115,000.00"));
    EXPECT_EQ(page.model().row(1).alone, QStringLiteral("A story tagged BTC"));
    EXPECT_EQ(page.model().row(1).standing.text, QStringLiteral("on"));
    bool told = false;
    for (QWidget *each : page.findChildren<QWidget *>())
        told |= each->isVisible() &&
                each->accessibleName() == QStringLiteral("Quiet hours 23:00–07:00, all alerts");
    EXPECT_TRUE(told);
}
