#include "app/news/storyfold.h"

#include "tests/news/storybuilder.h"

namespace {
FoldCandidate candidate(qint64 id, UtcTime time, double weight = 1.0, bool promoted = false)
{
    return {{id}, {1}, time, weight, promoted};
}
ArticleId folded(const QList<FoldCandidate> &candidates)
{
    return foldedStories(candidates).value({1});
}
} // namespace

TEST(StoryFoldTest, AmongEqualsTheNewestStandsForTheEvent)
{
    EXPECT_EQ(folded({candidate(1, noon), candidate(3, noon + 5min), candidate(2, noon + 1min)}),
              ArticleId{3});
    EXPECT_EQ(folded({candidate(4, noon), candidate(9, noon), candidate(7, noon)}), ArticleId{9})
        << "of one moment the last stored, as in lists";
}

TEST(StoryFoldTest, AWeightierOutletStandsBeforeANewerOne)
{
    EXPECT_EQ(folded({candidate(1, noon, 1.5), candidate(2, noon + 5min, 0.5)}), ArticleId{1});
}

TEST(StoryFoldTest, APromotionStandsForAnEventOnlyWhenAllAre)
{
    EXPECT_EQ(folded({candidate(1, noon, 1.5, true), candidate(2, noon, 0.5)}), ArticleId{2});
    EXPECT_EQ(folded({candidate(1, noon, 1.5, true), candidate(2, noon, 0.5, true)}), ArticleId{1});
}

TEST(StoryFoldTest, EachEventHasItsOwn)
{
    const auto rows = foldedStories({{{1}, {1}, noon, 1, false}, {{2}, {2}, noon, 1, false}});
    EXPECT_EQ(rows.size(), 2);
    EXPECT_EQ(rows.value({2}), ArticleId{2});
}
