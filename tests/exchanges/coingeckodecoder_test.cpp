#include "app/exchanges/coingecko/coingeckodecoder.h"
#include "tests/exchanges/dialectcase.h"

namespace {
constexpr UtcTime received = fromMsecs(1'757'727'738'000);
}

TEST(CoinGeckoTest, MarketsGiveNamesRanksAndSparklines)
{
    const auto coins = decodeCoinGeckoMarkets(fixture(QStringLiteral("coingecko/markets.json")), received);
    ASSERT_TRUE(coins);
    ASSERT_EQ(coins->size(), 3);
    const CoinGeckoCoin &bitcoin = coins->at(0);
    EXPECT_EQ(bitcoin.id, QStringLiteral("bitcoin"));
    EXPECT_EQ(bitcoin.symbol, QStringLiteral("BTC"));
    EXPECT_EQ(bitcoin.name, QStringLiteral("Bitcoin"));
    EXPECT_EQ(bitcoin.rank, 1);
    EXPECT_EQ(text(bitcoin.marketCap), "1555886872303");
    ASSERT_TRUE(bitcoin.ticker);
    EXPECT_EQ(bitcoin.ticker->instrument, (InstrumentId{coinGeckoVenue(), QStringLiteral("bitcoin")}));
    EXPECT_EQ(text(bitcoin.ticker->last), "77671");
    EXPECT_EQ(text(bitcoin.ticker->high24h), "78419");
    EXPECT_EQ(text(bitcoin.ticker->low24h), "76696");
    EXPECT_EQ(text(bitcoin.ticker->quoteVolume), "33235034316");
    EXPECT_EQ(bitcoin.ticker->change24hPct, -0.95302);
    EXPECT_EQ(bitcoin.ticker->exchangeTime, fromMsecs(1779108561599));
    EXPECT_EQ(bitcoin.sparkline, (QList<float>{81045.84F, 81001.73F, 5.9e-06F}))
        << "null points are left out";
}

TEST(CoinGeckoTest, NullsAndExponentsAreEverywhere)
{
    const auto coins = decodeCoinGeckoMarkets(fixture(QStringLiteral("coingecko/markets.json")), received);
    ASSERT_TRUE(coins);
    const CoinGeckoCoin &pepe = coins->at(1);
    ASSERT_TRUE(pepe.ticker);
    EXPECT_EQ(text(pepe.ticker->last), "0.000005938674704566297");
    EXPECT_FALSE(pepe.rank);
    EXPECT_FALSE(pepe.marketCap);
    EXPECT_FALSE(pepe.ticker->change24hPct);
    EXPECT_EQ(text(pepe.ticker->quoteVolume), "0");
    EXPECT_FALSE(isKnown(pepe.ticker->exchangeTime));
    EXPECT_TRUE(pepe.sparkline.isEmpty());
    EXPECT_FALSE(coins->at(2).ticker) << "no price, no ticker";
    EXPECT_EQ(coins->at(2).rank, 7000);
}

TEST(CoinGeckoTest, SimplePriceIsKeyedById)
{
    const auto rows =
        decodeCoinGeckoTickers(fixture(QStringLiteral("coingecko/simple_price.json")), received);
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2);
    const auto *ticker = std::get_if<Ticker>(&rows->at(0));
    ASSERT_TRUE(ticker);
    EXPECT_EQ(ticker->instrument.symbol, QStringLiteral("bitcoin"));
    EXPECT_EQ(text(ticker->last), "76975");
    EXPECT_EQ(ticker->change24hPct, -1.4093297098441402);
    EXPECT_EQ(ticker->exchangeTime, fromMsecs(1779092258000));
    EXPECT_TRUE(std::holds_alternative<StreamIgnored>(rows->at(1)));
    const auto none = decodeCoinGeckoTickers("{}", received);
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->isEmpty()) << "{} is an answer: no such coin";
}

TEST(CoinGeckoTest, ErrorsComeInThreeShapesAndInHtml)
{
    const auto kind = [](const char *body) {
        const auto decoded = decodeCoinGeckoMarkets(body, received);
        return decoded ? std::nullopt : std::optional(decoded.error().kind);
    };
    EXPECT_EQ(kind(R"({"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit"}})"),
              Error::Kind::RateLimited);
    EXPECT_EQ(kind(R"({"error":"Missing parameter vs_currency"})"), Error::Kind::Rejected);
    EXPECT_EQ(kind(R"({"status":500,"error":"Internal Server Error"})"), Error::Kind::Rejected);
    EXPECT_EQ(kind("<html>cdn</html>"), Error::Kind::Malformed);
    EXPECT_EQ(kind(R"({"data":{}})"), Error::Kind::Malformed);
    EXPECT_FALSE(decodeCoinGeckoTickers(R"({"gecko_says":"(V3) To the Moon!"})", received));
    EXPECT_EQ(coinGeckoHttpError(429, "<html>").kind, Error::Kind::RateLimited);
    EXPECT_EQ(coinGeckoHttpError(500, R"({"status":500,"error":"Internal Server Error"})").kind,
              Error::Kind::Network);
}

TEST(CoinGeckoTest, ListsAndCandles)
{
    const auto list = decodeCoinGeckoList(
        R"([{"id":"ondo-finance","symbol":"ondo","name":"Ondo","platforms":{"ethereum":"0x"}},{"id":"","symbol":"x","name":"X"}])");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 1);
    EXPECT_EQ(list->first().id.symbol, QStringLiteral("ondo-finance"));
    EXPECT_EQ(list->first().base, QStringLiteral("ONDO"));
    const auto candles = decodeCoinGeckoOhlc(
        "[[1779199200000,76769.0,76889.0,76744.0,76818.0],[1779201000000,1,2,0.5,1.5]]", {});
    ASSERT_TRUE(candles);
    ASSERT_EQ(candles->size(), 2);
    EXPECT_EQ(text(candles->first().high), "76889.0");
    EXPECT_FALSE(candles->first().volume);
}

TEST(CoinGeckoTest, QueriesJoinIdsWithoutBlanks)
{
    EXPECT_EQ(coinGeckoPriceQuery({QStringLiteral("bitcoin"), QStringLiteral("ethereum")}).url.toEncoded(),
              "https://api.coingecko.com/api/v3/simple/price?ids=bitcoin%2Cethereum&vs_currencies=usd&"
              "include_24hr_vol=true&include_24hr_change=true&include_last_updated_at=true");
    EXPECT_EQ(
        coinGeckoMarketsQuery(2, true).url.toEncoded(),
        "https://api.coingecko.com/api/v3/coins/markets?vs_currency=usd&order=market_cap_desc&per_page=250&"
        "sparkline=true&page=2");
}
