// Kraken: REST with new and legacy names, WebSocket v2 (exchanges.md 5).
#include "tests/support/fakemarket/kraken.h"

#include <algorithm>
#include <cmath>

namespace fake {

using namespace std::chrono;

namespace {

// Legacy names: XXBT, ZUSD, XDG ...
QByteArray legacyAsset(const QByteArray &coin)
{
    static const QHash<QByteArray, QByteArray> names{{"BTC", "XXBT"}, {"ETH", "XETH"},  {"XRP", "XXRP"},
                                                     {"LTC", "XLTC"}, {"DOGE", "XXDG"}, {"USD", "ZUSD"},
                                                     {"EUR", "ZEUR"}};
    return names.value(coin, coin);
}

QByteArray shortName(const QByteArray &coin)
{
    return coin == "BTC" ? "XBT" : coin == "DOGE" ? "XDG" : coin;
}

QByteArray altname(const Listing &market)
{
    return shortName(market.base) + shortName(market.quote);
}

QByteArray wsname(const Listing &market)
{
    return shortName(market.base) + '/' + shortName(market.quote);
}

// The oldest pairs have both long names; of the others only Tether's has one.
QByteArray legacyKey(const Listing &market)
{
    static const QByteArrayList old{"BTC", "ETH", "XRP", "LTC"};
    static const QByteArrayList money{"USD", "EUR", "BTC"};
    if (old.contains(market.base) && money.contains(market.quote))
        return legacyAsset(market.base) + legacyAsset(market.quote);
    if (market.base == "USDT" && market.quote == "USD")
        return "USDTZUSD";
    return altname(market);
}

} // namespace

QByteArray Kraken::number(const QByteArray &text)
{
    const double value = text.toDouble();
    if (value != 0 && std::abs(value) < 1e-4)
        return QByteArray::number(value, 'e', 6).replace("e-0", "e-");
    return trimmed(text);
}

QByteArray Kraken::stateWord(const Listing &market)
{
    switch (market.state) {
    case Listing::State::Trading:
        return "online";
    case Listing::State::Halted:
        return "cancel_only";
    default:
        return "delisted";
    }
}

const QList<qint64> &Kraken::intervals()
{
    static const QList<qint64> minutes{1, 5, 15, 30, 60, 240, 1440, 10080, 21600};
    return minutes;
}

std::optional<QList<Listing *>> Kraken::pairs(const QByteArray &names, bool modern)
{
    QList<Listing *> found;
    for (Listing &market : m_venue.listings())
        if (names.isEmpty() && market.state != Listing::State::Gone)
            found.append(&market);
    for (const QByteArray &name : names.isEmpty() ? QByteArrayList() : names.split(',')) {
        const auto match = [&](const Listing &market) {
            if (market.state == Listing::State::Gone)
                return false;
            return modern ? market.symbol == name
                          : altname(market) == name || legacyKey(market) == name || wsname(market) == name;
        };
        const auto at = std::find_if(m_venue.listings().begin(), m_venue.listings().end(), match);
        if (at == m_venue.listings().end())
            return {};
        found.append(&*at);
    }
    return found;
}

HttpReply Kraken::rest(const HttpRequest &request)
{
    const bool modern = request.param("assetVersion") == "1";
    const QByteArray &path = request.path;
    // About one request a second and endpoint; a short burst passes.
    if (m_venue.overRate(path, 12, 10s)) {
        m_venue.ruleBroken(QStringLiteral("more than about one request a second to ") +
                           QString::fromUtf8(path));
        return failed("EGeneral:Too many requests");
    }
    if (path == "/0/public/Time")
        return good(JsonObject()
                        .number("unixtime", m_venue.stamp(m_venue.now()) / 1000)
                        .text("rfc1123", httpDate(m_venue.now()))
                        .end());
    if (path == "/0/public/SystemStatus")
        return good(
            JsonObject().text("status", "online").text("timestamp", m_venue.rfc3339(m_venue.now(), 3)).end());
    if (path == "/0/public/Assets") {
        JsonObject all;
        for (const QByteArray &coin : QByteArrayList{"USD", "EUR"})
            all.raw(modern ? coin : legacyAsset(coin), JsonObject()
                                                           .text("aclass", "currency")
                                                           .text("altname", coin)
                                                           .number("decimals", 4)
                                                           .number("display_decimals", 2)
                                                           .text("status", "enabled")
                                                           .end());
        for (const Coin &coin : coins())
            if (coin.symbol != "EUR")
                all.raw(modern ? coin.symbol : legacyAsset(coin.symbol),
                        JsonObject()
                            .text("aclass", "currency")
                            .text("altname", shortName(coin.symbol))
                            .number("decimals", 10)
                            .number("display_decimals", 5)
                            .text("status", "enabled")
                            .end());
        return good(all.end());
    }
    if (path == "/0/public/AssetPairs")
        return assetPairs(request, modern);
    if (path == "/0/public/Ticker")
        return ticker(request, modern);
    if (path == "/0/public/OHLC")
        return ohlc(request, modern);
    m_venue.ruleBroken(QStringLiteral("no such path: ") + QString::fromUtf8(path));
    return failed("EGeneral:Unknown method");
}

HttpReply Kraken::assetPairs(const HttpRequest &request, bool modern)
{
    const auto markets = pairs(request.param("pair"), modern);
    if (!markets)
        return failed("EQuery:Unknown asset pair");
    JsonObject all;
    for (const Listing *market : *markets)
        all.raw(modern ? market->symbol : legacyKey(*market),
                JsonObject()
                    .text("altname", altname(*market))
                    .text("wsname", wsname(*market))
                    .text("aclass_base", "currency")
                    .text("base", modern ? market->base : legacyAsset(market->base))
                    .text("aclass_quote", "currency")
                    .text("quote", modern ? market->quote : legacyAsset(market->quote))
                    .text("lot", "unit")
                    .number("cost_decimals", 5)
                    .number("pair_decimals", market->priceDecimals)
                    .number("lot_decimals", market->amountDecimals)
                    .number("lot_multiplier", 1)
                    .raw("leverage_buy", "[]")
                    .raw("leverage_sell", "[]")
                    .raw("fees", "[[0,0.4]]")
                    .raw("fees_maker", "[[0,0.25]]")
                    .text("fee_volume_currency", modern ? "USD" : "ZUSD")
                    .number("margin_call", 80)
                    .number("margin_stop", 40)
                    .text("ordermin", "0.0001")
                    .text("costmin", "0.5")
                    .text("tick_size", market->tick())
                    .text("status", stateWord(*market))
                    .end());
    return good(all.end());
}

HttpReply Kraken::ticker(const HttpRequest &request, bool modern)
{
    const auto markets = pairs(request.param("pair"), modern);
    if (!markets)
        return failed("EQuery:Unknown asset pair");
    JsonObject all;
    for (Listing *market : *markets) {
        if (market->state != Listing::State::Trading)
            continue;
        const Figures f = m_venue.figures(*market);
        const auto five = [](const QByteArray &text) { return text.contains('.') ? text : text + ".0"; };
        const auto triple = [&](const QByteArray &price, const QByteArray &size) {
            return JsonArray()
                .text(five(price))
                .text(QByteArray::number(size.toDouble(), 'f', 0))
                .text(fixed(size.toDouble(), 3))
                .end();
        };
        // `o` is today's open by UTC: not the price 24 h ago (5.3).
        all.raw(modern ? market->symbol : legacyKey(*market),
                JsonObject()
                    .raw("a", triple(f.ask, f.askSize))
                    .raw("b", triple(f.bid, f.bidSize))
                    .raw("c", JsonArray().text(f.lastGiven ? f.last : five(f.last)).text(f.lastSize).end())
                    .raw("v", JsonArray().text(f.todayVolume).text(f.baseVolume).end())
                    .raw("p", JsonArray().text(f.todayVwap).text(f.vwap).end())
                    .raw("t", JsonArray().number(f.trades / 3).number(f.trades).end())
                    .raw("l", JsonArray().text(f.todayLow).text(f.low24h).end())
                    .raw("h", JsonArray().text(f.todayHigh).text(f.high24h).end())
                    .text("o", f.openUtc)
                    .end());
    }
    return good(all.end());
}

HttpReply Kraken::ohlc(const HttpRequest &request, bool modern)
{
    const qint64 minutes = request.has("interval") ? request.param("interval").toLongLong() : 1;
    const auto markets = pairs(request.param("pair"), modern);
    if (!intervals().contains(minutes) || request.param("pair").isEmpty()) {
        m_venue.ruleBroken(QStringLiteral("OHLC without pair or with interval %1").arg(minutes));
        return failed("EGeneral:Invalid arguments");
    }
    if (!markets || markets->size() != 1)
        return failed("EQuery:Unknown asset pair");
    const qint64 since = request.param("since").toLongLong();
    const Listing &market = *markets->first();
    JsonArray rows;
    qint64 last = 0;
    const QList<Bar> bars =
        market.barsUpTo(m_venue.path(), toMsecs(m_venue.now()), {minutes * minuteMs}, 720, m_venue.now());
    for (const Bar &bar : bars) {
        const qint64 time = m_venue.stamp(fromMsecs(bar.time)) / 1000;
        if (bar.closed)
            last = time;
        if (time > since)
            rows.raw(JsonArray()
                         .number(time)
                         .text(bar.open)
                         .text(bar.high)
                         .text(bar.low)
                         .text(bar.close)
                         .text(bar.vwap)
                         .text(bar.volume)
                         .number(bar.trades)
                         .end());
    }
    return good(
        JsonObject().raw(modern ? market.symbol : legacyKey(market), rows.end()).number("last", last).end());
}

std::unique_ptr<Protocol> makeKraken(Venue &venue)
{
    return std::make_unique<Kraken>(venue);
}

} // namespace fake
