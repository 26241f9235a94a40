#include "app/cli/quoteoutput.h"

#include "app/base/jsonwriter.h"
#include "app/cli/texttable.h"

#include <QStringList>

namespace {
const QLatin1String basis("rolling24h");

QString changeText(const std::optional<double> &percent)
{
    if (!percent)
        return QStringLiteral("—");
    const QString digits = QString::number(std::abs(*percent), 'f', 2);
    const bool zero = digits == QLatin1String("0.00");
    return (zero ? QString() : *percent < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) + digits + u'%';
}

QString ageText(std::optional<qint64> age)
{
    if (!age)
        return QStringLiteral("—");
    const qint64 s = *age / 1000;
    if (*age < 10'000)
        return QString::number(static_cast<double>(*age) / 1000.0, 'f', 1) + QStringLiteral(" s");
    if (s < 60)
        return QString::number(s) + QStringLiteral(" s");
    if (s < 3600)
        return QString::number(s / 60) + QStringLiteral(" min");
    return s < 172'800 ? QString::number(s / 3600) + QStringLiteral(" h")
                       : QString::number(s / 86'400) + QStringLiteral(" d");
}

void times(JsonWriter &json, const Ticker &ticker)
{
    if (isKnown(ticker.exchangeTime))
        json.integer(QLatin1String("exchangeTime"), toMsecs(ticker.exchangeTime));
    else
        json.null(QLatin1String("exchangeTime"));
    json.integer(QLatin1String("receivedTime"), toMsecs(ticker.receivedTime));
}

void age(JsonWriter &json, std::optional<qint64> value)
{
    if (value)
        json.integer(QLatin1String("ageMs"), *value);
    else
        json.null(QLatin1String("ageMs"));
}

void sourceJson(JsonWriter &json, const SourceQuote &source, MonoTime now, UtcTime wallNow)
{
    const Ticker &ticker = source.ticker;
    const bool has = source.state != PriceState::Missing;
    json.beginObject()
        .text(QLatin1String("venue"), source.venue.value)
        .text(QLatin1String("pair"), pairName(source.instrument))
        .money(QLatin1String("last"), has ? std::optional(ticker.last) : std::nullopt)
        .money(QLatin1String("bid"), ticker.bid)
        .money(QLatin1String("ask"), ticker.ask)
        .money(QLatin1String("high24h"), ticker.high24h)
        .money(QLatin1String("low24h"), ticker.low24h)
        .money(QLatin1String("baseVolume"), ticker.baseVolume)
        .money(QLatin1String("quoteVolume"), ticker.quoteVolume)
        .number(QLatin1String("change24hPct"), ticker.change24hPct);
    age(json, ageMs(source, now, wallNow));
    json.textOrNull(QLatin1String("state"), stateName(source.state))
        .number(QLatin1String("vsMedianPct"), source.vsMedianPct)
        .end();
}

QString csvCell(QString text)
{
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n'))
        return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return text;
}

QString decimalText(const std::optional<Decimal> &value)
{
    return value ? value->toString() : QString();
}

QString priceText(const CoinQuote &quote)
{
    const SourceQuote *source = quote.shownSource();
    return source ? source->ticker.last.toString() : QStringLiteral("—");
}

// The worst state decides: a bar has one colour.
QString worst(const QList<CoinQuote> &quotes)
{
    int rank = 0;
    QString name = QStringLiteral("live");
    for (const CoinQuote &quote : quotes) {
        const auto at = [&]() -> QPair<int, QString> {
            if (quote.state == PriceState::Simulated)
                return {5, QStringLiteral("simulated")};
            if (!quote.shownSource())
                return {4, QStringLiteral("missing")};
            if (quote.state == PriceState::Offline)
                return {3, QStringLiteral("offline")};
            if (quote.state == PriceState::Stale)
                return {2, QStringLiteral("stale")};
            return quote.agreement.differing.isEmpty() ? QPair{0, QStringLiteral("live")}
                                                       : QPair{1, QStringLiteral("differs")};
        }();
        if (at.first > rank) {
            rank = at.first;
            name = at.second;
        }
    }
    return name;
}
} // namespace

QString stateName(PriceState state)
{
    switch (state) {
    case PriceState::Missing:
        return {};
    case PriceState::Live:
        return QStringLiteral("live");
    case PriceState::Stale:
        return QStringLiteral("stale");
    case PriceState::Offline:
        return QStringLiteral("offline");
    case PriceState::Simulated:
        return QStringLiteral("simulated");
    }
    return {};
}

std::optional<qint64> ageMs(const SourceQuote &source, MonoTime now, UtcTime wallNow)
{
    if (source.state == PriceState::Missing)
        return std::nullopt;
    if (source.confirmedAt != MonoTime{})
        return std::max<qint64>((now - source.confirmedAt).count(), 0);
    // From an earlier run: only the wall clock can tell, and it may have been set back meanwhile.
    return std::max<qint64>((wallNow - source.ticker.receivedTime).count(), 0);
}

QByteArray quoteJson(const CoinQuote &quote, MonoTime now, UtcTime wallNow)
{
    const SourceQuote *shown = quote.shownSource();
    JsonWriter json;
    json.beginObject()
        .text(QLatin1String("asset"), quote.asset.symbol)
        .text(QLatin1String("name"), quote.asset.name);
    if (shown) {
        json.text(QLatin1String("currency"), shown->instrument.quote)
            .money(QLatin1String("price"), shown->ticker.last)
            .text(QLatin1String("venue"), shown->venue.value)
            .text(QLatin1String("pair"), pairName(shown->instrument))
            .number(QLatin1String("change24hPct"), quote.changePct);
        if (quote.changePct)
            json.text(QLatin1String("basis"), basis);
        else
            json.null(QLatin1String("basis"));
        times(json, shown->ticker);
        age(json, ageMs(*shown, now, wallNow));
    } else {
        for (const char *name : {"currency", "price", "venue", "pair", "change24hPct", "basis",
                                 "exchangeTime", "receivedTime", "ageMs"})
            json.null(QLatin1String(name));
    }
    json.textOrNull(QLatin1String("state"), stateName(quote.state));
    json.beginObject(QLatin1String("agreement"))
        .integer(QLatin1String("live"), quote.agreement.live)
        .integer(QLatin1String("total"), quote.agreement.total)
        .money(QLatin1String("medianUsd"), quote.agreement.medianUsd)
        .number(QLatin1String("spreadPct"), quote.agreement.spreadPct)
        .end();
    json.beginArray(QLatin1String("sources"));
    for (const SourceQuote &source : quote.sources)
        sourceJson(json, source, now, wallNow);
    json.end().end();
    return json.bytes();
}

QByteArray quoteCsvHeader()
{
    return "asset,name,currency,price,venue,pair,change24hPct,basis,exchangeTime,receivedTime,ageMs,state,"
           "live,total,medianUsd,spreadPct";
}

QByteArray quoteCsv(const CoinQuote &quote, MonoTime now, UtcTime wallNow)
{
    const SourceQuote *shown = quote.shownSource();
    QStringList cells{quote.asset.symbol, quote.asset.name};
    if (shown) {
        const auto age = ageMs(*shown, now, wallNow);
        cells << shown->instrument.quote << shown->ticker.last.toString() << shown->venue.value
              << pairName(shown->instrument)
              << (quote.changePct ? QString::number(*quote.changePct, 'g', 15) : QString())
              << (quote.changePct ? QString(basis) : QString())
              << (isKnown(shown->ticker.exchangeTime) ? QString::number(toMsecs(shown->ticker.exchangeTime))
                                                      : QString())
              << QString::number(toMsecs(shown->ticker.receivedTime))
              << (age ? QString::number(*age) : QString());
    } else {
        for (int i = 0; i < 9; ++i)
            cells << QString();
    }
    cells << stateName(quote.state) << QString::number(quote.agreement.live)
          << QString::number(quote.agreement.total) << decimalText(quote.agreement.medianUsd)
          << (quote.agreement.spreadPct ? QString::number(*quote.agreement.spreadPct, 'g', 15) : QString());
    for (QString &cell : cells)
        cell = csvCell(cell);
    return cells.join(u',').toUtf8();
}

QByteArray quoteTable(const QList<CoinQuote> &quotes, MonoTime now, UtcTime wallNow)
{
    TextTable table({QStringLiteral("COIN"), QStringLiteral("NAME"), QStringLiteral(">PRICE"),
                     QStringLiteral("UNIT"), QStringLiteral(">24H"), QStringLiteral("SOURCE"),
                     QStringLiteral("PAIR"), QStringLiteral(">AGE"), QStringLiteral("STATE"),
                     QStringLiteral("SOURCES")});
    for (const CoinQuote &quote : quotes) {
        const SourceQuote *shown = quote.shownSource();
        QString agreement = QStringLiteral("%1 of %2").arg(quote.agreement.live).arg(quote.agreement.total);
        if (!quote.agreement.differing.isEmpty())
            agreement += QStringLiteral(", %1 differ").arg(quote.agreement.differing.size());
        table.add({quote.asset.symbol, quote.asset.name, priceText(quote),
                   shown ? shown->instrument.quote : QString(), changeText(quote.changePct),
                   shown ? shown->venueName : QStringLiteral("—"),
                   shown ? pairName(shown->instrument) : QString(),
                   shown ? ageText(ageMs(*shown, now, wallNow)) : QString(),
                   shown ? stateName(quote.state) : QStringLiteral("no price"), agreement});
    }
    return table.text();
}

QByteArray quoteWaybar(const QList<CoinQuote> &quotes, MonoTime now, UtcTime wallNow)
{
    QStringList text, tooltip;
    for (const CoinQuote &quote : quotes) {
        const SourceQuote *shown = quote.shownSource();
        text << QStringLiteral("%1 %2 %3")
                    .arg(quote.asset.symbol, priceText(quote), changeText(quote.changePct))
                    .toHtmlEscaped();
        tooltip << (shown ? QStringLiteral("%1: %2 %3, %4 on %5, %6 old, %7")
                                .arg(quote.asset.name, priceText(quote), shown->instrument.quote,
                                     pairName(shown->instrument), shown->venueName,
                                     ageText(ageMs(*shown, now, wallNow)), stateName(quote.state))
                          : QStringLiteral("%1: no price").arg(quote.asset.name))
                       .toHtmlEscaped(); // waybar reads both as markup
    }
    JsonWriter json;
    json.beginObject()
        .text(QLatin1String("text"), text.join(QStringLiteral("  ")))
        .text(QLatin1String("tooltip"), tooltip.join(u'\n'))
        .text(QLatin1String("class"), worst(quotes))
        .end();
    return json.bytes();
}
