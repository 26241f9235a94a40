#include "app/storage/quotecache.h"
#include "tests/support/fakequotesource.h"
#include "tests/support/waituntil.h"
#include "tests/support/warnings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
const AssetId btc{QStringLiteral("bitcoin")}, sol{QStringLiteral("solana")};
const QString btcUsdt = QStringLiteral("BTC-USDT"), solUsdt = QStringLiteral("SOL-USDT");

// One start of the program: database, board, cache, one venue.
struct Start
{
    Start(ManualClock &clock, const QString &file)
        : bitget(clock, QStringLiteral("bitget")),
          database(clock, file),
          board(clock, AssetDirectory::shipped()),
          cache(clock, database, board)
    {
        board.setWatchlist({btc, sol});
        board.setSources({&bitget});
        QSignalSpy restored(&cache, &QuoteCache::restored);
        EXPECT_TRUE(waitUntil([&] { return restored.count() == 1; }));
    }
    // A round through the storage thread: what was asked for before is done.
    StoredQuotes stored()
    {
        std::optional<StoredQuotes> found;
        const Request request =
            database.read<StoredQuotes>(&readQuotes, [&](const Result<StoredQuotes> &result) {
                found = result.value_or(StoredQuotes{});
            });
        EXPECT_TRUE(waitUntil([&] { return found.has_value(); }));
        return found.value_or(StoredQuotes{});
    }
    void sql(const QString &statement)
    {
        bool done = false;
        const Request request = database.read<int>(
            [statement](SqlConnection &c) -> Result<int> {
                std::ignore = c.run(statement);
                return 0;
            },
            [&](const Result<int> &) { done = true; });
        EXPECT_TRUE(waitUntil([&] { return done; }));
    }
    FakeQuoteSource bitget;
    Database database;
    QuoteBoard board;
    QuoteCache cache;
};

class QuoteCacheTest : public testing::Test
{
protected:
    std::unique_ptr<Start> start()
    {
        return std::make_unique<Start>(clock, folder.filePath(QStringLiteral("w.sqlite")));
    }
    QTemporaryDir folder;
    ManualClock clock;
};
} // namespace

TEST_F(QuoteCacheTest, TheNextStartShowsTheLastPricesAtOnceMarkedAsStored)
{
    UtcTime heard;
    {
        const auto run = start();
        run->bitget.goLive({btcUsdt, solUsdt});
        heard = clock.now();
        run->bitget.tick(btcUsdt, "114959.130"_dec);
        QList<Candle> day;
        for (int i = 0; i < 97; ++i)
            day.append({clock.now() - 15min * (96 - i), "1"_dec, "2"_dec, "1"_dec, "2"_dec, {}, true});
        run->bitget.answerCandles(day);
        clock.advance(5s);
    }
    clock.advance(8h);
    const auto run = start();
    const CoinQuote &quote = run->board.quote(btc);
    ASSERT_NE(quote.shownSource(), nullptr);
    EXPECT_EQ(quote.shownSource()->ticker.last.toByteArray(), "114959.130");
    EXPECT_EQ(quote.shownSource()->ticker.receivedTime, heard);
    EXPECT_EQ(quote.changePct, 1.0);
    EXPECT_EQ(quote.state, PriceState::Offline);
    EXPECT_TRUE(quote.fromStore);
    EXPECT_EQ(quote.trend.size(), 96);
    EXPECT_EQ(run->board.lastTick(), heard);
    // The list is known, so the subscription need not wait for it.
    EXPECT_TRUE(run->bitget.wants(btcUsdt));
    run->bitget.setLink(SourceStatus::Link::Live);
    run->bitget.tick(btcUsdt, "250000"_dec); // far away, but no spike: the old price is hours old
    EXPECT_EQ(run->board.quote(btc).state, PriceState::Live);
    EXPECT_FALSE(run->board.quote(btc).fromStore);
}

TEST_F(QuoteCacheTest, ChangesAreWrittenTogetherAndOnlyChanges)
{
    const auto run = start();
    run->bitget.goLive({btcUsdt, solUsdt});
    run->bitget.tick(btcUsdt, "100"_dec);
    run->bitget.tick(solUsdt, "200"_dec);
    clock.advance(4s);
    EXPECT_TRUE(run->stored().tickers.isEmpty());
    clock.advance(2s);
    EXPECT_EQ(run->stored().tickers.size(), 2);
    run->sql(QStringLiteral("DELETE FROM tickers"));
    run->bitget.tick(btcUsdt, "101"_dec);
    clock.advance(6s);
    ASSERT_EQ(run->stored().tickers.size(), 1);
    EXPECT_EQ(run->stored().tickers[0].last, "101"_dec);
    EXPECT_EQ(run->stored().instruments.size(), 2);
}

TEST_F(QuoteCacheTest, ATickerComesBackAsItWas)
{
    Ticker sent;
    {
        const auto run = start();
        run->bitget.goLive({btcUsdt});
        sent = run->bitget.ticker(btcUsdt, "0.00000840"_dec);
        sent.bid = "0.00000839"_dec;
        sent.baseVolume = "1234567890123.00000000"_dec;
        sent.quoteVolume = "0"_dec;
        sent.change24hPct = -0.123456789;
        emit run->bitget.tickerReceived(sent);
        run->board.quote(btc);
        clock.advance(5100ms);
    }
    const auto run = start();
    Ticker back = run->board.quote(btc).shownSource()->ticker;
    back.receivedAt = sent.receivedAt; // means nothing after a restart
    EXPECT_EQ(back, sent);
    EXPECT_EQ(back.last.toByteArray(), "0.00000840");
    EXPECT_EQ(back.baseVolume->toByteArray(), "1234567890123.00000000");
}

TEST_F(QuoteCacheTest, TheLastWordIsWrittenAtTheEnd)
{
    {
        const auto run = start();
        run->bitget.goLive({btcUsdt});
        run->bitget.tick(btcUsdt, "100"_dec);
        clock.advance(100ms);
    }
    EXPECT_EQ(start()->stored().tickers.size(), 1);
}

TEST_F(QuoteCacheTest, TheSimulatedMarketLeavesNothingBehind)
{
    {
        const auto run = start();
        FakeQuoteSource demo(clock, QStringLiteral("simulated"));
        demo.editInfo().simulated = true;
        run->board.setSources({&demo});
        demo.goLive({QStringLiteral("BTC-USD")});
        demo.tick(QStringLiteral("BTC-USD"), "1"_dec);
        clock.advance(10s);
        EXPECT_TRUE(run->stored().isEmpty());
        run->board.setSources({});
    }
    EXPECT_TRUE(start()->stored().isEmpty());
}

TEST_F(QuoteCacheTest, ADelistedFavouriteKeepsItsLastPriceOverTheNextStart)
{
    {
        const auto run = start();
        run->bitget.goLive({btcUsdt, solUsdt});
        run->bitget.tick(solUsdt, "238.59"_dec);
        clock.advance(6s);
        clock.advance(6h); // the list is read again
        run->bitget.answerInstruments(
            QList<Instrument>{run->bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT"))});
        EXPECT_TRUE(run->board.quote(sol).delisted);
        clock.advance(6s);
    }
    const auto run = start();
    clock.advance(5s);
    run->bitget.answerInstruments(
        QList<Instrument>{run->bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT"))});
    const CoinQuote &quote = run->board.quote(sol);
    EXPECT_TRUE(quote.delisted);
    ASSERT_NE(quote.shownSource(), nullptr);
    EXPECT_EQ(quote.shownSource()->ticker.last, "238.59"_dec);
    EXPECT_FALSE(run->bitget.wants(solUsdt));
}

TEST_F(QuoteCacheTest, RowsThatMakeNoSenseAreLeftOutAndTheOthersShown)
{
    {
        const auto run = start();
        run->bitget.goLive({btcUsdt, solUsdt});
        run->bitget.tick(btcUsdt, "100"_dec);
        run->bitget.tick(solUsdt, "200"_dec);
        clock.advance(6s);
        run->sql(QStringLiteral("UPDATE tickers SET last = 'nan' WHERE symbol = 'SOL-USDT'"));
        run->sql(QStringLiteral("INSERT INTO instruments VALUES ('bitget', 'X', 'X', 'Y', '', 99, '', 0)"));
        run->sql(QStringLiteral("INSERT OR REPLACE INTO trends VALUES ('bitcoin', x'0000c07f', 0)"));
    }
    const StoredQuotes stored = start()->stored();
    EXPECT_EQ(stored.tickers.size(), 1);
    EXPECT_EQ(stored.instruments.size(), 2);
    EXPECT_TRUE(stored.trends.isEmpty()); // it was a NaN
}

TEST_F(QuoteCacheTest, PricesGoOnWithoutADiskAndAreWrittenWhenItIsBack)
{
    allowWarning(QStringLiteral("storage:"));
    const auto run = start();
    QSignalSpy failed(&run->database, &Database::failed), mended(&run->database, &Database::mended);
    run->sql(QStringLiteral("PRAGMA max_page_count = 1"));
    QStringList many{btcUsdt};
    for (int i = 0; i < 500; ++i)
        many.append(QStringLiteral("COIN%1-USDT").arg(i));
    run->bitget.goLive(many);
    for (int i = 0; i < 30; ++i) {
        run->bitget.tick(btcUsdt, Decimal(100 + i, 0));
        clock.advance(1s);
        run->stored();
    }
    EXPECT_EQ(failed.count(), 1);
    EXPECT_EQ(run->board.quote(btc).shownSource()->ticker.last, "129"_dec);
    EXPECT_EQ(run->board.quote(btc).state, PriceState::Live);
    run->sql(QStringLiteral("PRAGMA max_page_count = 100000"));
    clock.advance(60s);
    ASSERT_TRUE(waitUntil([&] { return mended.count() == 1; }));
    EXPECT_EQ(run->stored().tickers.size(), 1);
    EXPECT_EQ(run->stored().instruments.size(), 501);
}
