#include "app/news/userfeeds.h"

#include "app/news/opml.h"
#include "tests/support/waituntil.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

namespace {
class UserFeedsFileTest : public testing::Test
{
protected:
    QTemporaryDir dir;
    const QString path = dir.filePath(u"feeds.json"_s);

    static FeedEntry desk()
    {
        FeedEntry entry;
        setFeedKind(entry, FeedEntry::Kind::News);
        entry.info.source = u"Desk"_s;
        entry.info.url = QUrl(u"http://desk.example/feed"_s);
        entry.info.language = u"de"_s;
        entry.group = u"Mine"_s;
        return entry;
    }
    QByteArray bytes() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &json) const
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(json);
    }
    QStringList asideFiles() const { return QDir(dir.path()).entryList({u"feeds.json.damaged-*"_s}); }
};

QString detail(const auto &result)
{
    return result ? u"no error"_s : result.error().detail;
}
} // namespace

TEST_F(UserFeedsFileTest, WithoutAFileTheFeedsAreAsShipped)
{
    const UserFeeds feeds(path);
    EXPECT_EQ(feeds.feeds(), shippedFeeds());
    EXPECT_EQ(feeds.notice(), QString());
    EXPECT_FALSE(QFile::exists(path)) << "nothing is written before something changes";
}

TEST_F(UserFeedsFileTest, AnAddedFeedIsOnAndThereTheNextTime)
{
    {
        UserFeeds feeds(path);
        int told = 0;
        QObject::connect(&feeds, &UserFeeds::changed, &feeds, [&] { ++told; });
        const auto id = feeds.add(desk());
        ASSERT_TRUE(id) << detail(id).toStdString();
        EXPECT_EQ(id->value, u"desk.example/feed"_s);
        EXPECT_EQ(told, 1);
        EXPECT_TRUE(feeds.isKept());
    }
    const UserFeeds feeds(path);
    const auto entry = feeds.feed({u"desk.example/feed"_s});
    ASSERT_TRUE(entry);
    EXPECT_TRUE(entry->on);
    EXPECT_TRUE(entry->info.userNamed) << "plain http is the user's own choice";
    EXPECT_EQ(entry->info.source, u"Desk"_s);
    EXPECT_EQ(entry->info.owner, u"Desk"_s);
    EXPECT_EQ(entry->info.language, u"de"_s);
    EXPECT_EQ(entry->group, u"Mine"_s);
    EXPECT_EQ(entry->info.interval, std::chrono::seconds{300});
    EXPECT_EQ(feeds.feeds().last(), *entry) << "after the shipped ones";
}

TEST_F(UserFeedsFileTest, AFeedOfAListedOutletsHostIsThatOutletsWord)
{
    UserFeeds feeds(path);
    FeedEntry entry = desk();
    entry.info.url = QUrl(u"https://cointelegraph.com/rss/tag/defi"_s);
    const auto id = feeds.add(entry);
    ASSERT_TRUE(id);
    EXPECT_EQ(feeds.feed(*id)->info.owner, u"Cointelegraph"_s);
}

TEST_F(UserFeedsFileTest, AKnownAddressIsNotAddedTwice)
{
    UserFeeds feeds(path);
    FeedEntry entry = desk();
    entry.info.url = QUrl(u"http://cointelegraph.com/rss/"_s);
    const auto twice = feeds.add(entry);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, Error::Kind::Rejected);
    EXPECT_EQ(twice.error().detail, u"This feed is in the list already: Cointelegraph."_s);
    EXPECT_FALSE(QFile::exists(path));

    entry.info.url = QUrl(u"https://protos.com/feed/"_s);
    const auto off = feeds.add(entry);
    ASSERT_TRUE(off) << "one that was off is switched on";
    EXPECT_EQ(off->value, u"protos"_s);
    EXPECT_EQ(feeds.feed(*off)->info.source, u"Protos"_s) << "as the list knows it";
    EXPECT_TRUE(feeds.feed(*off)->on);

    entry.info.url = QUrl(u"https://api.theblockbeats.news/v2/rss/newsflash"_s);
    entry.info.language = u"en"_s;
    EXPECT_EQ(feeds.add(entry)->value, u"blockbeats-en"_s) << "one address, two languages";
}

TEST_F(UserFeedsFileTest, AFeedNeedsANameAndAnAddress)
{
    UserFeeds feeds(path);
    FeedEntry nameless = desk();
    nameless.info.source = u" "_s;
    EXPECT_EQ(detail(feeds.add(nameless)), u"The feed has no name."_s);
    FeedEntry nowhere = desk();
    nowhere.info.url = QUrl();
    EXPECT_EQ(detail(feeds.add(nowhere)), u"The feed has no address."_s);
    FeedEntry heavy = desk();
    heavy.weight = 40;
    EXPECT_EQ(detail(feeds.add(heavy)), u"\"weight\" is not a number from 0.5 to 1.5"_s);
    EXPECT_EQ(feeds.feeds(), shippedFeeds());
}

TEST_F(UserFeedsFileTest, AnEditChangesWhatWasEdited)
{
    UserFeeds feeds(path);
    const FeedId id = *feeds.add(desk());
    FeedEntry entry = *feeds.feed(id);
    entry.info.source = u"News desk"_s;
    entry.info.url = QUrl(u"https://desk.example/new"_s);
    entry.info.language = u"zh"_s;
    entry.info.zoneOffsetMinutes = 480;
    entry.group = u"Others"_s;
    entry.weight = 1.3;
    setFeedKind(entry, FeedEntry::Kind::Flashes);
    ASSERT_TRUE(feeds.edit(id, entry));
    const FeedEntry now = *UserFeeds(path).feed(id);
    EXPECT_EQ(now.info.source, u"News desk"_s);
    EXPECT_EQ(now.info.owner, u"News desk"_s) << "it was its own owner";
    EXPECT_EQ(now.info.url, QUrl(u"https://desk.example/new"_s));
    EXPECT_EQ(now.info.language, u"zh"_s);
    EXPECT_EQ(now.info.zoneOffsetMinutes, 480);
    EXPECT_EQ(now.group, u"Others"_s);
    EXPECT_EQ(now.weight, 1.3);
    EXPECT_TRUE(now.info.flashes);

    const auto again = feeds.add(desk());
    ASSERT_TRUE(again) << "its old address is free";
    EXPECT_NE(*again, id);
    entry.info.url = desk().info.url;
    EXPECT_EQ(detail(feeds.edit(id, entry)), u"Another feed has this address: Desk."_s);
}

TEST_F(UserFeedsFileTest, AShippedFeedKeepsWhatWasNotEditedWhenTheListGetsBetter)
{
    UserFeeds feeds(path);
    const FeedId id{u"coindesk"_s};
    FeedEntry entry = *feeds.feed(id);
    entry.weight = 0.8;
    ASSERT_TRUE(feeds.edit(id, entry));
    const QJsonArray written = QJsonDocument::fromJson(bytes()).object().value("feeds"_L1).toArray();
    ASSERT_EQ(written.size(), 1);
    EXPECT_EQ(written[0].toObject(), (QJsonObject{{u"id"_s, u"coindesk"_s}, {u"weight"_s, 0.8}}));
    ASSERT_TRUE(feeds.edit(id, shippedFeeds().first()));
    EXPECT_EQ(QJsonDocument::fromJson(bytes()).object().value("feeds"_L1).toArray().size(), 0)
        << "as shipped again: nothing to say";
}

TEST_F(UserFeedsFileTest, ASwitchIsKept)
{
    UserFeeds feeds(path);
    ASSERT_TRUE(feeds.setOn({u"decrypt"_s}, false));
    ASSERT_TRUE(feeds.setOn({u"okx-news"_s}, true));
    const UserFeeds later(path);
    EXPECT_FALSE(later.feed({u"decrypt"_s})->on);
    EXPECT_TRUE(later.feed({u"okx-news"_s})->on);
    EXPECT_EQ(detail(feeds.setOn({u"nobody"_s}, true)), u"There is no such feed."_s);
}

TEST_F(UserFeedsFileTest, UndoPutsAnOwnFeedBackExactly)
{
    UserFeeds feeds(path);
    FeedEntry second = desk();
    second.info.url = QUrl(u"https://second.example/feed"_s);
    const FeedId id = *feeds.add(desk());
    ASSERT_TRUE(feeds.add(second));
    const QByteArray before = bytes();
    const QList<FeedEntry> listed = feeds.feeds();

    const auto removed = feeds.remove(id);
    ASSERT_TRUE(removed);
    EXPECT_EQ(removed->source, u"Desk"_s);
    EXPECT_FALSE(feeds.feed(id));
    EXPECT_FALSE(UserFeeds(path).feed(id));

    ASSERT_TRUE(feeds.restore(*removed));
    EXPECT_EQ(feeds.feeds(), listed);
    EXPECT_EQ(bytes(), before);
}

TEST_F(UserFeedsFileTest, UndoPutsAShippedFeedBackExactly)
{
    UserFeeds feeds(path);
    ASSERT_TRUE(feeds.setOn({u"decrypt"_s}, false));
    for (const QString &id : {u"decrypt"_s, u"coindesk"_s}) { // changed by the user; as shipped
        const QByteArray before = bytes();
        const QList<FeedEntry> listed = feeds.feeds();
        const auto removed = feeds.remove({id});
        ASSERT_TRUE(removed);
        EXPECT_FALSE(feeds.feed({id}));
        EXPECT_FALSE(UserFeeds(path).feed({id})) << "it stays away";
        ASSERT_TRUE(feeds.restore(*removed));
        EXPECT_EQ(feeds.feeds(), listed);
        EXPECT_EQ(bytes(), before);
    }
}

TEST_F(UserFeedsFileTest, ARemovedShippedFeedComesBackByItsAddress)
{
    UserFeeds feeds(path);
    ASSERT_TRUE(feeds.remove({u"coindesk"_s}));
    FeedEntry entry = desk();
    entry.info.url = shippedFeeds().first().info.url;
    EXPECT_EQ(feeds.add(entry)->value, u"coindesk"_s);
    EXPECT_EQ(feeds.feeds(), shippedFeeds());
}

TEST_F(UserFeedsFileTest, TheDefaultsComeBackAndOwnFeedsStay)
{
    UserFeeds feeds(path);
    const FeedId own = *feeds.add(desk());
    ASSERT_TRUE(feeds.setOn({u"decrypt"_s}, false));
    ASSERT_TRUE(feeds.remove({u"jinse"_s}));
    ASSERT_TRUE(feeds.restoreShipped());
    EXPECT_EQ(feeds.feeds().first(shippedFeeds().size()), shippedFeeds());
    EXPECT_TRUE(feeds.feed(own));
}

TEST_F(UserFeedsFileTest, WhatTheFileSaysAndWeDoNotKnowIsKept)
{
    write(R"({"version": 1, "colour": "blue", "feeds": [
        {"id": "coindesk", "on": false, "icon": "cd.png"},
        {"id": "broken", "source": "Broken"},
        {"id": "other", "source": "Other", "url": "https://other.example/feed", "icon": "o.png"}]})");
    UserFeeds feeds(path);
    EXPECT_TRUE(feeds.notice().contains(u"feed 2 (broken): \"url\" is missing"_s))
        << feeds.notice().toStdString();
    ASSERT_TRUE(feeds.setOn({u"coindesk"_s}, true));
    ASSERT_TRUE(feeds.setOn({u"other"_s}, true));
    const QJsonObject root = QJsonDocument::fromJson(bytes()).object();
    EXPECT_EQ(root.value("colour"_L1), u"blue"_s);
    const QJsonArray entries = root.value("feeds"_L1).toArray();
    ASSERT_EQ(entries.size(), 3);
    EXPECT_EQ(entries[0].toObject().value("icon"_L1), u"cd.png"_s);
    EXPECT_FALSE(entries[0].toObject().contains("on"_L1)) << "as shipped again";
    EXPECT_EQ(entries[1].toObject().value("id"_L1), u"broken"_s);
    EXPECT_EQ(entries[2].toObject().value("icon"_L1), u"o.png"_s);
}

TEST_F(UserFeedsFileTest, ADamagedFileIsKeptAsideAndNothingIsLost)
{
    for (const QByteArray &damaged :
         {QByteArray("{\"feeds\": [{\"id\": "), QByteArray("[]"), QByteArray("\0\0\0", 3), QByteArray()}) {
        write(damaged);
        UserFeeds feeds(path);
        EXPECT_EQ(feeds.feeds(), shippedFeeds());
        ASSERT_EQ(asideFiles().size(), 1);
        EXPECT_TRUE(feeds.notice().startsWith(u"The list of feeds was damaged."_s))
            << feeds.notice().toStdString();
        EXPECT_TRUE(feeds.notice().contains(asideFiles().constFirst()));
        ASSERT_TRUE(feeds.add(desk()));
        EXPECT_EQ(asideFiles().size(), 1) << "once is enough";
        EXPECT_FALSE(feeds.notice().isEmpty()) << "said until it was read";
        QFile aside(dir.filePath(asideFiles().constFirst()));
        ASSERT_TRUE(aside.open(QIODevice::ReadOnly));
        EXPECT_EQ(aside.readAll(), damaged);
        EXPECT_TRUE(UserFeeds(path).feed({u"desk.example/feed"_s}));
        EXPECT_TRUE(aside.remove());
    }
}

TEST_F(UserFeedsFileTest, AFileDamagedMeanwhileCostsNoFeed)
{
    UserFeeds feeds(path);
    ASSERT_TRUE(feeds.add(desk()));
    write("oops");
    ASSERT_TRUE(feeds.setOn({u"decrypt"_s}, false));
    EXPECT_EQ(asideFiles().size(), 1);
    const UserFeeds later(path);
    EXPECT_TRUE(later.feed({u"desk.example/feed"_s}));
    EXPECT_FALSE(later.feed({u"decrypt"_s})->on);
}

TEST_F(UserFeedsFileTest, ANewerFileIsUsedAndLeftAlone)
{
    const QByteArray newer = R"({"version": 2, "feeds": [{"id": "decrypt", "on": false}]})";
    write(newer);
    UserFeeds feeds(path);
    EXPECT_FALSE(feeds.feed({u"decrypt"_s})->on);
    EXPECT_TRUE(feeds.notice().contains(u"newer Wickpost"_s));
    ASSERT_TRUE(feeds.add(desk()));
    EXPECT_TRUE(feeds.feed({u"desk.example/feed"_s})) << "for this run";
    EXPECT_FALSE(feeds.isKept());
    EXPECT_EQ(bytes(), newer);
}

TEST_F(UserFeedsFileTest, AFolderThatCanNotBeWrittenIsSaid)
{
    UserFeeds feeds(u"/proc/nowhere/feeds.json"_s);
    ASSERT_TRUE(feeds.add(desk()));
    EXPECT_TRUE(feeds.feed({u"desk.example/feed"_s}));
    EXPECT_FALSE(feeds.isKept());
    EXPECT_TRUE(feeds.notice().contains(u"can't be saved"_s)) << feeds.notice().toStdString();
}

TEST_F(UserFeedsFileTest, TwoAtOnceLoseNothingOfEachOther)
{
    UserFeeds window(path), command(path);
    ASSERT_TRUE(window.setOn({u"decrypt"_s}, false));
    ASSERT_TRUE(command.add(desk()));
    ASSERT_TRUE(window.setOn({u"okx-news"_s}, true));
    const UserFeeds later(path);
    EXPECT_FALSE(later.feed({u"decrypt"_s})->on);
    EXPECT_TRUE(later.feed({u"okx-news"_s})->on);
    EXPECT_TRUE(later.feed({u"desk.example/feed"_s}));
    EXPECT_EQ(window.feeds(), later.feeds());
}

TEST_F(UserFeedsFileTest, AChangeOfAnotherIsHeard)
{
    UserFeeds window(path);
    window.followFile();
    int told = 0;
    QObject::connect(&window, &UserFeeds::changed, &window, [&] { ++told; });
    UserFeeds command(path);
    ASSERT_TRUE(command.add(desk()));
    ASSERT_TRUE(waitUntil([&] { return told > 0; }));
    EXPECT_TRUE(window.feed({u"desk.example/feed"_s}));
}

TEST_F(UserFeedsFileTest, AnImportMergesAndSaysWhatItDid)
{
    UserFeeds feeds(path);
    const auto import = feeds.importOpml(R"(<opml version="2.0"><body><outline text="Desk">
        <outline type="rss" text="My CoinDesk" xmlUrl="https://www.coindesk.com/arc/outboundfeeds/rss"/>
        <outline type="rss" text="P" xmlUrl="https://protos.com/feed/"/>
        <outline type="rss" text="New &amp; own" xmlUrl="https://new.example/feed" language="en"/>
        </outline>
        <outline type="rss" text="Bad" xmlUrl="ftp://bad.example/"/>
        <outline type="rss" text="New again" xmlUrl="http://new.example/feed/"/>
        </body></opml>)",
                                         {}, u"list.opml"_s);
    ASSERT_TRUE(import) << detail(import).toStdString();
    EXPECT_EQ(import->known, QStringList{u"CoinDesk"_s});
    EXPECT_EQ(import->added, (QList<FeedId>{{u"protos"_s}, {u"new.example/feed"_s}}));
    ASSERT_EQ(import->problems.size(), 1);
    EXPECT_TRUE(import->problems[0].startsWith(u"list.opml, line 6: \"ftp://bad.example/\""_s))
        << import->problems[0].toStdString();
    const UserFeeds later(path);
    EXPECT_EQ(later.feed({u"coindesk"_s})->info.source, u"CoinDesk"_s);
    EXPECT_TRUE(later.feed({u"protos"_s})->on);
    const auto own = later.feed({u"new.example/feed"_s});
    ASSERT_TRUE(own);
    EXPECT_EQ(own->info.source, u"New & own"_s);
    EXPECT_EQ(own->group, u"Desk"_s);
    EXPECT_TRUE(own->on);
}

TEST_F(UserFeedsFileTest, ABadListChangesNothing)
{
    UserFeeds feeds(path);
    EXPECT_FALSE(feeds.importOpml("<html></html>", {}, u"x"_s));
    EXPECT_FALSE(
        feeds.importOpml("<opml><body><outline text='a' xmlUrl='ftp://a'/></body></opml>", {}, u"x"_s));
    EXPECT_FALSE(QFile::exists(path));
    const auto half = feeds.importOpml("<opml><body><outline text='A' xmlUrl='https://a.example/f'/><outl",
                                       {}, u"half.opml"_s);
    ASSERT_TRUE(half) << "what could be read is there";
    EXPECT_EQ(half->added.size(), 1);
    EXPECT_EQ(half->problems.size(), 1);
}

TEST_F(UserFeedsFileTest, AnExportGivesTheSameFeedsElsewhere)
{
    UserFeeds feeds(path);
    ASSERT_TRUE(feeds.add(desk()));
    FeedEntry odd = desk();
    odd.info.url = QUrl(u"https://odd.example/feed?a=1&b=2"_s);
    odd.info.source = u"Odd <\"&'> 快讯"_s;
    odd.info.homePage = QUrl(u"https://odd.example/"_s);
    odd.info.section = u"Flash"_s;
    odd.group = u"A & B"_s;
    setFeedKind(odd, FeedEntry::Kind::Flashes);
    const FeedId oddId = *feeds.add(odd);
    ASSERT_TRUE(feeds.setOn(oddId, false));
    ASSERT_TRUE(feeds.setOn({u"blockbeats-en"_s}, true));
    ASSERT_TRUE(feeds.setOn({u"decrypt"_s}, false));

    const QByteArray opml = feeds.exportOpml();
    EXPECT_FALSE(opml.contains("decrypt.co")) << "what isn't read is not handed on";
    const auto listing = opmlListing(opml, {}, u"out.opml"_s, shippedFeeds());
    ASSERT_TRUE(listing) << detail(listing).toStdString();
    EXPECT_EQ(listing->problems, QStringList());
    EXPECT_EQ(listing->feeds.size(), chosenFeeds(feeds.feeds(), std::chrono::seconds{300}).size() + 1);

    QTemporaryDir elsewhere;
    UserFeeds other(elsewhere.filePath(u"feeds.json"_s));
    ASSERT_TRUE(other.importOpml(opml, {}, u"out.opml"_s));
    EXPECT_EQ(*other.feed(oddId), *feeds.feed(oddId));
    EXPECT_TRUE(other.feed({u"blockbeats-en"_s})->on);
    EXPECT_EQ(*other.feed({u"desk.example/feed"_s}), *feeds.feed({u"desk.example/feed"_s}));
}
