#include "app/news/storysearch.h"

#include "tests/news/plainrules.h"
#include "tests/news/storybuilder.h"

namespace {
QList<SearchTerm> terms(const QString &query)
{
    return searchTerms(query, plainRules().coinNames);
}
SearchLines lines(const QString &title, const QString &text, const QString &coins = {})
{
    return {searchLine(title), searchLine(text), {}, searchLine(coins)};
}
} // namespace

TEST(StorySearchTest, TheLongestNameOfACoinIsOneTerm)
{
    const QList<SearchTerm> found = terms(u"Ethereum Classic halving"_s);
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found[0].phrases.size(), 2);
    EXPECT_EQ(found[0].coins, QStringList{u"ETC"_s});
    EXPECT_EQ(found[1].phrases.size(), 1);
    EXPECT_TRUE(found[1].coins.isEmpty());
}

TEST(StorySearchTest, ANameBesideAWordOfAnotherScriptIsStillAName)
{
    const QList<SearchTerm> found = terms(u"比特币ETF"_s);
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found[0].coins, QStringList{u"BTC"_s});
}

TEST(StorySearchTest, WithoutNamesEveryWordIsATerm)
{
    EXPECT_EQ(searchTerms(u"ethereum classic"_s, {}).size(), 2);
    EXPECT_TRUE(searchTerms(u" -- "_s, {}).isEmpty());
}

TEST(StorySearchTest, ATagStandsForItsName)
{
    EXPECT_TRUE(isFound(lines(u"Miners"_s, {}, u"BTC"_s), terms(u"bitcoin miners"_s)));
    EXPECT_FALSE(isFound(lines(u"Miners"_s, {}, u"ETH"_s), terms(u"bitcoin miners"_s)));
    EXPECT_TRUE(isFound(lines(u"ethereum"_s, u"classic"_s), terms(u"ethereum classic"_s)));
}

TEST(StorySearchTest, WhatIsFoundInMoreImportantPlacesIsMoreRelevant)
{
    const auto of = [](const SearchLines &story) { return relevance(story, terms(u"bitcoin"_s)); };
    const double title = of(lines(u"Bitcoin"_s, {})), text = of(lines({}, u"bitcoin"_s));
    const double tag = of(lines({}, {}, u"BTC"_s));
    EXPECT_GT(title, tag);
    EXPECT_GT(tag, text);
    EXPECT_GT(text, 0);
    EXPECT_EQ(of(lines(u"ether"_s, {})), 0);
}

TEST(StorySearchTest, NewsAgeButNotToNothing)
{
    EXPECT_DOUBLE_EQ(searchRank(1, 0h), 1);
    EXPECT_NEAR(searchRank(1, 72h), 0.7, 1e-9);
    EXPECT_NEAR(searchRank(1, 24h * 3650), 0.4, 1e-9);
    EXPECT_GT(searchRank(0.5, 1h), searchRank(0.5, 2h));
}

TEST(StorySearchTest, TheBodyIsSearchedAndTheSummaryInItIsNotCountedTwice)
{
    Article article;
    article.title = u"T"_s;
    article.summary = u"One two…"_s;
    article.html = u"<p>One two</p><p>three &lt;four&gt;</p>"_s;
    EXPECT_EQ(searchLines(article, {}).text, u"one two three four"_s);
    article.summary = u"Other words"_s;
    EXPECT_EQ(searchLines(article, {}).text, u"other words one two three four"_s);
    article.html.clear();
    EXPECT_EQ(searchLines(article, {}).text, u"other words"_s);
    EXPECT_EQ(searchLines(article, {{u"BTC"_s, 1, u"b"_s}, {u"ETH"_s, 1, u"e"_s}}).coins, u"btc eth"_s);
}
