#include "tests/ui/news/newsfakes.h"
#include "ui/news/storytext.h"

#include "ui/news/articledelegate.h"
#include "ui/style/chips.h"

#include <QFile>
#include <QRegularExpression>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

TEST(StoryTextTest, TheRealHostIsTheOneThatIsAsked)
{
    const auto host = [](const char *url) { return realHost(QUrl(QString::fromUtf8(url))).toStdString(); };
    EXPECT_EQ(host("https://www.coindesk.com/a"), "www.coindesk.com");
    EXPECT_EQ(host("https://www.coindesk.com@evil.example/a"), "evil.example");
    EXPECT_EQ(host("https://xn--80ak6aa92e.com/"), "xn--80ak6aa92e.com");
    EXPECT_EQ(host("https://аррӏе.com/"), "xn--80ak6aa92e.com"); // Cyrillic look-alike
    EXPECT_EQ(host("http://example.com:8080/"), "example.com:8080");
}

TEST(StoryTextTest, OtherSchemesLeadNowhere)
{
    for (const char *url : {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x",
                            "ftp://example.com/", "bitcoin:1abc", "/relative", "", "https://"})
        EXPECT_TRUE(realHost(QUrl(QString::fromUtf8(url))).isEmpty()) << url;
}

TEST(StoryTextTest, SamplesNeverBearAnOutletsName)
{
    Article article = makeStory(QStringLiteral("t"), designNow).article;
    article.section = QStringLiteral("Flash");
    EXPECT_EQ(breadcrumb(article), QStringLiteral("Chainside › Flash"));
    article.sample = true;
    EXPECT_EQ(breadcrumb(article), QStringLiteral("Sample › Flash"));
}

TEST(StoryTextTest, ADateOfTheFutureIsNotShown)
{
    Article article = makeStory(QStringLiteral("t"), designNow).article;
    article.published = designNow + 48h;
    EXPECT_EQ(shownTime(article), designNow);
    article.published = designNow - 1h;
    EXPECT_EQ(shownTime(article), designNow - 1h);
    article.published = {};
    EXPECT_EQ(shownTime(article), designNow);
}

TEST(StoryTextTest, IsSpokenAsASentence)
{
    Story story =
        makeStory(QStringLiteral("Officials call off talks"), designNow - 35min, QStringLiteral("金色财经"));
    const Times times(QTimeZone::utc());
    EXPECT_EQ(spokenStory(story, times, designNow),
              QStringLiteral("Unread. Officials call off talks. 金色财经, today 01:07."));
    story.state = {true, true};
    EXPECT_EQ(spokenStory(story, times, designNow + 24h),
              QStringLiteral("Read. Saved. Officials call off talks. 金色财经, yesterday 01:07."));
}

TEST(StoryTextTest, EveryReasonOfAPromotionFitsItsColumn)
{
    const NewsWorld world;
    QFile rules(QStringLiteral(WICKPOST_SOURCE_DIR "/resources/promotions.json"));
    ASSERT_TRUE(rules.open(QIODevice::ReadOnly));
    static const QRegularExpression why(QStringLiteral("\"why\": \"([^\"]+)\""));
    auto found = why.globalMatch(QString::fromUtf8(rules.readAll()));
    ASSERT_TRUE(found.hasNext());
    while (found.hasNext()) {
        StoryFacts facts;
        facts.promotion = found.next().captured(1);
        EXPECT_LE(chipWidth(world.theme.fonts(), shownPromotion(facts)), StoryMeasures::promotionKind)
            << facts.promotion.toStdString();
    }
}
