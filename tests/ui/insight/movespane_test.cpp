#include "tests/support/manualclock.h"
#include "tests/support/warnings.h"
#include "ui/insight/movecard.h"
#include "ui/insight/movespane.h"
#include "ui/insight/movewords.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
const UtcTime start{std::chrono::milliseconds{1757754120000}};

ExplainedMove moveOf(const char *symbol, double pct, std::chrono::minutes span, MoveAnswer answer)
{
    ExplainedMove move;
    move.asset = AssetId{QString::fromLatin1(symbol).toLower()};
    move.symbol = QString::fromLatin1(symbol);
    move.move.start = start;
    move.move.end = start + span;
    move.move.pct = pct;
    move.move.times = 3.14;
    move.answer = answer;
    move.feedsSearched = 14;
    move.storiesLookedAt = 31;
    move.lookedFrom = start - lookedBefore;
    move.lookedUntil = move.move.end + lookedAfterwards;
    move.lineFrom = start - 90min;
    for (int i = 0; i < 180; ++i)
        move.line.append(float(230 + pct / (1 + std::exp((100 - i) / 8.0)) + 0.1 * std::sin(i)));
    return move;
}

MoveStory storyOf(const char *title, std::chrono::minutes before, bool explains = true)
{
    MoveStory story;
    story.story.article.id = ArticleId{7};
    story.story.article.title = QString::fromLatin1(title);
    story.story.article.source = QStringLiteral("Block Dispatch");
    story.story.article.sortTime = start - before;
    story.before = before;
    story.explains = explains;
    return story;
}

class MovesPaneTest : public testing::Test
{
protected:
    ManualClock clock;
    SettingsFile settings{clock, {}, defaultSettings()};
    UiTheme theme{settings};

    // A popup asks for more than an offscreen screen can do.
    MovesPaneTest() { allowWarning(QStringLiteral("This plugin does not support")); }
    ExplainedMove explained() const
    {
        ExplainedMove move = moveOf("SOL", 1.9, 25min, MoveAnswer::Explained);
        move.stories = {storyOf("Solana validators schedule a client upgrade for early next week", 8min)};
        move.netPct = 1.8;
        return move;
    }
    ExplainedMove withMarket(const char *symbol, double pct, double market) const
    {
        ExplainedMove move = moveOf(symbol, pct, 30min, MoveAnswer::WithMarket);
        move.marketPct = market;
        return move;
    }
    QString says(const MoveCard &card) const
    {
        QStringList texts;
        for (const QLabel *label : card.findChildren<QLabel *>())
            if (label->isVisible())
                texts.append(label->text());
        return texts.join(u'\n');
    }
};
} // namespace

TEST_F(MovesPaneTest, AStorysMoveNamesTheHeadlineAndHowLongItTook)
{
    const MoveWords words = moveWords(explained(), theme);
    EXPECT_EQ(words.change, QStringLiteral("+1.90% in 25 min"));
    EXPECT_EQ(words.sign, 1);
    EXPECT_EQ(words.answer,
              QStringLiteral("Solana validators schedule a client upgrade for early next week"));
    EXPECT_EQ(words.note, QStringLiteral("after a story, 8 min"));
    EXPECT_TRUE(words.span.endsWith(QStringLiteral("3.1 × its usual"))) << words.span.toStdString();
    EXPECT_EQ(words.net, QStringLiteral("net of market +1.80%"));
}

TEST_F(MovesPaneTest, AStoryThatCameInTheMovesFirstMinutesIsNotSaidToPrecedeIt)
{
    ExplainedMove move = explained();
    move.stories.first().before = -3min;
    EXPECT_EQ(moveWords(move, theme).note, QStringLiteral("with a story"));
    EXPECT_TRUE(
        moveStoryWords(move.stories.first(), theme).endsWith(QStringLiteral("3 min after its start")));
}

TEST_F(MovesPaneTest, AnUnexplainedMoveSaysHowMuchWasSearched)
{
    ExplainedMove move = moveOf("DOGE", -2.4, 100min, MoveAnswer::Unexplained);
    MoveWords words = moveWords(move, theme);
    EXPECT_EQ(words.change, QStringLiteral("−2.40% in 1 h 40 min"));
    EXPECT_EQ(words.answer, QStringLiteral("Nothing in your feeds explains this"));
    EXPECT_EQ(words.note, QStringLiteral("14 feeds searched"));
    EXPECT_TRUE(words.lookedAt.startsWith(QStringLiteral("31 stories ")));
    EXPECT_TRUE(words.lookedAt.endsWith(QStringLiteral(", none on DOGE or Market")));
    move.feedsSearched = 1;
    EXPECT_EQ(moveWords(move, theme).note, QStringLiteral("1 feed searched"));
    move.feedsSearched = 0;
    EXPECT_EQ(moveWords(move, theme).answer, QStringLiteral("Not explained yet"));
    EXPECT_EQ(moveWords(move, theme).note, QStringLiteral("no feed read since"));
}

TEST_F(MovesPaneTest, AMoveWithTheMarketNamesTheMarketsOwn)
{
    EXPECT_EQ(moveWords(withMarket("ETH", 0.9, 0.4), theme).answer,
              QStringLiteral("Rose with the market, BTC +0.40%"));
    EXPECT_EQ(moveWords(withMarket("ETH", -0.9, -0.4), theme).answer,
              QStringLiteral("Fell with the market, BTC −0.40%"));
}

TEST_F(MovesPaneTest, SimulatedMovesSaySo)
{
    ExplainedMove move = explained();
    EXPECT_FALSE(moveWords(move, theme).spoken.contains(QStringLiteral("simulated")));
    move.simulated = true;
    EXPECT_TRUE(moveWords(move, theme).span.endsWith(QStringLiteral("simulated")));
    EXPECT_TRUE(moveWords(move, theme).spoken.contains(QStringLiteral("simulated")));
}

TEST_F(MovesPaneTest, WithoutMovesASentenceStandsInTheirPlace)
{
    MovesPane pane(theme);
    pane.setMoves({}, QStringLiteral("No move so far."));
    pane.resize(460, pane.sizeHint().height());
    pane.show();
    EXPECT_EQ(pane.emptyText(), QStringLiteral("No move so far."));
    EXPECT_FALSE(pane.list().isVisible());
    const int low = pane.sizeHint().height();
    pane.setMoves({explained(), explained()}, {});
    EXPECT_TRUE(pane.emptyText().isEmpty());
    EXPECT_TRUE(pane.list().isVisible());
    EXPECT_GT(pane.sizeHint().height(), low);
    pane.resize(460, pane.sizeHint().height());
    EXPECT_EQ(pane.list().height(), 2 * theme.px(46)); // nothing to scroll
}

TEST_F(MovesPaneTest, AClickOrEnterOpensTheCardAndItsStoryCanBeRead)
{
    MovesPane pane(theme);
    QSignalSpy wanted(&pane, &MovesPane::storyWanted);
    pane.setMoves({explained(), moveOf("DOGE", 2.4, 40min, MoveAnswer::Unexplained)}, {});
    pane.resize(460, pane.sizeHint().height());
    pane.show();
    ASSERT_EQ(pane.card(), nullptr);
    const QModelIndex second = pane.list().model()->index(1, 0);
    QTest::mouseClick(pane.list().viewport(), Qt::LeftButton, {}, pane.list().visualRect(second).center());
    ASSERT_NE(pane.card(), nullptr);
    EXPECT_TRUE(pane.card()->isVisible());
    EXPECT_TRUE(says(*pane.card()).contains(QStringLiteral("explains this · 14 feeds searched")));
    EXPECT_TRUE(pane.card()->findChildren<QAbstractButton *>().isEmpty());
    QTest::keyClick(pane.card(), Qt::Key_Escape);
    EXPECT_FALSE(pane.card()->isVisible());

    pane.list().setCurrentIndex(pane.list().model()->index(0, 0));
    QTest::keyClick(&pane.list(), Qt::Key_Return);
    ASSERT_TRUE(pane.card()->isVisible());
    const auto stories = pane.card()->findChildren<QAbstractButton *>();
    ASSERT_EQ(stories.size(), 1);
    EXPECT_FALSE(says(*pane.card()).contains(QStringLiteral("feeds searched")));
    QTest::mouseClick(stories.first(), Qt::LeftButton);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted.first().first().value<Story>().article.id, ArticleId{7});
    EXPECT_FALSE(pane.card()->isVisible());
}

TEST_F(MovesPaneTest, RowsAndCardsLookRightInBothThemes)
{
    const QString folder = qEnvironmentVariable("WICKPOST_PICTURES");
    for (const Theme each : {Theme::Dark, Theme::Light}) {
        theme.setChoice(each);
        MovesPane pane(theme);
        pane.setAutoFillBackground(true);
        QPalette palette;
        palette.setColor(QPalette::Window, theme.tokens().surface);
        palette.setColor(QPalette::Base, theme.tokens().surface);
        pane.setPalette(palette);
        pane.setMoves(
            {explained(), moveOf("DOGE", 2.4, 40min, MoveAnswer::Unexplained), withMarket("ETH", 0.9, 0.4)},
            {});
        pane.resize(460, pane.sizeHint().height());
        pane.show();
        const QImage rows = pane.grab().toImage();
        EXPECT_EQ(rows.pixelColor(2, rows.height() - 2), theme.tokens().surface);
        if (folder.isEmpty())
            continue;
        const QString name = each == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        rows.save(QDir(folder).filePath(QStringLiteral("moves-%1.png").arg(name)));
        for (int row = 0; row < 2; ++row) {
            pane.list().setCurrentIndex(pane.list().model()->index(row, 0));
            QTest::keyClick(&pane.list(), Qt::Key_Return);
            pane.card()->grab().save(
                QDir(folder).filePath(QStringLiteral("move-%1-%2.png").arg(row).arg(name)));
            pane.card()->hide();
        }
    }
}
