#include "app/cli/feedlines.h"

#include "app/base/jsonwriter.h"
#include "app/cli/texttable.h"
#include "app/news/feedwords.h"

using namespace Qt::StringLiterals;

namespace {
QString stateName(const FeedStatus &status)
{
    switch (status.health.state) {
    case FeedHealth::State::Gone:
        return u"gone"_s;
    case FeedHealth::State::Waiting:
        return status.entry.on ? u"waiting"_s : u"off"_s;
    case FeedHealth::State::Fetching:
        return u"fetching"_s;
    case FeedHealth::State::Good:
        return status.entry.on ? u"good"_s : u"off"_s;
    case FeedHealth::State::Failing:
        return status.entry.on ? u"failing"_s : u"off"_s;
    case FeedHealth::State::Off:
        break;
    }
    return u"off"_s;
}

UtcTime nextTry(const FeedStatus &status)
{
    const bool asked = status.entry.on && status.health.state != FeedHealth::State::Gone;
    return asked ? status.health.nextTry : UtcTime{};
}
} // namespace

QByteArray feedStatusToJson(const FeedStatus &status)
{
    const FeedInfo &info = status.entry.info;
    JsonWriter json;
    json.beginObject()
        .text("id"_L1, info.id.value)
        .text("source"_L1, info.source)
        .textOrNull("section"_L1, info.section)
        .text("url"_L1, info.url.toString(QUrl::FullyEncoded))
        .boolean("on"_L1, status.entry.on)
        .textOrNull("group"_L1, status.entry.group)
        .textOrNull("language"_L1, info.language)
        .text("kind"_L1, feedKindName(status.entry.kind))
        .text("state"_L1, stateName(status))
        .time("lastSuccess"_L1, status.health.lastSuccess)
        .textOrNull("lastError"_L1, feedTrouble(status.health))
        .time("nextTry"_L1, nextTry(status))
        .number("itemsPerDay"_L1, status.health.itemsPerDay)
        .end();
    return json.bytes();
}

QByteArray feedStatusTable(const QList<FeedStatus> &all)
{
    TextTable table({u"ID"_s, u"ON"_s, u"SOURCE"_s, u"LANGUAGE"_s, u"STATE"_s, u"LAST SUCCESS"_s, u">A DAY"_s,
                     u"TROUBLE"_s});
    for (const FeedStatus &status : all) {
        const FeedInfo &info = status.entry.info;
        const QString name = info.section.isEmpty() ? info.source : info.source + u" › "_s + info.section;
        const auto pace = status.health.itemsPerDay;
        table.add({info.id.value, status.entry.on ? u"on"_s : u"off"_s, name, info.language,
                   stateName(status), tableTime(status.health.lastSuccess),
                   pace ? QString::number(*pace, 'f', *pace < 10 ? 1 : 0) : QString(),
                   feedTrouble(status.health)});
    }
    return table.text();
}

QString checkWords(const FeedHealth &health)
{
    if (const QString trouble = feedTrouble(health); !trouble.isEmpty())
        return trouble;
    if (health.state != FeedHealth::State::Good)
        return u"was not asked"_s;
    QStringList words{u"OK"_s};
    if (health.itemsLast > 0)
        words += {u"%1 items"_s.arg(health.itemsLast), u"%1 new"_s.arg(health.addedLast)};
    else
        words += u"nothing new since the last time"_s;
    if (const QString pace = feedPace(health.itemsPerDay); !pace.isEmpty())
        words += pace;
    return words.join(u", "_s);
}

QStringList previewLines(const FoundFeed &found)
{
    const FeedInfo &info = found.entry.info;
    QStringList facts{found.format, u"%1 items"_s.arg(found.items)};
    if (const QString pace = feedPace(found.itemsPerDay); !pace.isEmpty())
        facts += pace;
    QStringList lines{u"  address   %1"_s.arg(info.url.toString(QUrl::FullyEncoded)),
                      u"  format    %1"_s.arg(facts.join(u", "_s)),
                      u"  language  %1"_s.arg(info.language.isEmpty() ? u"unknown"_s : info.language)};
    QString head = u"  newest    "_s;
    for (const QString &headline : found.headlines)
        lines += std::exchange(head, QString(head.size(), u' ')) + headline;
    return lines;
}
