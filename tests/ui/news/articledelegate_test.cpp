#include "tests/ui/news/newsfakes.h"
#include "ui/news/articlelistmodel.h"
#include "ui/news/newslist.h"

#include <QImage>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
class ArticleDelegateTest : public testing::Test
{
protected:
    ArticleDelegateTest()
    {
        list.setItemDelegate(&delegate);
        list.setPalette(world.theme.palette());
        list.resize(336, 600);
    }
    void show(const QList<Story> &stories)
    {
        world.store.put(stories);
        model.ask({});
        ASSERT_TRUE(waitUntil([&] { return model.state() == ArticleListModel::State::Ready; }));
        list.show();
    }
    int rowHeight(int row) const { return list.visualRect(model.index(row)).height(); }
    // Leftmost and rightmost pixel of a row that differs much from its ground, between x and width.
    std::pair<int, int> ink(int row, int from, int top, int bottom) const
    {
        const QImage image = const_cast<NewsList &>(list).grab().toImage();
        const QRect box = list.visualRect(model.index(row));
        int first = -1, last = -1;
        for (int x = from; x < 320; ++x) {
            for (int y = box.top() + top; y < box.top() + bottom; ++y) {
                if (qGray(image.pixel(x, y)) > 90) {
                    first = first < 0 ? x : first;
                    last = x;
                }
            }
        }
        return {first, last};
    }

    NewsWorld world;
    ArticleListModel model{world.store};
    ArticleDelegate delegate{world.theme, world.clock};
    NewsList list{model};
};
} // namespace

TEST_F(ArticleDelegateTest, RowsHaveTheDesignsHeights)
{
    show({makeStory(QStringLiteral("Short"), designNow),
          makeStory(QStringLiteral("Stablecoin supply edges higher as traders park dollars for the weekend"),
                    designNow - 1min),
          makeStory(QStringLiteral("w ").repeated(300), designNow - 2min)});
    EXPECT_EQ(rowHeight(0), 26);
    EXPECT_EQ(rowHeight(1), 56 + 1);
    EXPECT_EQ(rowHeight(2), 74 + 1);
    EXPECT_EQ(rowHeight(3), 74 + 1); // two lines at most
    EXPECT_TRUE(delegate.isElided(*model.story(model.index(3)), 336));
    EXPECT_FALSE(delegate.isElided(*model.story(model.index(2)), 336));
}

TEST_F(ArticleDelegateTest, ChineseBreaksBetweenCharacters)
{
    show({makeStory(QStringLiteral("比特币价格在过去二十四小时内大幅上涨市场情绪乐观交易量明显增加突破关口"),
                    designNow)});
    EXPECT_EQ(rowHeight(1), 74 + 1);
    EXPECT_FALSE(delegate.isElided(*model.story(model.index(1)), 336));
}

TEST_F(ArticleDelegateTest, ArabicStandsAtTheRight)
{
    show({makeStory(QStringLiteral("ارتفاع سعر البيتكوين"), designNow),
          makeStory(QStringLiteral("Bitcoin"), designNow - 1min)});
    const auto [arabicFirst, arabicLast] = ink(1, 26, 9, 27);
    const auto [latinFirst, latinLast] = ink(2, 26, 9, 27);
    EXPECT_GT(arabicFirst, 120);
    EXPECT_GT(arabicLast, 310);
    EXPECT_LT(latinFirst, 30);
    EXPECT_LT(latinLast, 120);
}

TEST_F(ArticleDelegateTest, OnlyUnreadStoriesHaveADot)
{
    show({makeStory(QStringLiteral("a"), designNow)});
    EXPECT_NE(ink(1, 8, 12, 24).first, 26);
    const QImage before = list.grab().toImage();
    const QPoint dot(14, list.visualRect(model.index(1)).top() + 18);
    EXPECT_EQ(QColor(before.pixel(dot)), world.theme.tokens().accent);
    world.store.setRead({model.story(model.index(1))->article.id}, true);
    settle();
    EXPECT_EQ(QColor(list.grab().toImage().pixel(dot)), world.theme.tokens().surface);
}

TEST_F(ArticleDelegateTest, BesideTheOpenStoryTheKeyboardsRowHasARingAndNoFill)
{
    show({makeStory(QStringLiteral("One"), designNow), makeStory(QStringLiteral("Two"), designNow - 1min)});
    delegate.setOpen(model.story(model.index(1))->article.id);
    list.activateWindow();
    list.setFocus();
    ASSERT_TRUE(waitUntil([&] { return list.hasFocus(); }));
    list.setCurrentIndex(model.index(2));
    const QImage image = list.grab().toImage();
    const auto at = [&](int row, int x) {
        return image.pixelColor(x, list.visualRect(model.index(row)).center().y());
    };
    const Tokens &t = world.theme.tokens();
    EXPECT_EQ(at(1, 5), t.selected);
    EXPECT_EQ(at(2, 1), t.accent);
    EXPECT_NE(at(2, 5), t.selected);
    delegate.setOpen({});
    EXPECT_EQ(list.grab().toImage().pixelColor(5, list.visualRect(model.index(2)).center().y()), t.selected);
}

TEST_F(ArticleDelegateTest, LargerTextMakesHigherRows)
{
    show({makeStory(QStringLiteral("Short"), designNow)});
    world.settings.change([](Settings &settings) { settings.textSizePercent = 200; });
    list.doItemsLayout();
    EXPECT_EQ(rowHeight(0), 52);
    EXPECT_EQ(rowHeight(1), 9 + 36 + 4 + 32 + 9 + 1);
}

namespace {
class ArticleRowsTest : public ArticleDelegateTest
{
protected:
    static Story promotion(const QString &title)
    {
        Story story = makeStory(title, designNow);
        story.facts.promotion = QStringLiteral("sponsored post");
        return story;
    }
    void showFolded(const QList<Story> &stories)
    {
        world.store.put(stories);
        StoryQuery query;
        query.folded = true;
        model.ask(query);
        ASSERT_TRUE(waitUntil([&] { return model.state() == ArticleListModel::State::Ready; }));
        list.show();
    }
    // Whether this colour is anywhere in the row.
    bool has(int row, const QColor &colour)
    {
        const QImage image = list.grab().toImage();
        const QRect box = list.visualRect(model.index(row)) & image.rect();
        for (int y = box.top(); y <= box.bottom(); ++y)
            for (int x = box.left(); x <= box.right(); ++x)
                if (image.pixelColor(x, y) == colour)
                    return true;
        return false;
    }
};
} // namespace

TEST_F(ArticleRowsTest, PromotionsFoldToARowOf30)
{
    showFolded({promotion(QStringLiteral("One")), promotion(QStringLiteral("Two"))});
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(rowHeight(1), 30);
    EXPECT_FALSE(has(1, world.theme.tokens().accent)); // never unread
    model.toggleUnfolded(model.index(1));
    EXPECT_EQ(model.rowCount(), 4);
    EXPECT_FALSE(has(2, world.theme.tokens().accent));
}

TEST_F(ArticleRowsTest, NotAPromotionIsBesideTheUnfoldedOne)
{
    showFolded({promotion(QStringLiteral("One"))});
    model.toggleUnfolded(model.index(1));
    const QRect row = list.visualRect(model.index(2));
    const StoryRow &shown = *model.row(model.index(2));
    EXPECT_EQ(delegate.partAt(row, shown, {row.right() - 30, row.bottom() - 10}),
              ArticleDelegate::Part::NotPromotion);
    EXPECT_EQ(delegate.partAt(row, shown, {row.left() + 30, row.bottom() - 10}), ArticleDelegate::Part::Row);
}

TEST_F(ArticleRowsTest, AChangedHeadlineIsAmberForADay)
{
    Story story = makeStory(QStringLiteral("Regulator may widen custody rules"), designNow - 2h);
    story.earlierTitles = {{QStringLiteral("Regulator to widen custody rules"), designNow - 1h}};
    show({story});
    EXPECT_TRUE(has(1, world.theme.tokens().warning));
    EXPECT_TRUE(has(1, world.theme.tokens().selectedChip)); // the new word
    world.clock.advance(24h);
    EXPECT_FALSE(has(1, world.theme.tokens().warning));
    EXPECT_FALSE(has(1, world.theme.tokens().selectedChip));
}

TEST_F(ArticleRowsTest, ASearchMarksItsWordsAndShowsWhereTheyStand)
{
    Story story = makeStory(QStringLiteral("After the halving"), designNow);
    Story other = makeStory(QStringLiteral("Miners wait"), designNow - 1min);
    other.article.summary = QStringLiteral("Most of them expect less revenue once the halving has come.");
    show({story, other});
    EXPECT_FALSE(has(1, world.theme.tokens().selectedChip));
    const int before = rowHeight(2);
    delegate.setSearch(QStringLiteral("halving"));
    list.doItemsLayout();
    EXPECT_TRUE(has(1, world.theme.tokens().selectedChip));
    EXPECT_TRUE(has(2, world.theme.tokens().selectedChip));
    EXPECT_EQ(rowHeight(1), 57);
    EXPECT_EQ(rowHeight(2), before + 18); // the line of its summary
}
