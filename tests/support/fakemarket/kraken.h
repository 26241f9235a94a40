#pragma once

#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QJsonObject>

namespace fake {

// Kraken: REST with new and legacy names, WebSocket v2 (exchanges.md 5).
class Kraken final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "kraken"; }
    QByteArray spell(const QByteArray &base, const QByteArray &quote) const override
    {
        return base + '/' + quote;
    }
    milliseconds beat() const override { return milliseconds{300}; }
    // not published; a flood is none
    std::pair<int, milliseconds> mostMessages() const override { return {100, milliseconds{1000}}; }

    QList<Listing> market() const override // no BNB
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "DOGE", "TRX", "ADA", "LINK", "LTC", "DOT",
                                   "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USD", 0.08);
        all += list({"USDT", "USDC"}, "USD", 0.3);
        all += list({"BTC", "ETH"}, "EUR", 0.03);
        all += list({"BTC", "ETH", "SOL"}, "USDT", 0.01);
        all += list({"ETH"}, "BTC", 0.005);
        for (Listing &market : all) {
            if (market.base == "BTC")
                market.priceDecimals = 1;
            market.amountDecimals = 8;
        }
        Listing halted = listOne("LUNA", "USD");
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USD");
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply venueError(const QByteArray &kind) const override
    {
        return failed(kind == "rate" ? "EGeneral:Too many requests" : "EService:Unavailable");
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void opened(Session &session) override { notice(session, "online"); }
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;
    void notice(Session &session) override { notice(session, "maintenance"); }

private:
    // A bare JSON number as this venue writes them: no zeros at the end, tiny ones with an exponent.
    static QByteArray number(const QByteArray &text);
    static QByteArray stateWord(const Listing &market);
    static const QList<qint64> &intervals();

    HttpReply failed(const QByteArray &reason) const
    {
        return HttpReply::json(R"({"error":[")" + reason + R"("]})");
    }
    HttpReply good(const QByteArray &result) const
    {
        return HttpReply::json(R"({"error":[],"result":)" + result + '}');
    }
    // Every pair for an empty `names`; nothing when one is unknown.
    std::optional<QList<Listing *>> pairs(const QByteArray &names, bool modern);
    HttpReply assetPairs(const HttpRequest &request, bool modern);
    HttpReply ticker(const HttpRequest &request, bool modern);
    HttpReply ohlc(const HttpRequest &request, bool modern);
    void notice(Session &session, const QByteArray &system)
    {
        const QByteArray row =
            JsonObject()
                .text("version", "2.0.10")
                .text("system", system)
                .text("api_version", "v2")
                .raw("connection_id",
                     "8423536080466" + QByteArray::number(635'000 + session.connection->id()))
                .end();
        m_venue.send(session, Venue::Kind::Control,
                     R"({"channel":"status","type":"update","data":[)" + row + "]}");
    }
    void answer(Session &session, const QJsonObject &message, JsonObject &&frame, UtcTime heardAt);
    void subscribe(Session &session, const QJsonObject &message, bool adds);
    QByteArray instruments();
    QByteArray tickerRow(Listing &listing);
    QByteArray barRow(const Listing &listing, const Bar &bar, qint64 minutes) const;
    void ohlcFrame(Session &session, const Topic &topic, Listing &listing, bool snapshot);
};

} // namespace fake
