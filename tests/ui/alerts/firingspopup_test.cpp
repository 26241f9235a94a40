#include "tests/ui/alerts/alertsfixture.h"
#include "ui/alerts/firingspopup.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>

namespace {
class FiringsPopupTest : public AlertsFixture
{
protected:
    FiringsPopupTest()
    {
        host.resize(400, 40);
        host.show();
        popup = new FiringsPopup(book, theme, clock, &host);
        popup->openBelow(&host);
    }
    ~FiringsPopupTest() override { delete popup; }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *each : popup->findChildren<QPushButton *>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
    QString said(int row)
    {
        return popup->list().model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }

    QWidget host;
    QPointer<FiringsPopup> popup;
};
} // namespace

TEST_F(FiringsPopupTest, ItListsWhatFiredNewestFirstWhileItIsOpen)
{
    QAbstractItemModelTester tester(popup->list().model(),
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_FALSE(popup->list().isVisible());
    add(QStringLiteral("BTC above 115000"));
    add(QStringLiteral("BTC above 115100"));
    moveBitcoin("115004.62"_dec);
    moveBitcoin("115104.62"_dec);
    ASSERT_EQ(popup->list().model()->rowCount(), 2);
    EXPECT_TRUE(popup->list().isVisible());
    EXPECT_TRUE(said(0).startsWith(QStringLiteral("BTC crossed above 115,100.00")));
    EXPECT_TRUE(said(1).contains(QStringLiteral("115,004.62 at")));
}

TEST_F(FiringsPopupTest, AllAreAcknowledgedAtOnce)
{
    EXPECT_FALSE(button(QStringLiteral("Mark all seen"))->isEnabled());
    add(QStringLiteral("BTC above 115000"));
    moveBitcoin("115004.62"_dec);
    ASSERT_EQ(book.unacknowledgedCount(), 1);
    QTest::mouseClick(button(QStringLiteral("Mark all seen")), Qt::LeftButton);
    EXPECT_EQ(book.unacknowledgedCount(), 0);
    EXPECT_FALSE(button(QStringLiteral("Mark all seen"))->isEnabled());
}

TEST_F(FiringsPopupTest, AClickOpensWhatFired)
{
    add(QStringLiteral("BTC above 115000"));
    moveBitcoin("115004.62"_dec);
    AlertFiring opened;
    QObject::connect(popup, &FiringsPopup::openWanted, popup,
                     [&](const AlertFiring &firing) { opened = firing; });
    QTest::mouseClick(popup->list().viewport(), Qt::LeftButton, {}, QPoint(60, 20));
    EXPECT_EQ(opened.condition.asset, btc);
    EXPECT_FALSE(popup && popup->isVisible());
}
