#pragma once

#include "tests/news/articlestorecontract.h"

// What every ArticleStore promises of facts and of ranked searches.

inline StoryQuery searchFor(const QString &text)
{
    StoryQuery query;
    query.text = text;
    query.order = StoryQuery::Order::Rank;
    return query;
}

TEST_P(ArticleStoreContract, StoriesCarryWhatTheRulesSayOfThem)
{
    const ArticleChanges changes =
        merged(*store, feed, {item(u"a"_s, u"BTC and ETH ETF delayed via Wire"_s)});
    ASSERT_EQ(changes.added.size(), 1);
    const StoryFacts facts = changes.added[0].facts;
    ASSERT_EQ(facts.coins.size(), 2);
    EXPECT_EQ(facts.coins[0], (CoinTag{u"BTC"_s, 3, u"BTC"_s}));
    EXPECT_EQ(facts.coins[1].symbol, u"ETH"_s);
    EXPECT_EQ(facts.kind, StoryKind::Etf);
    EXPECT_EQ(facts.provenance, QStringList{u"Wire"_s});
    EXPECT_EQ(facts.promotion, QString());
    EXPECT_EQ(whole(*store, changes.added[0].article.id).facts, facts);
    EXPECT_EQ(stored(*store).value(0).facts, facts);
}

TEST_P(ArticleStoreContract, ANewWordingIsReadAnew)
{
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"BTC falls"_s)}).added[0].article.id;
    const ArticleChanges changes = merged(*store, feed, {item(u"a"_s, u"ETH falls"_s)}, noon + 1min);
    ASSERT_EQ(changes.updated.size(), 1);
    ASSERT_EQ(changes.updated[0].facts.coins.size(), 1);
    EXPECT_EQ(changes.updated[0].facts.coins[0].symbol, u"ETH"_s);
    EXPECT_EQ(whole(*store, id).facts, changes.updated[0].facts);
    EXPECT_EQ(storedTitles(*store, searchFor(u"btc"_s)), QStringList());
}

TEST_P(ArticleStoreContract, StoriesAreAskedForByCoinAndKind)
{
    merged(*store, feed,
           {item(u"a"_s, u"BTC falls"_s, noon - 1h), item(u"b"_s, u"ETH hack"_s, noon - 2h),
            item(u"c"_s, u"BTC hack"_s, noon - 3h), item(u"d"_s, u"Weather"_s, noon - 4h)});
    StoryQuery query;
    query.coins = {u"BTC"_s};
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"BTC falls"_s, u"BTC hack"_s}));
    query.coins = {u"BTC"_s, u"ETH"_s};
    EXPECT_EQ(stored(*store, query).size(), 3);
    query.kinds = {StoryKind::Hack};
    EXPECT_EQ(storedTitles(*store, query), (QStringList{u"ETH hack"_s, u"BTC hack"_s}));
    query = {};
    query.kinds = {StoryKind::Hack, StoryKind::Etf};
    EXPECT_EQ(stored(*store, query).size(), 2);
    query = searchFor(u"hack"_s);
    query.coins = {u"BTC"_s};
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"BTC hack"_s});
}

TEST_P(ArticleStoreContract, PromotionsByTheRulesNeverCountAndTheUserCanFlipOne)
{
    merged(*store, feed, {item(u"a"_s, u"Rates rise"_s), item(u"b"_s, u"Sponsored buy now"_s)});
    StoryQuery only;
    only.promoted = StoryQuery::Promoted::Only;
    EXPECT_EQ(storedTitles(*store, only), QStringList{u"Sponsored buy now"_s});
    EXPECT_EQ(unread(*store), 1);
    const ArticleId flipped = stored(*store, only)[0].article.id;
    store->setPromotion(flipped, false);
    EXPECT_EQ(unread(*store), 2);
    merged(*store, feed, {item(u"b"_s, u"Sponsored buy today"_s)}, noon + 1min);
    EXPECT_EQ(whole(*store, flipped).facts.promotion, QString()) << "the user's word outlives a new wording";
}

TEST_P(ArticleStoreContract, ACoinIsFoundByAnyOfItsNames)
{
    ParsedArticle chinese = item(u"zh"_s, u"现货基金 BTC 创新高"_s, noon - 2h);
    chinese.summary = u"金色财经报道"_s;
    merged(*store, feed,
           {chinese, item(u"en"_s, u"Bitcoin miners move"_s, noon - 3h),
            item(u"other"_s, u"Weather"_s, noon - 4h)});
    for (const QString &name : {u"BTC"_s, u"bitcoin"_s, u"比特币"_s})
        EXPECT_TRUE(storedTitles(*store, searchFor(name)).contains(chinese.title)) << name.toStdString();
    EXPECT_EQ(storedTitles(*store, searchFor(u"bitcoin"_s)).size(), 2);
    EXPECT_EQ(storedTitles(*store, searchFor(u"bitcoin 现货"_s)), QStringList{chinese.title});
    EXPECT_EQ(storedTitles(*store, searchFor(u"bitc"_s)), QStringList{u"Bitcoin miners move"_s})
        << "half a name is no name yet";
    StoryQuery byTime;
    byTime.text = u"bitcoin"_s;
    EXPECT_EQ(stored(*store, byTime).size(), 2);
}

TEST_P(ArticleStoreContract, TheWholeTextIsSearchedUntilItIsDropped)
{
    ParsedArticle story = item(u"a"_s, u"Headline"_s);
    story.html = u"<p>First words &amp; then</p><p>the <b>quorum</b> at the end</p>"_s;
    merged(*store, feed, {story}, noon);
    EXPECT_EQ(stored(*store, searchFor(u"quorum"_s)).size(), 1);
    EXPECT_EQ(stored(*store, searchFor(u"amp"_s)).size(), 0) << "words as people read them";
    store->dropTexts({}, noon + 31 * 24h);
    EXPECT_EQ(stored(*store, searchFor(u"quorum"_s)).size(), 0);
    EXPECT_EQ(stored(*store, searchFor(u"summary headline"_s)).size(), 1);
}

TEST_P(ArticleStoreContract, AHeadlineRanksBeforeAMention)
{
    ParsedArticle mention = item(u"m"_s, u"Markets today"_s, noon - 1h);
    mention.html = u"<p>Traders, prices, and one line on the merger between the two firms.</p>"_s;
    merged(*store, feed, {mention, item(u"h"_s, u"Merger agreed"_s, noon - 5h)});
    EXPECT_EQ(storedTitles(*store, searchFor(u"merger"_s)),
              (QStringList{u"Merger agreed"_s, u"Markets today"_s}));
    StoryQuery newest = searchFor(u"merger"_s);
    newest.order = StoryQuery::Order::Newest;
    EXPECT_EQ(storedTitles(*store, newest), (QStringList{u"Markets today"_s, u"Merger agreed"_s}));
}

TEST_P(ArticleStoreContract, OfEqualHitsTheNewerRanksFirst)
{
    merged(*store, feed,
           {item(u"old"_s, u"Merger agreed one"_s, noon - 30 * 24h),
            item(u"new"_s, u"Merger agreed two"_s, noon - 1h)});
    EXPECT_EQ(storedTitles(*store, searchFor(u"merger"_s)),
              (QStringList{u"Merger agreed two"_s, u"Merger agreed one"_s}));
}

TEST_P(ArticleStoreContract, RankedPagesNeitherLoseNorRepeat)
{
    QList<ParsedArticle> items;
    for (int i = 0; i < 25; ++i)
        items.append(item(u"k%1"_s.arg(i), u"Merger %1"_s.arg(i), noon - std::chrono::hours{i}));
    merged(*store, feed, items);
    const QStringList all = storedTitles(*store, searchFor(u"merger"_s));
    EXPECT_EQ(all.size(), 25);
    QStringList paged;
    StoryQuery query = searchFor(u"merger"_s);
    query.limit = 7;
    while (query.offset < 25) {
        paged += storedTitles(*store, query);
        query.offset += 7;
    }
    EXPECT_EQ(paged, all);
}

TEST_P(ArticleStoreContract, TwoLettersFindTheWordsThatBeginWithThem)
{
    ParsedArticle mention = item(u"a"_s, u"Weather"_s, noon - 1h);
    mention.html = u"<p>A coalition.</p>"_s;
    merged(*store, feed,
           {mention, item(u"b"_s, u"Cold wind"_s, noon - 2h), item(u"c"_s, u"Disco opens"_s, noon - 3h),
            item(u"d"_s, u"Съезд в Москве"_s, noon - 4h), item(u"e"_s, u"比特币上涨"_s, noon - 5h)});
    EXPECT_EQ(storedTitles(*store, searchFor(u"co"_s)), (QStringList{u"Cold wind"_s, u"Weather"_s}))
        << "a headline ranks before a mention";
    StoryQuery newest;
    newest.text = u"CO w"_s;
    EXPECT_EQ(storedTitles(*store, newest), QStringList{}) << "one letter is a word";
    newest.text = u"CO we"_s;
    EXPECT_EQ(storedTitles(*store, newest), QStringList{u"Weather"_s});
    EXPECT_EQ(storedTitles(*store, searchFor(u"мо"_s)), QStringList{u"Съезд в Москве"_s});
    EXPECT_EQ(storedTitles(*store, searchFor(u"特币"_s)), QStringList{u"比特币上涨"_s});
    EXPECT_EQ(storedTitles(*store, searchFor(u"币"_s)), QStringList{u"比特币上涨"_s});
}

// More than a store collects before it goes through the stories instead.
TEST_P(ArticleStoreContract, AVeryCommonWordIsFoundNewestFirstPageByPage)
{
    QList<ParsedArticle> items;
    QStringList wanted;
    for (int i = 0; i < 1500; ++i) {
        const QString title = u"%1 %2"_s.arg(i % 4 != 0 ? u"Marketing"_s : u"Weather"_s).arg(i);
        items.append(item(QString::number(i), title, noon - i * 80h)); // no two tell of one event
        if (i % 4 != 0)
            wanted.append(title);
    }
    merged(*store, feed, items);
    StoryQuery query;
    query.text = u"market"_s;
    query.folded = true;
    query.limit = 400;
    const QStringList found = pagedTitles(*store, query);
    EXPECT_EQ(found.join(u'\n').toStdString(), wanted.join(u'\n').toStdString());
}

TEST_P(ArticleStoreContract, ASearchKeepsToTheOtherFilters)
{
    merged(*store, feed,
           {item(u"a"_s, u"Merger one"_s, noon - 1h), item(u"b"_s, u"Merger two"_s, noon - 50h)});
    merged(*store, other, {item(u"c"_s, u"Sponsored Merger"_s, noon - 2h)});
    StoryQuery query = searchFor(u"merger"_s);
    query.since = noon - 24h;
    EXPECT_EQ(stored(*store, query).size(), 2);
    query.promoted = StoryQuery::Promoted::Exclude;
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"Merger one"_s});
    query = searchFor(u"merger"_s);
    query.sources = {u"other"_s};
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"Sponsored Merger"_s});
    query = searchFor(u"merger"_s);
    store->setMuted(u"other"_s, true);
    EXPECT_EQ(stored(*store, query).size(), 2);
    query.until = noon - 24h;
    EXPECT_EQ(storedTitles(*store, query), QStringList{u"Merger two"_s});
    EXPECT_EQ(stored(*store, searchFor(u" ? "_s)).size(), 2) << "nothing to look for: everything";
}

TEST_P(ArticleStoreContract, ACorrectedTagHoldsForStoredStoriesAndLaterOnes)
{
    const ArticleId id = merged(*store, feed, {item(u"a"_s, u"Saylor buys more"_s)}).added[0].article.id;
    const ArticleId btc = merged(*store, feed, {item(u"b"_s, u"BTC Cloud opens"_s)}).added[0].article.id;
    QSet<ArticleId> heard;
    QObject::connect(store.get(), &ArticleStore::changed, store.get(), [&](const ArticleChanges &changes) {
        for (const Story &story : changes.updated)
            heard.insert(story.article.id);
    });
    const auto coins = [&](ArticleId of) {
        QStringList symbols;
        for (const CoinTag &tag : whole(*store, of).facts.coins)
            symbols.append(tag.symbol);
        return symbols;
    };
    store->correctTag({u"BTC"_s, u"saylor"_s, true});
    ASSERT_TRUE(waitUntil([&] { return heard.contains(id); }));
    EXPECT_EQ(coins(id), QStringList{u"BTC"_s});
    EXPECT_FALSE(heard.contains(btc)) << "nothing changed there";
    StoryQuery query;
    query.coins = {u"BTC"_s};
    EXPECT_EQ(stored(*store, query).size(), 2);
    EXPECT_EQ(coins(merged(*store, feed, {item(u"c"_s, u"Saylor speaks"_s)}).added[0].article.id),
              QStringList{u"BTC"_s});

    store->correctTag({u"BTC"_s, u"BTC"_s, false});
    ASSERT_TRUE(waitUntil([&] { return heard.contains(btc); }));
    EXPECT_EQ(coins(btc), QStringList());
    const auto kept =
        answerTo<QList<TagCorrection>>([&](auto done) { return store->corrections(std::move(done)); });
    EXPECT_EQ(kept.value_or(QList<TagCorrection>{}),
              (QList<TagCorrection>{{u"BTC"_s, u"saylor"_s, true}, {u"BTC"_s, u"BTC"_s, false}}));

    heard.clear();
    store->forgetCorrection({u"BTC"_s, u"btc"_s, false});
    ASSERT_TRUE(waitUntil([&] { return heard.contains(btc); }));
    EXPECT_EQ(coins(btc), QStringList{u"BTC"_s});
}

TEST_P(ArticleStoreContract, ALaterCorrectionReplacesTheEarlierOne)
{
    store->correctTag({u"BTC"_s, u"saylor"_s, true});
    store->correctTag({u"BTC"_s, u"Saylor"_s, false});
    const auto kept =
        answerTo<QList<TagCorrection>>([&](auto done) { return store->corrections(std::move(done)); });
    EXPECT_EQ(kept.value_or(QList<TagCorrection>{}), (QList<TagCorrection>{{u"BTC"_s, u"Saylor"_s, false}}));
}
