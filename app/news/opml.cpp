#include "app/news/opml.h"

#include "app/news/newsservices.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QXmlStreamReader>

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

    Result<QList<FeedEntry>> read()
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
        if (!m_problem.isEmpty())
            return failure(Error::Kind::Malformed, m_problem);
        if (m_xml.hasError())
            return failed(m_xml.errorString());
        if (m_feeds.isEmpty())
            return failure(Error::Kind::Malformed, u"%1: no outline names a feed (xmlUrl)"_s.arg(m_name));
        return m_feeds;
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
    // The first problem counts: reading stops there.
    void fail(const QString &what)
    {
        m_problem = at(m_xml.lineNumber(), what);
        m_xml.raiseError(what);
    }
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
                return fail(u"outlines are nested too deep"_s);
            const QString title =
                attribute("text"_L1).isEmpty() ? attribute("title"_L1) : attribute("text"_L1);
            const QString address = attribute("xmlUrl"_L1);
            if (!address.isEmpty())
                feed(address, title, group);
            else if (attribute("type"_L1).compare("rss"_L1, Qt::CaseInsensitive) == 0)
                return fail(u"the feed \"%1\" has no address (xmlUrl)"_s.arg(title));
            outlines(address.isEmpty() ? title : group, depth + 1);
        }
    }

    void feed(const QString &address, const QString &title, const QString &group)
    {
        const auto url = feedAddress(address, m_folder);
        if (!url)
            return fail(u"\"%1\" is no address of a feed (http, https, or a file)"_s.arg(address));
        if (m_feeds.size() == mostFeeds)
            return fail(u"more than %1 feeds"_s.arg(mostFeeds));
        FeedEntry entry = knownFeed(*url);
        if (m_seen.contains(entry.info.id))
            return;
        m_seen.insert(entry.info.id);
        entry.info.url = *url;
        entry.info.userNamed = true;
        entry.on = true;
        if (!group.isEmpty())
            entry.group = group;
        if (!title.isEmpty())
            entry.info.source = title;
        if (entry.info.source.isEmpty())
            entry.info.source = url->isLocalFile() ? url->fileName() : url->host();
        take("language"_L1, entry.info.language);
        take("wickpostFormat"_L1, entry.info.format);
        if (!feedParseFor(entry.info.format))
            return fail(u"wickpostFormat is none of %1: %2"_s.arg(newsServiceFormats().join(u", "_s),
                                                                  entry.info.format));
        take("wickpostSection"_L1, entry.info.section);
        if (const auto page = feedAddress(attribute("htmlUrl"_L1), {}))
            entry.info.homePage = *page;
        if (const QString kind = attribute("wickpostKind"_L1); !kind.isEmpty())
            setKind(entry, kind);
        m_feeds.append(entry);
    }
    void take(QLatin1StringView name, QString &into)
    {
        if (const QString value = attribute(name); !value.isEmpty())
            into = value;
    }
    void setKind(FeedEntry &entry, const QString &name)
    {
        const auto kind = feedKind(name);
        if (!kind)
            return fail(u"wickpostKind is none of news, flashes, announcements, project: %1"_s.arg(name));
        setFeedKind(entry, *kind);
    }
    FeedEntry knownFeed(const QUrl &url) const
    {
        const FeedId id = feedIdFor(url);
        const FeedEntry *best = nullptr; // the same address may be listed once a language: the usual one then
        for (const FeedEntry &entry : m_known)
            if (feedIdFor(entry.info.url) == id && (!best || (entry.on && !best->on)))
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
    QList<FeedEntry> m_feeds;
    QSet<FeedId> m_seen;
    QString m_problem;
};
} // namespace

Result<QList<FeedEntry>> parseOpml(const QByteArray &opml, const QString &folder, const QString &name,
                                   const QList<FeedEntry> &known)
{
    return OpmlReader(opml, folder, name, known).read();
}

Result<QList<FeedEntry>> readOpml(const QString &path, const QList<FeedEntry> &known)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Storage, u"%1 can't be read: %2"_s.arg(path, file.errorString()));
    const QByteArray opml = file.read(opmlLimit + 1);
    if (opml.size() > opmlLimit)
        return failure(Error::Kind::Malformed, u"%1 is larger than 4 MB"_s.arg(path));
    return parseOpml(opml, QFileInfo(path).absolutePath(), path, known);
}
