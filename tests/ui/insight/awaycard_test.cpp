#include "tests/support/manualclock.h"
#include "tests/support/warnings.h"
#include "ui/insight/awaycard.h"
#include "ui/insight/awayrow.h"
#include "ui/insight/awaywords.h"
#include "ui/style/controls.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {
const UtcTime until = fromMsecs(1'757'727'720'000); // 2025/09/13 01:42 UTC
const UtcTime from = until - 7h - 12min;

AwayCoin coinOf(const QString &symbol, double pct, bool unusual)
{
    AwayCoin coin;
    coin.asset = AssetId{symbol.toLower()};
    coin.symbol = symbol;
    coin.venueName = u"Bitget"_s;
    coin.from = "233.80"_dec;
    coin.to = "238.7"_dec;
    coin.low = "233.1"_dec;
    coin.high = "239.02"_dec;
    coin.pct = pct;
    coin.usualPct = 0.5;
    coin.unusual = unusual;
    return coin;
}

ExplainedMove moveOf(const QString &symbol, MoveAnswer answer)
{
    ExplainedMove move;
    move.asset = AssetId{symbol.toLower()};
    move.symbol = symbol;
    move.answer = answer;
    move.move.start = from + 6h;
    move.move.end = from + 6h + 25min;
    move.move.pct = 1.9;
    move.move.times = 3.1;
    return move;
}

Story storyOf(qint64 id, const QString &title, int outlets)
{
    Story story;
    story.article.id = ArticleId{id};
    story.article.title = title;
    for (int i = 0; i < outlets; ++i)
        story.clusterSources.append(u"Outlet %1"_s.arg(i));
    return story;
}

// The design's own absence.
AwayDigest digest()
{
    AwayDigest made;
    made.from = from;
    made.until = until;
    made.coins = {coinOf(u"BTC"_s, 0.29, false), coinOf(u"ETH"_s, 0.71, false), coinOf(u"XRP"_s, 0.2, false),
                  coinOf(u"SOL"_s, 2.10, true)};
    made.coins.last().biggest = moveOf(u"SOL"_s, MoveAnswer::Explained).move;
    made.coins[2].usualPct.reset();
    made.marketPct = 0.39;
    made.alerts = {{until - 104min, AssetId{u"solana"_s}, u"SOL crossed above 235.00"_s,
                    u"Confirmed by 4 of 4 sources"_s}};
    made.moves = {moveOf(u"SOL"_s, MoveAnswer::Explained), moveOf(u"DOGE"_s, MoveAnswer::Unexplained)};
    made.stories = 18;
    made.inSeveralOutlets = {
        storyOf(1, u"Solana validators schedule a client upgrade for early next week"_s, 4),
        storyOf(2, u"Two"_s, 3), storyOf(3, u"Three"_s, 2)};
    made.changedHeadlines = {{storyOf(4, u"Miner balances little changed this week"_s, 1),
                              u"Miner balances fall this week"_s, until - 147min}};
    made.gaps = {{until - 331min, until - 329min, u"Bitget"_s, u"Binance"_s}};
    return made;
}

class AwayCardTest : public testing::Test
{
protected:
    AwayCardTest()
    {
        window.resize(700, 700);
        window.show();
        field.setFocus();
        card.setDigest(digest());
        card.place(window.rect());
        QCoreApplication::processEvents();
    }
    AwayRow *row(const QString &part)
    {
        for (AwayRow *each : card.findChildren<AwayRow *>())
            if (each->text().contains(part))
                return each;
        return nullptr;
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *each : card.findChildren<QPushButton *>())
            if (each->text() == text && !each->isHidden())
                return each;
        return nullptr;
    }
    ManualClock clock;
    SettingsFile settings{clock, {}, [] {
                              Settings made = defaultSettings();
                              made.theme = Theme::Dark;
                              return made;
                          }()};
    UiTheme theme{settings};
    QWidget window;
    QLineEdit field{&window};
    AwayCard card{theme, &window};
};
} // namespace

TEST_F(AwayCardTest, TellsInTheDesignsWords)
{
    const AwayWords words = awayWords(digest(), theme);
    EXPECT_EQ(words.span, u"09/12 18:30 to 01:42"_s) << "another day is named";
    QStringList figures;
    for (const AwayFigure &figure : words.figures)
        figures.append(figure.name + u' ' + figure.change);
    EXPECT_EQ(figures, (QStringList{u"BTC +0.29%"_s, u"ETH +0.71%"_s, u"SOL +2.10%"_s, u"Market +0.39%"_s}))
        << "the first two, the most unusual, the market";
    EXPECT_EQ(words.figures[0].sign, 0) << "coloured only beyond twice the usual";
    EXPECT_EQ(words.figures[2].sign, 1);
    QStringList lines;
    for (const AwayLine &line : words.lines)
        lines.append(line.rich + u'|' + line.detail + u'|' + line.note);
    EXPECT_EQ(lines,
              (QStringList{
                  u"Alert: <b>SOL</b> crossed above 235.00|Confirmed by 4 of 4 sources|09/12 23:58"_s,
                  u"2 moves beyond twice the usual: <b>SOL</b> explained, <b>DOGE</b> not||"_s,
                  u"18 stories, 3 in several outlets|First: Solana validators schedule a client upgrade for "
                  "early next week|4 outlets"_s,
                  u"1 headline changed after it was published|Miner balances <s>fall</s> → little changed "
                  "this week|09/12 23:15"_s,
                  u"Bitget was silent for 2 min, Binance stood in||09/12 20:11"_s}));
}

TEST_F(AwayCardTest, EveryCoinHasItsRangeOrTheReasonWhyNot)
{
    AwayDigest made = digest();
    made.lacking = {u"ADA"_s};
    const AwayWords words = awayWords(made, theme);
    ASSERT_EQ(words.ranges.size(), 5);
    EXPECT_EQ(words.ranges[3].low, u"233.10"_s);
    EXPECT_EQ(words.ranges[3].high, u"239.02"_s);
    EXPECT_EQ(words.ranges[3].biggest, u"+1.90% in 25 min, 00:30"_s);
    EXPECT_EQ(words.ranges[0].biggest, u"none beyond twice the usual"_s);
    EXPECT_EQ(words.ranges[2].biggest, u"too little history to tell its usual"_s);
    EXPECT_EQ(words.ranges[4].low, u"—"_s);
    EXPECT_EQ(words.ranges[4].biggest, u"no prices of that time"_s);
    EXPECT_TRUE(words.lines.last().rich.contains(u"No prices of that time for ADA"_s));
}

TEST_F(AwayCardTest, SaysSinceWhenAlertsWereWatched)
{
    AwayDigest made = digest();
    made.watchedFrom = until - 5min;
    EXPECT_EQ(awayWords(made, theme).lines.last().rich, u"Wickpost was started at 01:37"_s);
}

TEST_F(AwayCardTest, AChangedHeadlineShowsWhatWasDroppedAndAdded)
{
    EXPECT_EQ(changedHeadline(u"Regulator to widen rules"_s, u"Regulator may widen rules"_s),
              u"Regulator <s>to</s> → may widen rules"_s);
    EXPECT_EQ(changedHeadline(u"Rates held again"_s, u"Rates held"_s), u"Rates held <s>again</s>"_s);
    EXPECT_EQ(changedHeadline(u"Rates held"_s, u"Rates held again"_s), u"Rates held <b>again</b>"_s);
    EXPECT_EQ(changedHeadline(u"A & B"_s, u"Something <else> altogether now"_s),
              u"<s>A &amp; B</s> → Something &lt;else&gt; altogether now"_s);
}

TEST_F(AwayCardTest, ItLiesWithinItsRoomAndNeverTakesTheFocus)
{
    EXPECT_TRUE(card.isVisible());
    EXPECT_EQ(window.focusWidget(), &field);
    EXPECT_EQ(card.width(), 412);
    card.place(QRect(100, 50, 312, 600));
    EXPECT_TRUE(QRect(100, 50, 312, 600).contains(card.geometry()));
    card.place(QRect(0, 0, 700, 200));
    EXPECT_FALSE(card.isVisible()) << "no room for it";
    card.place(QRect());
    EXPECT_FALSE(card.isVisible());
}

TEST_F(AwayCardTest, ButtonsAndRowsSayWhatIsWanted)
{
    QSignalSpy read(&card, &AwayCard::readWanted), all(&card, &AwayCard::readAllWanted),
        closed(&card, &AwayCard::dismissed), story(&card, &AwayCard::storyWanted),
        coin(&card, &AwayCard::coinWanted);
    ASSERT_TRUE(button(u"Read 3"_s));
    QTest::mouseClick(button(u"Read 3"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"Mark all read"_s), Qt::LeftButton);
    QTest::mouseClick(card.findChild<IconButton *>(), Qt::LeftButton);
    QTest::mouseClick(row(u"headline changed"_s), Qt::LeftButton);
    QTest::mouseClick(row(u"moves beyond"_s), Qt::LeftButton);
    EXPECT_EQ(read.size(), 1);
    EXPECT_EQ(all.size(), 1);
    EXPECT_EQ(closed.size(), 1);
    ASSERT_EQ(story.size(), 1);
    EXPECT_EQ(story.at(0).at(0).value<ArticleId>().value, 4);
    ASSERT_EQ(coin.size(), 1);
    EXPECT_EQ(coin.at(0).at(0).value<AssetId>().value, u"sol"_s);
}

TEST_F(AwayCardTest, TheRangesUnfold)
{
    QObject::connect(&card, &AwayCard::sizeWanted, &card, [this] { card.place(window.rect()); });
    const int before = card.height();
    QTest::mouseClick(card.findChild<AwayFigures *>(), Qt::LeftButton);
    EXPECT_TRUE(card.findChild<QScrollArea *>()->isVisible());
    EXPECT_GT(card.height(), before + 60);
    QTest::mouseClick(card.findChild<AwayFigures *>(), Qt::LeftButton);
    EXPECT_EQ(card.height(), before);
}

TEST_F(AwayCardTest, WithoutStoriesThereIsNothingToRead)
{
    AwayDigest made = digest();
    made.stories = 0;
    made.inSeveralOutlets.clear();
    card.setDigest(made);
    card.place(window.rect());
    EXPECT_FALSE(button(u"Mark all read"_s));
    EXPECT_FALSE(card.findChildren<QPushButton *>().last()->isVisible());
}

TEST_F(AwayCardTest, PicturesOfTheCard)
{
    const QString folder = qEnvironmentVariable("WICKPOST_PICTURES");
    if (folder.isEmpty())
        GTEST_SKIP() << "WICKPOST_PICTURES names no folder";
    QObject::connect(&card, &AwayCard::sizeWanted, &card, [this] { card.place(window.rect()); });
    const auto picture = [&](const QString &name) {
        theme.applyTo(*qApp);
        QCoreApplication::processEvents();
        card.grab().save(QDir(folder).filePath(name));
    };
    picture(u"away-dark.png"_s);
    card.findChild<AwayFigures *>()->setChecked(true);
    picture(u"away-unfolded.png"_s);
    card.findChild<AwayFigures *>()->setChecked(false);
    settings.change([](Settings &s) { s.theme = Theme::Light; });
    picture(u"away-light.png"_s);
    card.place(QRect(0, 0, 336, 600));
    picture(u"away-narrow.png"_s);
}
