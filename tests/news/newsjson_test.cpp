#include "app/news/newsjson.h"
#include "tests/news/storybuilder.h"

TEST(NewsJsonTest, NamesEveryFieldInOrder)
{
    Story story;
    story.article.id = {42};
    story.article.title = u"Bank \"may\" cut\nrates"_s;
    story.article.source = u"金色财经"_s;
    story.article.section = u"Flash"_s;
    story.article.author = u"Ann"_s;
    story.article.link = QUrl(u"https://a.example/x?q=a%20b&c=d"_s);
    story.article.published = noon - 1ms;
    story.article.firstSeen = noon;
    story.article.language = u"zh"_s;
    story.article.summary = u"Sum"_s;
    story.state = {true, false};
    story.earlierTitles = {{u"Bank to cut rates"_s, noon}, {u"Bank cuts"_s, noon}};
    story.facts.coins = {{u"BTC"_s, 3, u"Bitcoin"_s}, {u"ETH"_s, 1, u"ether"_s}};
    story.facts.kind = StoryKind::CentralBanks;
    story.facts.provenance = {u"Axios"_s, u"Jin10"_s};
    story.facts.promotion = u"sponsored post"_s;
    story.cluster = {40};
    story.clusterSize = 3;
    story.clusterSources = {u"Wire"_s, u"金色财经"_s};
    EXPECT_EQ(storyToJson(story, TrendPlace{2, 1.5, u"2 outlets · 1 h"_s}, u"same coin: BTC"_s).toStdString(),
              "{\"id\":42,\"title\":\"Bank \\\"may\\\" cut\\nrates\","
              "\"earlierTitles\":[\"Bank to cut rates\",\"Bank "
              "cuts\"],\"source\":\"金色财经\",\"section\":\"Flash\","
              "\"author\":\"Ann\",\"link\":\"https://a.example/x?q=a%20b&c=d\","
              "\"published\":\"2025-09-13T11:59:59Z\",\"seen\":\"2025-09-13T12:00:00Z\",\"language\":\"zh\","
              "\"coins\":[\"BTC\",\"ETH\"],\"kind\":\"centralbanks\",\"provenance\":[\"Axios\",\"Jin10\"],"
              "\"cluster\":{\"id\":40,\"size\":3,\"sources\":[\"Wire\",\"金色财经\"]},"
              "\"promoted\":{\"is\":true,\"why\":\"sponsored post\"},\"read\":true,\"saved\":false,"
              "\"trending\":{\"rank\":2,\"score\":1.5,\"why\":\"2 outlets · 1 h\"},\"summary\":\"Sum\","
              "\"related\":{\"why\":\"same coin: BTC\"}}");
}

TEST(NewsJsonTest, WhatNobodySaidIsNull)
{
    Story story;
    story.article.id = {1};
    story.article.title = u"T"_s;
    story.article.source = u"S"_s;
    story.article.firstSeen = noon;
    story.cluster = {1};
    story.clusterSources = {u"S"_s};
    EXPECT_EQ(
        storyToJson(story).toStdString(),
        "{\"id\":1,\"title\":\"T\",\"earlierTitles\":[],\"source\":\"S\",\"section\":null,\"author\":null,"
        "\"link\":null,\"published\":null,\"seen\":\"2025-09-13T12:00:00Z\",\"language\":null,"
        "\"coins\":[],\"kind\":null,\"provenance\":[],\"cluster\":{\"id\":1,\"size\":1,\"sources\":[\"S\"]},"
        "\"promoted\":{\"is\":false,\"why\":null},\"read\":false,\"saved\":false,\"trending\":null,"
        "\"summary\":null}");
}

TEST(NewsJsonTest, AMadeUpStorySaysSo)
{
    Story story;
    EXPECT_FALSE(storyToJson(story).contains("sample"));
    story.article.sample = true;
    EXPECT_TRUE(storyToJson(story).endsWith(",\"sample\":true}"));
}
