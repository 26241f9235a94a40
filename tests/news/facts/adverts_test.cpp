#include "app/news/facts/adverts.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
const QString story = u"<p>Delegations left the city late on Friday without a date for another round.</p>"_s;

class AdvertsTest : public testing::Test
{
protected:
    bool isAdvert(const QString &line) const { return cutter.adverts({line}).at(0); }
    AdvertCutter cutter;
};
} // namespace

TEST_F(AdvertsTest, AnAdvertGoesAndIsKeptAside)
{
    const QString advert =
        u"<p><strong>PoolX: Earn new token airdrops</strong><br>Lock BGB and share 1,000,000 XYZ. Lock now!</p>"_s;
    const AdvertCut cut = cutter.cut(story + advert + u"<p>Oil rose in the first minutes.</p>"_s);
    EXPECT_EQ(cut.html, story + u"<p>Oil rose in the first minutes.</p>"_s);
    ASSERT_EQ(cut.count(), 1);
    EXPECT_EQ(cut.removed[0], advert);
}

TEST_F(AdvertsTest, LinesOfAParagraphGoWithoutTheRest)
{
    const AdvertCut cut = cutter.cut(
        u"<p>会谈在周五结束，双方没有确定下一轮的日期，油价随后上涨。<br>立即锁仓，瓜分100万XYZ空投奖励<br>原文链接</p>"_s);
    EXPECT_EQ(cut.html, u"<p>会谈在周五结束，双方没有确定下一轮的日期，油价随后上涨。<br>原文链接</p>"_s);
    EXPECT_EQ(cut.count(), 1);
}

TEST_F(AdvertsTest, WhatStandsTogetherIsOneAdvertWhatStandsApartIsTwo)
{
    const QString follow = u"<h3>Join our Telegram channel</h3><p>Subscribe to our newsletter</p>"_s;
    EXPECT_EQ(cutter.cut(story + follow + story).count(), 1);
    const AdvertCut apart =
        cutter.cut(follow + story + u"<div><p>Sign up with code ORC10 and get a $30 bonus</p></div>"_s);
    EXPECT_EQ(apart.count(), 2);
    EXPECT_EQ(apart.html, story);
    EXPECT_EQ(apart.places, (QList<qsizetype>{0, story.size()})) << "where they stood";
}

TEST_F(AdvertsTest, KnowsTheUsualKinds)
{
    for (
        const QString &line : {
            u"PoolX: Earn new token airdrops … Lock now!"_s,
            u"Sign up with code ORCHARD and save 20% on trading fees"_s,
            u"Subscribe to our newsletter for more stories like this"_s,
            u"Join our Telegram"_s,
            u"Follow us on X and Google News for the latest crypto news"_s,
            u"Start every day with the top news stories right now, delivered by our Daily Debrief Newsletter"_s,
            u"New users get a $100 welcome bonus when they register"_s,
            u"Advertisement"_s,
            u"廣告"_s,
            u"欢迎加入深潮官方社群"_s,
            u"新用户注册链接：立即注册领取最高100 USDT赠金"_s,
        })
        EXPECT_TRUE(isAdvert(line)) << line.toStdString();
}

TEST_F(AdvertsTest, LinesBesideAnAdvertBelongToItWhereTheyCould)
{
    const AdvertCut cut = cutter.cut(story +
                                     u"<p>PoolX: Earn new token airdrops</p>"
                                     u"<p>Lock your assets and earn 10%+ APR</p><p>Lock now!</p>"_s +
                                     story);
    EXPECT_EQ(cut.html, story + story);
    EXPECT_EQ(cut.count(), 1);
    EXPECT_FALSE(isAdvert(u"Lock now!"_s)) << "alone it says too little";
    EXPECT_EQ(cutter.cut(story + u"<p>Buy now?</p>"_s + story).count(), 0);
}

TEST_F(AdvertsTest, LinesThatTellSomethingStay)
{
    for (const QString &line : {
             u"The exchange said new users who register get a welcome bonus, and the regulator objected."_s,
             u"Scammers told victims to sign up with code VIP and claim a bonus on a fake site."_s,
             u"The protocol launched an airdrop; users can claim tokens from Monday."_s,
             u"He founded a newsletter in 2019 and a Telegram channel two years later."_s,
             u"Members of the community follow the developers on Discord."_s,
             u"Developers published the source code and a bounty of up to $50,000."_s,
             u"Analysts say investors should not buy now."_s,
             u"Validators lock tokens to earn rewards; the vote ends today."_s,
             u"该项目宣布空投奖励将于下周开放领取。"_s,
             u"警方提醒，点击注册即送奖励的链接多为诈骗。"_s,
             u"Ad spending rose 4% in the quarter."_s,
         })
        EXPECT_FALSE(isAdvert(line)) << line.toStdString();
}

TEST_F(AdvertsTest, ATextThatIsNothingElseStaysWhole)
{
    const QString advert = u"<p>Join our Telegram</p>"_s;
    const AdvertCut cut = cutter.cut(advert);
    EXPECT_EQ(cut.html, advert);
    EXPECT_EQ(cut.count(), 0);
}

TEST_F(AdvertsTest, WhatCannotBeReadStaysWhole)
{
    const QString deep = story + QString(u"<blockquote>"_s).repeated(300) + u"Join our Telegram"_s;
    EXPECT_EQ(cutter.cut(deep).html, deep);
    EXPECT_EQ(cutter.cut(QString()).html, QString());
    EXPECT_EQ(cutter.cut(u"Join our <b>Telegram"_s).count(), 0);
}

TEST_F(AdvertsTest, LinksAndPicturesOfTheStoryStay)
{
    const QString html =
        story +
        u"<figure><img src=\"https://e.example/a.png\"><figcaption>A chart</figcaption></figure>"
        u"<ul><li>One fact</li><li><a href=\"https://t.example/c\">Join our Telegram channel</a></li></ul>"_s;
    const AdvertCut cut = cutter.cut(html);
    EXPECT_EQ(cut.count(), 1);
    EXPECT_TRUE(cut.html.contains(u"<img src=\"https://e.example/a.png\">"_s));
    EXPECT_TRUE(cut.html.endsWith(u"<ul><li>One fact</li></ul>"_s));
}
