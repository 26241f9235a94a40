#include "tests/ui/news/newsfakes.h"
#include "ui/shell/searchfield.h"
#include "ui/shell/toolbar.h"
#include "ui/style/controls.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
class ToolbarTest : public testing::Test
{
protected:
    ToolbarTest()
    {
        toolbar.setHealth({QStringLiteral("Live"), Tone::Secondary, Tone::Ok, StatusWords::Mark::Dot});
        widen(1280);
        toolbar.show();
    }
    void widen(int width) { toolbar.resize(width, toolbar.height()); }
    SearchField *field() const { return toolbar.findChild<SearchField *>(); }
    IconButton *button(const char *name) const
    {
        for (IconButton *each : toolbar.findChildren<IconButton *>())
            if (each->isVisible() && each->accessibleName() == QLatin1String(name))
                return each;
        return nullptr;
    }

    NewsWorld world;
    Toolbar toolbar{world.theme, world.clock};
};
} // namespace

TEST_F(ToolbarTest, HasTheDesignsMeasures)
{
    EXPECT_EQ(toolbar.height(), 44);
    EXPECT_EQ(field()->size(), QSize(320, 28));
    EXPECT_EQ(button("Settings")->size(), QSize(30, 30));
    EXPECT_EQ(button("Settings")->geometry().center().x(), 1256);
    widen(1600);
    EXPECT_EQ(field()->width(), 420);
    widen(868);
    EXPECT_EQ(field()->width(), 236);
    EXPECT_EQ(field()->placeholderText(), QStringLiteral("Search"));
}

TEST_F(ToolbarTest, NothingOverlapsAtAnyWidth)
{
    for (const int percent : {100, 150, 200}) {
        world.settings.change([&](Settings &settings) { settings.textSizePercent = percent; });
        toolbar.setHealth(
            {QStringLiteral("3 of 4 sources"), Tone::Warning, Tone::Warning, StatusWords::Mark::Dot});
        for (int width = 300; width <= 2000; width += 7) {
            widen(width);
            QList<QRect> taken;
            const QList<QWidget *> children =
                toolbar.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
            for (const QWidget *child : children) {
                if (!child->isVisible())
                    continue;
                EXPECT_GE(child->x(), 0) << width;
                EXPECT_LE(child->geometry().right(), width) << width;
                for (const QRect &other : std::as_const(taken))
                    EXPECT_FALSE(other.intersects(child->geometry()))
                        << width << " px at " << percent << " %";
                taken.append(child->geometry());
            }
        }
    }
}

TEST_F(ToolbarTest, TypingTellsOnceItPauses)
{
    QSignalSpy searched(&toolbar, &Toolbar::searched);
    toolbar.focusSearch();
    QTest::keyClicks(field(), QStringLiteral("halv"));
    EXPECT_EQ(searched.size(), 0);
    world.clock.advance(150ms);
    ASSERT_EQ(searched.size(), 1);
    EXPECT_EQ(searched.at(0).at(0).toString(), QStringLiteral("halv"));
    QTest::keyClicks(field(), QStringLiteral("i"));
    QTest::keyClick(field(), Qt::Key_Return); // at once
    EXPECT_EQ(searched.size(), 2);
    EXPECT_GT(button("Clear search")->geometry().right(), field()->width() - 10);
    QTest::mouseClick(button("Clear search"), Qt::LeftButton);
    ASSERT_EQ(searched.size(), 3);
    EXPECT_TRUE(searched.at(2).at(0).toString().isEmpty());
    world.clock.advance(1s);
    EXPECT_EQ(searched.size(), 3);
}

TEST_F(ToolbarTest, ANarrowSearchOpensOverTheRest)
{
    widen(420);
    EXPECT_FALSE(field()->isVisible());
    EXPECT_EQ(button("Compact"), nullptr);
    QTest::mouseClick(button("Search"), Qt::LeftButton);
    ASSERT_TRUE(field()->isVisible());
    EXPECT_GT(field()->width(), 250);
    EXPECT_EQ(button("Search"), nullptr);
    QTest::keyClicks(field(), QStringLiteral("eth"));
    EXPECT_TRUE(toolbar.leaveSearch());
    EXPECT_FALSE(field()->isVisible());
    EXPECT_TRUE(field()->text().isEmpty());
    EXPECT_FALSE(toolbar.leaveSearch());
}

TEST_F(ToolbarTest, ThePinAsksAndShowsWhatIsSet)
{
    QSignalSpy pinned(&toolbar, &Toolbar::pinToggled);
    toolbar.setPinned(true);
    EXPECT_EQ(pinned.size(), 0);
    EXPECT_TRUE(button("Always on top")->isChecked());
    EXPECT_TRUE(button("Always on top")->toolTip().contains(QStringLiteral("Ctrl+T")));
    QTest::mouseClick(button("Always on top"), Qt::LeftButton);
    ASSERT_EQ(pinned.size(), 1);
    EXPECT_FALSE(pinned.at(0).at(0).toBool());
}
