#include "app/news/storymerge.h"

#include "app/news/htmltext.h"
#include "app/news/searchtext.h"

#include <QCryptographicHash>
#include <QHash>
#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr UtcTime bitcoinsBirth{sys_days{year{2009} / 1 / 1}}; // an older date is a mistake (news.md 2.3)
constexpr double alike = 0.8;                                  // measured in news.md 7
constexpr double stillAlike = 0.5;                             // with the same link beside it
constexpr auto sameEventWindow = 48h;

QSet<QString> wordSet(const QString &text)
{
    const QStringList words = searchWords(text);
    return {words.begin(), words.end()};
}

QByteArray digestOf(const Article &article)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const auto add = [&](const QString &field) {
        hash.addData(field.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    };
    for (const QString &field : {article.source, article.section, article.language, article.title,
                                 article.author, article.link.toString(), article.summary, article.html})
        add(field);
    for (const QString &category : article.categories)
        add(category);
    add(QString::number(toMsecs(article.published)) + QString::number(article.bodyCut) +
        QString::number(article.announcement));
    return hash.result();
}

// A date that every item carries says when the feed was made, not when its stories were.
bool oneDateForAll(const QList<ParsedArticle> &items)
{
    return items.size() > 1 && isKnown(items.first().published) &&
           std::all_of(items.begin(), items.end(),
                       [&](const ParsedArticle &item) { return item.published == items.first().published; });
}

// The list's word, else the outlet's own: of a category that names its page (CoinDesk's sections do, its tags
// don't).
QString sectionOf(const FeedInfo &feed, const ParsedArticle &item)
{
    if (!feed.section.isEmpty())
        return feed.section;
    for (const FeedCategory &category : item.categories)
        if (!linkKey(QUrl(category.scheme)).isEmpty())
            return plainLine(category.label);
    return {};
}

Article articleOf(const FeedInfo &feed, const ParsedArticle &item, UtcTime now)
{
    Article article;
    article.feed = feed.id;
    article.source = feed.source;
    article.section = sectionOf(feed, item);
    article.categories = item.sections;
    article.announcement = feed.announcements;
    article.language = item.language.isEmpty() ? feed.language : item.language;
    article.title = item.title;
    article.author = item.author;
    article.link = item.link;
    article.published = item.published;
    article.firstSeen = now;
    article.summary = item.summary;
    article.html = item.html;
    article.bodyCut = item.bodyCut;
    return article;
}

// "en" and "en-us" are one; an unknown one may be any.
bool otherLanguage(const QString &a, const QString &b)
{
    const QString first = a.section(u'-', 0, 0), second = b.section(u'-', 0, 0);
    return !first.isEmpty() && !second.isEmpty() && first != second;
}

std::optional<ArticleId> matchWithoutKey(const IncomingArticle &item, StoryLookup &stored,
                                         const QSet<ArticleId> &taken)
{
    if (!item.linkKey.isEmpty()) {
        for (const KnownStory &known : stored.byLink(item.linkKey))
            if (!taken.contains(known.id) && sameByLink(item, known))
                return known.id;
    }
    const UtcTime published = item.article.published;
    if (isKnown(published)) {
        for (const KnownStory &known :
             stored.byMoment(item.article.source, published - headlineWindow, published + headlineWindow))
            if (!taken.contains(known.id) && sameByHeadline(item, known))
                return known.id;
    }
    return std::nullopt;
}

template <typename T> void keepFilled(T &incoming, const T &stored)
{
    if (incoming.isEmpty())
        incoming = stored;
}
} // namespace

UtcTime sortTimeOf(UtcTime published, UtcTime firstSeen)
{
    return published < bitcoinsBirth ? firstSeen : std::min(published, firstSeen);
}

QString linkKey(const QUrl &link)
{
    QString host = link.host().toLower();
    if (host.startsWith("www."_L1))
        host.remove(0, 4);
    QString path = link.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    if (host.isEmpty() || (path.isEmpty() && !link.hasQuery()))
        return {};
    return host + path + (link.hasQuery() ? u'?' + link.query(QUrl::FullyEncoded) : QString());
}

double titleLikeness(const QString &a, const QString &b)
{
    const QSet<QString> first = wordSet(a), second = wordSet(b);
    const auto shared =
        std::count_if(first.begin(), first.end(), [&](const QString &w) { return second.contains(w); });
    const auto all = first.size() + second.size() - shared;
    return all == 0 ? 0.0 : static_cast<double>(shared) / static_cast<double>(all);
}

bool sameNumbers(const QString &a, const QString &b)
{
    const auto numbers = [](const QString &text) {
        static const QRegularExpression number(u"\\d+(?:[.,]\\d+)*"_s);
        QStringList found;
        for (auto it = number.globalMatch(text); it.hasNext();)
            found.append(it.next().captured().remove(u','));
        found.sort();
        return found;
    };
    return numbers(a) == numbers(b);
}

QList<IncomingArticle> incomingArticles(const FeedInfo &feed, const ParsedFeed &parsed, UtcTime now)
{
    QHash<QString, int> linkUses;
    for (const ParsedArticle &item : parsed.items)
        ++linkUses[linkKey(item.link)];
    const bool oneDate = oneDateForAll(parsed.items);
    QSet<QString> keys;
    QList<IncomingArticle> incoming;
    incoming.reserve(parsed.items.size());
    for (const ParsedArticle &item : parsed.items) {
        if (item.key.isEmpty() || keys.contains(item.key))
            continue;
        keys.insert(item.key);
        IncomingArticle next;
        next.key = item.key;
        next.article = articleOf(feed, item, now);
        next.article.sortTime = oneDate ? now : sortTimeOf(item.published, now);
        const QString link = linkKey(item.link);
        next.linkKey = linkUses.value(link) > 1 ? QString() : link;
        next.digest = digestOf(next.article);
        incoming.append(std::move(next));
    }
    std::reverse(incoming.begin(), incoming.end());
    return incoming;
}

bool sameByLink(const IncomingArticle &item, const KnownStory &known)
{
    const bool sameFeed = item.article.feed == known.feed;
    if (!sameFeed && otherLanguage(item.article.language, known.language))
        return false;
    if (isKnown(item.article.published) && item.article.published == known.published)
        return true;
    if (titleLikeness(item.article.title, known.title) >= stillAlike)
        return true;
    return !sameFeed && abs(item.article.sortTime - known.sortTime) <= sameEventWindow;
}

bool sameByHeadline(const IncomingArticle &item, const KnownStory &known)
{
    return isKnown(item.article.published) && isKnown(known.published) &&
           item.article.source == known.source &&
           abs(item.article.published - known.published) <= headlineWindow &&
           sameNumbers(item.article.title, known.title) &&
           titleLikeness(item.article.title, known.title) >= alike;
}

QList<std::optional<ArticleId>> matchItems(const QList<IncomingArticle> &items, StoryLookup &stored)
{
    QList<std::optional<ArticleId>> matches;
    QSet<ArticleId> taken;
    for (const IncomingArticle &item : items) {
        matches.append(stored.byKey(item.article.feed, item.key));
        if (matches.last())
            taken.insert(*matches.last());
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (matches[i])
            continue;
        matches[i] = matchWithoutKey(items[i], stored, taken);
        if (matches[i])
            taken.insert(*matches[i]);
    }
    return matches;
}

Article articleSeenAgain(const Article &stored, const Article &incoming)
{
    Article now = incoming;
    now.id = stored.id;
    now.firstSeen = stored.firstSeen;
    now.sample = stored.sample;
    keepFilled(now.title, stored.title);
    keepFilled(now.author, stored.author);
    keepFilled(now.categories, stored.categories);
    keepFilled(now.link, stored.link);
    keepFilled(now.summary, stored.summary);
    if (now.html.isEmpty()) {
        now.html = stored.html;
        now.bodyCut = stored.bodyCut;
    }
    if (stored.fullText && now.html.size() <= stored.html.size()) {
        now.html = stored.html;
        now.bodyCut = stored.bodyCut;
        now.fullText = true;
    }
    if (!isKnown(now.published))
        now.published = stored.published;
    // A story may be dated back, never forward: an evergreen that renews its date is not news again.
    now.sortTime = std::min(stored.sortTime, incoming.sortTime);
    return now;
}
