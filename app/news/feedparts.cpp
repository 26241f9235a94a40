#include "app/news/feedparts.h"

#include "app/base/parallel.h"
#include "app/news/htmlsanitizer.h"
#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"

#include <QCryptographicHash>
#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype worthThreads = 100; // items

// Flashes often come as plain text with line ends where HTML is expected.
QString asHtml(const FeedText &text)
{
    QString html = text.plain ? htmlEscaped(text.value) : text.value;
    return html.contains(u'<') ? html : html.replace(u'\n', "<br>"_L1);
}
QString asLine(const FeedText &text)
{
    return text.plain ? tidyLine(text.value) : plainLine(text.value);
}

QString namesOf(const QList<FeedPerson> &people)
{
    QStringList names;
    for (const FeedPerson &person : people) {
        const QString name = plainLine(person.name.isEmpty() ? person.email : person.name);
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names.join(", "_L1);
}

// Everything of an article that follows from what was found.
class Finisher
{
public:
    Finisher(ParsedFeed &feed, const FeedDocument &document);
    void finishItems();

private:
    void finish(ParsedArticle &article) const;
    void finishTexts(ParsedArticle &article) const;
    QString keyOf(const ParsedArticle &article, bool idIsUnique) const;
    SanitizerOptions optionsFor(const FeedText &text, const ParsedArticle &article) const;

    ParsedFeed &m_feed;
    const FeedDocument &m_document;
    QString m_address;
    QStringList m_ownHosts;
};

Finisher::Finisher(ParsedFeed &feed, const FeedDocument &document)
    : m_feed(feed), m_document(document), m_address(document.url.toString(QUrl::FullyEncoded))
{
    for (const QString &link : {feed.link, m_address, feed.feedUrl}) {
        const QString host = hostOf(link);
        if (!host.isEmpty() && !m_ownHosts.contains(host))
            m_ownHosts.append(host);
    }
}

void Finisher::finishItems()
{
    QHash<QString, int> uses;
    for (const ParsedArticle &article : std::as_const(m_feed.items))
        if (!article.id.isEmpty())
            ++uses[article.id];
    ParsedArticle *const items = m_feed.items.data();
    inParallel<qsizetype>(m_feed.items.size(), worthThreads, [&](qsizetype i) {
        finish(items[i]);
        items[i].key = keyOf(items[i], uses.value(items[i].id) == 1);
        if (!m_document.keepFound)
            items[i].text = items[i].foundSummary.value = items[i].foundContent.value = QString();
    });
}

SanitizerOptions Finisher::optionsFor(const FeedText &text, const ParsedArticle &article) const
{
    SanitizerOptions options;
    for (const QString &base : {text.base, article.foundLink, m_feed.link, m_address}) {
        if (options.base.isEmpty())
            options.base = base;
    }
    options.ownHosts = m_ownHosts;
    return options;
}

void Finisher::finish(ParsedArticle &article) const
{
    article.link = QUrl(cleanLink(article.foundLink, m_ownHosts));
    article.canonicalLink = canonicalLink(article.foundLink, m_ownHosts);
    if (!isKnown(article.published))
        article.published = article.updated;
    // Atom and JSON Feed let the entries inherit; RSS doesn't say so.
    if (article.authors.isEmpty() && !m_feed.format.startsWith("rss"_L1))
        article.authors = m_feed.authors;
    article.author = namesOf(article.authors);
    article.language = article.foundLanguage;
    for (const QString &language : {m_feed.language, m_document.language}) {
        if (article.language.isEmpty())
            article.language = language;
    }
    article.language = article.language.toLower();
    for (const FeedCategory &category : article.categories) {
        if (const QString section = plainLine(category.label); !section.isEmpty())
            article.sections.append(section);
    }
    finishTexts(article);
}

void Finisher::finishTexts(ParsedArticle &article) const
{
    const FeedText &body = article.foundContent.isEmpty() ? article.foundSummary : article.foundContent;
    const SafeHtml safe = sanitizeHtml(asHtml(body), optionsFor(body, article));
    article.html = safe.html;
    article.text = safe.text;
    article.bodyCut = safe.cut || body.value.size() >= feedlimits::bodyLength;
    QString summary = safe.text;
    QStringList pictures = safe.pictures;
    if (!article.foundContent.isEmpty() && !article.foundSummary.isEmpty()) {
        const FeedText &own = article.foundSummary;
        const SafeHtml safeSummary = sanitizeHtml(asHtml(own), optionsFor(own, article));
        if (!safeSummary.text.isEmpty())
            summary = safeSummary.text;
        pictures += safeSummary.pictures;
    }
    article.summary = firstWords(summary.simplified(), feedlimits::summaryLength);
    if (article.thumbnail.isEmpty() && !pictures.isEmpty())
        article.thumbnail = QUrl(pictures.first());
    if (article.foundTitle.value.size() > feedlimits::titleLength)
        article.foundTitle.value = firstWords(article.foundTitle.value, feedlimits::titleLength);
    article.title = asLine(article.foundTitle);
    if (article.title.isEmpty())
        article.title = firstWords(article.summary, feedlimits::madeUpTitleLength);
    if (article.title.isEmpty())
        article.title = article.foundLink;
}

QString Finisher::keyOf(const ParsedArticle &article, bool idIsUnique) const
{
    if (!article.id.isEmpty() && idIsUnique)
        return article.id;
    if (!article.id.isEmpty() && !article.canonicalLink.isEmpty())
        return article.id + u'\n' + article.canonicalLink;
    if (article.id.isEmpty() && !article.canonicalLink.isEmpty())
        return article.canonicalLink;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(article.title.toUtf8());
    hash.addData(QByteArrayView("\n"));
    hash.addData(article.text.left(200).toUtf8());
    return (article.id.isEmpty() ? QString() : article.id + u'\n') + "sha256:"_L1 +
           QString::fromLatin1(hash.result().toHex().left(32));
}
} // namespace

FeedPerson parsePerson(const QString &text)
{
    static const QRegularExpression address(u"[^\\s<>()\\[\\]:;,\"]+@[^\\s<>()\\[\\]:;,\"]+"_s);
    FeedPerson person;
    const QString cut = text.left(feedlimits::nameLength);
    const QRegularExpressionMatch match = address.match(cut);
    QString name = cut;
    if (match.hasMatch()) {
        person.email = match.captured();
        name.remove(match.capturedStart(), match.capturedLength());
        name.remove("mailto:"_L1);
        name.remove("<>"_L1).remove("()"_L1);
        name = name.simplified();
        if (name.startsWith(u'(') && name.endsWith(u')'))
            name = name.sliced(1, name.size() - 2);
    }
    person.name = name.simplified();
    return person;
}

DateHints dateHints(const FeedDocument &document, const QString &feedLanguage)
{
    const QString language = feedLanguage.isEmpty() ? document.language : feedLanguage;
    return {language.startsWith("zh"_L1, Qt::CaseInsensitive), document.zoneOffsetMinutes};
}

UtcTime readDate(const QString &text, const DateHints &hints)
{
    return parseFeedDate(text, hints).value_or(UtcTime{});
}

void finishFeed(ParsedFeed &feed, const FeedDocument &document)
{
    feed.title = asLine(feed.foundTitle);
    feed.description = asLine(feed.foundDescription).left(feedlimits::titleLength);
    feed.rights = asLine(feed.foundRights).left(feedlimits::titleLength);
    if (feed.feedUrl.isEmpty())
        feed.feedUrl = document.url.toString(QUrl::FullyEncoded);
    for (const QString &other : {feed.link, feed.feedUrl}) {
        if (feed.title.isEmpty())
            feed.title = other;
    }
    Finisher(feed, document).finishItems();
}
