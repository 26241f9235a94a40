#include "app/news/memoryarticlestore.h"
#include "tests/news/plainrules.h"
#include "tests/news/storyclustercontract.h"
#include "tests/news/storysearchcontract.h"

namespace {
std::unique_ptr<ArticleStore> makeStore()
{
    return std::make_unique<MemoryArticleStore>(plainRules());
}
} // namespace

INSTANTIATE_TEST_SUITE_P(Memory, ArticleStoreContract, testing::Values(StoreMaker(makeStore)));
INSTANTIATE_TEST_SUITE_P(Memory, StoryClusterContract, testing::Values(StoreMaker(makeStore)));

TEST(MemoryArticleStoreTest, TakesStoriesOfOurOwnAsTheyAre)
{
    MemoryArticleStore store;
    Story story;
    story.article.title = u"Sample"_s;
    story.article.source = u"Chainside"_s;
    story.article.sample = true;
    story.article.sortTime = noon;
    story.state.read = true;
    story.earlierTitles = {{u"Before"_s, noon}};
    store.add({story});
    const QList<Story> all = stored(store);
    ASSERT_EQ(all.size(), 1);
    EXPECT_NE(all[0].article.id, ArticleId{});
    story.article.id = story.cluster = all[0].article.id;
    story.clusterSources = {u"Chainside"_s};
    EXPECT_EQ(all[0], story);
}
