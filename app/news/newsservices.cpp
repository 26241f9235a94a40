#include "app/news/newsservices.h"

#include "app/news/feedparser.h"
#include "app/news/feedparts.h"
#include "app/news/linkcleaner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {
// Numbers serve as text: ids and times come both ways.
QString textOf(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toString().trimmed().left(feedlimits::bodyLength);
}

UtcTime momentOf(const QJsonValue &value, qint64 perUnit)
{
    bool ok = false;
    const qint64 units = textOf(value).toLongLong(&ok);
    constexpr qint64 farthest = 253'402'300'800'000; // the year 10000
    return ok && units > 0 && units < farthest / perUnit ? fromMsecs(units * perUnit) : UtcTime{};
}
constexpr qint64 seconds = 1000, milliseconds = 1;

QString linkOf(const QJsonValue &value)
{
    return webLink(textOf(value)).left(feedlimits::linkLength);
}

// Plain text unless there is a tag in it: flashes come both ways.
FeedText bodyOf(const QString &text)
{
    FeedText body;
    body.value = text;
    body.plain = !text.contains(u'<');
    return body;
}

FeedText titleOf(const QJsonValue &value)
{
    FeedText title;
    title.value = textOf(value);
    return title;
}

void addCategory(ParsedArticle &article, const QString &term, const QString &label = {})
{
    if (!term.isEmpty() && article.categories.size() < feedlimits::categories)
        article.categories.append({term, label.isEmpty() ? term : label, {}});
}

// What one service does differently: where its own verdict and its items are, and how to read one.
struct Service
{
    QLatin1StringView format;
    // Why the answer is none, in the service's words; empty when it is one.
    QString (*problem)(const QJsonObject &answer);
    // The items; not an array when the shape is another.
    QJsonValue (*items)(const QJsonObject &answer);
    ParsedArticle (*item)(const QJsonObject &item);
};

// The envelope's code and message, when the code is not `good`.
QString verdict(const QJsonObject &answer, QLatin1StringView code, QLatin1StringView good,
                QLatin1StringView message)
{
    if (!answer.contains(code))
        return u"the answer has no \"%1\""_s.arg(code);
    const QString given = textOf(answer[code]);
    return given == good ? QString() : u"the service says %1: %2"_s.arg(given, textOf(answer[message]));
}

// ---- 金色财经: {"list": [{"date", "lives": [...]}]}, no verdict ----

QJsonValue jinseItems(const QJsonObject &answer)
{
    if (!answer["list"_L1].isArray())
        return {};
    QJsonArray lives;
    for (const QJsonValue &day : answer["list"_L1].toArray())
        for (const QJsonValue &live : day["lives"_L1].toArray())
            lives.append(live);
    return lives;
}

ParsedArticle jinseItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.id = textOf(item["id"_L1]);
    article.foundTitle = titleOf(item["content_prefix"_L1]);
    QString text = textOf(item["content"_L1]);
    // "【标题】正文": the headline is not part of the text.
    const qsizetype end = text.startsWith(u'【') ? text.indexOf(u'】') : -1;
    if (end > 0) {
        if (article.foundTitle.isEmpty())
            article.foundTitle.value = text.mid(1, end - 1);
        text = text.mid(end + 1).trimmed();
    }
    article.foundContent = bodyOf(text);
    article.foundLink =
        article.id.isEmpty() ? QString() : u"https://jinse.com.cn/lives/%1.html"_s.arg(article.id);
    article.published = momentOf(item["created_at"_L1], seconds);
    article.sourceTitle = textOf(item["show_source_name"_L1]);
    if (article.sourceTitle.isEmpty())
        article.sourceTitle = textOf(item["link_name"_L1]);
    article.sourceLink = linkOf(item["link"_L1]);
    article.thumbnail = QUrl(linkOf(item["images"_L1][0]["url"_L1]));
    return article;
}

// ---- Odaily: {"code": 200, "msg", "data": {"list": [...]}} ----

QString odailyProblem(const QJsonObject &answer)
{
    return verdict(answer, "code"_L1, "200"_L1, "msg"_L1);
}

ParsedArticle odailyItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.id = textOf(item["id"_L1]);
    article.foundTitle = titleOf(item["title"_L1]);
    article.foundContent = bodyOf(textOf(item["content"_L1]));
    article.foundLink = linkOf(item["link"_L1]);
    // publishDate is Beijing time without a zone; this one is the instant.
    article.published = momentOf(item["publishTimestamp"_L1], milliseconds);
    article.sourceLink = linkOf(item["sourceUrl"_L1]);
    article.thumbnail = QUrl(linkOf(item["images"_L1][0]));
    return article;
}

// ---- BlockBeats: {"status": 0, "message", "data": {"data": [...]}} ----

QString blockbeatsProblem(const QJsonObject &answer)
{
    return verdict(answer, "status"_L1, "0"_L1, "message"_L1);
}

ParsedArticle blockbeatsItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.id = textOf(item["id"_L1]);
    article.foundTitle = titleOf(item["title"_L1]);
    article.foundContent = bodyOf(textOf(item["content"_L1]));
    article.foundLink = linkOf(item["link"_L1]);
    article.published = momentOf(item["create_time"_L1], seconds);
    article.sourceLink = linkOf(item["url"_L1]);
    article.thumbnail = QUrl(linkOf(item["pic"_L1]));
    return article;
}

// ---- Foresight News: {"data": {"list": "…"}} or {"data": "…"}: base64 of the zlib-compressed items ----

// Of one answer: zlib makes up to a thousand times as much of it.
constexpr qsizetype packedLength = 64 * 1024;

QByteArray unpacked(const QByteArray &zlib)
{
    // RFC 1950: 0x78, and the first two bytes are a multiple of 31.
    if (zlib.size() < 2 || zlib.size() > packedLength || zlib[0] != 0x78 ||
        (0x7800 + quint8(zlib[1])) % 31 != 0)
        return {};
    // qUncompress() wants the length in front; a wrong one is only its first guess.
    return qUncompress(QByteArray(4, 0) + zlib);
}

QJsonValue foresightItems(const QJsonObject &answer)
{
    const QJsonValue data = answer["data"_L1];
    const QString packed = (data.isString() ? data : data["list"_L1]).toString();
    const QJsonDocument items = QJsonDocument::fromJson(unpacked(QByteArray::fromBase64(packed.toLatin1())));
    return items.isArray() ? QJsonValue(items.array()) : items.object()["list"_L1];
}

ParsedArticle foresightItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.id = textOf(item["id"_L1]);
    article.foundTitle = titleOf(item["title"_L1]);
    const QString content = textOf(item["content"_L1]);
    article.foundContent = bodyOf(content.isEmpty() ? textOf(item["brief"_L1]) : content);
    article.foundLink =
        article.id.isEmpty() ? QString() : u"https://foresightnews.pro/news/detail/"_s + article.id;
    article.published = momentOf(item["published_at"_L1], seconds);
    article.sourceLink = linkOf(item["source_link"_L1]);
    article.thumbnail = QUrl(linkOf(item["img"_L1]));
    for (const QJsonValue &tag : item["tags"_L1].toArray())
        addCategory(article, textOf(tag["name"_L1]));
    return article;
}

// ---- Exchange announcements: a title, a type, an address, no text ----

QString bitgetProblem(const QJsonObject &answer)
{
    return verdict(answer, "code"_L1, "00000"_L1, "msg"_L1);
}

ParsedArticle bitgetItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.id = textOf(item["annId"_L1]);
    article.foundTitle = titleOf(item["annTitle"_L1]);
    article.foundSummary = bodyOf(textOf(item["annDesc"_L1]));
    article.foundLink = linkOf(item["annUrl"_L1]);
    article.published = momentOf(item["cTime"_L1], milliseconds);
    article.foundLanguage = textOf(item["language"_L1]).replace(u'_', u'-');
    addCategory(article, textOf(item["annType"_L1]));
    addCategory(article, textOf(item["annSubType"_L1]));
    return article;
}

QString bybitProblem(const QJsonObject &answer)
{
    return verdict(answer, "retCode"_L1, "0"_L1, "retMsg"_L1);
}

ParsedArticle bybitItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.foundTitle = titleOf(item["title"_L1]);
    article.foundSummary = bodyOf(textOf(item["description"_L1]));
    article.foundLink = linkOf(item["url"_L1]);
    article.published = momentOf(item["publishTime"_L1], milliseconds);
    if (!isKnown(article.published))
        article.published = momentOf(item["dateTimestamp"_L1], milliseconds);
    addCategory(article, textOf(item["type"_L1]["key"_L1]), textOf(item["type"_L1]["title"_L1]));
    for (const QJsonValue &tag : item["tags"_L1].toArray())
        addCategory(article, textOf(tag));
    return article;
}

QString okxProblem(const QJsonObject &answer)
{
    return verdict(answer, "code"_L1, "0"_L1, "msg"_L1);
}

ParsedArticle okxItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.foundTitle = titleOf(item["title"_L1]);
    article.foundLink = linkOf(item["url"_L1]);
    article.published = momentOf(item["pTime"_L1], milliseconds);
    addCategory(article, textOf(item["annType"_L1]));
    return article;
}

// {"data": {"catalogs": [{"articles": [...]}]}}
QJsonValue binanceItems(const QJsonObject &answer)
{
    if (!answer["data"_L1]["catalogs"_L1].isArray())
        return {};
    QJsonArray articles;
    for (const QJsonValue &catalog : answer["data"_L1]["catalogs"_L1].toArray())
        for (const QJsonValue &article : catalog["articles"_L1].toArray())
            articles.append(article);
    return articles;
}

ParsedArticle binanceItem(const QJsonObject &item)
{
    ParsedArticle article;
    article.id = textOf(item["id"_L1]);
    article.foundTitle = titleOf(item["title"_L1]);
    article.published = momentOf(item["releaseDate"_L1], milliseconds);
    const QString code = textOf(item["code"_L1]);
    if (!code.isEmpty())
        article.foundLink = u"https://www.binance.com/en/support/announcement/"_s + code;
    return article;
}

QString noVerdict(const QJsonObject &)
{
    return {};
}

const Service services[] = {
    {"jinse"_L1, noVerdict, jinseItems, jinseItem},
    {"odaily"_L1, odailyProblem, [](const QJsonObject &answer) { return answer["data"_L1]["list"_L1]; },
     odailyItem},
    {"blockbeats"_L1, blockbeatsProblem,
     [](const QJsonObject &answer) { return answer["data"_L1]["data"_L1]; }, blockbeatsItem},
    {"foresight"_L1, noVerdict, foresightItems, foresightItem},
    {"bitget-announcements"_L1, bitgetProblem, [](const QJsonObject &answer) { return answer["data"_L1]; },
     bitgetItem},
    {"bybit-announcements"_L1, bybitProblem,
     [](const QJsonObject &answer) { return answer["result"_L1]["list"_L1]; }, bybitItem},
    {"okx-announcements"_L1, okxProblem,
     [](const QJsonObject &answer) { return answer["data"_L1][0]["details"_L1]; }, okxItem},
    {"binance-announcements"_L1, noVerdict, binanceItems, binanceItem},
};

ParsedFeed problem(const QString &why)
{
    ParsedFeed feed;
    feed.error = why;
    return feed;
}

ParsedFeed readService(const Service &service, const FeedDocument &document)
{
    const QByteArray text = document.bytes.trimmed();
    if (text.startsWith('<'))
        return problem(u"a web page instead of JSON"_s);
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return problem(u"broken JSON: %1"_s.arg(error.errorString()));
    if (const QString why = service.problem(json.object()); !why.isEmpty())
        return problem(why);
    const QJsonValue items = service.items(json.object());
    if (!items.isArray())
        return problem(u"JSON of another shape than %1's"_s.arg(service.format));
    ParsedFeed feed;
    feed.format = service.format;
    feed.encoding = u"utf-8"_s;
    int skipped = 0;
    for (const QJsonValue &value : items.toArray()) {
        if (feed.items.size() >= document.maxItems)
            break;
        const ParsedArticle article = service.item(value.toObject());
        if (article.foundTitle.isEmpty() && article.foundContent.isEmpty())
            ++skipped;
        else
            feed.items.append(article);
    }
    if (skipped > 0)
        feed.notes.append(u"%1 items without title and text"_s.arg(skipped));
    finishFeed(feed, document);
    return feed;
}
} // namespace

FeedParse feedParseFor(const QString &format)
{
    if (format.isEmpty())
        return &parseFeed;
    for (const Service &service : services)
        if (format == service.format)
            return [&service](const FeedDocument &document) { return readService(service, document); };
    return {};
}

QStringList newsServiceFormats()
{
    QStringList names;
    for (const Service &service : services)
        names.append(service.format);
    return names;
}
