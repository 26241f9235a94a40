#pragma once

#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QJsonObject>

namespace fake {

// Bitget spot, v2 ("Classic") and the v3 ("UTA") public paths (exchanges.md 2).
class Bitget final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "bitget"; }
    milliseconds beat() const override { return milliseconds{200}; }
    std::pair<int, milliseconds> mostMessages() const override { return {10, milliseconds{1000}}; }

    QList<Listing> market() const override
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "BNB", "USDC", "DOGE", "TRX", "ADA", "LINK",
                                   "LTC", "DOT", "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USDT", 0.2);
        all += list({"ETH", "SOL"}, "BTC", 0.005);
        all += list({"BTC", "ETH"}, "USDC", 0.01);
        Listing halted = listOne("LUNA", "USDT");
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USDT");
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        if (status == 429)
            return HttpReply::json(R"({"code":"429","msg":"Too Many Requests","requestTime":0,"data":null})",
                                   429);
        return Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &kind) const override
    {
        if (kind == "region")
            return error("40103", "The current region is restricted", 200);
        return kind == "rate" ? error("429", "Too Many Requests", 200)
                              : error("40725", "service return an error", 200);
    }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void heard(Session &session, const QByteArray &text) override;
    void tooManyMessages(Session &session) override
    {
        m_venue.send(session, Venue::Kind::Control,
                     R"({"event":"error","code":30007,"msg":"request over limit, connection close"})");
        m_venue.close(session, 1008);
    }
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void everySecond(Session &session) override;

private:
    static const QHash<QByteArray, BarStep> &streamSteps();

    bool isV3(const Session &session) const { return session.handshake.path.startsWith("/v3"); }
    HttpReply good(const QByteArray &data) const
    {
        return HttpReply::json(JsonObject()
                                   .text("code", "00000")
                                   .text("msg", "success")
                                   .number("requestTime", m_venue.stamp(m_venue.now()))
                                   .raw("data", data)
                                   .end());
    }
    HttpReply error(const QByteArray &code, const QByteArray &msg, int status = 400) const
    {
        return HttpReply::json(JsonObject()
                                   .text("code", code)
                                   .text("msg", msg)
                                   .number("requestTime", m_venue.stamp(m_venue.now()))
                                   .raw("data", "null")
                                   .end(),
                               status);
    }
    HttpReply symbols(const HttpRequest &request, bool v3);
    HttpReply tickers(const HttpRequest &request, bool v3);
    HttpReply candles(const HttpRequest &request, const QByteArray &symbol, const BarStep *step,
                      bool history);
    HttpReply announcements(const HttpRequest &request);
    QByteArray ticker(Listing &listing, bool rest);
    QByteArray tickerV3(Listing &listing, bool rest);
    QByteArray row(const Bar &bar) const;
    void subscribe(Session &session, const QByteArray &op, const QJsonObject &arg);
    void refuse(Session &session, const QByteArray &arg, int code, const QByteArray &msg);
    void candleFrame(Session &session, const Topic &topic, Listing &listing, bool snapshot);
};

} // namespace fake
