#include "app/news/xmlfeedreader.h"

#include "app/news/htmltext.h"
#include "app/news/linkcleaner.h"

#include <QStringDecoder>
#include <algorithm>

using namespace Qt::StringLiterals;

// Ranks below 10 are the element's own; a kind adds ten times its place in the order of kinds.
struct XmlFeedReader::Found
{
    Best<FeedText> title, summary, content, rights;
    Best<QString> language, id, page, self, comments, picture;
    Best<UtcTime> published, updated;
    QList<FeedPerson> authors, contributors;
    int authorRank = 1000;
    QList<FeedCategory> categories;
    QList<FeedEnclosure> enclosures;
    int updatePeriod = 0; // minutes
    int updateFrequency = 1;
};

namespace {
bool isOneOf(const QString &name, std::initializer_list<QLatin1StringView> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

void offerText(Best<FeedText> &best, int rank, FeedText text)
{
    if (!text.isEmpty())
        best.offer(rank, std::move(text));
}
void offerLine(Best<QString> &best, int rank, const QString &text)
{
    if (!text.isEmpty())
        best.offer(rank, text.left(feedlimits::linkLength));
}

void offerDate(Best<UtcTime> &best, int rank, UtcTime time)
{
    if (isKnown(time))
        best.offer(rank, time);
}

bool isPicture(const QString &type, const QString &medium, const QString &link)
{
    if (type.startsWith("image/"_L1, Qt::CaseInsensitive) ||
        medium.compare("image"_L1, Qt::CaseInsensitive) == 0)
        return true;
    if (!type.isEmpty() || !medium.isEmpty())
        return false;
    const QString path = link.left(link.indexOf(u'?')).toLower();
    return path.endsWith(".jpg"_L1) || path.endsWith(".jpeg"_L1) || path.endsWith(".png"_L1) ||
           path.endsWith(".webp"_L1) || path.endsWith(".gif"_L1);
}

// Empty when it isn't base64, or not of a text.
QString textFromBase64(const QString &encoded)
{
    const auto bytes = QByteArray::fromBase64Encoding(encoded.simplified().remove(u' ').toLatin1());
    if (!bytes)
        return {};
    QStringDecoder decoder(QStringConverter::Utf8);
    const QString text = decoder.decode(*bytes);
    const bool binary = decoder.hasError() || std::any_of(text.begin(), text.end(), [](QChar c) {
                            return c.unicode() < 0x20 && !c.isSpace();
                        });
    return binary ? QString() : text.trimmed();
}

// Wider pictures first; a picture that doesn't say counts as middling.
int pictureRank(int kind, const QString &width)
{
    bool number = false;
    const int pixels = width.toInt(&number);
    return kind * 10 + (!number ? 5 : pixels >= 600 ? 1 : pixels >= 300 ? 4 : pixels >= 100 ? 6 : 8);
}

std::optional<qint64> byteCount(QString text)
{
    bool number = false;
    const qint64 bytes = text.remove(u',').trimmed().toLongLong(&number);
    return number && bytes >= 0 ? std::optional(bytes) : std::nullopt;
}

void addEnclosure(QList<FeedEnclosure> &list, FeedEnclosure enclosure)
{
    if (enclosure.url.isEmpty() || list.size() >= feedlimits::enclosures)
        return;
    const auto same = std::find_if(list.begin(), list.end(),
                                   [&](const FeedEnclosure &other) { return other.url == enclosure.url; });
    if (same == list.end())
        list.append(std::move(enclosure));
}

void addCategory(QList<FeedCategory> &list, FeedCategory category)
{
    category.term = category.term.left(feedlimits::nameLength);
    category.label = category.label.left(feedlimits::nameLength);
    if (category.term.isEmpty())
        category.term = category.label;
    if (category.label.isEmpty())
        category.label = category.term;
    if (!category.term.isEmpty() && list.size() < feedlimits::categories && !list.contains(category))
        list.append(std::move(category));
}
} // namespace

XmlFeedReader::XmlFeedReader(ParsedFeed &feed, const FeedDocument &document, bool atom)
    : m_feed(feed),
      m_document(document),
      m_atom(atom),
      m_hints(dateHints(document, {})),
      m_base(document.url.toString(QUrl::FullyEncoded))
{
}

bool XmlFeedReader::isDate(const QString &local)
{
    return isOneOf(local,
                   {"pubdate"_L1, "date"_L1, "published"_L1, "issued"_L1, "updated"_L1, "modified"_L1});
}

XmlFeedReader::Kind XmlFeedReader::kindOf(const XmlNode &node) const
{
    switch (node.ns) {
    case Ns::None:
    case Ns::Rss090:
    case Ns::Rss10:
    case Ns::Rss11:
    case Ns::Rss20:
        return Kind::Own;
    case Ns::Atom03:
    case Ns::Atom10:
        return m_atom ? Kind::Own : Kind::Atom;
    case Ns::Content:
        return Kind::Content;
    case Ns::Dc:
    case Ns::DcTerms:
        return Kind::Dc;
    case Ns::Itunes:
    case Ns::GooglePlay:
        return Kind::Itunes;
    case Ns::Media:
        return Kind::Media;
    default:
        return Kind::Other;
    }
}

FeedText XmlFeedReader::text(const XmlNode &node, Kind kind) const
{
    FeedText text;
    if (kind == Kind::Atom || (kind == Kind::Own && m_atom))
        readAtomText(node, text);
    else
        text.value = node.hasElements() ? node.markup() : node.textContent();
    if (text.value.size() > feedlimits::bodyLength)
        text.value.truncate(feedlimits::bodyLength);
    text.base = node.base({});
    if (!text.base.isEmpty())
        text.base = resolveLink(m_base, text.base);
    text.language = node.language();
    return text;
}

// Atom 1.0 has text, html and xhtml; 0.3 a media type and a mode. Both default to plain text.
void XmlFeedReader::readAtomText(const XmlNode &node, FeedText &into) const
{
    const QString type = node.attribute("type"_L1).toLower();
    const QString mode = node.attribute("mode"_L1).toLower();
    const bool markup =
        type == "xhtml"_L1 || type.endsWith("+xml"_L1) || type.endsWith("/xml"_L1) || mode == "xml"_L1;
    if (markup || node.hasElements()) {
        // Atom's own wrapper isn't part of the text.
        const XmlNode *only = node.firstElement();
        const bool wrapped =
            node.ns != Ns::Atom03 && markup && only && only->local == "div"_L1 && !only->nextElement();
        into.value = wrapped ? only->markup() : node.markup();
        return;
    }
    into.value = node.textContent();
    const bool text = type.isEmpty() || type == "text"_L1 || type == "html"_L1 || type.startsWith("text/"_L1);
    // Other media types are base64, says Atom 1.0; feeds use them for text all the same.
    if (mode == "base64"_L1 || (!text && mode.isEmpty())) {
        QString decoded = textFromBase64(into.value);
        if (mode == "base64"_L1 || !decoded.isEmpty())
            into.value = std::move(decoded);
    }
    into.plain = type.isEmpty() || type == "text"_L1 || type == "text/plain"_L1;
}

QString XmlFeedReader::line(const XmlNode &node) const
{
    return node.textContent().simplified().left(feedlimits::linkLength);
}

QString XmlFeedReader::resolved(const XmlNode &node, const QString &reference) const
{
    return reference.isEmpty() ? QString()
                               : resolveLink(node.base(m_base), reference).left(feedlimits::linkLength);
}

void XmlFeedReader::readFeed(const XmlNode &channel)
{
    // Dates and addresses depend on these two, wherever they stand.
    QString language = channel.language(), self, page;
    for (const XmlNode *node = channel.firstElement(); node; node = node->nextElement()) {
        if (node->local == "language"_L1 && kindOf(*node) != Kind::Other)
            language = line(*node);
        if (node->local != "link"_L1)
            continue;
        const QString href = node->attribute("href"_L1);
        if (node->attribute("rel"_L1) == "self"_L1 && self.isEmpty())
            self = webLink(href);
        else if (page.isEmpty())
            page = webLink(href.isEmpty() ? node->textContent() : href);
    }
    m_hints = dateHints(m_document, language);
    if (m_atom && !(self.isEmpty() && page.isEmpty()))
        m_base = self.isEmpty() ? page : self;
    else if (m_base.isEmpty())
        m_base = self.isEmpty() ? page : self;

    Found found;
    for (const XmlNode *node = channel.firstElement(); node; node = node->nextElement()) {
        if (node->local == "item"_L1 || node->local == "entry"_L1)
            continue;
        const Kind kind = kindOf(*node);
        readShared(*node, kind, found);
        readFeedOnly(*node, kind, found);
    }
    offerLine(found.page, 500, resolved(channel, channel.attribute("href"_L1))); // CDF
    offerDate(found.updated, 500, readDate(channel.attribute("lastmod"_L1), m_hints));
    offerLine(found.language, 500, channel.language());
    m_feed.foundTitle = found.title.value();
    m_feed.foundDescription = found.summary.value();
    m_feed.foundRights = found.rights.value();
    m_feed.language = found.language.value();
    m_feed.id = found.id.value();
    m_feed.link = webLink(found.page.value());
    m_feed.feedUrl = found.self.value();
    m_feed.published = found.published.value();
    m_feed.updated = found.updated.value();
    m_feed.authors = found.authors;
    m_feed.contributors = found.contributors;
    m_feed.categories = found.categories;
    for (const QString &other : {webLink(found.picture.value()), m_feed.logo, m_feed.icon}) {
        if (m_feed.image.url.isEmpty())
            m_feed.image.url = other;
    }
    if (found.updatePeriod > 0)
        m_feed.updateIntervalMinutes = found.updatePeriod / std::max(1, found.updateFrequency);
}

void XmlFeedReader::readFeedImage(const XmlNode &parent)
{
    for (const XmlNode *node = parent.firstElement(); node; node = node->nextElement()) {
        if (node->local != "image"_L1 || kindOf(*node) != Kind::Own)
            continue;
        if (m_feed.image.url.isEmpty() && m_feed.image.title.isEmpty())
            readImage(*node);
    }
}

void XmlFeedReader::readImage(const XmlNode &node)
{
    m_feed.image = image(node);
    // A square one can be shown as an icon; without a size it is RSS's banner of 88 by 31.
    const XmlNode *width = node.child(Ns::None, "width"_L1), *height = node.child(Ns::None, "height"_L1);
    if (width && height && line(*width).toInt() > 0 && line(*width) == line(*height) && m_feed.icon.isEmpty())
        m_feed.icon = m_feed.image.url;
}

FeedImage XmlFeedReader::image(const XmlNode &node) const
{
    FeedImage image;
    for (const XmlNode *part = node.firstElement(); part; part = part->nextElement()) {
        if (part->local == "url"_L1 && image.url.isEmpty())
            image.url = webLink(resolved(*part, line(*part)));
        else if (part->local == "title"_L1 && image.title.isEmpty())
            image.title = part->textContent();
        else if (part->local == "link"_L1 && image.link.isEmpty())
            image.link = webLink(resolved(*part, line(*part)));
    }
    return image;
}

ParsedArticle XmlFeedReader::readItem(const XmlNode &item)
{
    ParsedArticle article;
    Found found;
    for (const XmlNode *node = item.firstElement(); node; node = node->nextElement()) {
        const Kind kind = kindOf(*node);
        readShared(*node, kind, found);
        readItemOnly(*node, kind, found, article);
    }
    offerLine(found.page, 400, resolved(item, item.attribute("href"_L1))); // CDF
    offerDate(found.updated, 500, readDate(item.attribute("lastmod"_L1), m_hints));
    offerLine(found.page, 500, webLink(item.attribute(Ns::Rdf, "about"_L1)));
    offerLine(found.id, 5, item.attribute(Ns::Rdf, "about"_L1));
    offerLine(found.language, 500, item.language());
    article.foundTitle = found.title.value();
    article.foundSummary = found.summary.value();
    article.foundContent = found.content.value();
    article.foundRights = found.rights.value();
    article.foundLink = webLink(found.page.value());
    article.guidIsPermalink &= article.foundLink == webLink(found.id.value());
    article.foundLanguage = found.language.value();
    article.id = found.id.value();
    article.published = found.published.value();
    article.updated = found.updated.value();
    if (!found.authors.isEmpty())
        article.authors = found.authors; // else perhaps the source's
    article.contributors = found.contributors;
    article.categories = found.categories;
    article.enclosures = found.enclosures;
    article.comments = webLink(found.comments.value());
    article.thumbnail = QUrl(webLink(found.picture.value()));
    article.base = item.base(m_base);
    return article;
}

void XmlFeedReader::readShared(const XmlNode &node, Kind kind, Found &found) const
{
    readTexts(node, kind, found);
    readDates(node, kind, found);
    readPeople(node, kind, found);
    readCategories(node, kind, found);
    readLink(node, kind, found);
    readMedia(node, found);
    if (node.local == "language"_L1 && kind != Kind::Other)
        offerLine(found.language, int(kind) * 10, line(node));
    if (isOneOf(node.local, {"id"_L1, "guid"_L1}) && (kind == Kind::Own || kind == Kind::Atom))
        offerLine(found.id, int(kind) * 10, line(node));
    if (node.is(Ns::Dc, "identifier"_L1))
        offerLine(found.id, int(kind) * 10, line(node));
}

void XmlFeedReader::readTexts(const XmlNode &node, Kind kind, Found &found) const
{
    if (kind == Kind::Other && node.ns == Ns::Feedburner && node.local == "browserfriendly"_L1)
        offerText(found.summary, int(kind) * 10, text(node, kind));
    if (kind == Kind::Other && node.ns != Ns::Media) {
        if (node.ns == Ns::Xhtml && isOneOf(node.local, {"body"_L1, "div"_L1}))
            offerText(found.content, 30, text(node, Kind::Content));
        return;
    }
    const int rank = int(kind) * 10;
    const QString &name = node.local;
    // Of a description and a summary the later is the body.
    if (!m_atom && kind == Kind::Own && found.summary.found() &&
        isOneOf(name, {"description"_L1, "summary"_L1})) {
        FeedText second = text(node, kind);
        if (second.value != found.summary.value().value)
            offerText(found.content, 45, std::move(second));
    }
    if (name == "title"_L1)
        offerText(found.title, rank, text(node, kind));
    else if (isOneOf(name, {"description"_L1, "abstract"_L1}))
        offerText(found.summary, rank, text(node, kind));
    else if (name == "subtitle"_L1 || name == "tagline"_L1 || (name == "summary"_L1 && kind == Kind::Itunes))
        offerText(found.summary, rank + 2, text(node, kind));
    else if (name == "summary"_L1)
        offerText(found.summary, rank, text(node, kind));
    else if (name == "info"_L1 && node.ns == Ns::Atom03)
        offerText(found.summary, rank + 4, text(node, kind));
    else if (name == "encoded"_L1 && kind == Kind::Content)
        offerText(found.content, 0, text(node, kind));
    else if (name == "content"_L1 && (kind == Kind::Own || kind == Kind::Atom))
        offerText(found.content, rank + 1, text(node, kind));
    else if (isOneOf(name, {"fullitem"_L1, "body"_L1}) && kind == Kind::Own)
        offerText(found.content, 40, text(node, Kind::Content));
    else if (isOneOf(name, {"rights"_L1, "copyright"_L1}))
        offerText(found.rights, rank, text(node, kind));
}

void XmlFeedReader::readDates(const XmlNode &node, Kind kind, Found &found) const
{
    if (kind == Kind::Other || kind == Kind::Media)
        return;
    const QString &name = node.local;
    const int rank = int(kind) * 10;
    const bool published = isOneOf(name, {"pubdate"_L1, "published"_L1, "date"_L1});
    const bool issued = isOneOf(name, {"issued"_L1, "created"_L1});
    const bool updated = isOneOf(name, {"updated"_L1, "modified"_L1, "lastbuilddate"_L1, "lastmod"_L1});
    if (!published && !issued && !updated)
        return;
    const UtcTime time = readDate(node.textContent(), m_hints);
    if (!isKnown(time))
        return;
    // Dublin Core's date doesn't say of what.
    if (updated || name == "date"_L1)
        found.updated.offer(updated ? rank : rank + 5, time);
    if (!updated)
        found.published.offer(rank + (issued ? name == "created"_L1 ? 2 : 1 : 0), time);
}

FeedPerson XmlFeedReader::atomPerson(const XmlNode &node) const
{
    FeedPerson person;
    for (const XmlNode *part = node.firstElement(); part; part = part->nextElement()) {
        if (part->local == "name"_L1 && person.name.isEmpty())
            person.name = line(*part).left(feedlimits::nameLength);
        else if (part->local == "email"_L1 && person.email.isEmpty())
            person.email = line(*part).left(feedlimits::nameLength);
        else if (isOneOf(part->local, {"uri"_L1, "url"_L1, "homepage"_L1}) && person.url.isEmpty())
            person.url = webLink(resolved(*part, line(*part)));
    }
    return person;
}

void XmlFeedReader::readPeople(const XmlNode &node, Kind kind, Found &found) const
{
    if (kind == Kind::Other || kind == Kind::Media)
        return;
    const bool contributor = node.local == "contributor"_L1;
    const bool editor = kind == Kind::Own && isOneOf(node.local, {"managingeditor"_L1, "webmaster"_L1});
    if (!contributor && !editor && !isOneOf(node.local, {"author"_L1, "creator"_L1, "owner"_L1}))
        return;
    const FeedPerson person = node.hasElements() ? atomPerson(node) : parsePerson(line(node));
    if (person.name.isEmpty() && person.email.isEmpty() && person.url.isEmpty())
        return;
    if (contributor) {
        if (found.contributors.size() < feedlimits::authors)
            found.contributors.append(person);
        return;
    }
    // An address alone says less than a name elsewhere.
    int rank = int(kind) * 10 + (person.name.isEmpty() ? 500 : 0);
    rank += node.local == "managingeditor"_L1 ? 1
            : node.local == "webmaster"_L1    ? 2
            : node.local == "owner"_L1        ? 3
                                              : 0;
    if (rank > found.authorRank)
        return;
    if (rank < found.authorRank)
        found.authors.clear();
    found.authorRank = rank;
    if (found.authors.size() < feedlimits::authors && !found.authors.contains(person))
        found.authors.append(person);
}

void XmlFeedReader::readCategories(const XmlNode &node, Kind kind, Found &found) const
{
    if (kind == Kind::Other)
        return;
    if (node.local == "keywords"_L1) {
        for (const QString &word : line(node).split(u',', Qt::SkipEmptyParts))
            addCategory(found.categories, {word.trimmed(), {}, {}});
        return;
    }
    if (!isOneOf(node.local, {"category"_L1, "subject"_L1}))
        return;
    FeedCategory category;
    category.label = node.attribute(kind == Kind::Itunes ? "text"_L1 : "label"_L1);
    category.term = node.attribute("term"_L1);
    category.scheme = node.attribute("scheme"_L1);
    if (category.scheme.isEmpty())
        category.scheme = node.attribute("domain"_L1);
    if (category.term.isEmpty() && kind != Kind::Itunes)
        category.term = line(node);
    addCategory(found.categories, std::move(category));
    if (kind == Kind::Itunes) { // its subcategories
        for (const XmlNode *part = node.firstElement(); part; part = part->nextElement())
            readCategories(*part, kindOf(*part), found);
    }
}

void XmlFeedReader::readLink(const XmlNode &node, Kind kind, Found &found) const
{
    if (node.local != "link"_L1 || (kind != Kind::Own && kind != Kind::Atom))
        return;
    const int rank = int(kind) * 10;
    const QString href = node.attribute("href"_L1);
    QString rel = node.attribute("rel"_L1).toLower();
    if (href.isEmpty()) {
        if (rel.isEmpty())
            offerLine(found.page, rank, webLink(resolved(node, node.textContent())));
        return;
    }
    if (rel.startsWith("http://www.iana.org/assignments/relation/"_L1))
        rel = rel.mid(rel.lastIndexOf(u'/') + 1);
    const QString target = resolved(node, href);
    const QString type = node.attribute("type"_L1).toLower();
    if (rel.isEmpty() || rel == "alternate"_L1) {
        const int best = type == "text/html"_L1 || type == "application/xhtml+xml"_L1 ? 1
                         : type.isEmpty()                                             ? 2
                                                                                      : 3;
        offerLine(found.page, rank + best, webLink(target));
    } else if (rel == "self"_L1) {
        offerLine(found.self, rank, webLink(target));
    } else if (rel == "enclosure"_L1) {
        addEnclosure(found.enclosures, {webLink(target), node.attribute("type"_L1),
                                        byteCount(node.attribute("length"_L1)), node.attribute("title"_L1)});
        readEnclosureLink(target, type, found);
    } else if (rel == "replies"_L1 && type.contains("html"_L1)) { // else it is their feed (RFC 4685)
        offerLine(found.comments, rank, webLink(target));
    } else if (rel == "related"_L1 || rel == "via"_L1) {
        offerLine(found.page, 200 + rank, webLink(target));
    }
}

void XmlFeedReader::readMedia(const XmlNode &node, Found &found) const
{
    if (node.ns == Ns::Itunes && node.local == "image"_L1) {
        const QString href = node.attribute("href"_L1);
        offerLine(found.picture, pictureRank(4, {}),
                  webLink(resolved(node, href.isEmpty() ? line(node) : href)));
        return;
    }
    if (node.ns != Ns::Media)
        return;
    const QString target = webLink(resolved(node, node.attribute("url"_L1)));
    if (node.local == "player"_L1) {
        offerLine(found.page, 610, target);
        return;
    }
    if (node.local == "thumbnail"_L1) {
        offerLine(found.picture, pictureRank(0, node.attribute("width"_L1)), target);
        return;
    }
    if (node.local == "content"_L1) {
        const QString type = node.attribute("type"_L1), medium = node.attribute("medium"_L1);
        if (isPicture(type, medium, target))
            offerLine(found.picture, pictureRank(2, node.attribute("width"_L1)), target);
        addEnclosure(found.enclosures, {target, type, byteCount(node.attribute("filesize"_L1)), {}});
    }
    if (node.local == "content"_L1 || node.local == "group"_L1) {
        for (const XmlNode *part = node.firstElement(); part; part = part->nextElement()) {
            if (isOneOf(part->local, {"thumbnail"_L1, "content"_L1, "player"_L1}))
                readMedia(*part, found);
            else if (part->ns == Ns::Media && isOneOf(part->local, {"title"_L1, "description"_L1}))
                readTexts(*part, Kind::Other, found); // of the picture: better than nothing
        }
    }
}

void XmlFeedReader::readFeedOnly(const XmlNode &node, Kind kind, Found &found)
{
    const QString &name = node.local;
    if (node.ns == Ns::Syndication) {
        if (name == "updateperiod"_L1) {
            static constexpr std::pair<QLatin1StringView, int> periods[] = {
                {"hourly"_L1, 60}, {"daily"_L1, 1440}, {"weekly"_L1, 10080}, {"monthly"_L1, 43200}};
            for (const auto &[word, minutes] : periods) {
                if (line(node).compare(word, Qt::CaseInsensitive) == 0)
                    found.updatePeriod = minutes;
            }
        } else if (name == "updatefrequency"_L1) {
            found.updateFrequency = std::clamp(line(node).toInt(), 1, 1000);
        }
        return;
    }
    if (node.ns == Ns::Admin && name == "generatoragent"_L1 && m_feed.generator.isEmpty())
        m_feed.generator = node.attribute(Ns::Rdf, "resource"_L1);
    if (kind != Kind::Own && kind != Kind::Atom)
        return;
    if (name == "generator"_L1 && m_feed.generator.isEmpty())
        m_feed.generator = line(node);
    else if (name == "ttl"_L1 && line(node).toInt() > 0)
        m_feed.ttlMinutes = line(node).toInt();
    else if (name == "icon"_L1 && m_feed.icon.isEmpty())
        m_feed.icon = webLink(resolved(node, line(node)));
    else if (name == "logo"_L1 && m_feed.logo.isEmpty())
        m_feed.logo = webLink(resolved(node, line(node)));
    else if (name == "image"_L1 && node.hasElements() && m_feed.image.url.isEmpty())
        readImage(node);
}

void XmlFeedReader::readItemOnly(const XmlNode &node, Kind kind, Found &found, ParsedArticle &article) const
{
    const QString &name = node.local;
    if (node.ns == Ns::Wfw && name == "commentrss"_L1)
        offerLine(found.comments, 300, resolved(node, line(node)));
    if (node.ns == Ns::Feedburner && name == "origenclosurelink"_L1 && found.enclosures.size() == 1)
        found.enclosures.first().url = webLink(line(node)); // the address behind the counter
    if (kind != Kind::Own && kind != Kind::Atom)
        return;
    if (name == "guid"_L1) {
        // Feeds claim permalinks that are plain numbers: as a link only what is an address.
        const QString claim = node.attribute("ispermalink"_L1).toLower();
        article.guidIsPermalink = claim.isEmpty() || claim == "true"_L1;
        if (article.guidIsPermalink)
            offerLine(found.page, 450, webLink(line(node)));
    } else if (name == "enclosure"_L1) {
        readEnclosure(node, found);
    } else if (name == "id"_L1 && m_atom) {
        offerLine(found.page, 460, webLink(line(node)));
    } else if (name == "comments"_L1 && !line(node).contains(u' ')) {
        offerLine(found.comments, int(kind) * 10, resolved(node, line(node)));
    } else if (name == "content"_L1 && m_atom) {
        offerLine(found.page, 300, webLink(resolved(node, node.attribute("src"_L1))));
    } else if (name == "image"_L1 || name == "thumbnail"_L1) {
        const QString target = node.hasElements() ? image(node).url : webLink(resolved(node, line(node)));
        offerLine(found.picture, pictureRank(3, {}), target);
    } else if (name == "source"_L1) {
        if (const QString url = node.attribute("url"_L1); !url.isEmpty())
            article.sourceLink = webLink(resolved(node, url));
        if (node.hasElements())
            readSource(node, article);
        else
            article.sourceTitle = line(node);
    }
}

void XmlFeedReader::readSource(const XmlNode &node, ParsedArticle &article) const
{
    ParsedFeed feed;
    XmlFeedReader(feed, m_document, m_atom).readFeed(node);
    article.sourceTitle =
        feed.foundTitle.plain ? tidyLine(feed.foundTitle.value) : plainLine(feed.foundTitle.value);
    article.sourceLink = feed.link;
    article.authors = feed.authors;
    article.source = feed;
}

void XmlFeedReader::readEnclosure(const XmlNode &node, Found &found) const
{
    QString address = node.attribute("url"_L1);
    if (address.isEmpty())
        address = node.attribute("href"_L1);
    const QString target = webLink(resolved(node, address));
    const QString type = node.attribute("type"_L1);
    addEnclosure(found.enclosures,
                 {target, type, byteCount(node.attribute("length"_L1)), node.attribute("title"_L1)});
    readEnclosureLink(target, type, found);
}

// A picture may illustrate the item; anything else can at least be opened when the item has no page.
void XmlFeedReader::readEnclosureLink(const QString &target, const QString &type, Found &found)
{
    if (isPicture(type, {}, target))
        offerLine(found.picture, pictureRank(3, {}), webLink(target));
    else
        offerLine(found.page, 620, webLink(target));
}
