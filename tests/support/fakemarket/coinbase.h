#pragma once

#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QJsonObject>

namespace fake {

// Coinbase Exchange: feed and REST (exchanges.md 4.1 and 4.2), Advanced Trade's market paths (4.3, 4.4).
class Coinbase final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "coinbase"; }
    QByteArray spell(const QByteArray &base, const QByteArray &quote) const override
    {
        return base + '-' + quote;
    }
    milliseconds beat() const override { return milliseconds{250}; }
    std::pair<int, milliseconds> mostMessages() const override { return {100, milliseconds{1000}}; }

    QList<Listing> market() const override // no BNB, no TRX
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "DOGE", "ADA", "LINK", "LTC", "DOT", "AVAX",
                                   "POL", "SHIB", "PEPE", "BONK"},
                                  "USD", 0.15);
        all += list({"USDT", "USDC"}, "USD", 0.1);
        all += list({"ETH"}, "BTC", 0.01);
        all += list({"BTC", "ETH"}, "EUR", 0.01);
        for (Listing &market : all)
            if (market.base == "USDT" || market.base == "USDC")
                market.priceDecimals = 5;
        Listing halted = listOne("LUNA", "USD"); // online, trading disabled
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USD");
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        if (status == 429)
            return message("Public rate limit exceeded", 429);
        return Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &kind) const override
    {
        return message(kind == "rate" ? "Public rate limit exceeded" : "Internal server error");
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;

private:
    bool isAdvanced(const Session &session) const { return session.wrapped; }
    HttpReply message(const QByteArray &text, int status = 200) const
    {
        return HttpReply::json(JsonObject().text("message", text).end(), status);
    }
    HttpReply product(const HttpRequest &request, const QByteArray &rest);
    HttpReply candles(const HttpRequest &request, const Listing &market);
    HttpReply advanced(const HttpRequest &request, const QByteArray &rest);
    QByteArray describe(const Listing &market) const;
    QByteArray stats(Listing &market);
    QByteArray ticker(Session &session, Listing &listing, const QByteArray &channel);
    void subscribeExchange(Session &session, const QJsonObject &message);
    void subscribeAdvanced(Session &session, const QJsonObject &message);
    void fail(Session &session, const QByteArray &reason);
    void advancedFrame(Session &session, const QByteArray &channel, const QByteArray &events,
                       Venue::Kind kind, const Topic &topic = {}, const Listing *listing = nullptr);
};

} // namespace fake
