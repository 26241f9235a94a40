#include "app/storage/candlerows.h"
#include "app/storage/sqlcandlecache.h"
#include "tests/quotes/candles.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
const CandleKey hours{{VenueId{QStringLiteral("bitget")}, QStringLiteral("BTCUSDT")}, Interval::H1};
const CandleKey minutes{hours.instrument, Interval::M1};

QList<Candle> rows(UtcTime from, int count, std::chrono::milliseconds step)
{
    QList<Candle> list;
    for (int i = 0; i < count; ++i)
        list.append(candleAt(from + i * step, 100 + i, 110 + i, 90 + i, 105 + i, i));
    return list;
}

class SqlCandleCacheTest : public testing::Test
{
protected:
    SqlCandleCacheTest() { open(); }
    void open()
    {
        cache.reset();
        database.reset(); // writes what was asked for
        database = std::make_unique<Database>(clock, folder.filePath(QStringLiteral("w.db")));
        cache = std::make_unique<SqlCandleCache>(*database);
    }
    Result<CachedCandles> load(const CandleKey &key, const TimeSpan &span)
    {
        std::optional<Result<CachedCandles>> got;
        const Request request =
            cache->load(key, span, [&](Result<CachedCandles> found) { got = std::move(found); });
        EXPECT_TRUE(waitUntil([&] { return got.has_value(); }));
        return got.value_or(failure(Error::Kind::Timeout, QStringLiteral("no answer")));
    }
    CachedCandles all(const CandleKey &key)
    {
        return load(key, {UtcTime{}, monday + 365 * 24h}).value_or(CachedCandles{});
    }
    void sql(const QString &statement)
    {
        bool done = false;
        const Request request = database->read<bool>(
            [statement](SqlConnection &connection) -> Result<bool> {
                return connection.run(statement).has_value();
            },
            [&](const Result<bool> &worked) { done = worked.value_or(false); });
        EXPECT_TRUE(waitUntil([&] { return done; })) << statement.toStdString();
    }

    QTemporaryDir folder;
    ManualClock clock;
    std::unique_ptr<Database> database;
    std::unique_ptr<SqlCandleCache> cache;
};
} // namespace

TEST_F(SqlCandleCacheTest, WhatWasStoredComesBackInTheNextRunWithAllItsDigits)
{
    QList<Candle> stored = rows(monday, 3, 1h);
    stored[1].open = stored[1].low = "0.00000840"_dec;
    stored[2].volume.reset();
    cache->store(hours, {monday, monday + 3h}, stored);
    open();
    const CachedCandles found = all(hours);
    EXPECT_EQ(found.candles, stored);
    EXPECT_EQ(found.candles.at(1).open.toByteArray(), "0.00000840");
    EXPECT_EQ(found.known, (QList{TimeSpan{monday, monday + 3h}}));
    EXPECT_TRUE(all(minutes).candles.isEmpty());
}

TEST_F(SqlCandleCacheTest, OnlyWhatStartsWithinTheSpanIsLoaded)
{
    cache->store(hours, {monday, monday + 10h}, rows(monday, 10, 1h));
    const auto found = load(hours, {monday + 2h, monday + 4h});
    ASSERT_TRUE(found);
    ASSERT_EQ(found->candles.size(), 2);
    EXPECT_EQ(found->candles.constFirst().time, monday + 2h);
    EXPECT_EQ(found->known, (QList{TimeSpan{monday + 2h, monday + 4h}}));
}

TEST_F(SqlCandleCacheTest, SpansThatTouchBecomeOneAndWhatLiesBetweenOthersStaysUnknown)
{
    cache->store(hours, {monday, monday + 2h}, rows(monday, 2, 1h));
    cache->store(hours, {monday + 4h, monday + 6h}, {});
    cache->store(hours, {monday + 2h, monday + 3h}, {});
    EXPECT_EQ(all(hours).known, (QList{TimeSpan{monday, monday + 3h}, TimeSpan{monday + 4h, monday + 6h}}));
}

TEST_F(SqlCandleCacheTest, ALaterReadReplacesWhatWasThere)
{
    cache->store(hours, {monday, monday + 3h}, rows(monday, 3, 1h));
    const Candle corrected = candleAt(monday + 1h, 7, 8, 6, 7, 1);
    cache->store(hours, {monday + 1h, monday + 3h}, {corrected});
    EXPECT_EQ(all(hours).candles, (QList{rows(monday, 1, 1h).constFirst(), corrected}));
}

TEST_F(SqlCandleCacheTest, ADamagedRowIsNotServedAndItsSpanIsReadAnew)
{
    cache->store(hours, {monday, monday + 3h}, rows(monday, 3, 1h));
    sql(QStringLiteral("UPDATE candles SET high = 'x' WHERE time = %1").arg(toMsecs(monday + 1h)));
    const CachedCandles found = all(hours);
    EXPECT_EQ(found.candles.size(), 2);
    EXPECT_TRUE(found.known.isEmpty());
}

TEST_F(SqlCandleCacheTest, WhenThereIsTooMuchTheOldestOfTheFinestIntervalGoFirst)
{
    const UtcTime now = monday + 30 * 24h;
    cache->store(hours, {monday, monday + 50h}, rows(monday, 50, 1h));
    cache->store(minutes, {monday, monday + 100min}, rows(monday, 100, 1min));
    cache->prune(120 * SqlCandleCache::bytesOfRow, now);
    EXPECT_EQ(all(hours).candles.size(), 50);
    const CachedCandles left = all(minutes);
    ASSERT_EQ(left.candles.size(), 70);
    EXPECT_EQ(left.candles.constFirst().time, monday + 30min);
    ASSERT_EQ(left.known.size(), 1);
    EXPECT_GT(left.known.constFirst().from, monday + 29min) << "what went is not known any more";
    EXPECT_LE(left.known.constFirst().from, monday + 30min);
}

TEST_F(SqlCandleCacheTest, TheLastWeekGoesOnlyWhenNothingElseIsLeft)
{
    const UtcTime now = monday + 30 * 24h, recent = now - 2h;
    cache->store(hours, {monday, monday + 50h}, rows(monday, 50, 1h));
    cache->store(minutes, {recent, recent + 100min}, rows(recent, 100, 1min));
    cache->prune(100 * SqlCandleCache::bytesOfRow, now);
    EXPECT_TRUE(all(hours).candles.isEmpty());
    EXPECT_EQ(all(minutes).candles.size(), 100);
    cache->prune(40 * SqlCandleCache::bytesOfRow, now);
    EXPECT_EQ(all(minutes).candles.size(), 40);
}

TEST_F(SqlCandleCacheTest, ARowTakesAboutAsMuchAsWeCount)
{
    QList<Candle> many;
    for (int i = 0; i < 20'000; ++i)
        many.append({monday + i * 1min, "114959.13"_dec, "114980.02"_dec, "114950.77"_dec, "114961.40"_dec,
                     "12.345678"_dec, true});
    cache->store(minutes, {monday, monday + 20'000min}, many);
    cache.reset();
    database.reset();
    const double bytes = static_cast<double>(QFileInfo(folder.filePath(QStringLiteral("w.db"))).size());
    EXPECT_GT(bytes / 20'000, 0.6 * static_cast<double>(SqlCandleCache::bytesOfRow));
    EXPECT_LT(bytes / 20'000, 1.2 * static_cast<double>(SqlCandleCache::bytesOfRow));
}
