#pragma once

#include "tests/news/storybuilder.h"

// What every ArticleStore promises. Each implementation's test file instantiates it.
using StoreMaker = std::function<std::unique_ptr<ArticleStore>()>;

class ArticleStoreContract : public testing::TestWithParam<StoreMaker>
{
protected:
    void SetUp() override { store = GetParam()(); }

    std::unique_ptr<ArticleStore> store;
    FeedInfo feed = feedNamed(u"wire"_s);
    FeedInfo other = feedNamed(u"other"_s);
};

TEST_P(ArticleStoreContract, NewStoriesAreAddedUnreadWithWhatFeedAndListSay)
{
    feed.section = u"Flash"_s;
    ParsedArticle first = item(u"a"_s, u"First"_s);
    first.author = u"Ann"_s;
    first.language = u"zh"_s;
    first.bodyCut = true;
    const ArticleChanges changes = merged(*store, feed, {first});
    ASSERT_EQ(changes.added.size(), 1);
    EXPECT_TRUE(changes.updated.isEmpty());
    EXPECT_EQ(changes.added[0].article.html, QString()) << "lists carry no bodies";

    const Story story = whole(*store, changes.added[0].article.id);
    EXPECT_EQ(story.article.feed, feed.id);
    EXPECT_EQ(story.article.source, feed.source);
    EXPECT_EQ(story.article.section, u"Flash"_s);
    EXPECT_EQ(story.article.title, u"First"_s);
    EXPECT_EQ(story.article.author, u"Ann"_s);
    EXPECT_EQ(story.article.language, u"zh"_s);
    EXPECT_EQ(story.article.link, first.link);
    EXPECT_EQ(story.article.published, noon - 1h);
    EXPECT_EQ(story.article.firstSeen, noon);
    EXPECT_EQ(story.article.summary, first.summary);
    EXPECT_EQ(story.article.html, first.html);
    EXPECT_TRUE(story.article.bodyCut);
    EXPECT_FALSE(story.article.sample);
    EXPECT_EQ(story.state, ArticleState{});
    EXPECT_TRUE(story.earlierTitles.isEmpty());
    EXPECT_EQ(unread(*store), 1);
}

TEST_P(ArticleStoreContract, AnItemWithoutLanguageTakesTheFeeds)
{
    merged(*store, feed, {item(u"a"_s, u"First"_s)});
    EXPECT_EQ(stored(*store).value(0).article.language, u"en"_s);
}

TEST_P(ArticleStoreContract, TheSameItemsAgainChangeNothing)
{
    const QList<ParsedArticle> items{item(u"a"_s, u"First"_s), item(u"b"_s, u"Second"_s)};
    merged(*store, feed, items);
    const ArticleChanges again = merged(*store, feed, items, noon + 10min);
    EXPECT_TRUE(again.isEmpty());
    EXPECT_EQ(stored(*store).size(), 2);
    EXPECT_EQ(stored(*store)[0].article.firstSeen, noon);
}

TEST_P(ArticleStoreContract, ANewHeadlineKeepsTheStoryItsStateAndTheEarlierWording)
{
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"Bank to cut rates"_s)}).added[0].article.id;
    store->setRead({id}, true);
    store->setSaved(id, true);
    const ArticleChanges changes = merged(*store, feed, {item(u"a"_s, u"Bank may cut rates"_s)}, noon + 4min);
    EXPECT_TRUE(changes.added.isEmpty());
    ASSERT_EQ(changes.updated.size(), 1);
    const Story story = changes.updated[0];
    EXPECT_EQ(story.article.id, id);
    EXPECT_EQ(story.article.title, u"Bank may cut rates"_s);
    EXPECT_EQ(story.article.firstSeen, noon);
    EXPECT_EQ(story.state, (ArticleState{true, true}));
    EXPECT_EQ(story.earlierTitles, (QList<EarlierTitle>{{u"Bank to cut rates"_s, noon + 4min}}));
    EXPECT_EQ(stored(*store).value(0), story) << "lists tell the same";
    EXPECT_EQ(whole(*store, id).earlierTitles, story.earlierTitles);

    merged(*store, feed, {item(u"a"_s, u"Bank cuts rates"_s)}, noon + 9min);
    EXPECT_EQ(whole(*store, id).earlierTitles, (QList<EarlierTitle>{{u"Bank to cut rates"_s, noon + 4min},
                                                                    {u"Bank may cut rates"_s, noon + 9min}}));
}

TEST_P(ArticleStoreContract, ANewTextIsAnUpdateWithoutEarlierTitle)
{
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"First"_s)}).added[0].article.id;
    ParsedArticle longer = item(u"a"_s, u"First"_s);
    longer.html = u"<p>Longer</p>"_s;
    EXPECT_EQ(merged(*store, feed, {longer}, noon + 1min).updated.size(), 1);
    EXPECT_EQ(whole(*store, id).article.html, u"<p>Longer</p>"_s);
    EXPECT_TRUE(whole(*store, id).earlierTitles.isEmpty());
}

TEST_P(ArticleStoreContract, AnEmptyFieldNeverReplacesAFilledOne)
{
    ParsedArticle full = item(u"a"_s, u"First"_s);
    full.author = u"Ann"_s;
    const ArticleId id = merged(*store, feed, {full}).added[0].article.id;
    ParsedArticle bare;
    bare.key = u"a"_s;
    bare.title = u"First"_s;
    merged(*store, feed, {bare}, noon + 1min);
    const Article article = whole(*store, id).article;
    EXPECT_EQ(article.author, u"Ann"_s);
    EXPECT_EQ(article.link, full.link);
    EXPECT_EQ(article.summary, full.summary);
    EXPECT_EQ(article.html, full.html);
    EXPECT_EQ(article.published, full.published);
}

TEST_P(ArticleStoreContract, AnItemThatDropsOutOfItsFeedStays)
{
    merged(*store, feed, {item(u"a"_s, u"First"_s)});
    merged(*store, feed, {item(u"b"_s, u"Second"_s)}, noon + 1min);
    EXPECT_EQ(stored(*store).size(), 2);
}

TEST_P(ArticleStoreContract, AStoryThatComesBackIsNotNew)
{
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"First"_s)}).added[0].article.id;
    store->setRead({id}, true);
    merged(*store, feed, {item(u"b"_s, u"Second"_s)}, noon + 1min);
    EXPECT_TRUE(merged(*store, feed, {item(u"a"_s, u"First"_s)}, noon + 2min).isEmpty());
    EXPECT_EQ(unread(*store), 1);
}

TEST_P(ArticleStoreContract, ANewIdForAnOldLinkIsTheSameStory)
{
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"Miners move to Texas"_s)}).added[0].article.id;
    ParsedArticle again = item(u"guid-2"_s, u"Miners move to Texas, again"_s);
    again.link = QUrl(u"http://www.news.example/a/#top"_s);
    const ArticleChanges changes = merged(*store, feed, {again}, noon + 5min);
    EXPECT_TRUE(changes.added.isEmpty());
    EXPECT_EQ(changes.updated.value(0).article.id, id);
    again.title = u"Third wording"_s;
    EXPECT_EQ(merged(*store, feed, {again}, noon + 6min).updated.value(0).article.id, id)
        << "the new id is known from now on";
}

TEST_P(ArticleStoreContract, APageLinkedAgainAndAgainIsNotOneStory)
{
    ParsedArticle first = item(u"1"_s, u"Network halted"_s, noon - 3h);
    ParsedArticle second = item(u"2"_s, u"All systems operational"_s, noon - 1h);
    first.link = second.link = QUrl(u"https://status.example/now"_s);
    merged(*store, feed, {first});
    EXPECT_EQ(merged(*store, feed, {second}, noon + 5min).added.size(), 1);
}

TEST_P(ArticleStoreContract, ItemsOfOneDocumentAreNeverOneStory)
{
    ParsedArticle first = item(u"1"_s, u"BTC passes 100,000"_s);
    ParsedArticle second = item(u"2"_s, u"BTC passes 100,000"_s);
    first.link = second.link = QUrl(u"https://news.example/live"_s);
    EXPECT_EQ(merged(*store, feed, {first, second}).added.size(), 2);
    EXPECT_TRUE(merged(*store, feed, {first, second}, noon + 5min).isEmpty());
}

TEST_P(ArticleStoreContract, AHomePageIdentifiesNothing)
{
    ParsedArticle first = item(u"1"_s, u"One thing"_s), second = item(u"2"_s, u"One thing"_s, noon - 3h);
    first.link = second.link = QUrl(u"https://news.example/"_s);
    merged(*store, feed, {first});
    EXPECT_EQ(merged(*store, feed, {second}, noon + 5min).added.size(), 1);
}

TEST_P(ArticleStoreContract, AStoryMovedToAnotherAddressIsTheSameStory)
{
    merged(*store, feed, {item(u"a"_s, u"Fund buys 1,229 BTC"_s)});
    ParsedArticle moved = item(u"b"_s, u"Fund buys 1,229 BTC"_s);
    EXPECT_TRUE(merged(*store, feed, {moved}, noon + 5min).added.isEmpty());
    ParsedArticle another = item(u"c"_s, u"Fund buys 1,283 BTC"_s);
    EXPECT_EQ(merged(*store, feed, {another}, noon + 6min).added.size(), 1) << "other numbers, other story";
    ParsedArticle later = item(u"d"_s, u"Fund buys 1,229 BTC"_s, noon + 10min);
    EXPECT_EQ(merged(*store, feed, {later}, noon + 11min).added.size(), 1)
        << "the same sentence an hour later is another event";
}

TEST_P(ArticleStoreContract, TwoFeedsWithOneArticleKeepOneStoryAsTheFirstToldIt)
{
    merged(*store, feed, {item(u"a"_s, u"First wording"_s)});
    ParsedArticle same = item(u"x"_s, u"Quite another headline"_s, noon - 2h);
    same.link = QUrl(u"https://news.example/a"_s);
    EXPECT_TRUE(merged(*store, other, {same}, noon + 1min).isEmpty());
    EXPECT_EQ(storedTitles(*store), QStringList{u"First wording"_s});
    EXPECT_TRUE(merged(*store, feed, {item(u"a"_s, u"First wording"_s)}, noon + 2min).isEmpty())
        << "the feeds don't take turns changing it";
}

TEST_P(ArticleStoreContract, OneAddressInTwoLanguagesIsTwoStories)
{
    merged(*store, feed, {item(u"a"_s, u"English headline"_s)});
    other.language = u"zh"_s;
    ParsedArticle chinese = item(u"x"_s, u"中文标题"_s);
    chinese.link = QUrl(u"https://news.example/a"_s);
    EXPECT_EQ(merged(*store, other, {chinese}, noon + 1min).added.size(), 1);
}

TEST_P(ArticleStoreContract, OneKeyInTwoFeedsIsTwoStories)
{
    ParsedArticle first = item(u"1"_s, u"One"_s), second = item(u"1"_s, u"Two"_s);
    second.link = QUrl(u"https://other.example/1"_s);
    merged(*store, feed, {first});
    EXPECT_EQ(merged(*store, other, {second}).added.size(), 1);
}

TEST_P(ArticleStoreContract, SortsByPublishedUnlessTheDateCanNotBe)
{
    merged(*store, feed,
           {item(u"future"_s, u"Future"_s, noon + 48h), item(u"dated"_s, u"Dated"_s, noon - 30min),
            item(u"none"_s, u"None"_s, UtcTime{}), item(u"absurd"_s, u"Absurd"_s, fromMsecs(86'400'000))});
    // All but one sort by the moment they were first seen; among these the feed's own order stands.
    EXPECT_EQ(storedTitles(*store), (QStringList{u"Future"_s, u"None"_s, u"Absurd"_s, u"Dated"_s}));
    EXPECT_EQ(stored(*store)[0].article.published, noon + 48h) << "shown as the feed says";
    EXPECT_EQ(stored(*store)[0].article.sortTime, noon);
}

TEST_P(ArticleStoreContract, OneDateForAWholeFeedSortsByFirstSight)
{
    merged(*store, feed, {item(u"a"_s, u"A"_s, noon - 5h), item(u"b"_s, u"B"_s, noon - 5h)});
    EXPECT_EQ(storedTitles(*store), (QStringList{u"A"_s, u"B"_s}));
    EXPECT_EQ(stored(*store)[0].article.sortTime, noon);
}

TEST_P(ArticleStoreContract, AnEvergreenThatRenewsItsDateIsNotNewsAgain)
{
    merged(*store, feed,
           {item(u"ever"_s, u"What happened today"_s, noon - 5h), item(u"b"_s, u"B"_s, noon - 1h)});
    merged(*store, feed, {item(u"ever"_s, u"What happened today"_s, noon + 1h)}, noon + 1h);
    EXPECT_EQ(storedTitles(*store), (QStringList{u"B"_s, u"What happened today"_s}));
    EXPECT_EQ(stored(*store)[1].article.published, noon + 1h);
}

TEST_P(ArticleStoreContract, PagesNeitherLoseNorRepeatStoriesOfOneMoment)
{
    QList<ParsedArticle> items;
    for (int i = 0; i < 25; ++i)
        items.append(item(u"k%1"_s.arg(i), u"Title %1"_s.arg(i), i < 12 ? noon - 1h : noon - 2h));
    merged(*store, feed, items);
    QStringList paged;
    StoryQuery query;
    query.limit = 7;
    for (;;) {
        const QList<Story> page = stored(*store, query);
        if (page.isEmpty())
            break;
        EXPECT_LE(page.size(), 7);
        paged += titles(page);
        query.before = page.last().article.sortTime;
        query.beforeId = page.last().article.id;
    }
    StoryQuery all;
    EXPECT_EQ(paged, storedTitles(*store, all));
    EXPECT_EQ(paged.size(), 25);
    EXPECT_EQ(paged.first(), u"Title 0"_s);
    EXPECT_EQ(paged.last(), u"Title 24"_s);
}

TEST_P(ArticleStoreContract, QueriesNarrowByStateSourceAndTime)
{
    const ArticleChanges changes = merged(
        *store, feed,
        {item(u"a"_s, u"A"_s, noon - 1h), item(u"b"_s, u"B"_s, noon - 2h), item(u"c"_s, u"C"_s, noon - 3h)});
    merged(*store, other, {item(u"o"_s, u"O"_s, noon - 90min)});
    QHash<QString, ArticleId> id;
    for (const Story &story : changes.added)
        id.insert(story.article.title, story.article.id);
    store->setRead({id[u"A"_s], id[u"C"_s]}, true);
    store->setSaved(id[u"C"_s], true);

    StoryQuery query;
    query.unreadOnly = true;
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"O"_s, u"B"_s}));
    query = {};
    query.savedOnly = true;
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"C"_s});
    query = {};
    query.sources = {u"wire"_s};
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"A"_s, u"B"_s, u"C"_s}));
    query = {};
    query.since = noon - 2h;
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"A"_s, u"O"_s, u"B"_s}));
    EXPECT_EQ(unread(*store), 2);
}

TEST_P(ArticleStoreContract, SearchFindsWordsInAnyCaseAndLanguage)
{
    ParsedArticle zh = item(u"zh"_s, u"瑞波币24小时成交量回升，价格守住3美元"_s, noon - 2h);
    zh.summary = u"金色财经报道，比特币站上115,000美元。"_s;
    merged(*store, feed, {item(u"en"_s, u"Ether staking exit queue shortens"_s), zh});
    const auto found = [&](const QString &text) {
        StoryQuery query;
        query.text = text;
        return storedTitles(*store, query).size();
    };
    EXPECT_EQ(found(u"ETHER"_s), 1);
    EXPECT_EQ(found(u"stak queue"_s), 1) << "each word may be the beginning of one";
    EXPECT_EQ(found(u"queue ether"_s), 1) << "in any order";
    EXPECT_EQ(found(u"ether bitcoin"_s), 0) << "all of them";
    EXPECT_EQ(found(u"take"_s), 0) << "not the middle of a word";
    EXPECT_EQ(found(u"比特"_s), 1);
    EXPECT_EQ(found(u"特币"_s), 1);
    EXPECT_EQ(found(u"成交量回升"_s), 1);
    EXPECT_EQ(found(u"币成"_s), 0);
    EXPECT_EQ(found(u"币"_s), 1);
    EXPECT_EQ(found(u"wire"_s), 2) << "the outlet counts";
    EXPECT_EQ(found(u"  "_s), 2);
    EXPECT_EQ(found(u"\" OR * NOT ( -"_s), 0) << "no query language: OR and NOT are words";
    EXPECT_EQ(found(u"'; DROP TABLE articles; --"_s), 0);
    EXPECT_EQ(found(QString()), 2);
}

TEST_P(ArticleStoreContract, SearchFollowsANewHeadline)
{
    merged(*store, feed, {item(u"a"_s, u"Merger talks begin"_s)});
    ParsedArticle changed = item(u"a"_s, u"Takeover talks begin"_s);
    merged(*store, feed, {changed}, noon + 1min);
    StoryQuery query;
    query.text = u"takeover"_s;
    EXPECT_EQ(stored(*store, query).size(), 1);
    query.text = u"merger"_s;
    EXPECT_EQ(stored(*store, query).size(), 0);
}

TEST_P(ArticleStoreContract, EveryChangeIsAnnouncedOnceToAllViews)
{
    QList<ArticleChanges> heard;
    QObject::connect(store.get(), &ArticleStore::changed, store.get(),
                     [&](const ArticleChanges &changes) { heard.append(changes); });
    const ArticleId id =
        merged(*store, feed, {item(u"a"_s, u"A"_s), item(u"b"_s, u"B"_s)}).added[0].article.id;
    ASSERT_EQ(heard.size(), 1) << "before the merge's own reply";
    EXPECT_EQ(heard[0].added.size(), 2);
    merged(*store, feed, {item(u"a"_s, u"A"_s)}, noon + 1min);
    store->setRead({id}, true);
    EXPECT_EQ(heard.size(), 1) << "the change comes back, it is not made on the spot";
    store->setRead({id}, true);
    store->setSaved(id, true);
    EXPECT_EQ(unread(*store), 1);
    ASSERT_EQ(heard.size(), 3) << "what changes nothing is silent";
    EXPECT_TRUE(heard[1].updated.value(0).state.read);
    EXPECT_FALSE(heard[1].updated.value(0).state.saved);
    EXPECT_TRUE(heard[2].updated.value(0).state.saved);
    EXPECT_EQ(heard[2].updated.value(0).article.title, whole(*store, id).article.title);
    store->setAllRead({});
    EXPECT_EQ(unread(*store), 0);
    ASSERT_EQ(heard.size(), 4);
    EXPECT_EQ(heard[3].updated.size(), 1) << "only what was unread";
    store->setRead({id}, false);
    EXPECT_EQ(unread(*store), 1);
}

TEST_P(ArticleStoreContract, ACancelledMergeIsStillStored)
{
    int answers = 0;
    Request request = store->merge(feed, feedOf({item(u"a"_s, u"A"_s)}), {}, noon,
                                   [&](const Result<ArticleChanges> &) { ++answers; });
    request.reset();
    EXPECT_EQ(stored(*store).size(), 1);
    EXPECT_EQ(answers, 0);
}

TEST_P(ArticleStoreContract, AnswersComeInTheOrderOfTheCalls)
{
    QStringList order;
    const Request merge = store->merge(feed, feedOf({item(u"a"_s, u"A"_s)}), {}, noon,
                                       [&](const Result<ArticleChanges> &) { order.append(u"merge"_s); });
    const Request list =
        store->stories({}, [&](const Result<QList<Story>> &found) { order.append(titles(found.value())); });
    const Request count =
        store->unreadCount([&](const Result<int> &n) { order.append(QString::number(n.value())); });
    ASSERT_TRUE(waitUntil([&] { return order.size() == 3; }));
    EXPECT_EQ(order, (QStringList{u"merge"_s, u"A"_s, u"1"_s}));
}

TEST_P(ArticleStoreContract, OldTextsGoHeadlinesAndSavedOnesStay)
{
    const ArticleId old =
        merged(*store, feed, {item(u"old"_s, u"Old"_s)}, noon - 40 * 24h).added[0].article.id;
    const ArticleId saved =
        merged(*store, feed, {item(u"saved"_s, u"Saved"_s)}, noon - 40 * 24h).added[0].article.id;
    const ArticleId fresh =
        merged(*store, feed, {item(u"new"_s, u"New"_s)}, noon - 29 * 24h).added[0].article.id;
    store->setSaved(saved, true);
    store->dropTexts({}, noon);
    EXPECT_EQ(whole(*store, old).article.html, QString());
    EXPECT_EQ(whole(*store, old).article.summary, u"Summary of Old"_s);
    EXPECT_NE(whole(*store, saved).article.html, QString());
    EXPECT_NE(whole(*store, fresh).article.html, QString());
    EXPECT_EQ(stored(*store).size(), 3);
    EXPECT_TRUE(merged(*store, feed, {item(u"old"_s, u"Old"_s)}, noon).isEmpty())
        << "it does not come and go";
}

TEST_P(ArticleStoreContract, TheOldestTextsGoWhenTheyTakeTooMuch)
{
    QList<ArticleId> ids;
    for (int i = 0; i < 4; ++i) {
        ParsedArticle next = item(u"k%1"_s.arg(i), u"Title %1"_s.arg(i));
        next.html = u"<p>"_s + QString(300, u'文') + u"</p>"_s; // 907 bytes
        ids.append(merged(*store, feed, {next}, noon + std::chrono::minutes{i}).added[0].article.id);
    }
    store->setSaved(ids[1], true);
    store->dropTexts({std::chrono::days{30}, 2000}, noon + 1h);
    QList<bool> kept;
    for (const ArticleId id : ids)
        kept.append(!whole(*store, id).article.html.isEmpty());
    EXPECT_EQ(kept, (QList<bool>{false, true, true, true})) << "the saved one neither goes nor counts";
}

TEST_P(ArticleStoreContract, AFullTextStaysWithItsStoryUntilTheFeedSaysMore)
{
    ParsedArticle first = item(u"a"_s, u"Fees rise"_s, noon - 1h);
    first.html = u"<p>In short.</p>"_s;
    const ArticleId id = merged(*store, feed, {first}).added[0].article.id;
    ArticleChanges heard;
    QObject::connect(store.get(), &ArticleStore::changed, store.get(),
                     [&](const ArticleChanges &changes) { heard = changes; });
    const QString page = u"<p>At length, with a word nobody expects: xylophone.</p>"_s;
    store->setFullText(id, page);
    EXPECT_EQ(whole(*store, id).article.html, page);
    EXPECT_TRUE(whole(*store, id).article.fullText);
    ASSERT_EQ(heard.updated.size(), 1);
    EXPECT_EQ(heard.updated[0].article.id, id);
    StoryQuery query;
    query.text = u"xylophone"_s;
    EXPECT_EQ(stored(*store, query).size(), 1) << "it is searched too";

    first.html = u"<p>In short, corrected.</p>"_s;
    first.title = u"Fees rise again"_s;
    merged(*store, feed, {first});
    EXPECT_EQ(whole(*store, id).article.title, u"Fees rise again"_s);
    EXPECT_EQ(whole(*store, id).article.html, page) << "the feed's summary is no reason to forget the text";
    EXPECT_TRUE(whole(*store, id).article.fullText);

    first.html = u"<p>%1</p>"_s.arg(QString(200, u'x'));
    merged(*store, feed, {first});
    EXPECT_EQ(whole(*store, id).article.html, first.html);
    EXPECT_FALSE(whole(*store, id).article.fullText);

    store->setFullText(id, page);
    store->dropTexts({std::chrono::days{30}, 0}, noon);
    EXPECT_EQ(whole(*store, id).article.html, QString());
    EXPECT_FALSE(whole(*store, id).article.fullText);
    store->setFullText(ArticleId{4711}, page);
    EXPECT_EQ(stored(*store).size(), 1);
}

TEST_P(ArticleStoreContract, ValidatorsAreStoredVerbatimWithTheArticles)
{
    EXPECT_EQ(validatorsOf(*store, feed.id), FeedValidators{});
    FeedValidators validators;
    validators.etag = "W/\"abc\"";
    validators.lastModified = "Sat, 13 Sep 2025 12:00:00 GMT";
    validators.contentHash = QByteArray("\0\x01\xff", 3);
    validators.url = feed.url;
    validators.movedTo = QUrl(u"https://new.example/feed?a=b%20c"_s);
    validators.gone = true;
    validators.lastSuccess = noon - 5min;
    validators.notBefore = noon + 30min;
    validators.lastTry = noon - 1min;
    validators.nextTry = noon + 4min;
    validators.lastError = Error{Error::Kind::Refused, u"HTTP 403 from wire.example"_s, std::nullopt};
    validators.itemsPerDay = 12.5;
    merged(*store, feed, {}, noon, validators);
    EXPECT_EQ(validatorsOf(*store, feed.id), validators);
    EXPECT_EQ(validatorsOf(*store, other.id), FeedValidators{});
}

TEST_P(ArticleStoreContract, AStoryThatIsNotThereIsAnError)
{
    const auto story =
        answerTo<Story>([&](auto done) { return store->story(ArticleId{4711}, std::move(done)); });
    ASSERT_FALSE(story);
    EXPECT_EQ(story.error().kind, Error::Kind::Storage);
}
