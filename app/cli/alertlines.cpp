#include "app/cli/alertlines.h"

#include "app/alerts/alertjson.h"
#include "app/base/jsonwriter.h"
#include "app/cli/texttable.h"

using namespace Qt::StringLiterals;
using Kind = AlertCondition::Kind;

namespace {
bool isLevel(Kind kind)
{
    return kind == Kind::Above || kind == Kind::Below;
}

QString stateName(const AlertEntry &entry, UtcTime now)
{
    using Phase = AlertState::Phase;
    if (entry.state.phase == Phase::Done)
        return u"done"_s;
    if (!entry.alert.enabled)
        return u"off"_s;
    if (entry.state.snoozedUntil > now)
        return u"snoozed"_s;
    if (entry.alert.condition.kind == Kind::Story)
        return u"armed"_s;
    return entry.state.phase == Phase::Armed  ? u"armed"_s
           : entry.state.phase == Phase::Left ? u"left"_s
                                              : u"undecided"_s;
}

QString statusName(const AlertStatus &status)
{
    using State = AlertStatus::State;
    switch (status.state) {
    case State::Off:
        return u"off"_s;
    case State::Waiting:
        return u"waiting"_s;
    case State::NoQuorum:
        return u"no-quorum"_s;
    case State::Armed:
        return u"armed"_s;
    case State::Met:
        return u"met"_s;
    case State::Cooling:
        return u"cooling"_s;
    case State::Snoozed:
        return u"snoozed"_s;
    case State::Done:
        return u"done"_s;
    }
    return {};
}

QString symbolOf(const AssetId &id, const AssetDirectory &assets)
{
    const auto asset = assets.find(id);
    return asset ? asset->symbol : id.value.section(u':', 1);
}

void condition(JsonWriter &json, const AlertCondition &condition, const AssetDirectory &assets)
{
    const bool percent = condition.kind != Kind::Story && !isLevel(condition.kind);
    json.text("text"_L1, alertText(condition, assets))
        .text("kind"_L1, alertKindName(condition.kind))
        .textOrNull("coin"_L1, condition.asset.value)
        .textOrNull("symbol"_L1, symbolOf(condition.asset, assets))
        .money("level"_L1, isLevel(condition.kind) ? std::optional(condition.level) : std::nullopt)
        .textOrNull("unit"_L1, condition.unit)
        .money("percent"_L1, percent ? std::optional(condition.percent) : std::nullopt);
    if (condition.kind == Kind::Moves)
        json.integer("withinMin"_L1, condition.within.count());
    else
        json.null("withinMin"_L1);
    json.textOrNull("storyKind"_L1, condition.storyKind ? storyKindName(*condition.storyKind) : QString())
        .textOrNull("source"_L1, condition.source)
        .textOrNull("words"_L1, condition.text);
}

QString number(double value)
{
    const QString digits = QString::number(value, 'f', 2);
    return (digits == "-0.00"_L1 ? digits.mid(1) : digits) + u'%'; // what rounds to zero has no sign
}

// "0.04% away", "now 0.62%", "2 stories in 24 h"
QString distance(const AlertTest &test)
{
    const AlertStatus &status = test.status;
    if (test.entry.alert.condition.kind == Kind::Story)
        return u"%1 in 24 h"_s.arg(test.stories);
    if (status.distancePct)
        return *status.distancePct >= 0 ? number(*status.distancePct) + u" away"_s
                                        : number(-*status.distancePct) + u" beyond"_s;
    return status.nowPct ? u"now "_s + number(*status.nowPct) : QString();
}
} // namespace

QByteArray alertToJson(const AlertEntry &entry, const AssetDirectory &assets, UtcTime now)
{
    JsonWriter json;
    json.beginObject().integer("id"_L1, entry.alert.id.value);
    condition(json, entry.alert.condition, assets);
    return json.boolean("on"_L1, entry.alert.enabled)
        .boolean("once"_L1, entry.alert.once)
        .textOrNull("note"_L1, entry.alert.note)
        .text("state"_L1, stateName(entry, now))
        .time("firedAt"_L1, entry.state.firedAt)
        .time("snoozedUntil"_L1, entry.state.snoozedUntil)
        .end()
        .bytes();
}

QByteArray alertTable(const QList<AlertEntry> &entries, const AssetDirectory &assets, UtcTime now)
{
    TextTable table({u">ID"_s, u"ALERT"_s, u"HOW OFTEN"_s, u"STATE"_s, u"FIRED"_s, u"NOTE"_s});
    for (const AlertEntry &entry : entries)
        table.add({QString::number(entry.alert.id.value), alertText(entry.alert.condition, assets),
                   entry.alert.once ? u"once"_s : u"every time"_s, stateName(entry, now),
                   tableTime(entry.state.firedAt), entry.alert.note});
    return table.text();
}

QByteArray testToJson(const AlertTest &test, const QuoteBoard &board, const AssetDirectory &assets)
{
    const AlertStatus &status = test.status;
    const AlertCondition &condition = test.entry.alert.condition;
    const SourceQuote *shown =
        condition.kind == Kind::Story ? nullptr : board.quote(condition.asset).shownSource();
    JsonWriter json;
    json.beginObject();
    if (test.entry.alert.id.value > 0)
        json.integer("id"_L1, test.entry.alert.id.value);
    else
        json.null("id"_L1);
    json.text("text"_L1, alertText(condition, assets))
        .text("state"_L1, statusName(status))
        .boolean("fires"_L1, test.fires)
        .number("distancePct"_L1, status.distancePct)
        .number("nowPct"_L1, status.nowPct)
        .integer("heardForS"_L1, status.heardFor.count() / 1000)
        .money("price"_L1, shown ? std::optional(shown->ticker.last) : std::nullopt)
        .integer("live"_L1, status.live)
        .integer("able"_L1, status.able)
        .integer("needed"_L1, status.needed);
    if (condition.kind == Kind::Story)
        json.integer("stories"_L1, test.stories);
    else
        json.null("stories"_L1);
    return json.textOrNull("newest"_L1, test.newest).end().bytes();
}

QByteArray testTable(const QList<AlertTest> &tests, const AssetDirectory &assets)
{
    TextTable table({u">ID"_s, u"ALERT"_s, u"STATE"_s, u">NOW"_s, u"SOURCES"_s, u"WOULD FIRE"_s});
    for (const AlertTest &test : tests) {
        const bool story = test.entry.alert.condition.kind == Kind::Story;
        const qint64 id = test.entry.alert.id.value;
        table.add({id > 0 ? QString::number(id) : QString(), alertText(test.entry.alert.condition, assets),
                   statusName(test.status), distance(test),
                   story ? test.newest : u"%1 of %2 live"_s.arg(test.status.live).arg(test.status.able),
                   test.fires ? u"yes"_s : u"no"_s});
    }
    return table.text();
}

QByteArray firingLine(const AlertFiring &firing, const AssetDirectory &assets)
{
    JsonWriter json;
    json.beginObject()
        .time("at"_L1, firing.at)
        .integer("alert"_L1, firing.alert.value)
        .text("text"_L1, alertText(firing.condition, assets))
        .textOrNull("symbol"_L1, firing.symbol)
        .money("price"_L1, firing.price)
        .textOrNull("unit"_L1, firing.unit)
        .time("exchangeTime"_L1, firing.exchangeTime)
        .integer("live"_L1, firing.live)
        .beginArray("agreeing"_L1);
    for (const AlertWitness &witness : firing.agreeing)
        json.beginObject()
            .text("venue"_L1, witness.venue.value)
            .text("pair"_L1, witness.pair)
            .money("price"_L1, witness.price)
            .time("exchangeTime"_L1, witness.exchangeTime)
            .end();
    return json.end()
        .number("movePct"_L1, firing.movePct)
        .textOrNull("title"_L1, firing.title)
        .textOrNull("source"_L1, firing.source)
        .end()
        .bytes();
}
