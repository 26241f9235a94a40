#include "app/news/feedlist.h"

#include "app/news/newsservices.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr qint64 listLimit = 4 * 1024 * 1024; // of a list the user wrote
constexpr double lightest = 0.5, heaviest = 1.5;
constexpr int farthestZone = 14 * 60;

// How often a kind of feed is asked when its entry doesn't say (news.md 1: news every 5 to 10 minutes,
// flashes every 1 to 3; a project's blog may be silent for a week).
std::chrono::seconds usualInterval(FeedEntry::Kind kind)
{
    switch (kind) {
    case FeedEntry::Kind::News:
    case FeedEntry::Kind::Announcements:
        return 300s;
    case FeedEntry::Kind::Flashes:
        return 120s;
    case FeedEntry::Kind::Project:
        return 3600s;
    }
    return 300s;
}

// "+08:00" → 480.
std::optional<int> zoneOffset(const QString &text)
{
    const bool shape = text.size() == 6 && (text[0] == u'+' || text[0] == u'-') && text[3] == u':';
    bool hoursOk = false, minutesOk = false;
    const int minutes = shape ? text.mid(1, 2).toInt(&hoursOk) * 60 + text.mid(4, 2).toInt(&minutesOk) : 0;
    if (!hoursOk || !minutesOk || minutes > farthestZone)
        return std::nullopt;
    return text[0] == u'-' ? -minutes : minutes;
}

// Applies the fields one entry names. What is wrong with it, or nothing.
class EntryReader
{
public:
    EntryReader(const QJsonObject &json, FeedEntry &entry) : m_json(json), m_entry(entry) {}

    QString problem()
    {
        readKind();
        text("source"_L1, m_entry.info.source);
        text("section"_L1, m_entry.info.section);
        text("group"_L1, m_entry.group);
        text("language"_L1, m_entry.info.language);
        text("format"_L1, m_entry.info.format);
        if (!feedParseFor(m_entry.info.format))
            fail("format"_L1,
                 u"is none of %1: %2"_s.arg(newsServiceFormats().join(u", "_s), m_entry.info.format));
        text("note"_L1, m_entry.note);
        address("url"_L1, m_entry.info.url);
        address("homePage"_L1, m_entry.info.homePage);
        readOtherUrls();
        readHeaders();
        readNumbers();
        return m_problem;
    }

private:
    void fail(QLatin1StringView key, const QString &what)
    {
        if (m_problem.isEmpty())
            m_problem = u"\"%1\" %2"_s.arg(key, what);
    }
    void text(QLatin1StringView key, QString &into)
    {
        const QJsonValue value = m_json.value(key);
        if (value.isString())
            into = value.toString();
        else if (!value.isUndefined())
            fail(key, u"is not a text"_s);
    }
    void address(QLatin1StringView key, QUrl &into)
    {
        QString given;
        text(key, given);
        if (given.isEmpty())
            return;
        const auto url = feedAddress(given, {});
        if (url)
            into = *url;
        else
            fail(key, u"is no address of the web or of a file: %1"_s.arg(given));
    }
    void readKind()
    {
        QString name;
        text("kind"_L1, name);
        if (name.isEmpty())
            return;
        const auto kind = feedKind(name);
        if (!kind)
            return fail("kind"_L1, u"is none of news, flashes, announcements, project: %1"_s.arg(name));
        setFeedKind(m_entry, *kind);
    }
    void readOtherUrls()
    {
        if (!m_json.contains("otherUrls"_L1))
            return;
        m_entry.info.otherUrls.clear();
        const QJsonArray urls = m_json.value("otherUrls"_L1).toArray();
        for (const QJsonValue &value : urls) {
            if (const auto url = feedAddress(value.toString(), {}))
                m_entry.info.otherUrls.append(*url);
            else
                fail("otherUrls"_L1, u"holds no address: %1"_s.arg(value.toString()));
        }
    }
    void readHeaders()
    {
        if (!m_json.contains("headers"_L1))
            return;
        m_entry.info.headers.clear();
        const QJsonObject headers = m_json.value("headers"_L1).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it) {
            // Qt unpacks, and guards against bombs, only what it asked for itself.
            if (it.key().compare("accept-encoding"_L1, Qt::CaseInsensitive) == 0) {
                fail("headers"_L1, u"may not name Accept-Encoding"_s);
                continue;
            }
            m_entry.info.headers.append({it.key().toLatin1(), it.value().toString().toLatin1()});
        }
    }
    void readNumbers()
    {
        QString zone;
        text("zone"_L1, zone);
        if (const auto minutes = zoneOffset(zone))
            m_entry.info.zoneOffsetMinutes = *minutes;
        else if (!zone.isEmpty())
            fail("zone"_L1, u"is not like +08:00: %1"_s.arg(zone));

        const QJsonValue weight = m_json.value("weight"_L1);
        if (weight.isDouble() && weight.toDouble() >= lightest && weight.toDouble() <= heaviest)
            m_entry.weight = weight.toDouble();
        else if (!weight.isUndefined())
            fail("weight"_L1, u"is not a number from 0.5 to 1.5"_s);

        const QJsonValue every = m_json.value("everySeconds"_L1);
        if (every.isDouble() && every.toInt() >= 60 && every.toInt() <= 86'400)
            m_entry.info.interval = std::chrono::seconds{every.toInt()};
        else if (!every.isUndefined())
            fail("everySeconds"_L1, u"is not a number from 60 to 86400"_s);

        const QJsonValue on = m_json.value("on"_L1);
        if (on.isBool())
            m_entry.on = on.toBool();
        else if (!on.isUndefined())
            fail("on"_L1, u"is neither true nor false"_s);
    }

    const QJsonObject &m_json;
    FeedEntry &m_entry;
    QString m_problem;
};

qsizetype lineAt(const QByteArray &text, int offset)
{
    return text.first(std::min<qsizetype>(offset, text.size())).count('\n') + 1;
}

FeedListing overlaid(const QList<FeedEntry> &base, const QByteArray &json, const QString &name,
                     bool userNamed)
{
    FeedListing listing{base, {}};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        listing.problems.append(
            u"%1, line %2: %3"_s.arg(name).arg(lineAt(json, error.offset)).arg(error.errorString()));
        return listing;
    }
    if (!document.object().value("feeds"_L1).isArray()) {
        listing.problems.append(u"%1: there is no list \"feeds\""_s.arg(name));
        return listing;
    }
    int number = 0;
    for (const QJsonValue &value : document.object().value("feeds"_L1).toArray()) {
        ++number;
        const QJsonObject object = value.toObject();
        const QString id = object.value("id"_L1).toString();
        const QString where = u"%1: feed %2 (%3): "_s.arg(name).arg(number).arg(id);
        const auto known = std::find_if(listing.feeds.begin(), listing.feeds.end(),
                                        [&](const FeedEntry &entry) { return entry.info.id.value == id; });
        FeedEntry entry = known != listing.feeds.end() ? *known : FeedEntry{};
        entry.info.id = {id};
        const QUrl shippedUrl = entry.info.url;
        QString problem = id.isEmpty() ? u"\"id\" is missing"_s : EntryReader(object, entry).problem();
        if (problem.isEmpty() && entry.info.url.isEmpty())
            problem = u"\"url\" is missing"_s;
        if (problem.isEmpty() && entry.info.source.isEmpty())
            problem = u"\"source\" is missing"_s;
        if (!problem.isEmpty()) {
            listing.problems.append(where + problem);
            continue;
        }
        if (userNamed && entry.info.url != shippedUrl)
            entry.info.userNamed = true;
        if (known != listing.feeds.end())
            *known = entry;
        else
            listing.feeds.append(entry);
    }
    return listing;
}
} // namespace

std::optional<FeedEntry::Kind> feedKind(const QString &name)
{
    if (name == "news"_L1)
        return FeedEntry::Kind::News;
    if (name == "flashes"_L1)
        return FeedEntry::Kind::Flashes;
    if (name == "announcements"_L1)
        return FeedEntry::Kind::Announcements;
    if (name == "project"_L1)
        return FeedEntry::Kind::Project;
    return std::nullopt;
}

void setFeedKind(FeedEntry &entry, FeedEntry::Kind kind)
{
    entry.kind = kind;
    entry.info.flashes = kind == FeedEntry::Kind::Flashes;
    entry.info.interval = usualInterval(kind);
}

std::optional<QUrl> feedAddress(const QString &text, const QString &folder)
{
    QString address = text.trimmed();
    // A scheme of feed readers: feed://host/path, feed:https://host/path.
    if (address.startsWith("feed:"_L1, Qt::CaseInsensitive)) {
        address.remove(0, 5);
        if (address.startsWith("//"_L1))
            address.prepend("http:"_L1);
    }
    const QUrl url(address, QUrl::StrictMode);
    const QUrl lenient(address);
    const QString scheme = lenient.scheme();
    if (scheme == "http"_L1 || scheme == "https"_L1)
        return lenient.isValid() && !lenient.host().isEmpty() ? std::optional(lenient) : std::nullopt;
    if (scheme == "file"_L1)
        return url.isLocalFile() && !url.toLocalFile().isEmpty() ? std::optional(url) : std::nullopt;
    if (!scheme.isEmpty() || address.isEmpty() || address.contains("://"_L1))
        return std::nullopt;
    if (address.startsWith(u'/'))
        return QUrl::fromLocalFile(address);
    if (folder.isEmpty())
        return std::nullopt;
    return QUrl::fromLocalFile(folder + u'/' + address);
}

QList<FeedEntry> shippedFeeds()
{
    QFile file(u":/wickpost/feeds.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the feed list is missing from the program");
    return overlaid({}, file.readAll(), u"feeds.json"_s, false).feeds;
}

FeedListing overlaidFeeds(const QList<FeedEntry> &base, const QByteArray &json, const QString &name)
{
    return overlaid(base, json, name, true);
}

FeedListing userFeeds(const QList<FeedEntry> &base, const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return {base, {}};
    if (!file.open(QIODevice::ReadOnly))
        return {base, {u"%1 can't be read: %2"_s.arg(path, file.errorString())}};
    if (file.size() > listLimit)
        return {base, {u"%1 is larger than 4 MB"_s.arg(path)}};
    return overlaidFeeds(base, file.readAll(), path);
}

QList<FeedInfo> chosenFeeds(const QList<FeedEntry> &feeds, const QStringList &on, const QStringList &off,
                            std::chrono::seconds newsEvery)
{
    QList<FeedInfo> chosen;
    for (const FeedEntry &entry : feeds) {
        const QString &id = entry.info.id.value;
        if ((!entry.on && !on.contains(id)) || off.contains(id))
            continue;
        chosen.append(entry.info);
        if (!entry.info.flashes)
            chosen.last().interval = std::max(entry.info.interval, newsEvery);
    }
    return chosen;
}

FeedId feedIdFor(const QUrl &url)
{
    if (url.isLocalFile())
        return {url.toLocalFile()};
    QString id = url.host().toLower();
    if (url.port() > 0)
        id += u':' + QString::number(url.port());
    id += url.path(QUrl::FullyEncoded);
    while (id.endsWith(u'/'))
        id.chop(1);
    if (url.hasQuery())
        id += u'?' + url.query(QUrl::FullyEncoded);
    return {id};
}
