#include "app/news/xmlfeedfound.h"

#include "app/news/linkcleaner.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace {
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
