#include "tests/ui/alerts/alertsfixture.h"
#include "ui/alerts/alertcard.h"
#include "ui/alerts/alertfooter.h"

#include "ui/style/controls.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

namespace {
class CardTest : public AlertsFixture
{
protected:
    CardTest()
    {
        window.resize(720, 440);
        window.show();
        window.activateWindow();
        field.setFocus();
        card.place(QPoint(12, 400), 312);
        QCoreApplication::processEvents();
    }
    AlertFiring fired()
    {
        add(QStringLiteral("BTC above 115000"));
        moveBitcoin("115004.62"_dec);
        return book.firings().isEmpty() ? AlertFiring{} : book.firings().first();
    }
    QPushButton *button(QWidget &in, const QString &text)
    {
        for (QPushButton *each : in.findChildren<QPushButton *>())
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    }

    QWidget window;
    QLineEdit field{&window};
    AlertCard card{theme, &window};
};
} // namespace

TEST_F(CardTest, ItStandsAtTheBottomLeftAndNeverTakesTheKeyboard)
{
    ASSERT_TRUE(field.hasFocus());
    card.setFirings({fired()});
    settings.change([](Settings &s) { s.reducedMotion = true; });
    EXPECT_TRUE(card.isVisible());
    EXPECT_EQ(card.accessibleName(), QStringLiteral("BTC crossed above 115,000.00"));
    EXPECT_TRUE(field.hasFocus());
    QTest::mouseClick(button(card, QStringLiteral("Snooze")), Qt::LeftButton);
    EXPECT_TRUE(field.hasFocus());
    EXPECT_EQ(card.geometry(), QRect(12, 305, 304, 95));
}

TEST_F(CardTest, WithReducedMotionItIsThereAtOnce)
{
    settings.change([](Settings &s) { s.reducedMotion = true; });
    card.setFirings({fired()});
    EXPECT_EQ(card.geometry().bottom(), 399);
    EXPECT_EQ(card.graphicsEffect(), nullptr);
}

TEST_F(CardTest, OneOffersItsChartSeveralTheList)
{
    const AlertFiring firing = fired();
    card.setFirings({firing});
    QSignalSpy opened(&card, &AlertCard::openWanted), off(&card, &AlertCard::offWanted),
        listed(&card, &AlertCard::listWanted), dismissed(&card, &AlertCard::dismissed);
    ASSERT_TRUE(button(card, QStringLiteral("Open chart")));
    QTest::mouseClick(button(card, QStringLiteral("Open chart")), Qt::LeftButton);
    EXPECT_EQ(opened.size(), 1);
    QTest::mouseClick(button(card, QStringLiteral("Turn off")), Qt::LeftButton);
    EXPECT_EQ(off.size(), 1);
    card.setFirings({firing, firing, firing});
    EXPECT_EQ(card.accessibleName(), QStringLiteral("3 alerts fired"));
    EXPECT_FALSE(button(card, QStringLiteral("Turn off")));
    QTest::mouseClick(button(card, QStringLiteral("Show all")), Qt::LeftButton);
    EXPECT_EQ(listed.size(), 1);
    QTest::mouseClick(card.findChild<IconButton *>(), Qt::LeftButton);
    EXPECT_EQ(dismissed.size(), 1);
    card.setFirings({});
    EXPECT_FALSE(card.isVisible());
}

TEST_F(CardTest, AStoryOpensTheStory)
{
    AlertFiring firing;
    firing.id = 7;
    firing.condition.kind = AlertCondition::Kind::Story;
    firing.symbol = QStringLiteral("SOL");
    firing.story = ArticleId{12};
    firing.title = QStringLiteral("Solana validators schedule a client upgrade");
    firing.source = QStringLiteral("Block Dispatch");
    firing.at = clock.now();
    card.setFirings({firing});
    EXPECT_TRUE(button(card, QStringLiteral("Open story")));
    EXPECT_EQ(card.accessibleName(), QStringLiteral("New story about SOL"));
    EXPECT_TRUE(card.accessibleDescription().contains(firing.title));
}

TEST_F(CardTest, ButtonsNeverOverlapAtAnyTextSize)
{
    card.setFirings({fired()});
    for (const int percent : {100, 150, 200}) {
        settings.change([&](Settings &s) { s.textSizePercent = percent; });
        card.place(QPoint(12, 400), 620);
        EXPECT_LE(button(card, QStringLiteral("Turn off"))->geometry().right(), card.width()) << percent;
        EXPECT_LT(button(card, QStringLiteral("Open chart"))->geometry().right(),
                  button(card, QStringLiteral("Snooze"))->x());
    }
}

TEST_F(CardTest, ALongTitleWidensIt)
{
    AlertFiring firing = fired();
    card.place(QPoint(12, 400), 620);
    card.setFirings({firing});
    EXPECT_EQ(card.width(), 304);
    firing.origin = AlertFiring::Origin::Demo;
    firing.symbol = QStringLiteral("LONGCOIN");
    card.setFirings({firing});
    EXPECT_GT(card.width(), 304);
    EXPECT_LE(card.width(), 380);
    card.place(QPoint(12, 400), 290);
    EXPECT_EQ(card.width(), 290) << "never wider than there is room";
}

TEST_F(CardTest, OnlyWordsAndButtonsGrowWithTheTextNotTheSpaceBetween)
{
    card.setFirings({fired()});
    card.place(QPoint(12, 400), 620);
    EXPECT_EQ(card.height(), 95);
    settings.change([](Settings &s) { s.textSizePercent = 200; });
    card.place(QPoint(12, 400), 620);
    EXPECT_EQ(card.height(), 95 + 18 + 16 + 24);
}

TEST_F(CardTest, TheCompactFooterSaysTheSameWithSnoozeAndOk)
{
    AlertFooter footer(theme);
    footer.resize(298, 64);
    footer.setFirings({fired()});
    EXPECT_EQ(footer.title(), QStringLiteral("BTC crossed above 115,000.00"));
    QSignalSpy snooze(&footer, &AlertFooter::snoozeWanted), ok(&footer, &AlertFooter::dismissed),
        open(&footer, &AlertFooter::openWanted);
    QTest::mouseClick(button(footer, QStringLiteral("Snooze")), Qt::LeftButton);
    QTest::mouseClick(button(footer, QStringLiteral("OK")), Qt::LeftButton);
    QTest::mouseClick(&footer, Qt::LeftButton, {}, QPoint(80, 14));
    EXPECT_EQ(snooze.size(), 1);
    EXPECT_EQ(ok.size(), 1);
    EXPECT_EQ(open.size(), 1);
}
