#include "app/news/feedentryjson.h"

#include "app/news/newsservices.h"

#include <QJsonArray>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr double lightest = 0.5, heaviest = 1.5;
constexpr int shortestInterval = 60, longestInterval = 86'400; // seconds
constexpr int farthestZone = 14 * 60;
constexpr qsizetype longestProblem = 300; // it quotes what was typed

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

QString zoneName(int offset)
{
    const int minutes = std::abs(offset);
    return u"%1%2:%3"_s.arg(QChar(offset < 0 ? u'-' : u'+'))
        .arg(minutes / 60, 2, 10, QChar(u'0'))
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

// A name and a value on one line, so that neither ends the header it stands in.
bool isHeader(const QString &name, const QString &value)
{
    const auto inName = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    };
    const auto inValue = [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() != 0x7f && c.unicode() < 0x100;
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), inName) &&
           std::all_of(value.begin(), value.end(), inValue);
}

class EntryReader
{
public:
    EntryReader(const QJsonObject &json, FeedEntry &entry) : m_json(json), m_entry(entry) {}

    QString problem()
    {
        readKind();
        text("source"_L1, m_entry.info.source);
        text("owner"_L1, m_entry.info.owner);
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
        readZone();
        readNumbers();
        flag("on"_L1, m_entry.on);
        flag("removed"_L1, m_entry.removed);
        return m_problem;
    }

private:
    void fail(QLatin1StringView key, const QString &what)
    {
        if (m_problem.isEmpty())
            m_problem =
                u"\"%1\" %2"_s.arg(key, what.left(longestProblem).simplified()); // one line for people
    }
    void text(QLatin1StringView key, QString &into)
    {
        const QJsonValue value = m_json.value(key);
        if (value.isString())
            into = value.toString();
        else if (!value.isUndefined())
            fail(key, u"is not a text"_s);
    }
    void flag(QLatin1StringView key, bool &into)
    {
        const QJsonValue value = m_json.value(key);
        if (value.isBool())
            into = value.toBool();
        else if (!value.isUndefined())
            fail(key, u"is neither true nor false"_s);
    }
    void address(QLatin1StringView key, QUrl &into)
    {
        QString given = into.toString();
        text(key, given);
        if (!m_json.contains(key))
            return;
        const auto url = feedAddress(given, {});
        into = url.value_or(QUrl());
        if (!url && !given.isEmpty())
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
            if (!isHeader(it.key(), it.value().toString())) {
                fail("headers"_L1, u"can't be sent: %1"_s.arg(it.key()));
                continue;
            }
            m_entry.info.headers.append({it.key().toLatin1(), it.value().toString().toLatin1()});
        }
    }
    void readZone()
    {
        QString zone;
        text("zone"_L1, zone);
        if (const auto minutes = zoneOffset(zone))
            m_entry.info.zoneOffsetMinutes = *minutes;
        else if (!zone.isEmpty())
            fail("zone"_L1, u"is not like +08:00: %1"_s.arg(zone));
    }
    void readNumbers()
    {
        const QJsonValue weight = m_json.value("weight"_L1);
        if (weight.isDouble() && weight.toDouble() >= lightest && weight.toDouble() <= heaviest)
            m_entry.weight = weight.toDouble();
        else if (!weight.isUndefined())
            fail("weight"_L1, u"is not a number from %1 to %2"_s.arg(lightest).arg(heaviest));

        const QJsonValue every = m_json.value("everySeconds"_L1);
        if (every.isDouble() && every.toInt() >= shortestInterval && every.toInt() <= longestInterval)
            m_entry.info.interval = std::chrono::seconds{every.toInt()};
        else if (!every.isUndefined())
            fail("everySeconds"_L1,
                 u"is not a number from %1 to %2"_s.arg(shortestInterval).arg(longestInterval));
    }

    const QJsonObject &m_json;
    FeedEntry &m_entry;
    QString m_problem;
};

QString addressText(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

QJsonArray addresses(const QList<QUrl> &urls)
{
    QJsonArray array;
    for (const QUrl &url : urls)
        array.append(addressText(url));
    return array;
}

QJsonObject headersObject(const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QJsonObject object;
    for (const auto &[name, value] : headers)
        object.insert(QString::fromLatin1(name), QString::fromLatin1(value));
    return object;
}
} // namespace

QString readFeedEntry(const QJsonObject &json, FeedEntry &entry)
{
    return EntryReader(json, entry).problem();
}

QJsonObject feedEntryToJson(const FeedEntry &entry, const FeedEntry &base)
{
    QJsonObject json{{u"id"_s, entry.info.id.value}};
    const auto put = [&json](QLatin1StringView key, const auto &value, const auto &before,
                             const QJsonValue &written) {
        if (value != before)
            json.insert(key, written);
    };
    const FeedInfo &info = entry.info, &was = base.info;
    put("source"_L1, info.source, was.source, info.source);
    put("owner"_L1, info.owner, was.owner, info.owner);
    put("section"_L1, info.section, was.section, info.section);
    put("group"_L1, entry.group, base.group, entry.group);
    put("language"_L1, info.language, was.language, info.language);
    put("format"_L1, info.format, was.format, info.format);
    put("note"_L1, entry.note, base.note, entry.note);
    put("url"_L1, info.url, was.url, addressText(info.url));
    put("homePage"_L1, info.homePage, was.homePage, addressText(info.homePage));
    put("otherUrls"_L1, info.otherUrls, was.otherUrls, addresses(info.otherUrls));
    put("headers"_L1, info.headers, was.headers, headersObject(info.headers));
    put("zone"_L1, info.zoneOffsetMinutes, was.zoneOffsetMinutes, zoneName(info.zoneOffsetMinutes));
    put("weight"_L1, entry.weight, base.weight, entry.weight);
    put("on"_L1, entry.on, base.on, entry.on);
    put("removed"_L1, entry.removed, base.removed, entry.removed);
    // Naming the kind names its usual interval too.
    FeedEntry kindRead = base;
    if (entry.kind != base.kind) {
        json.insert("kind"_L1, feedKindName(entry.kind));
        setFeedKind(kindRead, entry.kind);
    }
    put("everySeconds"_L1, info.interval, kindRead.info.interval, static_cast<qint64>(info.interval.count()));
    return json;
}

const QStringList &feedEntryFields()
{
    static const QStringList fields{
        u"id"_s,     u"source"_s, u"owner"_s, u"section"_s,  u"group"_s,     u"language"_s,
        u"format"_s, u"note"_s,   u"url"_s,   u"homePage"_s, u"otherUrls"_s, u"headers"_s,
        u"zone"_s,   u"weight"_s, u"on"_s,    u"removed"_s,  u"kind"_s,      u"everySeconds"_s};
    return fields;
}
