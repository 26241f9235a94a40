#include "app/news/feedlist.h"

#include "app/news/feedentryjson.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
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

QByteArray shippedList()
{
    QFile file(u":/wickpost/feeds.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the feed list is missing from the program");
    return file.readAll();
}

QString withoutWww(const QString &host)
{
    return host.startsWith("www."_L1) ? host.mid(4) : host;
}

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
        QString problem = id.isEmpty() ? u"\"id\" is missing"_s : readFeedEntry(object, entry);
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
        if (entry.info.owner.isEmpty())
            entry.info.owner = entry.info.source;
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
    entry.info.announcements = kind == FeedEntry::Kind::Announcements;
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

QString feedKindName(FeedEntry::Kind kind)
{
    switch (kind) {
    case FeedEntry::Kind::Flashes:
        return u"flashes"_s;
    case FeedEntry::Kind::Announcements:
        return u"announcements"_s;
    case FeedEntry::Kind::Project:
        return u"project"_s;
    case FeedEntry::Kind::News:
        break;
    }
    return u"news"_s;
}

QList<FeedEntry> shippedFeeds()
{
    return overlaid({}, shippedList(), u"feeds.json"_s, false).feeds;
}

QString feedOwnerAt(const QUrl &url, const QList<FeedEntry> &listed)
{
    static const QJsonArray shared =
        QJsonDocument::fromJson(shippedList()).object().value("sharedHosts"_L1).toArray();
    const QString host = url.host().toLower();
    if (host.isEmpty() || shared.contains(host))
        return {};
    for (const FeedEntry &entry : listed)
        if (withoutWww(entry.info.url.host()) == withoutWww(host) ||
            withoutWww(entry.info.homePage.host()) == withoutWww(host))
            return entry.info.owner;
    return {};
}

FeedListing overlaidFeeds(const QList<FeedEntry> &base, const QByteArray &json, const QString &name)
{
    return overlaid(base, json, name, true);
}

QList<FeedInfo> chosenFeeds(const QList<FeedEntry> &feeds, std::chrono::seconds newsEvery)
{
    QList<FeedInfo> chosen;
    for (const FeedEntry &entry : feeds) {
        if (!entry.on || entry.removed)
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
