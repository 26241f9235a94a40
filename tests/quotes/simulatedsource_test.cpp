#include "app/exchanges/simulated/simulatedsource.h"

#include "app/quotes/quoteboard.h"
#include "tests/support/manualclock.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
InstrumentId id(const QString &base)
{
    return {VenueId{QStringLiteral("simulated")}, base + QStringLiteral("-USD")};
}

class SimulatedSourceTest : public testing::Test
{
protected:
    SimulatedSourceTest()
    {
        QObject::connect(&source, &QuoteSource::tickerReceived, &source,
                         [this](const Ticker &ticker) { ticks.append(ticker); });
        QObject::connect(&source, &QuoteSource::candleReceived, &source,
                         [this](const CandleUpdate &update) { candles.append(update); });
    }
    QList<Candle> fetch(const CandleQuery &query)
    {
        QList<Candle> list;
        const Request request =
            source.fetchCandles(query, [&](const Result<QList<Candle>> &result) { list = *result; });
        EXPECT_TRUE(list.isEmpty()); // answered after the call has returned
        clock.advance(0ms);
        return list;
    }
    ManualClock clock;
    SimulatedSource source{clock};
    QList<Ticker> ticks;
    QList<CandleUpdate> candles;
};
} // namespace

TEST_F(SimulatedSourceTest, BeginsExactlyAtTheSeedsFigures)
{
    const std::vector<std::tuple<const char *, const char *, double>> seed{
        {"BTC", "114959.13", 0.83}, {"ETH", "4514.55", 2.59}, {"XRP", "3.0312", 1.14},
        {"USDT", "1.0000", 0.01},   {"SOL", "238.59", 4.70},  {"BNB", "908.13", 1.09},
        {"USDC", "0.9998", 0.0},    {"DOGE", "0.2615", 4.59}, {"TRX", "0.3478", 0.85},
        {"ADA", "0.8871", 1.02}};
    SubscriptionSet wanted;
    for (const auto &[base, price, change] : seed)
        wanted.tickers.insert(id(QString::fromLatin1(base)));
    clock.advance(10min); // the program may have been up for a while
    source.setSubscriptions(wanted);
    EXPECT_TRUE(ticks.isEmpty());
    clock.advance(1s);
    ASSERT_EQ(ticks.size(), 10);
    for (const auto &[base, price, change] : seed) {
        const auto at = std::find_if(ticks.begin(), ticks.end(), [&](const Ticker &ticker) {
            return ticker.instrument == id(QString::fromLatin1(base));
        });
        ASSERT_NE(at, ticks.end()) << base;
        EXPECT_EQ(at->last.toByteArray().toStdString(), price);
        EXPECT_EQ(at->change24hPct, change) << base;
        EXPECT_NEAR((at->last.toDouble() / at->open24h->toDouble() - 1) * 100, change, 0.03)
            << base; // the open price lies on its tick
    }
}

TEST_F(SimulatedSourceTest, MarksItselfAsSimulatedAndNoExchange)
{
    EXPECT_TRUE(source.info().simulated);
    EXPECT_FALSE(source.info().countsInAgreement);
    EXPECT_TRUE(source.marketPage({}).isEmpty());
}

TEST_F(SimulatedSourceTest, WalksGentlyOnItsTicks)
{
    source.setSubscriptions({{id(QStringLiteral("BTC")), id(QStringLiteral("USDT"))}, {}});
    clock.advance(1h);
    Decimal last = "114959.13"_dec;
    QSet<QByteArray> prices;
    for (const Ticker &ticker : std::as_const(ticks)) {
        EXPECT_LT(ticker.bid, ticker.last);
        EXPECT_GT(ticker.ask, ticker.last);
        EXPECT_GE(*ticker.high24h, ticker.last);
        EXPECT_LE(*ticker.low24h, ticker.last);
        if (ticker.instrument == id(QStringLiteral("USDT"))) {
            EXPECT_NEAR(ticker.last.toDouble(), 1.0, 0.001);
            continue;
        }
        EXPECT_EQ(ticker.last.scale(), 2);
        EXPECT_LT(std::abs(ticker.last.toDouble() / last.toDouble() - 1), 0.002);
        last = ticker.last;
        prices.insert(last.toByteArray());
    }
    EXPECT_GT(prices.size(), 500);
}

TEST_F(SimulatedSourceTest, TheSameSeedGivesTheSamePricesWhoeverElseIsWatched)
{
    SimulatedSource twin(clock);
    QList<Decimal> first, second;
    const auto btc = id(QStringLiteral("BTC"));
    const auto keep = [btc](QList<Decimal> &list) {
        return [&list, btc](const Ticker &ticker) {
            if (ticker.instrument == btc)
                list.append(ticker.last);
        };
    };
    QObject::connect(&source, &QuoteSource::tickerReceived, &source, keep(first));
    QObject::connect(&twin, &QuoteSource::tickerReceived, &twin, keep(second));
    source.setSubscriptions({{btc}, {}});
    twin.setSubscriptions({{btc, id(QStringLiteral("ETH"))}, {}});
    clock.advance(10min);
    EXPECT_GT(first.size(), 100);
    EXPECT_EQ(first, second);
}

TEST_F(SimulatedSourceTest, CandlesOfTheLastDayFitThePriceAndItsChange)
{
    source.setSubscriptions({{id(QStringLiteral("SOL"))}, {}});
    clock.advance(20min);
    const QList<Candle> day = fetch({id(QStringLiteral("SOL")), Interval::M15, {}, {}, 97});
    ASSERT_EQ(day.size(), 97);
    for (qsizetype i = 0; i < day.size(); ++i) {
        EXPECT_LE(day[i].low, std::min(day[i].open, day[i].close));
        EXPECT_GE(day[i].high, std::max(day[i].open, day[i].close));
        EXPECT_EQ(day[i].closed, i + 1 < day.size());
        if (i > 0) {
            EXPECT_EQ(day[i].time - day[i - 1].time, 15min);
            EXPECT_EQ(day[i].open, day[i - 1].close);
        }
    }
    const Ticker &newest = ticks.last();
    EXPECT_EQ(day.last().close, newest.last);
    EXPECT_LE(day.last().time, clock.now());
    EXPECT_NEAR(day.first().close.toDouble(), newest.open24h->toDouble(), newest.last.toDouble() * 0.01);
    const auto shown = std::minmax_element(ticks.begin(), ticks.end(),
                                           [](const Ticker &a, const Ticker &b) { return a.last < b.last; });
    const auto high = std::max_element(day.end() - 3, day.end(),
                                       [](const Candle &a, const Candle &b) { return a.high < b.high; });
    EXPECT_GE(high->high, shown.second->last); // every price that was shown is inside a candle
}

TEST_F(SimulatedSourceTest, AnHoursVolumeIsThatOfItsMinutesAndTradingComesAndGoes)
{
    source.setSubscriptions({{id(QStringLiteral("SOL"))}, {}});
    const UtcTime hour = candleStart(Interval::H1, clock.now()) - 5h;
    const QList<Candle> whole = fetch({id(QStringLiteral("SOL")), Interval::H1, hour, hour, 1});
    const QList<Candle> minutes = fetch({id(QStringLiteral("SOL")), Interval::M1, hour, hour + 59min, 60});
    ASSERT_EQ(whole.size(), 1);
    ASSERT_EQ(minutes.size(), 60);
    double sum = 0, least = 1e12, most = 0;
    for (const Candle &minute : minutes) {
        const double volume = minute.volume->toDouble();
        sum += volume;
        least = std::min(least, volume);
        most = std::max(most, volume);
    }
    EXPECT_NEAR(sum / whole.first().volume->toDouble(), 1, 0.01); // each minute is rounded
    EXPECT_GT(most, 3 * least);
    const QList<Candle> month = fetch({id(QStringLiteral("SOL")), Interval::D1, {}, {}, 31});
    double days = 0;
    for (qsizetype i = 0; i < 30; ++i)
        days += month[i].volume->toDouble();
    EXPECT_NEAR(days / 30, 5.2e6, 1.5e6);
}

TEST_F(SimulatedSourceTest, HistoryGoesBackAYearAndPagesMeet)
{
    source.setSubscriptions({{id(QStringLiteral("BTC"))}, {}});
    const QList<Candle> year = fetch({id(QStringLiteral("BTC")), Interval::D1, {}, {}, 365});
    ASSERT_EQ(year.size(), 365);
    CandleQuery older{id(QStringLiteral("BTC")), Interval::D1, {}, year.first().time - 24h, 10};
    const QList<Candle> page = fetch(older);
    ASSERT_EQ(page.size(), 10);
    EXPECT_EQ(page.last().close, year.first().open);
    EXPECT_TRUE(page.last().closed);
}

TEST_F(SimulatedSourceTest, StreamsTheFormingCandle)
{
    source.setSubscriptions(
        {{id(QStringLiteral("BTC"))}, {CandleKey{id(QStringLiteral("BTC")), Interval::M1}}});
    clock.advance(10s);
    ASSERT_FALSE(candles.isEmpty());
    EXPECT_EQ(candles.last().interval, Interval::M1);
    ASSERT_EQ(candles.last().candles.size(), 1);
    EXPECT_EQ(candles.last().candles[0].close, ticks.last().last);
}

TEST_F(SimulatedSourceTest, AsksForNoTimeWhileNothingIsWanted)
{
    source.setSubscriptions({{id(QStringLiteral("BTC"))}, {}});
    clock.advance(1min);
    source.setSubscriptions({});
    clock.advance(1s);
    EXPECT_EQ(source.status().link, SourceStatus::Link::Idle);
    EXPECT_EQ(clock.pendingTimers(), 0u);
}

TEST_F(SimulatedSourceTest, AnUnknownCoinIsRejectedAndTheOthersRun)
{
    source.setSubscriptions({{id(QStringLiteral("BTC")), id(QStringLiteral("NOPE"))}, {}});
    clock.advance(10ms);
    EXPECT_TRUE(source.status().rejected.contains(id(QStringLiteral("NOPE"))));
    EXPECT_EQ(ticks.size(), 1);
}

TEST_F(SimulatedSourceTest, OnABoardItsFiguresAreSimulatedAndNothingElse)
{
    const AssetId btc{QStringLiteral("bitcoin")};
    QuoteBoard board(clock, AssetDirectory::shipped());
    board.setWatchlist({btc});
    board.setSources({&source});
    clock.advance(1s);
    const CoinQuote &quote = board.quote(btc);
    EXPECT_EQ(quote.state, PriceState::Simulated);
    EXPECT_TRUE(quote.dollars);
    EXPECT_EQ(quote.shownSource()->ticker.last.toByteArray(), "114959.13");
    EXPECT_EQ(quote.changePct, 0.83);
    EXPECT_EQ(quote.agreement, Agreement{});
    EXPECT_FALSE(board.search(QStringLiteral("Chainlink")).isEmpty());
    clock.advance(10min);
    EXPECT_EQ(board.quote(btc).state, PriceState::Simulated);
    EXPECT_FALSE(board.offline());
}
