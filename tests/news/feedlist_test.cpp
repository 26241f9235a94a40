#include "app/news/feedentryjson.h"
#include "app/news/feedlist.h"

#include <QSet>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const FeedEntry &entry(const QList<FeedEntry> &feeds, const QString &id)
{
    static const FeedEntry none;
    for (const FeedEntry &each : feeds)
        if (each.info.id.value == id)
            return each;
    ADD_FAILURE() << "no feed " << id.toStdString();
    return none;
}

FeedListing overlay(const QByteArray &feeds)
{
    return overlaidFeeds(shippedFeeds(), "{\"feeds\": [" + feeds + "]}", u"mine.json"_s);
}
} // namespace

TEST(ShippedFeedsTest, AreCompleteAndTheirOwn)
{
    const QList<FeedEntry> feeds = shippedFeeds();
    QSet<QString> ids;
    for (const FeedEntry &each : feeds) {
        SCOPED_TRACE(each.info.id.value.toStdString());
        EXPECT_FALSE(ids.contains(each.info.id.value));
        ids.insert(each.info.id.value);
        EXPECT_EQ(each.info.url.scheme(), u"https"_s);
        EXPECT_EQ(each.info.homePage.scheme(), u"https"_s);
        EXPECT_FALSE(each.info.source.isEmpty());
        EXPECT_FALSE(each.info.language.isEmpty());
        EXPECT_FALSE(each.info.owner.isEmpty());
        EXPECT_FALSE(each.group.isEmpty());
        EXPECT_FALSE(each.info.userNamed);
        EXPECT_EQ(each.info.flashes, each.kind == FeedEntry::Kind::Flashes);
    }
}

TEST(ShippedFeedsTest, NoAddressIsListedTwiceForOneLanguage)
{
    QSet<QString> seen;
    for (const FeedEntry &each : shippedFeeds()) {
        const QString address = each.info.url.toString() + each.info.language;
        EXPECT_FALSE(seen.contains(address)) << address.toStdString();
        seen.insert(address);
    }
}

TEST(ShippedFeedsTest, AboutEightAreOnInEnglishAndChinese)
{
    QStringList languages;
    for (const FeedInfo &feed : chosenFeeds(shippedFeeds(), 300s))
        languages.append(feed.language);
    EXPECT_GE(languages.size(), 7);
    EXPECT_LE(languages.size(), 9);
    EXPECT_GE(languages.count(u"en"_s), 3);
    EXPECT_GE(languages.count(u"zh"_s), 2);
}

TEST(ShippedFeedsTest, BlockBeatsIsAskedForItsLanguageByHeader)
{
    const FeedInfo feed = entry(shippedFeeds(), u"blockbeats"_s).info;
    EXPECT_EQ(feed.headers, (QList<QPair<QByteArray, QByteArray>>{{"language", "cn"}}));
    EXPECT_EQ(feed.zoneOffsetMinutes, 480);
    EXPECT_TRUE(feed.flashes);
}

TEST(ShippedFeedsTest, JinseIsTriedAtItsNewestDomainFirst)
{
    const FeedInfo feed = entry(shippedFeeds(), u"jinse"_s).info;
    QStringList hosts{feed.url.host()};
    for (const QUrl &url : feed.otherUrls)
        hosts.append(url.host());
    EXPECT_EQ(hosts, (QStringList{u"api.jinse.com.cn"_s, u"api.jinse.cn"_s, u"api.jinse.com"_s}));
}

TEST(ShippedFeedsTest, EditionsAndSectionsOfAnOutletHaveOneOwner)
{
    const QList<FeedEntry> feeds = shippedFeeds();
    const auto owner = [&](const char *id) { return entry(feeds, QString::fromLatin1(id)).info.owner; };
    EXPECT_EQ(owner("cointelegraph-es"), owner("cointelegraph"));
    EXPECT_EQ(owner("cointelegraph-cn"), owner("cointelegraph"));
    EXPECT_EQ(owner("blockbeats-en"), owner("blockbeats"));
    EXPECT_EQ(owner("wublock-zh"), owner("wublockchain"));
    EXPECT_NE(owner("kraken-blog"), owner("bitfinex-blog"));
    QSet<QString> on;
    for (const FeedInfo &feed : chosenFeeds(feeds, 300s))
        on.insert(feed.owner);
    EXPECT_EQ(on.size(), chosenFeeds(feeds, 300s).size()) << "what is on by default counts each";
}

TEST(ShippedFeedsTest, AnnouncementsAndWhatPromotesMuchAreOff)
{
    for (const FeedEntry &each : shippedFeeds())
        if (each.kind == FeedEntry::Kind::Announcements || each.group.contains("promotions"_L1)) {
            EXPECT_FALSE(each.on) << each.info.id.value.toStdString();
        }
}

TEST(FeedOwnerTest, IsThatOfAListedFeedOfTheHost)
{
    const QList<FeedEntry> feeds = shippedFeeds();
    EXPECT_EQ(feedOwnerAt(QUrl(u"https://cointelegraph.com/rss/tag/defi"_s), feeds), u"Cointelegraph"_s);
    EXPECT_EQ(feedOwnerAt(QUrl(u"https://coindesk.com/x"_s), feeds), u"CoinDesk"_s) << "www. or not";
    EXPECT_EQ(feedOwnerAt(QUrl(u"https://github.com/ethereum/go-ethereum/releases.atom"_s), feeds), QString())
        << "many publish there";
    EXPECT_EQ(feedOwnerAt(QUrl(u"https://elsewhere.example/feed"_s), feeds), QString());
}

TEST(ChosenFeedsTest, AreThoseSwitchedOnAndNotRemoved)
{
    const FeedListing listing = overlay(R"({"id": "protos", "on": true}, {"id": "decrypt", "on": false},
        {"id": "theblock", "removed": true})");
    QStringList ids;
    for (const FeedInfo &feed : chosenFeeds(listing.feeds, 300s))
        ids.append(feed.id.value);
    EXPECT_TRUE(ids.contains(u"protos"_s));
    EXPECT_TRUE(ids.contains(u"coindesk"_s));
    EXPECT_FALSE(ids.contains(u"decrypt"_s));
    EXPECT_FALSE(ids.contains(u"theblock"_s));
}

TEST(ChosenFeedsTest, SlowNewsDownButNotFlashes)
{
    const FeedListing listing = overlay(R"({"id": "ethereum-blog", "on": true})");
    for (const FeedInfo &feed : chosenFeeds(listing.feeds, 900s)) {
        if (feed.id.value == "ethereum-blog"_L1)
            EXPECT_EQ(feed.interval, 3600s) << "a feed's own longer interval stays";
        else
            EXPECT_EQ(feed.interval, feed.flashes ? 120s : 900s) << feed.id.value.toStdString();
    }
}

TEST(OverlaidFeedsTest, AnEntryChangesOnlyWhatItNames)
{
    const FeedListing listing = overlay(R"({"id": "coindesk", "on": false, "weight": 0.7})");
    EXPECT_EQ(listing.problems, QStringList());
    FeedEntry expected = entry(shippedFeeds(), u"coindesk"_s);
    expected.on = false;
    expected.weight = 0.7;
    EXPECT_EQ(entry(listing.feeds, u"coindesk"_s), expected);
    EXPECT_EQ(listing.feeds.size(), shippedFeeds().size());
}

TEST(OverlaidFeedsTest, AFeedOfTheUsersMayBePlainHttpOrAFile)
{
    const FeedListing listing = overlay(
        R"({"id": "intranet", "source": "Desk", "url": "http://news.local:8080/rss", "on": true, "kind": "flashes"},
           {"id": "file", "source": "Notes", "url": "/home/me/notes.xml"})");
    EXPECT_EQ(listing.problems, QStringList());
    const FeedEntry desk = entry(listing.feeds, u"intranet"_s);
    EXPECT_TRUE(desk.info.userNamed);
    EXPECT_TRUE(desk.info.flashes);
    EXPECT_TRUE(desk.on);
    EXPECT_EQ(entry(listing.feeds, u"file"_s).info.url, QUrl(u"file:///home/me/notes.xml"_s));
}

TEST(OverlaidFeedsTest, OneBadEntryCostsThatEntryAlone)
{
    const FeedListing listing = overlay(R"({"id": "a", "source": "A"},
        {"id": "b", "source": "B", "url": "gopher://b.example"},
        {"source": "C", "url": "https://c.example/feed"},
        {"id": "d", "source": "D", "url": "https://d.example/feed", "zone": "Beijing"},
        {"id": "e", "source": "E", "url": "https://e.example/feed", "weight": 9},
        {"id": "f", "source": "F", "url": "https://f.example/feed", "kind": "rumours"},
        {"id": "g", "source": "G", "url": "https://g.example/feed", "format": "tea-leaves"},
        {"id": "h", "source": "H", "url": "https://h.example/feed", "headers": {"Accept-Encoding": "br"}},
        {"id": "i", "source": "I", "url": "https://i.example/feed", "headers": {"A": "b\r\nCookie: c"}},
        {"id": "j", "source": "J", "url": "https://j.example/feed", "kind": "two\nlines"},
        {"id": "good", "source": "Good", "url": "https://good.example/feed"})");
    EXPECT_EQ(listing.problems.size(), 10);
    EXPECT_FALSE(listing.problems.join(u""_s).contains(u'\n'));
    EXPECT_EQ(listing.problems.value(0), u"mine.json: feed 1 (a): \"url\" is missing"_s);
    EXPECT_TRUE(listing.problems.value(1).contains(u"gopher://b.example"_s));
    EXPECT_EQ(listing.feeds.size(), shippedFeeds().size() + 1);
    EXPECT_EQ(entry(listing.feeds, u"good"_s).info.source, u"Good"_s);
}

TEST(OverlaidFeedsTest, BrokenJsonNamesItsLineAndKeepsTheShippedList)
{
    const FeedListing listing = overlaidFeeds(shippedFeeds(), "{\n \"feeds\": [\n  {]\n}", u"mine.json"_s);
    ASSERT_EQ(listing.problems.size(), 1);
    EXPECT_TRUE(listing.problems[0].startsWith(u"mine.json, line 3: "_s))
        << listing.problems[0].toStdString();
    EXPECT_EQ(listing.feeds, shippedFeeds());
}

TEST(FeedEntryJsonTest, WhatDiffersGivesTheEntryAgain)
{
    FeedEntry mine;
    mine.info.id = {u"desk.example/feed"_s};
    mine.info.source = u"Desk"_s;
    mine.info.owner = u"House"_s;
    mine.info.section = u"Markets"_s;
    mine.info.url = QUrl(u"http://desk.example/feed?a=1&b=%20"_s);
    mine.info.homePage = QUrl(u"https://desk.example/"_s);
    mine.info.otherUrls = {QUrl(u"https://other.example/feed"_s)};
    mine.info.headers = {{"Accept-Language", "de"}};
    mine.info.language = u"de"_s;
    mine.info.zoneOffsetMinutes = -210;
    mine.info.format = u"odaily"_s;
    mine.group = u"Mine"_s;
    mine.note = u"odd"_s;
    mine.weight = 0.6;
    mine.on = true;
    for (const auto kind : {FeedEntry::Kind::News, FeedEntry::Kind::Flashes, FeedEntry::Kind::Announcements,
                            FeedEntry::Kind::Project}) {
        setFeedKind(mine, kind);
        for (const auto every : {mine.info.interval, std::chrono::seconds(700s)}) {
            mine.info.interval = every;
            const QList<FeedEntry> bases{FeedEntry{}, entry(shippedFeeds(), u"blockbeats"_s),
                                         entry(shippedFeeds(), u"cryptopotato"_s)};
            for (const FeedEntry &base : bases) {
                FeedEntry read = base;
                read.info.id = mine.info.id;
                EXPECT_EQ(readFeedEntry(feedEntryToJson(mine, base), read), QString());
                EXPECT_EQ(read, mine) << base.info.id.value.toStdString();
            }
        }
    }
}

TEST(FeedEntryJsonTest, NamesNothingThatIsTheSame)
{
    FeedEntry changed = entry(shippedFeeds(), u"jinse"_s);
    changed.on = false;
    EXPECT_EQ(feedEntryToJson(changed, entry(shippedFeeds(), u"jinse"_s)),
              (QJsonObject{{u"id"_s, u"jinse"_s}, {u"on"_s, false}}));
}

TEST(FeedIdTest, IsTheSameForHttpAndHttps)
{
    EXPECT_EQ(feedIdFor(QUrl(u"http://Blog.Example.com/feed/"_s)).value, u"blog.example.com/feed"_s);
    EXPECT_EQ(feedIdFor(QUrl(u"https://blog.example.com/feed"_s)).value, u"blog.example.com/feed"_s);
    EXPECT_NE(feedIdFor(QUrl(u"https://x.example/rss?type=NEWS"_s)),
              feedIdFor(QUrl(u"https://x.example/rss"_s)));
}
