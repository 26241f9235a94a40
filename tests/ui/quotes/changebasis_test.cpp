// What changes are measured from, wherever a change is shown.
#include "tests/insight/candlecase.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/warnings.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/changemenu.h"
#include "ui/quotes/coinhead.h"
#include "ui/quotes/compactview.h"
#include "ui/quotes/pricepanel.h"
#include "ui/quotes/whycard.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace {
class ChangeBasisTest : public testing::Test, public SeedMarket
{
protected:
    ChangeBasisTest()
    {
        allowWarning(QStringLiteral("This plugin does not support")); // popups, offscreen
        allLive();
        // As a session does.
        QObject::connect(&settings, &SettingsFile::changed, &figures,
                         [this](const Settings &now, const Settings &) {
                             figures.setPinned(now.pinned);
                             figures.setBasis(now.changeBasis);
                         });
        panel.setChanges(figures);
        panel.resize(392, 560);
        panel.move(300, 300);
        panel.show();
        settle();
    }
    void settle()
    {
        for (int i = 0; i < 30; ++i)
            QCoreApplication::processEvents();
    }
    // BTC was 114,000 at midnight UTC, ETH 4,600; nobody knows of the others.
    void knowMidnight()
    {
        const UtcTime midnight = std::chrono::floor<std::chrono::days>(clock.now());
        const auto known = [&](const AssetId &asset, const QString &symbol, double price) {
            history.set(asset, seriesOf(symbol, Interval::M1,
                                        candlesOf(Interval::M1, midnight - 20min, midnight,
                                                  [price](UtcTime) { return price; })));
        };
        known(btc, u"BTC"_s, 114'000);
        known(eth, u"ETH"_s, 4'600);
    }
    void choose(ChangeBasis basis)
    {
        settings.change([basis](Settings &s) { s.changeBasis = basis; });
        settle();
    }
    QString head()
    {
        return panel.model().headerData(WatchlistModel::ChangeColumn, Qt::Horizontal).toString();
    }
    QString spoken(const AssetId &asset)
    {
        const QModelIndex index = panel.model().index(panel.model().rowOf(asset), WatchlistModel::CoinColumn);
        return index.data(Qt::AccessibleTextRole).toString();
    }
    std::optional<double> pct(const AssetId &asset)
    {
        const QVariant value = panel.model()
                                   .index(panel.model().rowOf(asset), WatchlistModel::ChangeColumn)
                                   .data(WatchlistModel::ChangeRole);
        return value.isValid() ? std::optional(value.toDouble()) : std::nullopt;
    }
    QPoint headPoint(int column)
    {
        QHeaderView *header = panel.view().horizontalHeader();
        return {header->sectionViewportPosition(column) + header->sectionSize(column) - 20, 10};
    }
    Menu *openMenu() { return qobject_cast<Menu *>(QApplication::activePopupWidget()); }
    static QAction *action(Menu *menu, const QString &text)
    {
        for (QAction *each : menu->actions())
            if (each->text().startsWith(text))
                return each;
        return nullptr;
    }
    void picture(QWidget &widget, const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("WICKPOST_PICTURES"); !folder.isEmpty())
            widget.grab().save(QDir(folder).filePath(name));
    }

    FakeCandleHistory history;
    ChangeFigures figures{history, board, clock};
    PricePanel panel{board, settings, theme, clock};
};
} // namespace

TEST_F(ChangeBasisTest, RollingIsTheVenuesOwnAndAsksForNoCandles)
{
    EXPECT_EQ(head(), u"24h"_s);
    EXPECT_EQ(pct(btc), 0.83);
    EXPECT_TRUE(spoken(btc).contains(u"up 0.83 percent in 24 hours"_s)) << spoken(btc).toStdString();
    clock.advance(2h);
    settle();
    EXPECT_TRUE(history.loads.isEmpty());
}

TEST_F(ChangeBasisTest, HeadFigureAndWordsFollowTheChoice)
{
    const QAbstractItemModelTester tester(&panel.model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    knowMidnight();
    choose(ChangeBasis::UtcDay);
    EXPECT_EQ(head(), u"UTC"_s);
    ASSERT_TRUE(pct(btc));
    EXPECT_NEAR(*pct(btc), 0.8413, 0.001);
    EXPECT_TRUE(spoken(btc).contains(u"up 0.84 percent since 00:00 UTC"_s)) << spoken(btc).toStdString();
    EXPECT_TRUE(spoken(eth).contains(u"down 1.86 percent since 00:00 UTC"_s)) << spoken(eth).toStdString();
    tickOne(bitget, u"BTC"_s, true, "115140"_dec, 0.9);
    announce();
    EXPECT_NEAR(*pct(btc), 1, 1e-9) << "live prices move it";
    choose(ChangeBasis::Rolling24h);
    EXPECT_EQ(pct(btc), 0.9);
    EXPECT_EQ(head(), u"24h"_s);
}

TEST_F(ChangeBasisTest, TheTrendHasTheColourOfTheChangeBesideIt)
{
    QSet<std::pair<int, int>> repainted;
    QObject::connect(&panel.model(), &QAbstractItemModel::dataChanged, &panel,
                     [&](const QModelIndex &from, const QModelIndex &to) {
                         for (int row = from.row(); row <= to.row(); ++row)
                             for (int column = from.column(); column <= to.column(); ++column)
                                 repainted.insert({row, column});
                     });
    const auto tone = [&](const AssetId &asset) {
        const CoinQuote &quote = board.quote(asset);
        return trendTone(quote, shownChange(quote, &figures));
    };
    const auto isRepainted = [&](const AssetId &asset) {
        return repainted.contains({panel.model().rowOf(asset), WatchlistModel::TrendColumn});
    };
    ASSERT_EQ(tone(eth), Tone::Up);
    ASSERT_EQ(tone(sol), Tone::Up);
    knowMidnight();
    choose(ChangeBasis::UtcDay);
    EXPECT_EQ(tone(eth), Tone::Down) << "1.86 % less than at midnight";
    EXPECT_TRUE(isRepainted(eth));
    EXPECT_EQ(tone(sol), Tone::Flat) << "nobody knows";
    EXPECT_TRUE(isRepainted(sol));
    EXPECT_EQ(tone(btc), Tone::Up);
}

TEST_F(ChangeBasisTest, WhatTheDataCantSupportIsADashWithItsReason)
{
    knowMidnight();
    choose(ChangeBasis::UtcDay);
    EXPECT_FALSE(pct(sol));
    const CoinQuote &quote = board.quote(sol);
    const ShownChange change = shownChange(quote, &figures);
    EXPECT_EQ(changeWords(quote, change, theme.numbers(), 0ms).text, u"—"_s);
    EXPECT_TRUE(coinToolTip(quote, change, theme.numbers(), 0ms, 0.5)
                    .contains(u"No change since 00:00 UTC: None of your sources has past prices of SOL"_s));
    EXPECT_TRUE(spoken(sol).contains(u"no change known since 00:00 UTC"_s)) << spoken(sol).toStdString();
}

TEST_F(ChangeBasisTest, SortingByChangeGoesByTheChosenOne)
{
    knowMidnight();
    panel.model().sortBy(WatchlistOrder::ByChange, true);
    EXPECT_EQ(panel.model().asset(0), sol);
    choose(ChangeBasis::UtcDay);
    clock.advance(10s); // rows move at most once in 5 s
    settle();
    EXPECT_EQ(panel.model().asset(0), btc);
    EXPECT_EQ(panel.model().asset(1), eth) << "the unknown stand last";
}

TEST_F(ChangeBasisTest, AClickOnTheHeadOpensTheChoice)
{
    QTest::mouseClick(panel.view().horizontalHeader()->viewport(), Qt::LeftButton, {},
                      headPoint(WatchlistModel::ChangeColumn));
    Menu *menu = openMenu();
    ASSERT_TRUE(menu);
    picture(*menu, u"change-menu.png"_s);
    ASSERT_TRUE(action(menu, u"Rolling 24 hours"_s));
    EXPECT_TRUE(action(menu, u"Rolling 24 hours"_s)->isChecked());
    ASSERT_TRUE(action(menu, u"Last hour"_s));
    action(menu, u"Last hour"_s)->trigger();
    EXPECT_EQ(settings.settings().changeBasis, ChangeBasis::Hour);
    action(menu, u"Largest change first"_s)->trigger();
    EXPECT_EQ(settings.settings().watchlistOrder, WatchlistOrder::ByChange);
    EXPECT_TRUE(settings.settings().watchlistDescending);
    menu->close();
    QTest::mouseClick(panel.view().horizontalHeader()->viewport(), Qt::LeftButton, {}, QPoint(30, 10));
    EXPECT_EQ(settings.settings().watchlistOrder, WatchlistOrder::BySymbol) << "other heads sort";
}

TEST_F(ChangeBasisTest, TheHeadIsReachedAndOpenedByKeyboard)
{
    panel.activateWindow();
    panel.view().setFocus(Qt::TabFocusReason);
    QHeaderView *header = panel.view().horizontalHeader();
    header->setFocus(Qt::TabFocusReason);
    ASSERT_TRUE(header->focusPolicy() & Qt::TabFocus);
    QTest::keyClick(header, Qt::Key_Return);
    Menu *menu = openMenu();
    ASSERT_TRUE(menu);
    menu->close();
    QTest::keyClick(header, Qt::Key_Left);
    QTest::keyClick(header, Qt::Key_Space);
    EXPECT_EQ(settings.settings().watchlistOrder, WatchlistOrder::ByPrice);
}

TEST_F(ChangeBasisTest, ChoosingSincePinnedPinsOnceAndCanPinAnew)
{
    {
        Menu menu(theme);
        addChangeBases(menu, settings, figures, theme);
        action(&menu, u"Since pinned"_s)->trigger();
    }
    EXPECT_EQ(settings.settings().changeBasis, ChangeBasis::Pinned);
    EXPECT_EQ(settings.settings().pinned.prices.value(btc).price, "114959.13"_dec);
    const UtcTime first = settings.settings().pinned.at;
    EXPECT_EQ(first, clock.now());
    choose(ChangeBasis::Rolling24h);
    clock.advance(30s);
    tickOne(bitget, u"BTC"_s, true, "126455.043"_dec, 1);
    announce();
    {
        Menu menu(theme);
        addChangeBases(menu, settings, figures, theme);
        QAction *again = action(&menu, u"Since pinned, "_s);
        ASSERT_TRUE(again) << "it says since when";
        again->trigger();
        EXPECT_EQ(settings.settings().pinned.at, first) << "what was pinned stays";
        EXPECT_NEAR(pct(btc).value_or(0), 10, 1e-9);
        action(&menu, u"Pin the prices anew"_s)->trigger();
    }
    EXPECT_GT(settings.settings().pinned.at, first);
    EXPECT_NEAR(pct(btc).value_or(1), 0, 1e-9);
}

TEST_F(ChangeBasisTest, APinnedVenueThatIsSilentHasNoChange)
{
    choose(ChangeBasis::Pinned);
    settings.change([this](Settings &s) { s.pinned = figures.pricesNow(); });
    EXPECT_TRUE(pct(btc));
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(5s);
    tick(binance);
    announce();
    EXPECT_FALSE(pct(btc)) << "the last figure of a silent source is no price of now";
    EXPECT_EQ(figures.figure(btc).gap, ChangeGap::Silent);
}

TEST_F(ChangeBasisTest, TheWhyCardTellsTheBasis)
{
    knowMidnight();
    choose(ChangeBasis::UtcDay);
    const auto line = [this](const AssetId &asset) {
        const CoinQuote &quote = board.quote(asset);
        const WhyWords words = whyWords(quote, shownChange(quote, &figures), false, board, theme.numbers(),
                                        theme.times(), clock);
        for (const WhyLine &each : words.lines)
            if (each.label == u"Change"_s)
                return each.text;
        return QString();
    };
    EXPECT_EQ(line(btc), u"+0.84% since 00:00 UTC: 114,000.00 at 2025/09/13 00:00. Bitget itself says +0.83% "
                         "for 24 hours."_s);
    EXPECT_EQ(line(sol), u"— since 00:00 UTC: None of your sources has past prices of SOL."_s);
    WhyCard card(board, settings, nullptr, theme, clock);
    card.setChanges(figures);
    card.openFor(btc, QRect(100, 100, 300, 46));
    EXPECT_TRUE(std::any_of(card.words().lines.begin(), card.words().lines.end(), [](const WhyLine &each) {
        return each.text.startsWith(u"+0.84% since 00:00 UTC"_s);
    }));
}

TEST_F(ChangeBasisTest, TheCoinsPageAndTheCompactListFollow)
{
    knowMidnight();
    CoinHead page(board, theme, clock, CoinHead::Style::Page),
        pane(board, theme, clock, CoinHead::Style::Pane);
    CompactView compact(board, settings, theme, clock);
    compact.setChanges(figures);
    for (CoinHead *head : {&page, &pane}) {
        head->setChanges(figures);
        head->setCoin(btc);
        head->resize(900, head->height());
        head->show();
    }
    compact.resize(300, 420);
    compact.show();
    settle();
    choose(ChangeBasis::UtcDay);
    EXPECT_TRUE(page.accessibleName().contains(u"up 0.84 percent since 00:00 UTC"_s));
    EXPECT_EQ(compact.view().model()->index(0, WatchlistModel::ChangeColumn).data(Qt::AccessibleTextRole),
              QVariant(u"up 0.84 percent since 00:00 UTC"_s));
    picture(page, u"head-page.png"_s);
    picture(pane, u"head-pane.png"_s);
    picture(compact, u"compact-basis.png"_s);
    picture(panel, u"panel-basis.png"_s);
}
