#pragma once

#include "tests/support/fakemarket/json.h"
#include "tests/support/fakemarket/venue.h"

#include <QJsonObject>

namespace fake {

// Binance spot, the market-data hosts (exchanges.md 3).
class Binance final : public Protocol
{
public:
    using Protocol::Protocol;

    QByteArray id() const override { return "binance"; }
    milliseconds beat() const override { return milliseconds{1000}; }
    std::pair<int, milliseconds> mostMessages() const override { return {5, milliseconds{1000}}; }

    QList<Listing> market() const override
    {
        QList<Listing> all = list({"BTC", "ETH", "XRP", "SOL", "BNB", "USDC", "DOGE", "TRX", "ADA", "LINK",
                                   "LTC", "DOT", "AVAX", "POL", "SHIB", "PEPE", "BONK"},
                                  "USDT", 1);
        all += list({"ETH", "SOL", "BNB"}, "BTC", 0.01);
        all += list({"BTC", "ETH", "BNB"}, "USDC", 0.1);
        all += list({"EUR"}, "USDT", 0.5);
        for (Listing &market : all)
            market.priceDecimals = std::min(market.priceDecimals, 8);
        Listing halted = listOne("LUNA", "USDT");
        halted.state = Listing::State::Halted;
        Listing gone = listOne("MATIC", "USDT"); // stays listed with BREAK
        gone.state = Listing::State::Delisted;
        return all << halted << gone;
    }

    HttpReply rest(const HttpRequest &request) override;
    HttpReply plainStatus(int status) const override
    {
        if (status == 429 || status == 418)
            return error(-1003,
                         "Too much request weight used; current limit is 6000 request weight per 1 MINUTE.",
                         status);
        if (status == 451)
            return HttpReply::json(
                R"({"code":0,"msg":"Service unavailable from a restricted location according to 'b. Eligibility'"})",
                451);
        return Protocol::plainStatus(status);
    }
    HttpReply venueError(const QByteArray &kind) const override
    {
        if (kind == "rate")
            return error(-1003, "Too many requests.", 200);
        return error(-1000, "An unknown error occurred while processing the request.", 200);
    }
    int statusForImpatience(int times) const override { return times > 3 ? 418 : 429; }
    std::optional<HttpReply> refuseStream(const HttpRequest &request) override;
    void opened(Session &session) override;
    void heard(Session &session, const QByteArray &text) override;
    void publish(Session &session, const Topic &topic, Listing &listing) override;
    void publishMarket(Session &session, const Topic &topic, const QList<Listing *> &moved) override;
    void everySecond(Session &session) override;
    void notice(Session &session) override
    {
        const QByteArray event =
            JsonObject().text("e", "serverShutdown").number("E", m_venue.stamp(m_venue.now())).end();
        m_venue.send(session, Venue::Kind::Control, wrap(session, "!serverShutdown", event));
    }

private:
    static const QHash<QByteArray, BarStep> &steps();
    // Every figure has eight decimals, whatever the market's tick.
    static QByteArray padded(const QByteArray &decimal);
    static QByteArray padded(double value);
    static QByteArray lastOf(const Figures &f);

    HttpReply error(int code, const QByteArray &msg, int status = 400) const
    {
        return HttpReply::json(JsonObject().number("code", code).text("msg", msg).end(), status);
    }
    // Takes `weight` of the minute's budget; an answer when it is used up.
    std::optional<HttpReply> weigh(int weight);
    HttpReply route(const HttpRequest &request);
    HttpReply exchangeInfo(const HttpRequest &request);
    HttpReply tickers(const HttpRequest &request, bool priceOnly, bool bookOnly);
    HttpReply klines(const HttpRequest &request);
    QByteArray describe(const Listing &market, bool sets) const;
    QByteArray ticker(Listing &market, bool mini, qint64 scale);
    // "symbol" or "symbols"; nothing is every market. An error when one does not exist.
    tl::expected<QList<Listing *>, HttpReply> asked(const HttpRequest &request);

    QByteArray wrap(const Session &session, const QByteArray &stream, const QByteArray &event) const
    {
        return session.wrapped ? JsonObject().text("stream", stream).raw("data", event).end() : event;
    }
    void follow(Session &session, const QByteArray &stream);
    void showFrom(Session &session, qsizetype first);
    static QByteArray streamName(const Topic &topic) { return topic.extra; }
    QByteArray tickerEvent(Listing &listing, bool mini);
    QByteArray klineEvent(const Listing &listing, const QByteArray &interval, const Bar &bar,
                          const BarStep &step) const;
};

} // namespace fake
