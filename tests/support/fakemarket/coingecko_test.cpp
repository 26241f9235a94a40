#include "tests/support/fakemarket/testclient.h"

using namespace std::chrono_literals;

namespace {
struct CoinGeckoFake : MarketTest
{
    fake::Venue &gecko = market.venue("coingecko");
};
} // namespace

TEST_F(CoinGeckoFake, SortsByMarketCapWithNumbersNullsAndExponents)
{
    const RawAnswer answer =
        get(gecko.endpoint(),
            "/api/v3/coins/"
            "markets?vs_currency=usd&per_page=250&sparkline=true&price_change_percentage=1h,24h,7d");
    const QJsonArray rows = answer.json().array();
    const QJsonObject first = rows.first().toObject();
    EXPECT_EQ(at(first, "id"), QStringLiteral("bitcoin"));
    EXPECT_NEAR(first.value(QLatin1String("current_price")).toDouble(), 114970.63, 0.01);
    EXPECT_EQ(list(inside(first, "sparkline_in_7d"), "price").size(), 168);
    EXPECT_TRUE(rows.at(1).toObject().value(QLatin1String("max_supply")).isNull());
    EXPECT_TRUE(answer.body.contains("e-05"));
    double before = 1e30;
    for (const auto &row : rows) {
        const double cap = row.toObject().value(QLatin1String("market_cap")).toDouble();
        EXPECT_LE(cap, before);
        before = cap;
    }
    EXPECT_EQ(at(rows.last().toObject(), "symbol"), QStringLiteral("btc")); // a clone, without rank
}

TEST_F(CoinGeckoFake, PagesAndFilters)
{
    EXPECT_EQ(array(gecko, "/api/v3/coins/markets?vs_currency=usd&per_page=3&page=2").size(), 3);
    EXPECT_EQ(array(gecko, "/api/v3/coins/markets?vs_currency=usd&ids=pepe,bitcoin").size(), 2);
    EXPECT_EQ(get(gecko.endpoint(), "/api/v3/coins/markets?vs_currency=usd&per_page=251").status, 400);
}

TEST_F(CoinGeckoFake, TellsCallsThatComeTooClose)
{
    get(gecko.endpoint(), "/api/v3/ping");
    EXPECT_TRUE(gecko.violations().isEmpty());
    FakeMarket strict({.clock = &clock, .quiet = true, .enforceRates = true, .talkative = false});
    for (int i = 0; i < 2; ++i)
        get(strict.venue("coingecko").endpoint(), "/api/v3/ping");
    EXPECT_EQ(strict.violations().first().rule, QStringLiteral("two calls within ten seconds"));
}

TEST_F(CoinGeckoFake, HasRatesChartsAndNoStream)
{
    const QJsonObject rates = inside(object(gecko, "/api/v3/exchange_rates"), "rates");
    const auto value = [&](const char *code) {
        return inside(rates, code).value(QLatin1String("value")).toDouble();
    };
    EXPECT_NEAR(value("usd") / value("eur"), 1.1732, 1e-4);
    EXPECT_EQ(
        list(object(gecko, "/api/v3/coins/bitcoin/market_chart?vs_currency=usd&days=7"), "prices").size(),
        169);
    RawStream client(gecko.endpoint(), "/ws");
    EXPECT_FALSE(client.isOpen());
    EXPECT_TRUE(client.head.startsWith("HTTP/1.1 404"));
}
