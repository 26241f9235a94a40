#include "app/alerts/alertjson.h"

#include <QJsonArray>
#include <array>

using namespace Qt::StringLiterals;

namespace {
using Kind = AlertCondition::Kind;
constexpr std::array kinds{"above"_L1, "below"_L1, "moves"_L1, "story"_L1, "offPeg"_L1, "sourcesDiffer"_L1};
constexpr std::array phases{"undecided"_L1, "armed"_L1, "left"_L1, "done"_L1};
constexpr std::array quiets{"no"_L1, "quietHours"_L1, "coolDown"_L1};

// Leaves out what is empty.
class Out
{
public:
    QJsonObject json;

    void text(QLatin1StringView key, const QString &value)
    {
        if (!value.isEmpty())
            json.insert(key, value);
    }
    void flag(QLatin1StringView key, bool value, bool byDefault)
    {
        if (value != byDefault)
            json.insert(key, value);
    }
    void number(QLatin1StringView key, qint64 value)
    {
        if (value != 0)
            json.insert(key, value);
    }
    void decimal(QLatin1StringView key, const Decimal &value)
    {
        if (!value.isZero())
            json.insert(key, value.toString());
    }
    void time(QLatin1StringView key, UtcTime value)
    {
        if (isKnown(value))
            json.insert(key, toRfc3339(value));
    }
    template <size_t N>
    void name(QLatin1StringView key, int value, const std::array<QLatin1StringView, N> &names)
    {
        if (value != 0)
            json.insert(key, names.at(static_cast<size_t>(value)));
    }
};

// Wrong types and values read as missing, and are remembered.
class In
{
public:
    explicit In(const QJsonObject &json) : m_json(json) {}
    bool good() const { return m_good; }

    QString text(QLatin1StringView key) const { return m_json.value(key).toString(); }
    bool flag(QLatin1StringView key, bool byDefault) const { return m_json.value(key).toBool(byDefault); }
    qint64 number(QLatin1StringView key) const { return m_json.value(key).toInteger(); }
    QJsonArray list(QLatin1StringView key) const { return m_json.value(key).toArray(); }
    QJsonObject object(QLatin1StringView key) const { return m_json.value(key).toObject(); }
    bool has(QLatin1StringView key) const { return m_json.contains(key); }
    Decimal decimal(QLatin1StringView key) { return optionalDecimal(key).value_or(Decimal{}); }
    std::optional<Decimal> optionalDecimal(QLatin1StringView key)
    {
        if (!has(key))
            return std::nullopt;
        const auto value = Decimal::parse(QByteArrayView(text(key).toLatin1()));
        m_good = m_good && value.has_value();
        return value;
    }
    UtcTime time(QLatin1StringView key)
    {
        if (!has(key))
            return {};
        const auto value = parseRfc3339(text(key).toLatin1());
        m_good = m_good && value.has_value();
        return value.value_or(UtcTime{});
    }
    template <typename E, size_t N>
    E name(QLatin1StringView key, const std::array<QLatin1StringView, N> &names)
    {
        if (!has(key))
            return E{};
        for (size_t i = 0; i < N; ++i)
            if (text(key) == names.at(i))
                return static_cast<E>(i);
        m_good = false;
        return E{};
    }

private:
    QJsonObject m_json;
    bool m_good = true;
};

void writeCondition(Out &out, const AlertCondition &condition)
{
    out.json.insert("kind"_L1, alertKindName(condition.kind));
    out.text("coin"_L1, condition.asset.value);
    out.decimal("level"_L1, condition.level);
    out.text("unit"_L1, condition.unit);
    out.decimal("percent"_L1, condition.percent);
    if (condition.kind == Kind::Moves)
        out.number("withinMin"_L1, condition.within.count());
    if (condition.storyKind)
        out.text("storyKind"_L1, storyKindName(*condition.storyKind));
    out.text("source"_L1, condition.source);
    out.text("text"_L1, condition.text);
}

std::optional<AlertCondition> readCondition(In &in)
{
    AlertCondition condition;
    if (!in.has("kind"_L1))
        return std::nullopt;
    condition.kind = in.name<Kind>("kind"_L1, kinds);
    condition.asset = {in.text("coin"_L1)};
    condition.level = in.decimal("level"_L1);
    condition.unit = in.text("unit"_L1);
    condition.percent = in.decimal("percent"_L1);
    if (in.has("withinMin"_L1))
        condition.within = std::chrono::minutes{in.number("withinMin"_L1)};
    if (in.has("storyKind"_L1)) {
        condition.storyKind = storyKind(in.text("storyKind"_L1));
        if (!condition.storyKind)
            return std::nullopt;
    }
    condition.source = in.text("source"_L1);
    condition.text = in.text("text"_L1);
    return in.good() ? std::optional(condition) : std::nullopt;
}

QJsonObject stateToJson(const AlertState &state)
{
    Out out;
    out.name("phase"_L1, static_cast<int>(state.phase), phases);
    out.time("since"_L1, state.since);
    out.time("firedAt"_L1, state.firedAt);
    out.flag("unacknowledged"_L1, state.unacknowledged, false);
    out.time("snoozedUntil"_L1, state.snoozedUntil);
    QJsonObject heard;
    for (auto at = state.heard.cbegin(); at != state.heard.cend(); ++at)
        heard.insert(at.key().value, toRfc3339(at.value()));
    if (!heard.isEmpty())
        out.json.insert("heard"_L1, heard);
    QJsonArray told;
    for (const AlertState::ToldStory &story : state.told)
        told.append(QJsonArray{story.article.value, story.cluster.value});
    if (!told.isEmpty())
        out.json.insert("told"_L1, told);
    return out.json;
}

// A state that can't be understood is begun anew.
AlertState stateFromJson(const QJsonObject &json)
{
    In in(json);
    AlertState state;
    state.phase = in.name<AlertState::Phase>("phase"_L1, phases);
    state.since = in.time("since"_L1);
    state.firedAt = in.time("firedAt"_L1);
    state.unacknowledged = in.flag("unacknowledged"_L1, false);
    state.snoozedUntil = in.time("snoozedUntil"_L1);
    const QJsonObject heard = in.object("heard"_L1);
    for (auto at = heard.begin(); at != heard.end(); ++at)
        if (const auto time = parseRfc3339(at.value().toString().toLatin1()))
            state.heard.insert({at.key()}, *time);
    for (const QJsonValue &story : in.list("told"_L1))
        state.told.append(AlertState::ToldStory{{story[0].toInteger()}, {story[1].toInteger()}});
    return state;
}

QJsonArray witnessesToJson(const QList<AlertWitness> &witnesses)
{
    QJsonArray list;
    for (const AlertWitness &witness : witnesses) {
        Out out;
        out.text("venue"_L1, witness.venue.value);
        out.text("name"_L1, witness.venueName);
        out.text("pair"_L1, witness.pair);
        out.decimal("price"_L1, witness.price);
        out.time("exchangeTime"_L1, witness.exchangeTime);
        list.append(out.json);
    }
    return list;
}

QList<AlertWitness> witnessesFromJson(const QJsonArray &list)
{
    QList<AlertWitness> witnesses;
    for (const QJsonValue &value : list) {
        In in(value.toObject());
        witnesses.append({{in.text("venue"_L1)},
                          in.text("name"_L1),
                          in.text("pair"_L1),
                          in.decimal("price"_L1),
                          in.time("exchangeTime"_L1)});
    }
    return witnesses;
}
} // namespace

QString alertKindName(AlertCondition::Kind kind)
{
    return kinds.at(static_cast<size_t>(kind));
}

QJsonObject alertEntryToJson(const AlertEntry &entry)
{
    Out out;
    out.number("id"_L1, entry.alert.id.value);
    writeCondition(out, entry.alert.condition);
    out.flag("once"_L1, entry.alert.once, true);
    out.flag("enabled"_L1, entry.alert.enabled, true);
    out.flag("critical"_L1, entry.alert.critical, false);
    out.text("note"_L1, entry.alert.note);
    if (entry.alert.coolDown)
        out.json.insert("coolDownS"_L1, qint64{entry.alert.coolDown->count()});
    out.json.insert("state"_L1, stateToJson(entry.state));
    return out.json;
}

std::optional<AlertEntry> alertEntryFromJson(const QJsonObject &json)
{
    In in(json);
    const auto condition = readCondition(in);
    AlertEntry entry;
    entry.alert.id = {in.number("id"_L1)};
    if (!condition || entry.alert.id.value <= 0)
        return std::nullopt;
    entry.alert.condition = *condition;
    entry.alert.once = in.flag("once"_L1, true);
    entry.alert.enabled = in.flag("enabled"_L1, true);
    entry.alert.critical = in.flag("critical"_L1, false);
    entry.alert.note = in.text("note"_L1);
    if (in.has("coolDownS"_L1))
        entry.alert.coolDown = std::chrono::seconds{std::max<qint64>(0, in.number("coolDownS"_L1))};
    entry.state = stateFromJson(in.object("state"_L1));
    return entry;
}

QJsonObject firingToJson(const AlertFiring &firing)
{
    Out out;
    out.number("id"_L1, firing.id);
    out.number("alert"_L1, firing.alert.value);
    writeCondition(out, firing.condition);
    out.text("symbol"_L1, firing.symbol);
    out.text("name"_L1, firing.name);
    out.text("note"_L1, firing.note);
    out.flag("critical"_L1, firing.critical, false);
    out.time("at"_L1, firing.at);
    out.name("quiet"_L1, static_cast<int>(firing.quiet), quiets);
    out.flag("acknowledged"_L1, firing.acknowledged, false);
    if (firing.price)
        out.decimal("price"_L1, *firing.price);
    out.json.insert("priceScale"_L1, firing.priceScale);
    out.text("priceUnit"_L1, firing.unit);
    out.time("exchangeTime"_L1, firing.exchangeTime);
    out.number("live"_L1, firing.live);
    if (!firing.agreeing.isEmpty())
        out.json.insert("agreeing"_L1, witnessesToJson(firing.agreeing));
    if (firing.movePct)
        out.json.insert("movePct"_L1, *firing.movePct);
    out.number("moveTookMs"_L1, firing.moveTook.count());
    out.number("story"_L1, firing.story.value);
    out.number("cluster"_L1, firing.cluster.value);
    out.text("title"_L1, firing.title);
    out.text("outlet"_L1, firing.source);
    return out.json;
}

std::optional<AlertFiring> firingFromJson(const QJsonObject &json)
{
    In in(json);
    const auto condition = readCondition(in);
    if (!condition)
        return std::nullopt;
    AlertFiring firing;
    firing.condition = *condition;
    firing.id = in.number("id"_L1);
    firing.alert = {in.number("alert"_L1)};
    firing.symbol = in.text("symbol"_L1);
    firing.name = in.text("name"_L1);
    firing.note = in.text("note"_L1);
    firing.critical = in.flag("critical"_L1, false);
    firing.at = in.time("at"_L1);
    firing.quiet = in.name<AlertFiring::Quiet>("quiet"_L1, quiets);
    firing.acknowledged = in.flag("acknowledged"_L1, false);
    firing.price = in.optionalDecimal("price"_L1);
    firing.priceScale = in.has("priceScale"_L1) ? static_cast<int>(in.number("priceScale"_L1)) : -1;
    firing.unit = in.text("priceUnit"_L1);
    firing.exchangeTime = in.time("exchangeTime"_L1);
    firing.live = static_cast<int>(in.number("live"_L1));
    firing.agreeing = witnessesFromJson(in.list("agreeing"_L1));
    if (in.has("movePct"_L1))
        firing.movePct = json.value("movePct"_L1).toDouble();
    firing.moveTook = std::chrono::milliseconds{in.number("moveTookMs"_L1)};
    firing.story = {in.number("story"_L1)};
    firing.cluster = {in.number("cluster"_L1)};
    firing.title = in.text("title"_L1);
    firing.source = in.text("outlet"_L1);
    return in.good() && firing.id > 0 ? std::optional(firing) : std::nullopt;
}
