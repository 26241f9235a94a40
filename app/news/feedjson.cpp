#include "app/news/feedjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {
constexpr UtcTime oldestCredible = std::chrono::sys_days{std::chrono::January / 1 / 2009};

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}
QJsonValue orNull(const QUrl &url)
{
    return orNull(url.toString(QUrl::FullyEncoded));
}
QJsonValue orNull(UtcTime time)
{
    if (!isKnown(time))
        return {};
    return QDateTime::fromMSecsSinceEpoch(toMsecs(time), Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s);
}

QString namesOf(const QList<FeedPerson> &people)
{
    QStringList names;
    for (const FeedPerson &person : people) {
        const QString &name = person.name.isEmpty() ? person.email : person.name;
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names.join(", "_L1);
}
QString emailOf(const QList<FeedPerson> &people)
{
    for (const FeedPerson &person : people) {
        if (!person.email.isEmpty())
            return person.email;
    }
    return {};
}

QJsonArray list(const QList<FeedPerson> &people)
{
    QJsonArray array;
    for (const FeedPerson &person : people) {
        array.append(QJsonObject{{u"name"_s, orNull(person.name)},
                                 {u"email"_s, orNull(person.email)},
                                 {u"url"_s, orNull(person.url)}});
    }
    return array;
}
QJsonArray list(const QList<FeedCategory> &categories)
{
    QJsonArray array;
    for (const FeedCategory &category : categories) {
        array.append(QJsonObject{{u"term"_s, orNull(category.term)},
                                 {u"label"_s, orNull(category.label)},
                                 {u"scheme"_s, orNull(category.scheme)}});
    }
    return array;
}
QJsonArray list(const QList<FeedEnclosure> &enclosures)
{
    QJsonArray array;
    for (const FeedEnclosure &enclosure : enclosures) {
        array.append(
            QJsonObject{{u"url"_s, orNull(enclosure.url)},
                        {u"type"_s, orNull(enclosure.type)},
                        {u"length"_s, enclosure.length ? QJsonValue(*enclosure.length) : QJsonValue()},
                        {u"title"_s, orNull(enclosure.title)}});
    }
    return array;
}

QJsonObject headObject(const FeedHead &feed)
{
    return {{u"title"_s, orNull(feed.foundTitle.isEmpty() ? feed.title : feed.foundTitle.value)},
            {u"link"_s, orNull(feed.link)},
            {u"description"_s, orNull(feed.foundDescription.value)},
            {u"language"_s, orNull(feed.language)},
            {u"id"_s, orNull(feed.id)},
            {u"updated"_s, orNull(feed.updated)},
            {u"published"_s, orNull(feed.published)},
            {u"icon"_s, orNull(feed.icon)},
            {u"favicon"_s, orNull(feed.favicon)},
            {u"logo"_s, orNull(feed.logo)},
            {u"image"_s, QJsonObject{{u"url"_s, orNull(feed.image.url)},
                                     {u"title"_s, orNull(feed.image.title)},
                                     {u"link"_s, orNull(feed.image.link)}}},
            {u"rights"_s, orNull(feed.foundRights.value)},
            {u"author"_s, orNull(namesOf(feed.authors))},
            {u"author_email"_s, orNull(emailOf(feed.authors))},
            {u"authors"_s, list(feed.authors)},
            {u"contributors"_s, list(feed.contributors)},
            {u"categories"_s, list(feed.categories)},
            {u"feed_url"_s, orNull(feed.feedUrl)},
            {u"generator"_s, orNull(feed.generator)}};
}

QJsonObject feedObject(const ParsedFeed &feed)
{
    QJsonObject object = headObject(feed);
    object[u"ttl"_s] = feed.ttlMinutes ? QJsonValue(*feed.ttlMinutes) : QJsonValue();
    return object;
}

QJsonObject sourceObject(const ParsedArticle &article)
{
    QJsonObject object = article.source ? headObject(*article.source) : QJsonObject();
    if (article.source)
        object[u"subtitle"_s] = object[u"description"_s];
    else
        object[u"title"_s] = orNull(article.sourceTitle);
    object[u"link"_s] = orNull(article.sourceLink);
    return object;
}

// Where the story stands in a list: its date where it can be believed, else when it was had.
UtcTime sortTime(const ParsedArticle &article, UtcTime receivedAt)
{
    if (!isKnown(receivedAt))
        return article.published;
    const bool credible = article.published >= oldestCredible && article.published <= receivedAt;
    return credible ? article.published : receivedAt;
}

QJsonObject itemObject(const ParsedArticle &article, const ParsedFeed &feed, UtcTime receivedAt)
{
    const QString &summary = article.foundSummary.value, &content = article.foundContent.value;
    const QString &title = article.foundTitle.value;
    return {{u"title"_s, orNull(title.isEmpty() ? article.title : title)},
            {u"link"_s, orNull(article.foundLink)},
            {u"canonical_link"_s, orNull(article.canonicalLink)},
            {u"id"_s, orNull(article.id)},
            {u"guid_is_permalink"_s, article.guidIsPermalink},
            {u"stored_key"_s, orNull(article.key)},
            {u"summary"_s, orNull(summary.isEmpty() ? content : summary)},
            {u"content"_s, orNull(content.isEmpty() ? summary : content)},
            {u"safe_html"_s, orNull(article.html)},
            {u"plain_title"_s, orNull(article.title)},
            {u"plain_text"_s, orNull(article.text)},
            {u"summary_text"_s, orNull(article.summary)},
            {u"body_cut"_s, article.bodyCut},
            {u"published"_s, orNull(article.published)},
            {u"updated"_s, orNull(article.updated)},
            {u"date"_s, orNull(isKnown(article.published) ? article.published : article.updated)},
            {u"sort_date"_s, orNull(sortTime(article, receivedAt))},
            {u"author"_s, orNull(namesOf(article.authors))},
            {u"author_email"_s, orNull(emailOf(article.authors))},
            {u"authors"_s, list(article.authors)},
            {u"contributors"_s, list(article.contributors)},
            {u"categories"_s, list(article.categories)},
            {u"enclosures"_s, list(article.enclosures)},
            {u"thumbnail"_s, orNull(article.thumbnail)},
            {u"comments"_s, orNull(article.comments)},
            {u"base"_s, orNull(article.base)},
            {u"rights"_s, orNull(article.foundRights.value)},
            {u"source"_s, sourceObject(article)},
            {u"language"_s, orNull(article.foundLanguage.isEmpty() ? feed.language : article.foundLanguage)}};
}
} // namespace

QByteArray feedToJson(const QString &file, const ParsedFeed &feed, UtcTime receivedAt)
{
    QJsonArray items;
    for (const ParsedArticle &article : feed.items)
        items.append(itemObject(article, feed, receivedAt));
    QJsonArray notes;
    for (const QString &note : feed.notes)
        notes.append(note);
    QJsonArray alternates;
    for (const QUrl &url : feed.alternates)
        alternates.append(orNull(url));
    const QJsonObject object{{u"file"_s, file},
                             {u"format"_s, orNull(feed.format)},
                             {u"format_family"_s, orNull(feed.family())},
                             {u"encoding"_s, orNull(feed.encoding)},
                             {u"malformed"_s, feed.malformed},
                             {u"error"_s, !feed.ok()},
                             {u"reason"_s, orNull(feed.error)},
                             {u"notes"_s, notes},
                             {u"alternates"_s, alternates},
                             {u"feed"_s, feed.ok() ? feedObject(feed) : QJsonObject()},
                             {u"items"_s, items}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}
