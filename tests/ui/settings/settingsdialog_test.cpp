#include "ui/settings/settingsdialog.h"

#include "app/news/userfeeds.h"
#include "tests/quotes/boardfixture.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/settings/choicecard.h"
#include "ui/settings/keyboardsheet.h"
#include "ui/settings/restorequestion.h"
#include "ui/style/rowlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

namespace {
class SettingsDialogTest : public BoardTest
{
protected:
    SettingsDialogTest() : file(clock, {}, defaultSettings()), theme(file)
    {
        useAll();
        allLive();
        for (const SourceSetting &source : file.settings().sources)
            names.insert(source.venue, source.venue.value);
        services.venueNames = names;
        services.version = QStringLiteral("Wickpost 0.1.0");
        services.grants = [this] { return grants; };
        services.test = [this](const VenueId &venue, Reply<SourceTestResult> done) -> Request {
            tests.append({venue, std::move(done)});
            return std::make_unique<PendingRequest>();
        };
    }
    SettingsDialog &open(const QString &page)
    {
        if (!dialog) {
            dialog = std::make_unique<SettingsDialog>(services, nullptr);
            theme.applyTo(*qApp);
        }
        dialog->showPage(page);
        dialog->show();
        return *dialog;
    }
    const Settings &now() const { return file.settings(); }
    template <typename T> T *named(const QString &name)
    {
        const auto all = dialog->findChildren<T *>();
        for (T *widget : all) {
            if (widget->accessibleName() == name || widget->property("text").toString() == name)
                return widget;
        }
        ADD_FAILURE() << "nothing is called " << name.toStdString();
        return nullptr;
    }
    RowList *shownList()
    {
        const auto all = dialog->findChildren<RowList *>();
        for (RowList *list : all) {
            if (list->isVisible())
                return list;
        }
        return nullptr;
    }

    SettingsFile file;
    UiTheme theme;
    QHash<VenueId, QString> names;
    Grants grants{Grant::Yes, Grant::No, Grant::Yes, Grant::Unavailable};
    QList<QPair<VenueId, Reply<SourceTestResult>>> tests;
    UserFeeds feeds{{}};
    FakeRefresher news;
    MemoryArticleStore articles;
    SettingsServices services{file,  board, AssetDirectory::shipped(),
                              feeds, news,  articles,
                              theme, clock, defaultSettings(),
                              {},    {},    {},
                              {},    {},    {},
                              false};
    std::unique_ptr<SettingsDialog> dialog;
};
} // namespace

TEST_F(SettingsDialogTest, SwitchingASourceOffAppliesAtOnce)
{
    open(QStringLiteral("Sources"));
    auto *toggle = named<Toggle>(QStringLiteral("binance"));
    ASSERT_TRUE(toggle);
    QTest::mouseClick(toggle, Qt::LeftButton);
    EXPECT_EQ(now().sources.at(1), (SourceSetting{VenueId{QStringLiteral("binance")}, false}));
}

TEST_F(SettingsDialogTest, AltAndArrowsMoveASource)
{
    open(QStringLiteral("Sources"));
    RowList *list = shownList();
    ASSERT_TRUE(list);
    QTest::keyClick(list->row(1), Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(now().sources.first().venue.value, QStringLiteral("binance"));
}

TEST_F(SettingsDialogTest, DraggingARowMovesACoin)
{
    open(QStringLiteral("Watchlist"));
    RowList *list = shownList();
    ASSERT_TRUE(list);
    ListRow *first = list->row(0);
    QTest::mousePress(first, Qt::LeftButton, {}, QPoint(16, 10));
    QTest::mouseMove(first, QPoint(16, 25));
    QTest::mouseMove(first, QPoint(16, first->height() * 2));
    QTest::mouseRelease(first, Qt::LeftButton, {}, QPoint(16, 10));
    EXPECT_EQ(now().watchlist.at(1).value, QStringLiteral("bitcoin"));
    EXPECT_EQ(now().watchlistOrder, WatchlistOrder::Mine);
}

TEST_F(SettingsDialogTest, ACoinIsAddedBySymbolAndTwiceIsOnce)
{
    bitget.goLive({QStringLiteral("BTC-USDT"), QStringLiteral("LINK-USDT")});
    clock.advance(100ms);
    file.change([](Settings &s) { s.watchlist = {btc}; });
    open(QStringLiteral("Watchlist"));
    auto *field = named<QLineEdit>(QStringLiteral("Add a coin by name or symbol"));
    for (int i = 0; i < 2; ++i) {
        QTest::keyClicks(field, QStringLiteral("sol"));
        QTest::keyClick(field, Qt::Key_Return);
    }
    EXPECT_EQ(now().watchlist, (QList<AssetId>{btc, sol}));
    EXPECT_TRUE(field->text().isEmpty());
}

TEST_F(SettingsDialogTest, TheBinRemovesACoin)
{
    open(QStringLiteral("Watchlist"));
    auto *bin = named<IconButton>(QStringLiteral("Remove ETH"));
    EXPECT_FALSE(bin->isVisible());
    QTest::mouseMove(shownList()->row(1), QPoint(30, 10));
    emit shownList()->row(1)->hovered(true); // offscreen has no pointer of its own
    ASSERT_TRUE(bin->isVisible());
    QTest::mouseClick(bin, Qt::LeftButton);
    QCoreApplication::processEvents();
    EXPECT_FALSE(now().watchlist.contains(eth));
    EXPECT_EQ(shownList()->count(), 9);
}

TEST_F(SettingsDialogTest, ThemeAndColoursAreChosenByCardAndButton)
{
    open(QStringLiteral("Appearance"));
    QTest::mouseClick(named<ChoiceCard>(QStringLiteral("Light")), Qt::LeftButton);
    EXPECT_EQ(now().theme, Theme::Light);
    auto *redUp = named<QRadioButton>(QStringLiteral("Red up, green down (East Asia)"));
    QTest::mouseClick(redUp, Qt::LeftButton, {}, QPoint(8, redUp->height() / 2));
    EXPECT_EQ(now().upDown, UpDown::RedUp);
}

TEST_F(SettingsDialogTest, ShowingASettingNeverChangesIt)
{
    Settings odd = now();
    odd.textSizePercent = 115;
    odd.staleAfterMs = 77'000;
    odd.differPctMajor = 0.37;
    odd.snapDistance = 13;
    file.set(odd);
    for (const char *page : {"Watchlist", "Sources", "Alerts", "Appearance", "Window"})
        open(QString::fromLatin1(page));
    EXPECT_EQ(now(), odd);
}

TEST_F(SettingsDialogTest, AWishTheDesktopDoesNotOfferIsDisabled)
{
    open(QStringLiteral("Window"));
    EXPECT_TRUE(named<Toggle>(QStringLiteral("Always on top"))->isEnabled());
    EXPECT_FALSE(named<Toggle>(QStringLiteral("Keep off the taskbar"))->isEnabled());
    grants.onTop = Grant::Unavailable;
    dialog->refreshGrants();
    EXPECT_FALSE(named<Toggle>(QStringLiteral("Always on top"))->isEnabled());
}

TEST_F(SettingsDialogTest, TestAllAsksEverySourceAndTellsPriceOrReason)
{
    open(QStringLiteral("Sources"));
    auto *button = named<QPushButton>(QStringLiteral("Test all"));
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(tests.size(), 7) << "those switched off too";
    EXPECT_FALSE(button->isEnabled());
    tests.at(0).second(SourceTestResult{84ms, QStringLiteral("BTC/USDT"), "114959.13"_dec});
    for (int i = 1; i < 7; ++i)
        tests.at(i).second(failure(Error::Kind::Refused, QStringLiteral("HTTP 451")));
    EXPECT_TRUE(button->isEnabled());
    EXPECT_TRUE(shownList()->row(0)->accessibleDescription().contains(QStringLiteral("84 ms")));
    EXPECT_TRUE(shownList()->row(0)->accessibleDescription().contains(QStringLiteral("114,959.13")));
    EXPECT_TRUE(shownList()->row(3)->accessibleDescription().contains(QStringLiteral("HTTP 451")));
}

TEST_F(SettingsDialogTest, RestoringAPageAsksFirstAndLeavesTheOthersAlone)
{
    file.change([](Settings &s) {
        s.theme = Theme::Light;
        s.opacityPercent = 60;
    });
    open(QStringLiteral("Appearance"));
    QTest::mouseClick(named<QPushButton>(QStringLiteral("Restore defaults…")), Qt::LeftButton);
    auto *question = dialog->findChild<RestoreQuestion *>();
    ASSERT_TRUE(question);
    EXPECT_EQ(now().theme, Theme::Light);
    const auto buttons = question->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == QStringLiteral("Restore"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    EXPECT_EQ(now().theme, Theme::System);
    EXPECT_EQ(now().opacityPercent, 60);
}

TEST_F(SettingsDialogTest, EveryPageFitsItsDialogInBothThemes)
{
    for (const Theme choice : {Theme::Dark, Theme::Light}) {
        file.change([&](Settings &s) { s.theme = choice; });
        for (const char *page : {"Watchlist", "Sources", "Alerts", "Appearance", "Window"}) {
            open(QString::fromLatin1(page));
            QCoreApplication::processEvents();
            const QImage picture = dialog->grab().toImage();
            const auto shots = qEnvironmentVariable("WICKPOST_SHOTS");
            if (!shots.isEmpty())
                picture.save(
                    QStringLiteral("%1/settings-%2-%3.png")
                        .arg(shots, QString::fromLatin1(page).toLower())
                        .arg(choice == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
            EXPECT_EQ(QSize(720, 520), dialog->size());
            EXPECT_EQ(picture.pixelColor(picture.width() - 3, 200), theme.tokens().surface);
        }
    }
}

TEST_F(SettingsDialogTest, TheDeleteKeyRemovesTheCoinInFocus)
{
    open(QStringLiteral("Watchlist"));
    QTest::keyClick(shownList()->row(0), Qt::Key_Delete);
    QCoreApplication::processEvents();
    EXPECT_FALSE(now().watchlist.contains(btc));
}

TEST_F(SettingsDialogTest, WhatHappensWhenAnAlertFiresIsSetAtOnce)
{
    open(QStringLiteral("Alerts"));
    QTest::mouseClick(named<Toggle>(QStringLiteral("Desktop notification")), Qt::LeftButton);
    QTest::mouseClick(named<Toggle>(QStringLiteral("Sound")), Qt::LeftButton);
    EXPECT_FALSE(now().alertNotifications);
    EXPECT_TRUE(now().alertSound);
    auto *from = named<QComboBox>(QStringLiteral("Quiet hours from"));
    EXPECT_FALSE(from->isEnabled());
    QTest::mouseClick(named<Toggle>(QStringLiteral("Quiet hours")), Qt::LeftButton);
    EXPECT_TRUE(from->isEnabled());
    from->setCurrentText(QStringLiteral("22:30"));
    emit from->activated(from->currentIndex());
    EXPECT_TRUE(now().quietHours);
    EXPECT_EQ(now().quietFrom, 22 * 60 + 30);
    EXPECT_EQ(now().quietTo, 7 * 60);
}

TEST_F(SettingsDialogTest, AlertValuesOfTheFileAreShownEvenWhenTheyAreNoChoice)
{
    file.change([](Settings &s) { s.alertCoolDownMs = 420'000; });
    open(QStringLiteral("Alerts"));
    EXPECT_EQ(named<QComboBox>(QStringLiteral("Cool-down"))->currentText(), QStringLiteral("7 min"));
}

TEST_F(SettingsDialogTest, TheTestNotificationSaysHowItWent)
{
    std::function<void(const QString &)> answer;
    services.testNotification = [&](std::function<void(const QString &)> done) { answer = std::move(done); };
    open(QStringLiteral("Alerts"));
    QTest::mouseClick(named<QPushButton>(QStringLiteral("Test")), Qt::LeftButton);
    ASSERT_TRUE(answer);
    answer(QStringLiteral("no notification service answers"));
    EXPECT_TRUE(named<QLabel>(QStringLiteral("no notification service answers"))->isVisible());
}

TEST_F(SettingsDialogTest, ARemovedAlertIsTakenBackFromThePage)
{
    OfferUndo offer;
    services.alerts = [&](QWidget *parent, OfferUndo offerUndo) {
        offer = std::move(offerUndo);
        return new QWidget(parent);
    };
    open(QStringLiteral("Alerts"));
    ASSERT_TRUE(offer);
    bool undone = false;
    offer(QStringLiteral("Removed: BTC above 115,000.00."), [&] { undone = true; });
    for (QPushButton *button : dialog->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == QStringLiteral("Undo"))
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_TRUE(undone);
}

TEST_F(SettingsDialogTest, RestoringAlertsTouchesNoOtherPage)
{
    file.change([](Settings &s) {
        s.alertSound = s.quietHours = true;
        s.alertLoneGapMs = 5'000;
        s.opacityPercent = 80;
    });
    open(QStringLiteral("Alerts"));
    QTest::mouseClick(named<QPushButton>(QStringLiteral("Restore defaults…")), Qt::LeftButton);
    auto *question = dialog->findChild<RestoreQuestion *>();
    ASSERT_TRUE(question);
    question->accept();
    EXPECT_FALSE(now().alertSound);
    EXPECT_FALSE(now().quietHours);
    EXPECT_EQ(now().alertLoneGapMs, 1'000);
    EXPECT_EQ(now().opacityPercent, 80);
}
