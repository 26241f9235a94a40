#pragma once

#include "app/news/article.h"
#include "app/news/feedinfo.h"
#include "app/news/parsedfeed.h"

#include <QSet>

// The rules of the store, without a store: which stored story an item is, where it sorts, and what becomes of
// a story when its item is seen again (news.md 2.3, 2.6, 7). Pure; both stores use them.

// Where a story sorts. A feed's dates are shown, not trusted.
UtcTime sortTimeOf(UtcTime published, UtcTime firstSeen);

// What two addresses of one article have in common: no scheme, "www.", port, fragment or closing slash. Empty
// when there is no path: a home page identifies nothing.
QString linkKey(const QUrl &link);

// How alike two headlines are, 0 to 1: shared words among all words; pairs of characters in Chinese.
double titleLikeness(const QString &a, const QString &b);
// The same numbers in both: "buys 1,229 BTC" and "buys 1,283 BTC" are two stories.
bool sameNumbers(const QString &a, const QString &b);

// An item on its way in: an article without id.
struct IncomingArticle
{
    QString key;
    QString linkKey; // empty too when another item of the document has the same link
    Article article;
    QByteArray digest; // of everything shown; equal: nothing to do
};
// In the order to store them: the top item of the document last, so that it gets the highest id and stands
// first among stories of the same moment. An item whose key the document repeats is taken once.
QList<IncomingArticle> incomingArticles(const FeedInfo &feed, const ParsedFeed &parsed, UtcTime now);

// A stored story that an item might be.
struct KnownStory
{
    ArticleId id;
    FeedId feed; // whose story it is: the feed that brought it first
    QString source, language, title;
    UtcTime published{}, sortTime{};
};
// The item has a new key. Is it a story we know by its link? Yes when both were published at the same moment,
// when their headlines are alike, or when another feed brings it within 48 h. Not when it is only a page that
// one feed links again and again (a status page), nor when another feed tells it in another language.
bool sameByLink(const IncomingArticle &item, const KnownStory &known);
// Sent again under another key and link: same outlet, same moment (2 min), same numbers, headline alike by
// 0.8. news.md 7 allows 48 h; a wire that reports the same sentence of another event an hour later must not
// lose it.
bool sameByHeadline(const IncomingArticle &item, const KnownStory &known);
constexpr std::chrono::milliseconds headlineWindow = std::chrono::minutes{2};

// What the rules ask of a store.
class StoryLookup
{
public:
    virtual ~StoryLookup() = default;
    virtual std::optional<ArticleId> byKey(const FeedId &feed, const QString &key) = 0;
    virtual QList<KnownStory> byLink(const QString &linkKey) = 0;
    // Of one outlet, published from `from` to `to`, both included.
    virtual QList<KnownStory> byMoment(const QString &source, UtcTime from, UtcTime to) = 0;
};
// For each item the story it is; nothing where it is new. No two items of a document are one story.
QList<std::optional<ArticleId>> matchItems(const QList<IncomingArticle> &items, StoryLookup &stored);

// The story after its own feed brought the item again: first sight and id stay, an empty field never replaces
// a filled one.
Article articleSeenAgain(const Article &stored, const Article &incoming);
