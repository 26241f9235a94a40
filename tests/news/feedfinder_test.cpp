#include "app/news/feedfinder.h"

#include "app/news/feedpace.h"
#include "app/news/languageguess.h"
#include "tests/news/fakehttp.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
QByteArray rss(const QByteArray &title, const QByteArray &language, const QByteArrayList &titles)
{
    QByteArray out =
        "<rss version=\"2.0\"><channel><title>" + title + "</title><link>https://desk.example/</link>";
    if (!language.isEmpty())
        out += "<language>" + language + "</language>";
    int hour = 0;
    for (const QByteArray &each : titles)
        out += "<item><title>" + each + "</title><pubDate>Fri, 12 Sep 2025 " +
               QByteArray::number(++hour).rightJustified(2, '0') + ":00:00 GMT</pubDate></item>";
    return out + "</channel></rss>";
}

const QByteArray site = "<!DOCTYPE html><html><head><title>The Desk</title>"
                        "<link rel='alternate' type='application/rss+xml' href='/news/rss'>"
                        "<link rel='alternate' type='application/atom+xml' href='/comments/atom'>"
                        "</head><body><h1>The Desk</h1></body></html>";
const QByteArray bareSite =
    "<!DOCTYPE html><html><head><title>The Desk</title></head><body>Hello</body></html>";
const QByteArray botCheck = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
                            "<noscript>Enable JavaScript and cookies to continue</noscript></body></html>";

struct Page
{
    int status = 200;
    QByteArray body;
    QUrl movedTo{};
};
} // namespace

class FeedFinderTest : public testing::Test
{
protected:
    // Plays the web until the search has ended; addresses it doesn't know are 404.
    Result<FoundFeed> find(const QString &typed)
    {
        std::optional<Result<FoundFeed>> result;
        const Request request =
            finder.find(typed, shippedFeeds(), [&](Result<FoundFeed> found) { result = std::move(found); });
        EXPECT_FALSE(result) << "answered before the call returned";
        EXPECT_TRUE(waitUntil([&] {
            if (http.isWaiting())
                answer();
            else
                clock.advance(100ms);
            return result.has_value();
        }));
        return result.value_or(failure(Error::Kind::Timeout, u"no answer"_s));
    }
    void answer()
    {
        const QString url = http.calls.last()->query.url.toString();
        asked.append(url);
        times.append(clock.monotonic());
        if (down.contains(url))
            return http.answer(failure(Error::Kind::Network, u"connection refused"_s));
        const Page page = web.value(url, Page{404, "<html>404</html>"});
        http.answer(page.status, page.body, {{"retry-after", "600"}}, page.movedTo);
    }
    QString why(const QString &typed)
    {
        const auto found = find(typed);
        return found ? u"found "_s + found->entry.info.url.toString() : found.error().detail;
    }

    ManualClock clock;
    FakeHttp http;
    WorkerPool workers{1};
    FeedFinder finder{http, workers, clock};
    QHash<QString, Page> web;
    QStringList down, asked;
    QList<MonoTime> times;
};

TEST_F(FeedFinderTest, AFeedsAddressShowsWhatWouldBeAdded)
{
    web[u"https://desk.example/rss"_s] = {200, rss("The Desk: Markets, Policy and everything else | News",
                                                   "en-GB", {"One", "Two", "Three", "Four"})};
    const auto found = find(u" https://desk.example/rss "_s);
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_EQ(found->entry.info.url, QUrl(u"https://desk.example/rss"_s));
    EXPECT_EQ(found->entry.info.source, u"The Desk"_s);
    EXPECT_EQ(found->entry.info.homePage, QUrl(u"https://desk.example/"_s));
    EXPECT_EQ(found->entry.info.language, u"en"_s);
    EXPECT_EQ(found->format, u"RSS 2.0"_s);
    EXPECT_EQ(found->items, 4);
    EXPECT_EQ(found->headlines, (QStringList{u"Four"_s, u"Three"_s, u"Two"_s}));
    EXPECT_TRUE(found->itemsPerDay);
    EXPECT_FALSE(found->listed);
    EXPECT_EQ(asked.size(), 1);
    EXPECT_TRUE(http.calls[0]->query.userNamed);
    EXPECT_EQ(http.calls[0]->query.bodyLimit, 8 * 1024 * 1024);
}

TEST_F(FeedFinderTest, ASiteLeadsToTheFeedItNames)
{
    web[u"https://desk.example"_s] = {200, site};
    web[u"https://desk.example/news/rss"_s] = {
        200, rss("Desk", "", {"El banco central sube los tipos tras el dato"})};
    const auto found = find(u"desk.example"_s);
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_EQ(found->entry.info.url, QUrl(u"https://desk.example/news/rss"_s));
    EXPECT_EQ(found->entry.info.language, u"es"_s) << "guessed: the feed doesn't say";
    EXPECT_EQ(found->others, QList<QUrl>{QUrl(u"https://desk.example/comments/atom"_s)});
    ASSERT_EQ(asked.size(), 2);
    EXPECT_GE(times[1] - times[0], 1s) << "politely";
}

TEST_F(FeedFinderTest, ASiteThatNamesNoneIsAskedAtTheUsualPlacesOneAfterAnother)
{
    web[u"https://desk.example/about/us"_s] = {200, bareSite};
    web[u"https://desk.example/feed.xml"_s] = {200, rss("Desk", "en", {"One"})};
    const auto found = find(u"https://desk.example/about/us"_s);
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_EQ(found->entry.info.url, QUrl(u"https://desk.example/feed.xml"_s));
    EXPECT_EQ(asked, (QStringList{u"https://desk.example/about/us"_s, u"https://desk.example/feed"_s,
                                  u"https://desk.example/rss"_s, u"https://desk.example/rss.xml"_s,
                                  u"https://desk.example/atom.xml"_s, u"https://desk.example/feed.xml"_s}));
    for (qsizetype i = 1; i < times.size(); ++i)
        EXPECT_GE(times[i] - times[i - 1], 1s);
}

TEST_F(FeedFinderTest, AListedFeedIsShownAsTheListHasIt)
{
    web[u"https://www.coindesk.com/"_s] = {200, "<html><head><link rel=alternate type=application/rss+xml "
                                                "href=/arc/outboundfeeds/rss></head></html>"};
    web[u"https://www.coindesk.com/arc/outboundfeeds/rss"_s] = {200,
                                                                rss("CoinDesk: all of it", "en-US", {"One"})};
    const auto found = find(u"https://www.coindesk.com/"_s);
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_TRUE(found->listed);
    EXPECT_EQ(found->entry, shippedFeeds().first());
    EXPECT_EQ(found->headlines, QStringList{u"One"_s});
}

TEST_F(FeedFinderTest, APublishersOwnJsonIsReadAsTheListSays)
{
    const QString address = u"https://api.odaily.news/api/v1/newsflash?page=1&size=20&lang=zh-cn"_s;
    web[address] = {200, R"({"code":200,"data":{"list":[{"id":1,"title":"标题","content":"<p>正文</p>"}]}})"};
    const auto found = find(address);
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_EQ(found->entry.info.id.value, u"odaily"_s);
    EXPECT_EQ(found->headlines, QStringList{u"标题"_s});
}

TEST_F(FeedFinderTest, WithoutASchemeHttpIsTriedWhenHttpsIsNotThere)
{
    down = {u"https://old.example/rss"_s};
    web[u"http://old.example/rss"_s] = {200, rss("Old", "en", {"One"})};
    EXPECT_EQ(why(u"old.example/rss"_s), u"found http://old.example/rss"_s);
    asked.clear();
    EXPECT_EQ(why(u"https://old.example/rss"_s), u"old.example can't be reached: connection refused."_s);
    EXPECT_EQ(asked.size(), 1) << "who types https means it";
}

TEST_F(FeedFinderTest, AnAddressThatMovedForGoodIsAddedWhereItIsNow)
{
    web[u"http://desk.example/feed"_s] = {200, rss("Desk", "en", {"One"}),
                                          QUrl(u"https://www.desk.example/rss"_s)};
    EXPECT_EQ(why(u"http://desk.example/feed"_s), u"found https://www.desk.example/rss"_s);
}

TEST_F(FeedFinderTest, SaysInWordsWhyThereIsNoFeed)
{
    web[u"https://a.example/403"_s] = {403, "no"};
    web[u"https://a.example/410"_s] = {410, "no"};
    web[u"https://a.example/429"_s] = {429, "no"};
    web[u"https://a.example/500"_s] = {500, "no"};
    web[u"https://a.example/json"_s] = {200, R"({"error": "later"})"};
    web[u"https://a.example/empty"_s] = {200, ""};
    web[u"https://a.example/bot"_s] = {200, botCheck};
    web[u"https://bare.example/"_s] = {200, bareSite};
    EXPECT_EQ(why(u"https://a.example/403"_s), u"a.example refuses Wickpost from this network (HTTP 403)."_s);
    EXPECT_EQ(why(u"https://a.example/404"_s),
              u"There is nothing at this address, says a.example (HTTP 404)."_s);
    EXPECT_EQ(why(u"https://a.example/410"_s),
              u"What was at this address is gone for good, says a.example (HTTP 410)."_s);
    EXPECT_EQ(why(u"https://a.example/429"_s), u"a.example asks not to be asked for 10 min (HTTP 429)."_s);
    EXPECT_EQ(why(u"https://a.example/500"_s), u"a.example can't answer now (HTTP 500)."_s);
    EXPECT_EQ(why(u"https://a.example/json"_s), u"a.example sends no feed: JSON, but no feed."_s);
    EXPECT_EQ(why(u"https://a.example/empty"_s), u"a.example sends no feed: empty document."_s);
    EXPECT_EQ(why(u"https://bare.example/"_s),
              u"bare.example is a page without a feed: it names none, and none is at the usual places."_s);
    asked.clear();
    EXPECT_EQ(why(u"https://a.example/bot"_s),
              u"a.example shows a bot check instead of the page, and refuses Wickpost from this network."_s);
    EXPECT_EQ(asked.size(), 1) << "a site that doesn't want us is left in peace";
}

TEST_F(FeedFinderTest, WhatIsNoAddressIsNotAskedFor)
{
    for (const QString &typed : {u""_s, u"bitcoin news"_s, u"ftp://a.example/feed"_s,
                                 u"javascript:alert(1)"_s, u"mailto:a@b.example"_s, u"coindesk"_s})
        EXPECT_EQ(why(typed), u"“%1” is no address of a feed or a site."_s.arg(typed)) << typed.toStdString();
    EXPECT_EQ(http.calls.size(), 0);
}

TEST_F(FeedFinderTest, APageCanNotSendUsIntoTheHouse)
{
    web[u"https://evil.example/"_s] = {
        200, "<html><head>"
             "<link rel=alternate type=application/rss+xml href='http://192.168.0.1/admin'>"
             "<link rel=alternate type=application/rss+xml href='https://10.0.0.1/x'>"
             "<link rel=alternate type=application/rss+xml href='http://evil.example/old'>"
             "</head></html>"};
    web[u"https://evil.example/old"_s] = {200, rss("Old", "en", {"One"})};
    EXPECT_EQ(why(u"https://evil.example/"_s), u"found https://evil.example/old"_s)
        << "and http becomes https";
    EXPECT_EQ(asked.size(), 2);
}

TEST_F(FeedFinderTest, AFileOfTheUsersIsAFeedToo)
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(u"mine.xml"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(rss("", "", {"比特币突破新高"}));
    file.close();
    const auto found = find(file.fileName());
    ASSERT_TRUE(found) << found.error().detail.toStdString();
    EXPECT_EQ(found->entry.info.source, u"desk.example"_s) << "the feed has no title";
    EXPECT_EQ(found->entry.info.language, u"zh"_s);
    EXPECT_EQ(found->entry.info.zoneOffsetMinutes, 480);
    EXPECT_TRUE(why(u"/nowhere/at/all.xml"_s).contains(u"is no file"_s));
}

TEST_F(FeedFinderTest, CancellingAsksNobodyAnyMore)
{
    web[u"https://desk.example/"_s] = {200, site};
    bool answered = false;
    Request request =
        finder.find(u"https://desk.example/"_s, {}, [&](const Result<FoundFeed> &) { answered = true; });
    ASSERT_TRUE(waitUntil([&] { return http.isWaiting(); }));
    answer();
    request.reset();
    clock.advance(10s);
    EXPECT_FALSE(waitUntil([&] { return answered || http.calls.size() > 1; }, 50));
}

TEST(LanguageGuessTest, GoesByScriptAndLittleWords)
{
    EXPECT_EQ(guessLanguage(u"Bitcoin falls as the Fed holds rates; traders look for a sign"_s), u"en"_s);
    EXPECT_EQ(guessLanguage(u"El precio del bitcoin cae tras la decisión de los bancos"_s), u"es"_s);
    EXPECT_EQ(guessLanguage(u"Der Bitcoin fällt und die Börsen sind nicht ruhig"_s), u"de"_s);
    EXPECT_EQ(guessLanguage(u"Le bitcoin chute et les marchés attendent une décision"_s), u"fr"_s);
    EXPECT_EQ(guessLanguage(u"O bitcoin não para: mais uma alta após a decisão"_s), u"pt"_s);
    EXPECT_EQ(guessLanguage(u"Binance 将上线 Arbitrum (ARB)"_s), u"zh"_s);
    EXPECT_EQ(guessLanguage(u"幣安將上線 Arbitrum 交易對"_s), u"zh-hant"_s);
    EXPECT_EQ(guessLanguage(u"ビットコインが急落"_s), u"ja"_s);
    EXPECT_EQ(guessLanguage(u"비트코인 가격 하락"_s), u"ko"_s);
    EXPECT_EQ(guessLanguage(u"Биткоин упал ниже отметки"_s), u"ru"_s);
    EXPECT_EQ(guessLanguage(u"BTC 115k"_s), QString());
    EXPECT_EQ(guessLanguage(QString()), QString());
}

namespace {
QList<ParsedArticle> itemsAgo(std::initializer_list<std::chrono::hours> ages, UtcTime now)
{
    QList<ParsedArticle> items;
    for (const auto age : ages) {
        ParsedArticle item;
        item.published = now - age;
        items.append(item);
    }
    return items;
}
} // namespace

TEST(FeedPaceTest, CountsADayByTheFeedsOwnDates)
{
    const UtcTime now = fromMsecs(1'757'700'000'000);
    EXPECT_DOUBLE_EQ(*itemsPerDay(itemsAgo({1h, 2h, 3h, 6h, 12h}, now), now), 10) << "five in half a day";
    EXPECT_DOUBLE_EQ(*itemsPerDay(itemsAgo({24h, 300h, 400h, 500h}, now), now), 1 / 7.0)
        << "one in the last week";
    EXPECT_DOUBLE_EQ(*itemsPerDay(itemsAgo({240h, 480h}, now), now), 0.1) << "silent for ten days";
    EXPECT_DOUBLE_EQ(*itemsPerDay(itemsAgo({1h, 2h, 3h, 6h, 12h, 9000h}, now), now), 10) << "a pinned one";
    EXPECT_DOUBLE_EQ(*itemsPerDay(itemsAgo({0h, 0h, 0h, 1h}, now), now), 96);
    EXPECT_FALSE(itemsPerDay(itemsAgo({1h}, now), now));
    EXPECT_FALSE(itemsPerDay(itemsAgo({5h, 5h, 5h}, now), now)) << "one date for all says nothing";
    EXPECT_FALSE(itemsPerDay(itemsAgo({-5h, -6h}, now), now)) << "nor do dates to come";
    EXPECT_FALSE(itemsPerDay({ParsedArticle(), ParsedArticle()}, now));
}
