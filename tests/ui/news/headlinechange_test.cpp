#include "tests/ui/news/newsfakes.h"
#include "ui/news/headlinechange.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
Story changed(const QString &from, const QString &to)
{
    Story story = makeStory(to, designNow - 2h);
    story.earlierTitles = {{from, designNow - 1h}};
    return story;
}
QString told(const char *from, const char *to)
{
    const auto change = headlineChange(changed(QString::fromUtf8(from), QString::fromUtf8(to)));
    return change ? headlineChangeText(*change, Times(QTimeZone::utc())) : QStringLiteral("as it was");
}
} // namespace

TEST(HeadlineChange, NamesOnlyTheWordsThatDiffer)
{
    EXPECT_EQ(told("Regulator to widen custody rules", "Regulator may widen custody rules"),
              QStringLiteral("changed 00:42: to → may"));
    EXPECT_EQ(told("Fund holds $67,000 coins.", "Fund holds $68,000 coins."),
              QStringLiteral("changed 00:42: 67,000 → 68,000"));
    EXPECT_EQ(told("监管机构将放宽托管规则", "监管机构或放宽托管规则"),
              QStringLiteral("changed 00:42: 将 → 或"));
}

TEST(HeadlineChange, TellsPlacesApart)
{
    EXPECT_EQ(told("Bank to cut rates next week, two members say",
                   "Bank may cut rates next month, two members say"),
              QStringLiteral("changed 00:42: to … week → may … month"));
}

TEST(HeadlineChange, SaysWhatWasOnlyAddedOrDropped)
{
    EXPECT_EQ(told("Exchange halts withdrawals", "Exchange halts withdrawals again"),
              QStringLiteral("changed 00:42: added “again”"));
    EXPECT_EQ(told("Exchange briefly halts withdrawals", "Exchange halts withdrawals"),
              QStringLiteral("changed 00:42: dropped “briefly”"));
}

TEST(HeadlineChange, AnotherHeadlineHasChangedAsAWhole)
{
    EXPECT_EQ(told("What to know before the open", "Miners sell the most since May"),
              QStringLiteral("changed 00:42: What to know before the open → Miners sell the most since May"));
}

TEST(HeadlineChange, BlanksAloneAreNoChange)
{
    EXPECT_EQ(told("Exchange  halts withdrawals", "Exchange halts withdrawals"), QStringLiteral("as it was"));
    EXPECT_FALSE(headlineChange(makeStory(QStringLiteral("Never changed"), designNow)));
}

TEST(HeadlineChange, TheLatestOfSeveralIsTold)
{
    Story story = changed(QStringLiteral("Bank to cut rates"), QStringLiteral("Bank did cut rates"));
    story.earlierTitles.append({QStringLiteral("Bank may cut rates"), designNow - 30min});
    const auto change = headlineChange(story);
    ASSERT_TRUE(change);
    EXPECT_EQ(*change, (HeadlineChange{designNow - 30min, QStringLiteral("may"), QStringLiteral("did")}));
}

TEST(Wordings, EachHasTheTimeItStoodFromAndWhatWasChangedInIt)
{
    Story story = changed(QStringLiteral("Bank to cut rates"), QStringLiteral("Bank did cut rates"));
    story.earlierTitles.append({QStringLiteral("Bank may cut rates"), designNow - 30min});
    const QList<Wording> all = wordings(story);
    ASSERT_EQ(all.size(), 3);
    EXPECT_EQ(all[0].since, designNow - 2h);
    EXPECT_EQ(all[1].since, designNow - 1h);
    EXPECT_EQ(all[2].since, designNow - 30min);
    EXPECT_EQ(all[0].dropped, (QList<TextSpan>{{5, 2}}));
    EXPECT_EQ(all[1].added, (QList<TextSpan>{{5, 3}}));
    EXPECT_EQ(all[1].dropped, (QList<TextSpan>{{5, 3}}));
    EXPECT_EQ(all[2].added, (QList<TextSpan>{{5, 3}}));
    EXPECT_TRUE(all[0].added.isEmpty() && all[2].dropped.isEmpty());
}

TEST(Wordings, TextsOfAnyLengthAreCompared)
{
    const QString many = QStringLiteral("word ").repeated(3000);
    const WordChanges changes = changedWords(many, many + QStringLiteral("more"));
    EXPECT_EQ(changes.from, (QList<TextSpan>{{0, many.size()}}));
    EXPECT_EQ(changedWords(many, many), WordChanges());
    EXPECT_EQ(changedWords({}, QStringLiteral("now there")).to, (QList<TextSpan>{{0, 9}}));
}
