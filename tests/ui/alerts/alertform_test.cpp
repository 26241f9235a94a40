#include "tests/ui/alerts/alertsfixture.h"
#include "ui/alerts/alerteditor.h"
#include "ui/alerts/alertsetup.h"
#include "ui/style/controls.h"

#include <QPushButton>
#include <QSignalSpy>

namespace {
class AlertFormTest : public AlertsFixture
{
protected:
    AlertFormTest()
    {
        host.resize(400, 300);
        host.show();
    }
    ~AlertFormTest() override { delete editor; }
    AlertEditor &open(const AssetId &asset = btc, const std::optional<Decimal> &level = std::nullopt)
    {
        editor = new AlertEditor(book, engine, board, AssetDirectory::shipped(), theme, &host);
        editor->begin(asset, level);
        editor->openBelow(&host);
        return *editor;
    }
    template <typename T> T *named(const QString &name)
    {
        for (T *widget : editor->findChildren<T *>())
            if (widget->accessibleName() == name)
                return widget;
        return nullptr;
    }
    void type(const QString &field, const QString &text)
    {
        auto *edit = named<QLineEdit>(field);
        ASSERT_TRUE(edit) << field.toStdString();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void choose(const QString &combo, const QString &text)
    {
        auto *box = named<QComboBox>(combo);
        ASSERT_TRUE(box);
        const int at = box->findText(text);
        ASSERT_GE(at, 0) << text.toStdString();
        box->setCurrentIndex(at);
        emit box->activated(at);
    }
    void press(const QString &text)
    {
        for (QPushButton *button : editor->findChildren<QPushButton *>())
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
    }

    QWidget host;
    QPointer<AlertEditor> editor;
};
} // namespace

TEST_F(AlertFormTest, APriceIsTypedAndEnterAddsIt)
{
    open();
    type(QStringLiteral("Price"), QStringLiteral("116,000.00"));
    EXPECT_EQ(editor->form().message(), QStringLiteral("0.91% above the price now, 114,959.13 on Bitget"));
    QTest::keyClick(named<QLineEdit>(QStringLiteral("Price")), Qt::Key_Return);
    ASSERT_EQ(book.entries().size(), 1);
    EXPECT_EQ(book.entries().first().alert.condition,
              parseAlert(QStringLiteral("BTC above 116000"), AssetDirectory::shipped()).value());
    EXPECT_TRUE(book.entries().first().alert.once);
    EXPECT_FALSE(editor && editor->isVisible());
}

TEST_F(AlertFormTest, WhatIsWrongIsSaidUnderTheFields)
{
    open();
    for (const QString &wrong :
         {QStringLiteral("0"), QStringLiteral("-5"), QStringLiteral("abc"), QString()}) {
        auto *price = named<QLineEdit>(QStringLiteral("Price"));
        price->clear();
        QTest::keyClicks(price, wrong);
        press(QStringLiteral("Add"));
        EXPECT_EQ(editor->form().message(), QStringLiteral("Enter a price above 0.")) << wrong.toStdString();
        EXPECT_TRUE(editor->isVisible());
    }
    choose(QStringLiteral("When"), QStringLiteral("moves by"));
    press(QStringLiteral("Add"));
    EXPECT_EQ(editor->form().message(), QStringLiteral("Enter a percentage above 0, up to 1,000."));
    choose(QStringLiteral("When"), QStringLiteral("has a new story"));
    choose(QStringLiteral("Coin"), QStringLiteral("Any coin"));
    press(QStringLiteral("Add"));
    EXPECT_EQ(editor->form().message(),
              QStringLiteral("Choose a coin or a kind, or name a source or words."));
    EXPECT_TRUE(book.entries().isEmpty());
}

TEST_F(AlertFormTest, WordsFillTheFields)
{
    open();
    type(QStringLiteral("In words"), QStringLiteral("ETH moves 3% in 15min"));
    EXPECT_EQ(named<QComboBox>(QStringLiteral("Coin"))->currentText(), QStringLiteral("ETH"));
    EXPECT_EQ(named<QComboBox>(QStringLiteral("When"))->currentText(), QStringLiteral("moves by"));
    EXPECT_EQ(named<QLineEdit>(QStringLiteral("Percent"))->text(), QStringLiteral("3"));
    choose(QStringLiteral("How often"), QStringLiteral("Every time"));
    type(QStringLiteral("Note"), QStringLiteral("look at funding"));
    press(QStringLiteral("Add"));
    ASSERT_EQ(book.entries().size(), 1);
    const Alert &kept = book.entries().first().alert;
    EXPECT_EQ(kept.condition.within, 15min);
    EXPECT_FALSE(kept.once);
    EXPECT_EQ(kept.note, QStringLiteral("look at funding"));
}

TEST_F(AlertFormTest, WordsThatCantBeReadSayWhy)
{
    open();
    type(QStringLiteral("In words"), QStringLiteral("BTC above abc"));
    press(QStringLiteral("Add"));
    EXPECT_TRUE(editor->form().message().contains(QStringLiteral("abc")))
        << editor->form().message().toStdString();
    EXPECT_TRUE(book.entries().isEmpty());
}

TEST_F(AlertFormTest, ThePriceOfTheChartIsAboveOrBelowAsThePriceStands)
{
    open(btc, "115130.00"_dec);
    EXPECT_EQ(named<QLineEdit>(QStringLiteral("Price"))->text(), QStringLiteral("115,130.00"));
    EXPECT_EQ(named<QComboBox>(QStringLiteral("When"))->currentText(), QStringLiteral("rises above"));
    delete editor;
    open(btc, "114000.00"_dec);
    EXPECT_EQ(named<QComboBox>(QStringLiteral("When"))->currentText(), QStringLiteral("falls below"));
}

TEST_F(AlertFormTest, OnlyAStablecoinHasAPeg)
{
    open(btc);
    EXPECT_LT(named<QComboBox>(QStringLiteral("When"))->findText(QStringLiteral("is off its peg by")), 0);
    choose(QStringLiteral("Coin"), QStringLiteral("USDT"));
    EXPECT_GE(named<QComboBox>(QStringLiteral("When"))->findText(QStringLiteral("is off its peg by")), 0);
}

TEST_F(AlertFormTest, EditingChangesTheSameAlert)
{
    const AlertId id = add(QStringLiteral("BTC above 116000"));
    editor = new AlertEditor(book, engine, board, AssetDirectory::shipped(), theme, &host);
    editor->edit(book.find(id)->alert);
    editor->openBelow(&host);
    type(QStringLiteral("Price"), QStringLiteral("117000"));
    press(QStringLiteral("Save"));
    ASSERT_EQ(book.entries().size(), 1);
    EXPECT_EQ(book.find(id)->alert.condition.level, "117000"_dec);
}

TEST_F(AlertFormTest, TheSameAlertTwiceIsRefusedInWords)
{
    add(QStringLiteral("BTC above 116000"));
    open();
    type(QStringLiteral("Price"), QStringLiteral("116000"));
    press(QStringLiteral("Add"));
    EXPECT_EQ(book.entries().size(), 1);
    EXPECT_TRUE(editor->isVisible());
    EXPECT_FALSE(editor->form().message().isEmpty());
}

TEST_F(AlertFormTest, EscLeavesEverythingAsItWas)
{
    open();
    type(QStringLiteral("Price"), QStringLiteral("116000"));
    QTest::keyClick(editor, Qt::Key_Escape);
    EXPECT_TRUE(book.entries().isEmpty());
    EXPECT_FALSE(editor && editor->isVisible());
}

TEST_F(AlertFormTest, EveryKindOfAlertFitsThePageOfTheSettings)
{
    AlertSetup setup(book, engine, board, AssetDirectory::shipped(), theme);
    QComboBox *kinds = nullptr;
    for (QComboBox *box : setup.findChildren<QComboBox *>())
        if (box->accessibleName() == QLatin1String("When"))
            kinds = box;
    ASSERT_TRUE(kinds);
    for (int i = 0; i < kinds->count(); ++i) {
        kinds->setCurrentIndex(i);
        emit kinds->activated(i);
        EXPECT_LE(setup.minimumSizeHint().width(), theme.px(504)) << kinds->itemText(i).toStdString();
    }
}

TEST_F(AlertFormTest, TheSettingsAddSwitchAndRemove)
{
    AlertSetup setup(book, engine, board, AssetDirectory::shipped(), theme);
    setup.resize(504, 300);
    setup.show();
    QLineEdit *price = nullptr;
    for (QLineEdit *edit : setup.findChildren<QLineEdit *>())
        if (edit->accessibleName() == QLatin1String("Price"))
            price = edit;
    ASSERT_TRUE(price);
    QTest::keyClicks(price, QStringLiteral("116000"));
    QTest::keyClick(price, Qt::Key_Return);
    QCoreApplication::processEvents();
    ASSERT_EQ(setup.list().count(), 1);
    EXPECT_TRUE(price->text().isEmpty()); // for the next one
    auto *toggle = setup.list().row(0)->findChild<Toggle *>();
    QTest::mouseClick(toggle, Qt::LeftButton);
    EXPECT_FALSE(book.entries().first().alert.enabled);
    QCoreApplication::processEvents();
    QSignalSpy removed(&setup, &AlertSetup::removed);
    QTest::keyClick(setup.list().row(0), Qt::Key_Delete);
    QCoreApplication::processEvents();
    EXPECT_TRUE(book.entries().isEmpty());
    ASSERT_EQ(removed.size(), 1);
    EXPECT_EQ(removed.first().first().toString(), QStringLiteral("BTC above 116,000.00"));
}
