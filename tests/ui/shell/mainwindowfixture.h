#pragma once

#include "app/alerts/alertengine.h"
#include "app/base/workerpool.h"
#include "app/settings/windowplaces.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/ui/charts/samplehistory.h"
#include "tests/ui/news/newsfakes.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/news/newspane.h"
#include "ui/news/readingpane.h"
#include "ui/news/storyview.h"
#include "ui/quotes/compactview.h"
#include "ui/quotes/pricepanel.h"
#include "ui/shell/banner.h"
#include "ui/shell/chartpane.h"
#include "ui/shell/coinview.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/screenshot.h"
#include "ui/shell/searchfield.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <gtest/gtest.h>

// The dashboard on the seed's market, thirty stories and a history by hand.
class MainWindowTest : public testing::Test
{
protected:
    MainWindowTest()
    {
        market.useAll();
        for (FakeQuoteSource *source : {&market.bitget, &market.binance, &market.coinbase, &market.kraken}) {
            market.list(*source);
            market.tick(*source);
        }
        QList<Story> stories;
        for (int i = 0; i < 30; ++i)
            stories.append(makeStory(QStringLiteral("Story %1").arg(i), designNow - i * 1min));
        store.put(stories);
        refresher.success = designNow;
        open(nullptr);
    }
    // The window anew, with that desk for what was missed.
    void open(AwayDesk *desk)
    {
        window.reset();
        window = std::make_unique<MainWindow>(Services{market.board,
                                                       history,
                                                       store,
                                                       refresher,
                                                       market.settings,
                                                       places,
                                                       market.theme,
                                                       market.clock,
                                                       workers,
                                                       alertBook,
                                                       alerts,
                                                       {},
                                                       {},
                                                       {},
                                                       nullptr,
                                                       nullptr,
                                                       nullptr,
                                                       nullptr,
                                                       desk});
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
        waitUntil([&] { return list()->isVisible(); });
        settle();
    }
    NewsList *list() const { return window->findChild<NewsList *>(QStringLiteral("stories")); }
    ReadingPane *reader() const { return window->findChild<ReadingPane *>(); }
    SearchField *field() const { return window->findChild<SearchField *>(); }
    PricePanel *prices() const { return window->findChild<PricePanel *>(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *target = window->focusWidget() ? window->focusWidget() : window.get();
        QTest::keyClick(target, key, modifiers);
        settle();
    }
    QString openTitle() const
    {
        const StoryView *view = window->findChild<StoryView *>();
        return reader()->openStory() ? view->document()->firstBlock().text() : QString();
    }
    Banner *banner(const char *part) const
    {
        for (Banner *each : window->findChildren<Banner *>())
            if (each->isVisible() && each->text().contains(QLatin1String(part)))
                return each;
        return nullptr;
    }
    static void click(Banner *banner, const char *text)
    {
        for (QPushButton *button : banner->findChildren<QPushButton *>())
            if (button->text() == QLatin1String(text))
                QTest::mouseClick(button, Qt::LeftButton);
    }

    SeedMarket market;
    FakeStore store;
    FakeRefresher refresher;
    FakeCandleHistory history;
    WindowPlaces places{QString()};
    WorkerPool workers;
    AlertBook alertBook{market.clock, QString(), AssetDirectory::shipped()};
    AlertEngine alerts{
        market.clock, alertBook, market.board, store, AssetDirectory::shipped(), AlertFiring::Origin::Market};
    std::unique_ptr<MainWindow> window;
};
