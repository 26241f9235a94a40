// The open story's prices, from candles and ticks to what stands in the reader.
#include "ui/news/storystrip.h"

#include "app/base/workerpool.h"
#include "app/insight/storyprices.h"
#include "tests/insight/candlecase.h"
#include "tests/insight/keptprices.h"
#include "tests/quotes/boardfixture.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/ui/news/newsfakes.h"
#include "ui/news/readingpane.h"
#include "ui/news/sincecolumn.h"
#include "ui/news/storyview.h"

#include <QAbstractTextDocumentLayout>
#include <QAccessible>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

namespace {
// Now is 01:42:18. BTC cost 100,000 in the minute before 01:07 and costs 101,000 now.
class StoryStripTest : public BoardTest
{
protected:
    StoryStripTest()
    {
        useAll();
        allLive();
        board.setWatchlist({btc, eth, sol});
        tickAll("101000"_dec);
        bitget.tick(u"ETH-USDT"_s, "4040"_dec);
        bitget.tick(u"SOL-USDT"_s, "206"_dec);
        minute(btc, u"BTC"_s, 100'000);
        minute(eth, u"ETH"_s, 4'000);
        minute(sol, u"SOL"_s, 200);
        pane.setInsight(prices, tape, [](const AssetId &asset) {
            return MarketLink{u"Open %1 on Bitget"_s.arg(asset.value),
                              QUrl(u"https://example.com/"_s + asset.value)};
        });
        pane.resize(550, 600);
        pane.show();
        step();
    }
    void minute(const AssetId &asset, const QString &symbol, double close)
    {
        history.set(asset, seriesOf(symbol, Interval::M1, {candleOf(published - 1min, close)}));
    }
    void step()
    {
        for (int i = 0; i < 24; ++i) {
            settle();
            clock.advance(60ms);
        }
        settle();
    }
    Story told(const QStringList &coins, const QString &title = u"Officials call off talks in Istanbul"_s)
    {
        Story story = makeStory(title, published);
        story.article.html = u"<p>Delegations left Istanbul late on Friday.</p>"_s;
        story = store.put({story}).first();
        for (const QString &coin : coins)
            story.facts.coins.append({coin, 3, coin});
        return story;
    }
    void open(const Story &story)
    {
        pane.open(story);
        step();
        // The text is laid down by a worker.
        EXPECT_TRUE(waitUntil([this] { return view()->toPlainText().contains(u"Disclaimer"_s); }));
    }
    StoryStrip *strip() const { return pane.findChild<StoryStrip *>(); }
    SinceColumn *column() const { return pane.findChild<SinceColumn *>(); }
    StoryView *view() const { return pane.findChild<StoryView *>(); }
    QString value() const { return strip()->head().words().coins.value(0).value; }
    int textTop() const
    {
        view()->document()->documentLayout()->documentSize(); // laid out to its end
        return qRound(view()->document()->firstBlock().next().layout()->position().y());
    }

    const UtcTime published = std::chrono::floor<std::chrono::minutes>(clock.now()) - 35min; // 01:07
    SettingsFile settings{clock, QString(), [] {
                              Settings defaults = defaultSettings();
                              defaults.zone = ClockZone::Utc;
                              return defaults;
                          }()};
    UiTheme theme{settings};
    FakeStore store;
    FakeRefresher refresher;
    WorkerPool workers;
    FakeCandleHistory history;
    KeptPrices kept;
    UsualMoves usual{history, clock};
    StoryPrices prices{
        StoryPrices::Services{clock, board, history, usual, kept, store, AssetDirectory::shipped()}};
    TapeChecker tape{history};
    ReadingPane pane{store, refresher, settings, theme, clock, workers};
};
} // namespace

TEST_F(StoryStripTest, NothingIsMadeNorAskedBeforeAStoryIsOpened)
{
    EXPECT_EQ(strip(), nullptr);
    EXPECT_TRUE(history.closesAsked.isEmpty());
    EXPECT_TRUE(history.loads.isEmpty());
}

TEST_F(StoryStripTest, StandsBetweenHeadlineAndTextAndSaysWhatMovedSince)
{
    open(told({u"BTC"_s}));
    ASSERT_TRUE(strip()->isVisible());
    EXPECT_EQ(strip()->height(), 32);
    EXPECT_EQ(value(), u"+1.00%"_s);
    EXPECT_EQ(strip()->head().words().note.value, u"0.00%"_s) << "the market's median is BTC itself";
    EXPECT_EQ(strip()->head().words().watchlist, u"watchlist: 3 up"_s);
    EXPECT_EQ(textTop() - strip()->geometry().bottom() - 1, 8);
}

TEST_F(StoryStripTest, APromotionAndAStoryWithoutCoinsHaveNone)
{
    Story promotion = told({u"BTC"_s});
    promotion.facts.promotion = u"sponsored post"_s;
    open(promotion);
    EXPECT_FALSE(strip()->isVisible());
    open(told({}));
    EXPECT_FALSE(strip()->isVisible());
    EXPECT_TRUE(history.closesAsked.isEmpty());
}

TEST_F(StoryStripTest, UnfoldsByKeyAndClickToTheWatchlistAndPushesTheTextDown)
{
    open(told({u"BTC"_s}));
    const int folded = textTop();
    QTest::keyClick(&strip()->head(), Qt::Key_Return);
    settle();
    ASSERT_TRUE(strip()->isUnfolded());
    EXPECT_GT(textTop(), folded + 100);
    ASSERT_EQ(strip()->figures()->figures().watchlist.size(), 3);
    EXPECT_EQ(strip()->figures()->figures().watchlist.first().figure.label, u"SOL"_s);
    EXPECT_LE(strip()->figures()->geometry().bottom(), strip()->rect().bottom());
    QTest::keyClick(&strip()->head(), Qt::Key_Space);
    settle();
    EXPECT_FALSE(strip()->isUnfolded());
    EXPECT_EQ(textTop(), folded);
    QTest::mouseClick(&strip()->head(), Qt::LeftButton);
    EXPECT_TRUE(strip()->isUnfolded());
    open(told({u"ETH"_s}, u"Another story"_s));
    EXPECT_TRUE(strip()->isUnfolded()) << "as the reader left it";
}

TEST_F(StoryStripTest, From900OnTheWatchlistStandsBesideTheText)
{
    open(told({u"BTC"_s}));
    EXPECT_EQ(column(), nullptr);
    pane.resize(1058, 440);
    settle();
    ASSERT_TRUE(column() && column()->isVisible());
    EXPECT_EQ(column()->geometry(), QRect(24 + 660 + 32, 15, 290 + SinceColumn::barRoom, 440 - 29));
    EXPECT_EQ(column()->view().width(), 290 - 24); // the bar stands beside the figures, never on them
    EXPECT_EQ(column()->view().figures().watchlist.size(), 3);
    EXPECT_FALSE(strip()->head().isFoldable());
    EXPECT_EQ(strip()->head().focusPolicy(), Qt::NoFocus);
    EXPECT_EQ(strip()->width(), 660);
    open(told({}, u"About nothing that is traded"_s));
    EXPECT_FALSE(column()->isVisible());
    pane.resize(899, 440);
    open(told({u"ETH"_s}, u"Another story"_s));
    EXPECT_FALSE(column()->isVisible());
    EXPECT_TRUE(strip()->head().isFoldable());
}

TEST_F(StoryStripTest, ATickChangesTheFigureAndLeavesTheTextWhereItIs)
{
    open(told({u"BTC"_s}));
    QSignalSpy laid(view()->document(), &QTextDocument::contentsChanged);
    tickAll("102000"_dec);
    step();
    EXPECT_EQ(value(), u"+2.00%"_s);
    EXPECT_TRUE(laid.isEmpty());
}

TEST_F(StoryStripTest, OutOfSightNothingIsFollowedAndBackInSightAllIsThere)
{
    open(told({u"BTC"_s}));
    pane.hide();
    tickAll("102000"_dec);
    step();
    EXPECT_EQ(value(), u"+1.00%"_s);
    pane.show();
    step();
    EXPECT_EQ(value(), u"+2.00%"_s);
}

TEST_F(StoryStripTest, WithoutARecordedPriceItSaysSo)
{
    history.set(btc, seriesOf(u"BTC"_s, Interval::M1, {}));
    open(told({u"BTC"_s}));
    EXPECT_EQ(value(), u"—"_s);
    EXPECT_EQ(strip()->head().words().note.label, u"No price recorded at 01:06"_s);
}

TEST_F(StoryStripTest, ALevelThatIsClaimedStandsBesideTheTape)
{
    QList<Candle> quarters;
    for (int i = 96; i > 0; --i)
        quarters.append(candleOf(std::chrono::floor<std::chrono::minutes>(published) - i * 15min - 7min,
                                 i <= 36 ? 114'200 : 113'000));
    history.set(btc, seriesOf(u"BTC"_s, Interval::M15, quarters));
    open(told({u"BTC"_s}, u"Bitcoin holds above $114,000"_s));
    EXPECT_EQ(strip()->head().words().tape.value, u"above $114,000 in 9 of 24 h"_s);
    EXPECT_EQ(strip()->height(), 52);
    open(told({u"BTC"_s}, u"Bitcoin could rise above $114,000"_s));
    EXPECT_TRUE(strip()->head().words().before.isEmpty());
    EXPECT_EQ(strip()->height(), 32);
}

TEST_F(StoryStripTest, ScreenReadersHearAllOfItWhenTheyAsk)
{
    open(told({u"BTC"_s}));
    QAccessibleInterface *head = QAccessible::queryAccessibleInterface(&strip()->head());
    ASSERT_TRUE(head);
    EXPECT_EQ(head->role(), QAccessible::Button);
    EXPECT_TRUE(head->text(QAccessible::Name).startsWith(u"Since 01:07: BTC up 1.00 percent"_s));
    EXPECT_TRUE(head->state().collapsed);
    head->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_TRUE(head->state().expanded);
    QAccessibleInterface *figures = QAccessible::queryAccessibleInterface(strip()->figures());
    EXPECT_TRUE(figures->text(QAccessible::Name).contains(u"SOL +3.00%"_s))
        << figures->text(QAccessible::Name).toStdString();
}

TEST_F(StoryStripTest, AtTwiceTheTextSizeItsWordsGoOnBelowAndNothingIsCut)
{
    settings.change([](Settings &now) { now.textSizePercent = 200; });
    pane.resize(400, 700);
    open(told({u"BTC"_s, u"ETH"_s, u"SOL"_s}));
    EXPECT_GT(strip()->height(), 2 * 32);
    for (const PlacedWord &word : strip()->head().placed()) {
        EXPECT_LE(word.box.right(), strip()->width()) << word.text.toStdString();
        EXPECT_LE(word.box.bottom(), strip()->height()) << word.text.toStdString();
    }
}

TEST_F(StoryStripTest, TheWayToTheMarketIsAskedForNotTaken)
{
    QSignalSpy wanted(&pane, &ReadingPane::browserRequested);
    open(told({u"BTC"_s}));
    QTest::mouseClick(&strip()->head(), Qt::LeftButton);
    auto *link = strip()->figures()->findChild<QAbstractButton *>();
    ASSERT_TRUE(link && link->isVisible());
    EXPECT_EQ(link->text(), u"Open bitcoin on Bitget"_s);
    link->click();
    EXPECT_EQ(wanted.value(0).value(0).toUrl(), QUrl(u"https://example.com/bitcoin"_s));
}
