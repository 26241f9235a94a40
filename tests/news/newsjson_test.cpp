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
    EXPECT_EQ(storyToJson(story).toStdString(),
              "{\"id\":42,\"title\":\"Bank \\\"may\\\" cut\\nrates\","
              "\"earlierTitles\":[\"Bank to cut rates\",\"Bank "
              "cuts\"],\"source\":\"金色财经\",\"section\":\"Flash\","
              "\"author\":\"Ann\",\"link\":\"https://a.example/x?q=a%20b&c=d\","
              "\"published\":\"2025-09-13T11:59:59Z\",\"seen\":\"2025-09-13T12:00:00Z\",\"language\":\"zh\","
              "\"read\":true,\"saved\":false,\"summary\":\"Sum\"}");
}

TEST(NewsJsonTest, WhatNobodySaidIsNull)
{
    Story story;
    story.article.id = {1};
    story.article.title = u"T"_s;
    story.article.source = u"S"_s;
    story.article.firstSeen = noon;
    EXPECT_EQ(
        storyToJson(story).toStdString(),
        "{\"id\":1,\"title\":\"T\",\"earlierTitles\":[],\"source\":\"S\",\"section\":null,\"author\":null,"
        "\"link\":null,\"published\":null,\"seen\":\"2025-09-13T12:00:00Z\",\"language\":null,"
        "\"read\":false,\"saved\":false,\"summary\":null}");
}

TEST(NewsJsonTest, AMadeUpStorySaysSo)
{
    Story story;
    EXPECT_FALSE(storyToJson(story).contains("sample"));
    story.article.sample = true;
    EXPECT_TRUE(storyToJson(story).endsWith(",\"sample\":true}"));
}
