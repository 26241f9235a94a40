#include "app/settings/settings.h"

#include <QJsonArray>
#include <QJsonValue>
#include <algorithm>
#include <array>

namespace {
// One visitor walks the table below for writing and for reading, so that a setting is named once.
template <typename Visitor> void visitAll(Visitor &v, Settings &s)
{
    v.list("watchlist.coins", s.watchlist);
    v.choice("watchlist.order", s.watchlistOrder, std::array{"mine", "symbol", "price", "change"});
    v.flag("watchlist.descending", s.watchlistDescending);
    v.choice("watchlist.changeBasis", s.changeBasis, std::array{"24h", "utc", "local", "1h", "7d", "pinned"});
    v.pinned("watchlist.pinned", s.pinned);
    v.map("watchlist.priceFrom", s.priceFrom);
    v.sources("sources.order", s.sources);
    v.number("sources.staleAfterMs", s.staleAfterMs, 10'000, 3'600'000);
    v.number("sources.differPctMajor", s.differPctMajor, 0.01, 50.0);
    v.number("sources.differPctOther", s.differPctOther, 0.01, 50.0);
    v.number("sources.coingeckoEveryMs", s.coingeckoEveryMs, 30'000, 3'600'000);
    v.number("sources.keepCandlesMb", s.keepCandlesMb, 1, 100'000);
    v.flag("alerts.notifications", s.alertNotifications);
    v.flag("alerts.sound", s.alertSound);
    v.flag("alerts.quietHours", s.quietHours);
    v.number("alerts.quietFrom", s.quietFrom, 0, 24 * 60 - 1);
    v.number("alerts.quietTo", s.quietTo, 0, 24 * 60 - 1);
    v.number("alerts.loneGapMs", s.alertLoneGapMs, 0, 60'000);
    v.number("alerts.coolDownMs", s.alertCoolDownMs, 0, 86'400'000);
    v.choice("appearance.theme", s.theme, std::array{"system", "dark", "light"});
    v.choice("appearance.upDown", s.upDown, std::array{"green-up", "red-up", "colour-blind"});
    v.choice("appearance.digits", s.digits, std::array{"short", "all"});
    v.choice("appearance.tinyPrices", s.tinyPrices, std::array{"full", "subscript"});
    v.choice("appearance.rowHeight", s.rowHeight, std::array{"comfortable", "compact"});
    v.choice("appearance.numberFormat", s.numberFormat, std::array{"western", "system"});
    v.choice("appearance.zone", s.zone, std::array{"system", "utc"});
    v.flag("appearance.flashPrices", s.flashPrices);
    v.flag("appearance.reducedMotion", s.reducedMotion);
    v.number("appearance.textSizePercent", s.textSizePercent, 90, 200);
    v.choice("window.view", s.view, std::array{"dashboard", "compact"});
    v.flag("window.alwaysOnTop", s.alwaysOnTop);
    v.flag("window.allWorkspaces", s.allWorkspaces);
    v.flag("window.skipTaskbar", s.skipTaskbar);
    v.flag("window.snapToEdges", s.snapToEdges);
    v.number("window.snapDistance", s.snapDistance, 1, 64);
    v.number("window.opacityPercent", s.opacityPercent, 40, 100);
    v.choice("chart.range", s.chart.range, std::array{"1H", "24H", "7D", "30D", "1Y", "All"});
    v.interval("chart.interval", s.chart.interval);
    v.flag("chart.candles", s.chart.candles);
    v.flag("chart.pageCandles", s.chart.pageCandles);
    v.flag("chart.volume", s.chart.volume);
    v.flag("chart.stories", s.chart.stories);
    v.flag("chart.crosshair", s.chart.crosshair);
    v.flag("chart.logScale", s.chart.logScale);
    v.flag("chart.average1", s.chart.average1);
    v.flag("chart.average2", s.chart.average2);
    v.flag("chart.paneAverages", s.chart.paneAverages);
    v.number("chart.average1Period", s.chart.average1Period, 2, 500);
    v.number("chart.average2Period", s.chart.average2Period, 2, 500);
    v.flag("chart.exponential", s.chart.exponential);
    v.number("news.everyMs", s.newsEveryMs, 60'000, 86'400'000);
    v.flag("news.readMarksEvent", s.readMarksEvent);
    v.flag("news.useReadingHistory", s.useReadingHistory);
    v.texts("news.picturesFrom", s.picturesFrom);
    v.number("news.keepTextDays", s.keepTextDays, 1, 36'500);
    v.number("news.keepTextMb", s.keepTextMb, 1, 100'000);
}

QString str(const char *text)
{
    return QString::fromLatin1(text);
}

class Writer
{
public:
    QJsonObject root;

    template <typename E, size_t N>
    void choice(const char *key, E &value, const std::array<const char *, N> &names)
    {
        put(key, str(names.at(static_cast<size_t>(value))));
    }
    void flag(const char *key, bool &value) { put(key, value); }
    void number(const char *key, int &value, int, int) { put(key, value); }
    void number(const char *key, double &value, double, double) { put(key, value); }
    void interval(const char *key, std::optional<Interval> &value)
    {
        put(key, value ? intervalName(*value) : str("auto"));
    }
    void texts(const char *key, QStringList &value) { put(key, QJsonArray::fromStringList(value)); }
    void list(const char *key, QList<AssetId> &value)
    {
        QJsonArray array;
        for (const AssetId &id : std::as_const(value))
            array.append(id.value);
        put(key, array);
    }
    void map(const char *key, QHash<AssetId, VenueId> &value)
    {
        QJsonObject object;
        for (auto it = value.cbegin(); it != value.cend(); ++it)
            object.insert(it.key().value, it.value().value);
        put(key, object);
    }
    // {"at": time, "prices": {"bitcoin": "bitget BTCUSDT 114959.13"}}
    void pinned(const char *key, PinnedPrices &value)
    {
        QJsonObject prices;
        for (auto it = value.prices.cbegin(); it != value.prices.cend(); ++it)
            prices.insert(it.key().value, it->instrument.venue.value + u' ' + it->instrument.symbol + u' ' +
                                              it->price.toString());
        put(key, QJsonObject{{str("at"), isKnown(value.at) ? toRfc3339(value.at) : QString()},
                             {str("prices"), prices}});
    }
    void sources(const char *key, QList<SourceSetting> &value)
    {
        QJsonArray array;
        for (const SourceSetting &source : std::as_const(value))
            array.append(QJsonObject{{str("venue"), source.venue.value}, {str("on"), source.enabled}});
        put(key, array);
    }

private:
    void put(const char *key, const QJsonValue &value)
    {
        const QStringList parts = str(key).split(u'.');
        QJsonObject page = root.value(parts.at(0)).toObject();
        page.insert(parts.at(1), value);
        root.insert(parts.at(0), page);
    }
};

class Reader
{
public:
    Reader(const QJsonObject &root, QStringList *problems) : m_root(root), m_problems(problems) {}

    template <typename E, size_t N>
    void choice(const char *key, E &value, const std::array<const char *, N> &names)
    {
        const auto json = get(key);
        if (!json)
            return;
        for (size_t i = 0; i < N; ++i) {
            if (json->toString() == str(names.at(i))) {
                value = static_cast<E>(i);
                return;
            }
        }
        QStringList all;
        for (const char *name : names)
            all.append(str(name));
        complain(key, QStringLiteral("%1 is none of %2").arg(shown(*json), all.join(QStringLiteral(", "))));
    }
    void flag(const char *key, bool &value)
    {
        const auto json = get(key);
        if (!json)
            return;
        if (json->isBool())
            value = json->toBool();
        else
            complain(key, QStringLiteral("%1 is neither true nor false").arg(shown(*json)));
    }
    void number(const char *key, int &value, int lowest, int highest)
    {
        double read = value;
        number(key, read, static_cast<double>(lowest), static_cast<double>(highest));
        value = static_cast<int>(read);
    }
    void number(const char *key, double &value, double lowest, double highest)
    {
        const auto json = get(key);
        if (!json)
            return;
        if (json->isDouble() && json->toDouble() >= lowest && json->toDouble() <= highest)
            value = json->toDouble();
        else
            complain(
                key,
                QStringLiteral("%1 is not between %2 and %3").arg(shown(*json)).arg(lowest).arg(highest));
    }
    void interval(const char *key, std::optional<Interval> &value)
    {
        const auto json = get(key);
        if (!json)
            return;
        if (json->toString() == QLatin1String("auto")) {
            value = std::nullopt;
            return;
        }
        const auto named = intervalFromName(json->toString());
        if (named && std::find(chartIntervals.begin(), chartIntervals.end(), *named) != chartIntervals.end())
            value = named;
        else
            complain(key,
                     QStringLiteral("%1 is none of auto, 1m, 5m, 15m, 1h, 4h, 1d, 1w").arg(shown(*json)));
    }
    void texts(const char *key, QStringList &value)
    {
        const auto json = get(key);
        if (!json)
            return;
        if (!json->isArray()) {
            complain(key, QStringLiteral("is not a list"));
            return;
        }
        value.clear();
        const QJsonArray array = json->toArray();
        for (const QJsonValue &entry : array) {
            if (entry.isString() && !entry.toString().isEmpty() && !value.contains(entry.toString()))
                value.append(entry.toString());
            else
                complain(key, QStringLiteral("%1 is left out").arg(shown(entry)));
        }
    }
    void list(const char *key, QList<AssetId> &value)
    {
        QStringList read;
        for (const AssetId &id : std::as_const(value))
            read.append(id.value);
        texts(key, read);
        value.clear();
        for (const QString &id : std::as_const(read))
            value.append(AssetId{id});
    }
    void map(const char *key, QHash<AssetId, VenueId> &value)
    {
        const auto json = get(key);
        if (!json)
            return;
        value.clear();
        const QJsonObject object = json->toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            value.insert(AssetId{it.key()}, VenueId{it.value().toString()});
    }
    void pinned(const char *key, PinnedPrices &value)
    {
        const auto json = get(key);
        if (!json)
            return;
        value = {};
        const QJsonObject object = json->toObject();
        const auto at = parseRfc3339(object.value(QLatin1String("at")).toString().toLatin1());
        if (!at)
            return;
        value.at = *at;
        const QJsonObject prices = object.value(QLatin1String("prices")).toObject();
        for (auto it = prices.begin(); it != prices.end(); ++it) {
            const QStringList words = it->toString().split(u' ');
            const auto price = Decimal::parse(words.value(2).toLatin1());
            if (words.size() == 3 && price && *price > Decimal())
                value.prices.insert(AssetId{it.key()}, {{{words.at(0)}, words.at(1)}, *price});
            else
                complain(key, QStringLiteral("%1 is left out").arg(shown(*it)));
        }
    }
    // A source this version adds is appended as the defaults have it; one it doesn't know is left out.
    void sources(const char *key, QList<SourceSetting> &value)
    {
        const auto json = get(key);
        if (!json)
            return;
        const QList<SourceSetting> known = value;
        value.clear();
        const auto has = [](const QList<SourceSetting> &all, const VenueId &venue) {
            return std::any_of(all.cbegin(), all.cend(),
                               [&](const SourceSetting &s) { return s.venue == venue; });
        };
        const QJsonArray array = json->toArray();
        for (const QJsonValue &entry : array) {
            const VenueId venue{entry.toObject().value(QLatin1String("venue")).toString()};
            if (has(known, venue) && !has(value, venue))
                value.append({venue, entry.toObject().value(QLatin1String("on")).toBool()});
            else
                complain(key, QStringLiteral("%1 is left out").arg(shown(entry)));
        }
        for (const SourceSetting &source : known) {
            if (!has(value, source.venue))
                value.append(source);
        }
    }

private:
    std::optional<QJsonValue> get(const char *key) const
    {
        const QStringList parts = str(key).split(u'.');
        const QJsonValue value = m_root.value(parts.at(0)).toObject().value(parts.at(1));
        return value.isUndefined() ? std::nullopt : std::optional(value);
    }
    void complain(const char *key, const QString &what)
    {
        if (m_problems)
            m_problems->append(str(key) + QStringLiteral(": ") + what);
    }
    static QString shown(const QJsonValue &value)
    {
        if (value.isString())
            return u'"' + value.toString().left(60) + u'"';
        if (value.isDouble())
            return QString::number(value.toDouble());
        return value.isBool() ? QString::fromLatin1(value.toBool() ? "true" : "false")
                              : QStringLiteral("the value");
    }

    QJsonObject m_root;
    QStringList *m_problems;
};
} // namespace

Settings defaultSettings(const QString &localeName)
{
    Settings settings;
    for (const char *id : {"bitcoin", "ethereum", "ripple", "tether", "solana", "binancecoin", "usd-coin",
                           "dogecoin", "tron", "cardano"})
        settings.watchlist.append(AssetId{str(id)});
    for (const char *id : {"bitget", "binance", "coinbase", "kraken"})
        settings.sources.append({VenueId{str(id)}, true});
    for (const char *id : {"okx", "bybit", "coingecko"})
        settings.sources.append({VenueId{str(id)}, false});
    for (const char *language : {"zh", "ja", "ko"}) {
        if (localeName.startsWith(str(language)))
            settings.upDown = UpDown::RedUp;
    }
    return settings;
}

QJsonObject toJson(const Settings &settings)
{
    Writer writer;
    Settings copy = settings;
    visitAll(writer, copy);
    return writer.root;
}

Settings settingsFromJson(const QJsonObject &json, const Settings &defaults, QStringList *problems)
{
    Settings settings = defaults;
    Reader reader(json, problems);
    visitAll(reader, settings);
    return settings;
}
