#include "tests/ui/news/newsfakes.h"
#include "ui/news/trendingmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
class TrendingModelTest : public testing::Test
{
protected:
    // An event that so many outlets tell of, since then.
    void tell(const QString &word, int outlets, std::chrono::minutes ago)
    {
        QList<Story> reports;
        for (int i = 0; i < outlets; ++i)
            reports.append(makeStory(QStringLiteral("%1 %1corp %1ville opens %1land %1ium").arg(word),
                                     clock.now() - ago, QStringLiteral("Outlet %1").arg(i)));
        store.put(reports);
    }
    QStringList words() const
    {
        QStringList all;
        for (int i = 0; i < model.rowCount(); ++i)
            all.append(model.index(i).data().toString().section(u' ', 0, 0));
        return all;
    }
    void show()
    {
        QSignalSpy told(&model, &TrendingModel::stateChanged);
        model.setShown(true);
        ASSERT_TRUE(waitUntil([&] { return !told.isEmpty(); }));
    }

    ManualClock clock{designNow};
    FakeStore store;
    TrendingModel model{store, clock};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};
} // namespace

TEST_F(TrendingModelTest, RanksByOutletsAndSaysWhy)
{
    tell(QStringLiteral("harbor"), 2, 60min);
    tell(QStringLiteral("lantern"), 4, 60min);
    show();
    EXPECT_EQ(words(), (QStringList{QStringLiteral("lantern"), QStringLiteral("harbor")}));
    EXPECT_EQ(model.row(model.index(0))->text, QStringLiteral("4 outlets · 1 h"));
    EXPECT_EQ(model.row(model.index(1))->count, 2);
}

TEST_F(TrendingModelTest, NothingIsRankedWhileNobodyLooks)
{
    tell(QStringLiteral("harbor"), 2, 60min);
    clock.advance(10min);
    settle();
    EXPECT_EQ(model.rowCount(), 0);
    show();
    model.setShown(false);
    tell(QStringLiteral("lantern"), 4, 1min);
    clock.advance(10min);
    settle();
    EXPECT_EQ(words(), QStringList{QStringLiteral("harbor")});
}

TEST_F(TrendingModelTest, StoriesThatComeAreRankedSoon)
{
    tell(QStringLiteral("harbor"), 2, 60min);
    show();
    tell(QStringLiteral("lantern"), 4, 1min);
    clock.advance(2s);
    EXPECT_TRUE(waitUntil([&] { return words().contains(QStringLiteral("lantern")); }));
}

TEST_F(TrendingModelTest, ASmallMoveWaitsForFiveMinutes)
{
    tell(QStringLiteral("harbor"), 2, 60min);
    tell(QStringLiteral("lantern"), 2, 70min);
    show();
    const QStringList before = words();
    ASSERT_EQ(before.first(), QStringLiteral("harbor"));
    // One more outlet lifts the second above the first: by one rank, so it waits.
    Story more = makeStory(QStringLiteral("lantern lanterncorp lanternville opens lanternland lanternium"),
                           designNow, QStringLiteral("Outlet 7"));
    store.put({more});
    clock.advance(60s);
    ASSERT_TRUE(waitUntil([&] { return model.row(model.index(1))->text.startsWith(u'3'); }));
    EXPECT_EQ(words(), before);
    clock.advance(4min);
    EXPECT_TRUE(waitUntil([&] { return words().first() == QStringLiteral("lantern"); }));
}
