// What was missed, in the dashboard.
#include "app/news/memoryarticlestore.h"
#include "tests/insight/candlecase.h"
#include "tests/ui/shell/mainwindowfixture.h"
#include "ui/insight/awaycard.h"
#include "ui/insight/awayfooter.h"
#include "ui/shell/awaydesk.h"
#include "ui/shell/compactlist.h"

namespace {
class Memory final : public AwayMemory
{
public:
    [[nodiscard]] Request load(Reply<UtcTime> done) override { return NoAwayMemory().load(std::move(done)); }
    void save(UtcTime lastUse) override { kept = lastUse; }
    UtcTime kept{};
};

// The dashboard with a history of BTC, and stories of the last hours.
class WindowAwayTest : public MainWindowTest
{
protected:
    WindowAwayTest()
    {
        const UtcTime grid = std::chrono::floor<std::chrono::hours>(market.clock.now()) + 24h;
        history.set(btc, seriesOf(u"BTC"_s, Interval::M15,
                                  candlesOf(Interval::M15, grid - usualReach - 24h, grid,
                                            [](UtcTime time) { return zigzag(time, 100, 0.05); })));
        history.set(btc, seriesOf(u"BTC"_s, Interval::H1,
                                  candlesOf(Interval::H1, grid - usualReach - 24h, grid, [](UtcTime time) {
                                      return 100 + double(time.time_since_epoch() / 1h % 7) * 0.1;
                                  })));
        desk.listen();
        open(&desk);
    }
    AwayCard *card() const { return window->findChild<AwayCard *>(); }
    bool isShown() const { return card() && card()->isVisible(); }
    void press(Qt::Key key) { MainWindowTest::press(key); }
    void away(std::chrono::hours span)
    {
        press(Qt::Key_F6);
        market.clock.suspend(span);
        Story told = makeStory(u"Two outlets tell of it"_s, market.clock.now() - 30min);
        told.clusterSources = {u"One"_s, u"Two"_s};
        missed = store.put({told}).value(0);
        for (FakeQuoteSource *source : {&market.bitget, &market.binance, &market.coinbase, &market.kraken})
            market.tick(*source);
        press(Qt::Key_F6);
        for (int i = 0; i < 5; ++i) {
            market.clock.advance(1s);
            settle();
        }
    }

    Story missed;
    Memory memory;
    UsualMoves usual{history, market.clock};
    MoveFinder finder{{market.clock, history, store, market.board, AssetDirectory::shipped()}};
    AwayWatch watch{market.clock, market.board, memory};
    AwayDigestBuilder builder{
        {market.clock, history, store, market.board, usual, finder, AssetDirectory::shipped(), {}, {}}};
    AwayDesk desk{watch, builder, alertBook, market.board, market.theme, market.clock};
};
} // namespace

TEST_F(WindowAwayTest, AnAbsenceIsToldOnceAndEscDismissesIt)
{
    EXPECT_FALSE(isShown());
    away(3h);
    ASSERT_TRUE(waitUntil([&] { return isShown(); }));
    EXPECT_TRUE(card()->words().anyStories);
    EXPECT_FALSE(card()->isAncestorOf(window->focusWidget()));
    press(Qt::Key_Escape);
    EXPECT_FALSE(isShown());
    press(Qt::Key_F6);
    market.clock.advance(1min);
    settle();
    EXPECT_FALSE(isShown());
}

TEST_F(WindowAwayTest, LessThanTwoHoursAreNoAbsence)
{
    away(1h);
    EXPECT_FALSE(isShown());
    EXPECT_FALSE(desk.digest());
}

TEST_F(WindowAwayTest, ItLiesBetweenNewsAndPrices)
{
    away(3h);
    ASSERT_TRUE(waitUntil([&] { return isShown(); }));
    const QRect place = card()->geometry();
    const auto area = [&](const QWidget *pane) {
        return QRect(pane->mapTo(window.get(), QPoint()), pane->size());
    };
    EXPECT_FALSE(place.intersects(area(prices())));
    EXPECT_FALSE(place.intersects(area(window->findChild<NewsPane *>())));
    for (const QSize size : {QSize(900, 700), QSize(500, 700), QSize(330, 500)}) {
        window->resize(size);
        settle();
        if (size.width() == 900) {
            EXPECT_TRUE(isShown());
            EXPECT_FALSE(card()->geometry().intersects(area(prices())));
        }
    }
    EXPECT_FALSE(isShown()) << "the compact list has no room for it";
    window->resize(1280, 800);
    settle();
    EXPECT_TRUE(isShown()) << "nobody has seen it off";
}

TEST_F(WindowAwayTest, TheCompactListSaysItInTheHeadlinesPlaceAndLeadsToTheCard)
{
    window->resize(340, 420);
    settle();
    auto *compact = window->findChild<CompactList *>();
    ASSERT_TRUE(compact);
    away(3h);
    ASSERT_TRUE(waitUntil([&] { return compact->findChild<AwayFooter *>(); }));
    auto *footer = compact->findChild<AwayFooter *>();
    EXPECT_TRUE(footer->isVisible());
    EXPECT_FALSE(isShown());
    EXPECT_TRUE(footer->title().startsWith(u"While you were away · "_s)) << footer->title().toStdString();
    QTest::mouseClick(footer, Qt::LeftButton, {}, QPoint(80, 14));
    ASSERT_TRUE(waitUntil([&] { return isShown(); })) << "in the window as wide as it was";
    EXPECT_FALSE(footer->isVisible());
    press(Qt::Key_Escape);
    window->resize(340, 420);
    settle();
    EXPECT_FALSE(footer->isVisible()) << "seen off";
}

TEST_F(WindowAwayTest, ReadOpensWhatSeveralOutletsTold)
{
    away(3h);
    ASSERT_TRUE(waitUntil([&] { return isShown(); }));
    EXPECT_EQ(card()->words().several, 1);
    emit card()->readWanted();
    ASSERT_TRUE(waitUntil([&] { return reader()->openStory().has_value(); }));
    EXPECT_EQ(openTitle(), u"Two outlets tell of it"_s);
    EXPECT_FALSE(isShown());
}

TEST_F(WindowAwayTest, MarkAllReadReachesTheStoriesOfTheAbsence)
{
    away(3h);
    ASSERT_TRUE(waitUntil([&] { return isShown(); }));
    emit card()->readAllWanted();
    settle();
    EXPECT_FALSE(isShown());
    std::optional<Story> story;
    const Request request =
        store.story(missed.article.id, [&](const Result<Story> &found) { story = *found; });
    ASSERT_TRUE(waitUntil([&] { return story.has_value(); }));
    EXPECT_TRUE(story->state.read);
}

TEST_F(WindowAwayTest, NothingToTellIsNotTold)
{
    market.settings.change([](Settings &s) { s.watchlist = {doge}; }); // no candles, no stories
    market.clock.advance(5min);                                        // every story is older
    press(Qt::Key_F6);
    market.clock.suspend(3h);
    for (FakeQuoteSource *source : {&market.bitget, &market.binance, &market.coinbase, &market.kraken})
        market.tick(*source);
    press(Qt::Key_F6);
    for (int i = 0; i < 40; ++i) {
        market.clock.advance(1s);
        settle();
    }
    EXPECT_FALSE(desk.isBusy());
    EXPECT_FALSE(isShown());
}
