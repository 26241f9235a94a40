#include "app/news/opml.h"

#include "app/news/newsservices.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 opmlLimit = 4 * 1024 * 1024;
constexpr qsizetype mostFeeds = 5000;
constexpr int deepestOutline = 32;

class OpmlReader
{
public:
    OpmlReader(const QByteArray &opml, QString folder, QString name, const QList<FeedEntry> &known)
        : m_xml(opml), m_folder(std::move(folder)), m_name(std::move(name)), m_known(known)
    {
    }

    Result<FeedListing> read()
    {
        if (!m_xml.readNextStartElement())
            return failed(m_xml.hasError() ? m_xml.errorString() : u"the file is empty"_s);
        if (m_xml.name().compare("opml"_L1, Qt::CaseInsensitive) != 0)
            return failed(u"this is no OPML document but <%1>"_s.arg(m_xml.name()));
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() == "body"_L1)
                outlines({}, 0);
            else
                m_xml.skipCurrentElement();
        }
        if (m_xml.hasError())
            complain(m_xml.errorString());
        if (m_listing.feeds.isEmpty())
            return failure(
                Error::Kind::Malformed,
                m_listing.problems.value(0, u"%1: no outline names a feed (xmlUrl)"_s.arg(m_name)));
        return m_listing;
    }

private:
    tl::unexpected<Error> failed(const QString &what) const
    {
        return failure(Error::Kind::Malformed, at(m_xml.lineNumber(), what));
    }
    QString at(qint64 line, const QString &what) const
    {
        return u"%1, line %2: %3"_s.arg(m_name).arg(line).arg(what);
    }
    void complain(const QString &what) { m_listing.problems.append(at(m_xml.lineNumber(), what)); }
    // Attribute names differ in case between writers (xmlUrl, xmlurl).
    QString attribute(QLatin1StringView name) const
    {
        for (const QXmlStreamAttribute &each : m_xml.attributes())
            if (each.name().compare(name, Qt::CaseInsensitive) == 0)
                return each.value().toString().simplified();
        return {};
    }

    void outlines(const QString &group, int depth)
    {
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() != "outline"_L1) {
                m_xml.skipCurrentElement();
                continue;
            }
            if (depth == deepestOutline)
                return m_xml.raiseError(u"outlines are nested too deep"_s);
            const QString title =
                attribute("text"_L1).isEmpty() ? attribute("title"_L1) : attribute("text"_L1);
            const QString address = attribute("xmlUrl"_L1);
            if (!address.isEmpty())
                feed(address, title, group);
            else if (attribute("type"_L1).compare("rss"_L1, Qt::CaseInsensitive) == 0)
                complain(u"the feed \"%1\" has no address (xmlUrl)"_s.arg(title));
            outlines(address.isEmpty() ? title : group, depth + 1);
        }
    }

    void feed(const QString &address, const QString &title, const QString &group)
    {
        const auto url = feedAddress(address, m_folder);
        if (!url)
            return complain(u"\"%1\" is no address of a feed (http, https, or a file)"_s.arg(address));
        if (m_listing.feeds.size() == mostFeeds)
            return m_xml.raiseError(u"more than %1 feeds"_s.arg(mostFeeds));
        FeedEntry entry = knownFeed(*url);
        if (m_seen.contains(entry.info.id))
            return;
        entry.info.url = *url;
        entry.info.userNamed = true;
        entry.on = attribute("wickpostOn"_L1) != "false"_L1;
        if (!group.isEmpty())
            entry.group = group;
        if (!title.isEmpty())
            entry.info.source = title;
        if (entry.info.source.isEmpty())
            entry.info.source = url->isLocalFile() ? url->fileName() : url->host();
        take("language"_L1, entry.info.language);
        take("wickpostFormat"_L1, entry.info.format);
        take("wickpostSection"_L1, entry.info.section);
        if (const auto page = feedAddress(attribute("htmlUrl"_L1), {}))
            entry.info.homePage = *page;
        if (const QString problem = unknownWord(entry); !problem.isEmpty())
            return complain(problem);
        if (entry.info.owner.isEmpty())
            entry.info.owner = feedOwnerAt(*url, m_known);
        if (entry.info.owner.isEmpty())
            entry.info.owner = entry.info.source;
        m_seen.insert(entry.info.id);
        m_listing.feeds.append(entry);
    }
    void take(QLatin1StringView name, QString &into)
    {
        if (const QString value = attribute(name); !value.isEmpty())
            into = value;
    }
    // What is wrong with our own extensions; sets the kind.
    QString unknownWord(FeedEntry &entry)
    {
        if (!feedParseFor(entry.info.format))
            return u"wickpostFormat is none of %1: %2"_s.arg(newsServiceFormats().join(u", "_s),
                                                             entry.info.format);
        const QString name = attribute("wickpostKind"_L1);
        const auto kind = name.isEmpty() ? entry.kind : feedKind(name);
        if (!kind)
            return u"wickpostKind is none of news, flashes, announcements, project: %1"_s.arg(name);
        if (!name.isEmpty())
            setFeedKind(entry, *kind);
        return {};
    }
    // The same address may be listed once a language: that language's then, else the usual one.
    FeedEntry knownFeed(const QUrl &url) const
    {
        const FeedId id = feedIdFor(url);
        const QString language = attribute("language"_L1);
        const auto rank = [&](const FeedEntry &entry) {
            return (entry.info.language == language ? 2 : 0) + (entry.on ? 1 : 0);
        };
        const FeedEntry *best = nullptr;
        for (const FeedEntry &entry : m_known)
            if (feedIdFor(entry.info.url) == id && (!best || rank(entry) > rank(*best)))
                best = &entry;
        if (best)
            return *best;
        FeedEntry entry;
        entry.info.id = id;
        setFeedKind(entry, FeedEntry::Kind::News);
        return entry;
    }

    QXmlStreamReader m_xml;
    QString m_folder, m_name;
    const QList<FeedEntry> &m_known;
    FeedListing m_listing;
    QSet<FeedId> m_seen;
};
} // namespace

Result<FeedListing> opmlListing(const QByteArray &opml, const QString &folder, const QString &name,
                                const QList<FeedEntry> &known)
{
    if (opml.size() > opmlLimit)
        return failure(Error::Kind::Malformed, u"%1 is larger than 4 MB"_s.arg(name));
    return OpmlReader(opml, folder, name, known).read();
}

Result<QList<FeedEntry>> parseOpml(const QByteArray &opml, const QString &folder, const QString &name,
                                   const QList<FeedEntry> &known)
{
    const auto listing = opmlListing(opml, folder, name, known);
    if (!listing)
        return tl::unexpected(listing.error());
    if (!listing->problems.isEmpty())
        return failure(Error::Kind::Malformed, listing->problems.first());
    return listing->feeds;
}

Result<QByteArray> readOpmlFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Storage, u"%1 can't be read: %2"_s.arg(path, file.errorString()));
    return file.read(opmlLimit + 1);
}

Result<QList<FeedEntry>> readOpml(const QString &path, const QList<FeedEntry> &known)
{
    return readOpmlFile(path).and_then(
        [&](const QByteArray &opml) { return parseOpml(opml, QFileInfo(path).absolutePath(), path, known); });
}

namespace {
void writeOutline(QXmlStreamWriter &xml, const FeedEntry &entry)
{
    const FeedInfo &info = entry.info;
    xml.writeEmptyElement(u"outline"_s);
    const auto put = [&xml](const char *name, const QString &value) {
        if (!value.isEmpty())
            xml.writeAttribute(QString::fromLatin1(name), value);
    };
    put("type", u"rss"_s);
    put("text", info.source);
    put("title", info.source);
    put("xmlUrl", info.url.toString(QUrl::FullyEncoded));
    put("htmlUrl", info.homePage.toString(QUrl::FullyEncoded));
    put("language", info.language);
    put("wickpostSection", info.section);
    put("wickpostFormat", info.format);
    put("wickpostKind", entry.kind == FeedEntry::Kind::News ? QString() : feedKindName(entry.kind));
    put("wickpostOn", entry.on ? QString() : u"false"_s);
}
} // namespace

QByteArray writeOpml(const QList<FeedEntry> &feeds)
{
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"opml"_s);
    xml.writeAttribute(u"version"_s, u"2.0"_s);
    xml.writeStartElement(u"head"_s);
    xml.writeTextElement(u"title"_s, u"Wickpost feeds"_s);
    xml.writeEndElement();
    xml.writeStartElement(u"body"_s);
    QStringList groups;
    for (const FeedEntry &entry : feeds)
        if (!groups.contains(entry.group))
            groups.append(entry.group);
    for (const QString &group : std::as_const(groups)) {
        if (!group.isEmpty()) {
            xml.writeStartElement(u"outline"_s);
            xml.writeAttribute(u"text"_s, group);
        }
        for (const FeedEntry &entry : feeds)
            if (entry.group == group)
                writeOutline(xml, entry);
        if (!group.isEmpty())
            xml.writeEndElement();
    }
    xml.writeEndDocument();
    return out;
}
