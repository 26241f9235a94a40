#include "app/news/feedparts.h"
#include "app/news/linkcleaner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

// JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). A member of the wrong type counts as missing, except that
// numbers serve as text: feeds write ids so.

namespace {
QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().trimmed();
    if (value.isDouble()) {
        const qint64 whole = value.toInteger(-1);
        return whole != -1 ? QString::number(whole) : QString::number(value.toDouble());
    }
    return {};
}

QString bounded(const QString &text, qsizetype length)
{
    return text.size() > length ? text.left(length) : text;
}

class JsonFeedReader
{
public:
    JsonFeedReader(ParsedFeed &feed, const FeedDocument &document) : m_feed(feed), m_document(document) {}
    void readFeed(const QJsonObject &object);

private:
    ParsedArticle readItem(const QJsonObject &item) const;
    void readAttachments(const QJsonValue &value, ParsedArticle &article) const;
    QList<FeedPerson> people(const QJsonObject &object) const;
    QString link(const QJsonObject &object, QLatin1StringView name) const
    {
        const QString found = textOf(object[name]);
        return found.isEmpty() ? QString() : webLink(resolveLink(m_base, found)).left(feedlimits::linkLength);
    }
    FeedText text(const QJsonObject &object, QLatin1StringView name, bool plain) const
    {
        FeedText text;
        text.value = bounded(textOf(object[name]), feedlimits::bodyLength);
        text.plain = plain;
        return text;
    }

    ParsedFeed &m_feed;
    const FeedDocument &m_document;
    QString m_base;
    DateHints m_hints;
};

void JsonFeedReader::readFeed(const QJsonObject &object)
{
    m_base = m_document.url.toString(QUrl::FullyEncoded);
    for (const auto name : {"feed_url"_L1, "home_page_url"_L1}) {
        const QString own = webLink(textOf(object[name]));
        if (m_base.isEmpty() && !own.isEmpty())
            m_base = own;
    }
    m_feed.language = textOf(object["language"_L1]);
    m_hints = dateHints(m_document, m_feed.language);
    m_feed.foundTitle = text(object, "title"_L1, true);
    m_feed.foundDescription = text(object, "description"_L1, true);
    m_feed.link = link(object, "home_page_url"_L1);
    m_feed.feedUrl = link(object, "feed_url"_L1);
    m_feed.id = m_feed.feedUrl;
    m_feed.icon = link(object, "icon"_L1);
    m_feed.favicon = link(object, "favicon"_L1);
    m_feed.image.url = m_feed.icon;
    m_feed.authors = people(object);
    const QJsonArray items = object["items"_L1].toArray();
    int skipped = 0;
    for (const QJsonValue &item : items) {
        if (m_feed.items.size() >= m_document.maxItems) {
            m_feed.notes.append(
                u"%1 items: the first %2 were kept"_s.arg(items.size()).arg(m_document.maxItems));
            break;
        }
        if (item.isObject())
            m_feed.items.append(readItem(item.toObject()));
        else
            ++skipped;
    }
    m_feed.malformed |= skipped > 0;
    if (skipped > 0)
        m_feed.notes.append(u"%1 items are no objects"_s.arg(skipped));
}

QList<FeedPerson> JsonFeedReader::people(const QJsonObject &object) const
{
    QList<FeedPerson> people;
    const auto add = [&](const QJsonValue &value) {
        FeedPerson person;
        if (value.isString()) // against the format, but seen
            person.name = bounded(textOf(value), feedlimits::nameLength);
        const QJsonObject author = value.toObject();
        if (value.isObject()) {
            person.name = bounded(textOf(author["name"_L1]), feedlimits::nameLength);
            person.url = link(author, "url"_L1);
        }
        if ((!person.name.isEmpty() || !person.url.isEmpty()) && people.size() < feedlimits::authors)
            people.append(person);
    };
    if (object["authors"_L1].isArray()) {
        for (const QJsonValue &author : object["authors"_L1].toArray())
            add(author);
    } else {
        add(object["authors"_L1]);
    }
    if (people.isEmpty())
        add(object["author"_L1]); // version 1.0
    return people;
}

ParsedArticle JsonFeedReader::readItem(const QJsonObject &item) const
{
    ParsedArticle article;
    article.id = bounded(textOf(item["id"_L1]), feedlimits::linkLength);
    article.foundTitle = text(item, "title"_L1, true);
    article.foundSummary = text(item, "summary"_L1, true);
    article.foundContent = text(item, "content_html"_L1, false);
    FeedText &plain = article.foundContent.isEmpty() ? article.foundContent : article.foundSummary;
    if (plain.isEmpty())
        plain = text(item, "content_text"_L1, true);
    article.foundLink = link(item, "url"_L1);
    if (article.foundLink.isEmpty())
        article.foundLink = link(item, "external_url"_L1);
    article.published = readDate(textOf(item["date_published"_L1]), m_hints);
    article.updated = readDate(textOf(item["date_modified"_L1]), m_hints);
    article.authors = people(item);
    article.foundLanguage = textOf(item["language"_L1]);
    for (const QJsonValue &tag : item["tags"_L1].toArray()) {
        const QString name = bounded(textOf(tag), feedlimits::nameLength);
        const FeedCategory category{name, name, {}};
        if (!name.isEmpty() && article.categories.size() < feedlimits::categories &&
            !article.categories.contains(category))
            article.categories.append(category);
    }
    QString picture = link(item, "image"_L1);
    if (picture.isEmpty())
        picture = link(item, "banner_image"_L1);
    article.thumbnail = QUrl(picture);
    readAttachments(item["attachments"_L1], article);
    article.base = m_base;
    return article;
}

void JsonFeedReader::readAttachments(const QJsonValue &value, ParsedArticle &article) const
{
    for (const QJsonValue &entry : value.toArray()) {
        const QJsonObject attachment = entry.toObject();
        FeedEnclosure enclosure;
        enclosure.url = link(attachment, "url"_L1);
        enclosure.type = textOf(attachment["mime_type"_L1]);
        enclosure.title = bounded(textOf(attachment["title"_L1]), feedlimits::nameLength);
        if (attachment["size_in_bytes"_L1].isDouble())
            enclosure.length = attachment["size_in_bytes"_L1].toInteger();
        if (enclosure.url.isEmpty() || article.enclosures.size() >= feedlimits::enclosures)
            continue;
        if (article.thumbnail.isEmpty() && enclosure.type.startsWith("image/"_L1))
            article.thumbnail = QUrl(enclosure.url);
        article.enclosures.append(enclosure);
    }
}

// Builds the elements an RSS channel in JSON stands for.
class TreeFromJson
{
public:
    explicit TreeFromJson(XmlTree &tree) : m_tree(tree) {}
    void add(XmlNode *parent, const QString &name, const QJsonValue &value, int depth);

private:
    XmlNode *append(XmlNode *parent, XmlNode &&node);
    void addObject(XmlNode *node, const QJsonObject &object, int depth);

    static constexpr int deepest = 8;
    XmlTree &m_tree;
};

XmlNode *TreeFromJson::append(XmlNode *parent, XmlNode &&node)
{
    XmlNode &added = m_tree.nodes.emplace_back(std::move(node));
    added.parent = parent;
    if (!parent) {
        m_tree.root = &added;
    } else {
        if (parent->lastChild)
            const_cast<XmlNode *>(parent->lastChild)->next = &added;
        else
            parent->firstChild = &added;
        parent->lastChild = &added;
    }
    return &added;
}

void TreeFromJson::add(XmlNode *parent, const QString &name, const QJsonValue &value, int depth)
{
    if (depth > deepest || name.isEmpty())
        return;
    if (value.isArray()) {
        for (const QJsonValue &entry : value.toArray())
            add(parent, name, entry, depth + 1);
        return;
    }
    XmlNode node;
    node.name = name;
    const qsizetype colon = name.indexOf(u':');
    node.local = name.mid(colon + 1).toLower();
    node.ns = colon < 0 ? Ns::None : namespaceOfPrefix(name.left(colon)).value_or(Ns::Other);
    XmlNode *added = append(parent, std::move(node));
    if (value.isObject())
        return addObject(added, value.toObject(), depth);
    XmlNode text;
    text.text = textOf(value);
    if (!text.text.isEmpty())
        append(added, std::move(text));
}

// What XML writes as attributes stands beside the value ("#value"), or is all there is.
void TreeFromJson::addObject(XmlNode *node, const QJsonObject &object, int depth)
{
    static constexpr QLatin1StringView withAttributes[] = {"enclosure"_L1, "guid"_L1,  "category"_L1,
                                                           "source"_L1,    "cloud"_L1, "rss"_L1};
    const bool attributes = object.contains("#value"_L1) ||
                            std::find(std::begin(withAttributes), std::end(withAttributes), node->local) !=
                                std::end(withAttributes);
    for (auto it = object.begin(); it != object.end(); ++it) {
        QString name = it.key();
        if (name == "#value"_L1) {
            XmlNode text;
            text.text = textOf(it.value());
            append(node, std::move(text));
            continue;
        }
        const bool marked = name.startsWith(u'@');
        if (marked)
            name.remove(0, 1);
        if ((attributes || marked) && !it.value().isObject() && !it.value().isArray()) {
            const QString value =
                it.value().isBool() ? (it.value().toBool() ? u"true"_s : u"false"_s) : textOf(it.value());
            node->attributes.append({name, name.toLower(), Ns::None, value});
        } else {
            add(node, name, it.value(), depth + 1);
        }
    }
}
} // namespace

ParsedFeed readJsonFeed(const QString &text, const FeedDocument &document)
{
    ParsedFeed feed;
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError) {
        feed.error = u"broken JSON: %1"_s.arg(error.errorString());
        return feed;
    }
    const QJsonObject object = json.object();
    const QString version = object["version"_L1].toString();
    const bool named = version.contains("jsonfeed.org/version/"_L1);
    // Some write "1.1" alone; then it must say more to be one.
    const bool alike =
        version.startsWith(u'1') && (object.contains("home_page_url"_L1) || object.contains("feed_url"_L1));
    if ((!named && !alike) || !object["items"_L1].isArray()) {
        feed.error = u"JSON, but no feed"_s;
        return feed;
    }
    feed.malformed = !named;
    const QString number = version.mid(version.lastIndexOf(u'/') + 1);
    feed.format = number == "1.1"_L1                       ? u"json11"_s
                  : number == "1"_L1 || number == "1.0"_L1 ? u"json1"_s
                                                           : u"json"_s;
    JsonFeedReader(feed, document).readFeed(object);
    return feed;
}

std::optional<XmlTree> rssFromJson(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const QJsonValue rss = object["rss"_L1];
    if (!rss.isObject() || !rss["channel"_L1].isObject())
        return std::nullopt;
    XmlTree tree;
    TreeFromJson(tree).add(nullptr, u"rss"_s, rss, 0);
    return tree;
}
