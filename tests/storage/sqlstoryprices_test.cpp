#include "app/storage/sqlstoryprices.h"
#include "tests/support/manualclock.h"
#include "tests/support/waituntil.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {
const AssetId btc{u"bitcoin"_s}, eth{u"ethereum"_s};
const UtcTime noon = fromMsecs(1'757'764'800'000);

StoryPriceRecord recordOf(qint64 story, const AssetId &asset = btc, UtcTime published = noon)
{
    StoryPriceRecord record;
    record.story = {story};
    record.asset = asset;
    record.published = published;
    record.instrument = {{u"bitget"_s}, u"BTCUSDT"_s};
    record.atPublication = "114478.30"_dec;
    record.at(Snapshot::After15m) = "114500.0"_dec;
    record.lacks[1] = true;
    return record;
}
} // namespace

class SqlStoryPricesTest : public testing::Test
{
protected:
    QList<StoryPriceRecord> ask(const std::function<Request(Reply<QList<StoryPriceRecord>>)> &call)
    {
        std::optional<QList<StoryPriceRecord>> found;
        const Request request = call([&](const Result<QList<StoryPriceRecord>> &result) {
            found = result.value_or(QList<StoryPriceRecord>());
        });
        EXPECT_TRUE(waitUntil([&] { return found.has_value(); }));
        return found.value_or(QList<StoryPriceRecord>());
    }
    QList<StoryPriceRecord> load(const QList<ArticleId> &stories)
    {
        return ask([&](auto done) { return prices->load(stories, std::move(done)); });
    }
    void start()
    {
        prices.reset();
        database.reset(); // before the next one: what was asked for is written then
        database = std::make_unique<Database>(clock, folder.filePath(u"wickpost.db"_s));
        prices = std::make_unique<SqlStoryPrices>(*database);
    }
    void SetUp() override { start(); }

    ManualClock clock;
    QTemporaryDir folder;
    std::unique_ptr<Database> database;
    std::unique_ptr<SqlStoryPrices> prices;
};

TEST_F(SqlStoryPricesTest, WhatWasSavedIsThereAfterARestartToTheLastDigit)
{
    const StoryPriceRecord first = recordOf(1), second = recordOf(1, eth), other = recordOf(2);
    prices->save({first, second, other});
    start();
    const auto found = load({{1}});
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found.at(0), first);
    EXPECT_EQ(found.at(1), second);
    EXPECT_EQ(found.at(0).atPublication->toByteArray(), "114478.30");
    EXPECT_TRUE(load({{3}}).isEmpty());
}

TEST_F(SqlStoryPricesTest, AFrozenPriceIsNeverReplaced)
{
    prices->save({recordOf(1)});
    StoryPriceRecord later = recordOf(1);
    later.atPublication = "1"_dec;
    later.at(Snapshot::After15m) = "2"_dec;
    later.at(Snapshot::After1h) = "3"_dec;
    later.lacks = {};
    prices->save({later});
    const StoryPriceRecord found = load({{1}}).value(0);
    EXPECT_EQ(found.atPublication, "114478.30"_dec);
    EXPECT_EQ(found.at(Snapshot::After15m), "114500.0"_dec);
    EXPECT_EQ(found.at(Snapshot::After1h), "3"_dec);
    EXPECT_FALSE(found.lacks[1]) << "found after all";
}

TEST_F(SqlStoryPricesTest, AStoryWithoutAnyPriceIsKeptAsSuch)
{
    StoryPriceRecord lacking;
    lacking.story = {7};
    lacking.asset = btc;
    lacking.published = noon;
    lacking.lacksPublication = true;
    prices->save({lacking});
    EXPECT_EQ(load({{7}}).value(0), lacking);
}

TEST_F(SqlStoryPricesTest, FindsThoseOfTheLastDays)
{
    prices->save({recordOf(1, btc, noon - 48h), recordOf(2, btc, noon), recordOf(3, btc, UtcTime{})});
    const auto recent = ask([&](auto done) { return prices->recent(noon - 1h, std::move(done)); });
    ASSERT_EQ(recent.size(), 1);
    EXPECT_EQ(recent.first().story, ArticleId{2});
}

TEST_F(SqlStoryPricesTest, ThousandsOfStoriesAreAskedForAtOnce)
{
    QList<ArticleId> ids;
    for (qint64 id = 1; id <= 2000; ++id)
        ids.append(ArticleId{id});
    prices->save({recordOf(1), recordOf(1999)});
    EXPECT_EQ(load(ids).size(), 2);
}
