// What happens in the market and its news, as alerts, charts and notes tell of it.
#include "app/quotes/candlehistory.h"
#include "app/quotes/coinsizes.h"
#include "tests/scenes/scenecase.h"
#include "ui/charts/chartstories.h"

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

TEST_F(SceneCase, ASpikeOnOneVenueFiresNoAlertAndAFallOnAllOfThemDoes)
{
    open();
    const auto fall = parseAlert(u"BTC below 100000"_s, AssetDirectory::shipped());
    ASSERT_TRUE(fall);
    Alert alert;
    alert.condition = *fall;
    const auto id = session->alertBook().add(alert);
    ASSERT_TRUE(id);
    const auto state = [&] { return session->alerts().status(*id).state; };
    ASSERT_TRUE(waitUntil([&] { return state() == AlertStatus::State::Armed; }, patience));
    order("bitget spike BTC -20% for=4s");
    ASSERT_TRUE(waitUntil([&] { return priceOn(u"bitget"_s, bitcoin) < 95'000; }, patience));
    EXPECT_EQ(state(), AlertStatus::State::Armed);
    ASSERT_TRUE(waitUntil([&] { return priceOn(u"bitget"_s, bitcoin) > 110'000; }, 30'000)) << "it is over";
    EXPECT_TRUE(session->alertBook().firings().isEmpty());
    order("* move BTC -20%");
    ASSERT_TRUE(waitUntil([&] { return !session->alertBook().firings().isEmpty(); }, patience));
    EXPECT_GE(session->alertBook().firings().first().agreeing.size(), 2);
    EXPECT_TRUE(market.violations().isEmpty());
}

TEST_F(SceneCase, ASpikeOnOneVenueIsAWickThatOnlyItSaw)
{
    // In the middle of a candle: at the end of one it would be in two.
    const UtcTime start = market.path().start(), at = candleStart(Interval::M15, start) - 83min;
    const auto ago = std::chrono::ceil<std::chrono::seconds>(start - at);
    script('-' + QByteArray::number(qint64{ago.count()}) + "s scene spike bitget BTC -3%\n");
    open();
    HistoryQuery query;
    query.asset = bitcoin;
    query.interval = Interval::M15;
    query.last = 12h;
    const auto shown = answer<CandleSeries>(
        [&](Reply<CandleSeries> done) { return session->history().load(query, std::move(done)); });
    ASSERT_TRUE(shown);
    ASSERT_EQ(shown->venueName, u"Bitget"_s);
    const UtcTime newest = shown->candles.last().time;
    const auto found = answer<LoneWicks>([&](Reply<LoneWicks> done) {
        return session->insight().wicks().find(bitcoin, *shown, newest - 12h, newest, std::move(done));
    });
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->incomplete);
    ASSERT_EQ(found->wicks.size(), 1);
    const LoneWick &wick = found->wicks.first();
    EXPECT_TRUE(wick.low);
    EXPECT_EQ(wick.otherVenues, 3);
    EXPECT_NEAR(wick.lone.toDouble() / wick.others.toDouble(), 0.97, 0.01);
    EXPECT_EQ(wick.time, candleStart(Interval::M15, at));
    EXPECT_TRUE(market.violations().isEmpty());
}

TEST_F(SceneCase, AMarketStoryStandsOnEveryCoinsChartAndIsPricedOnBitcoin)
{
    script("-2h scene market -4%\n");
    open();
    for (const QString &coin : {u"BTC"_s, u"DOGE"_s, u"ADA"_s}) {
        ChartStories stories(session->articles(), clock);
        stories.setCoin(coin);
        stories.setSpan({clock.now() - 24h, clock.now()});
        ASSERT_TRUE(waitUntil([&] { return stories.isSettled(); }, patience));
        const QList<Story> &told = stories.stories();
        const auto market = std::find_if(told.begin(), told.end(), [](const Story &story) {
            return story.article.title.startsWith("Federal Reserve cuts"_L1);
        });
        ASSERT_NE(market, told.end()) << coin.toStdString();
        EXPECT_TRUE(markerOf(*market, {}).market);
        session->insight().storyPrices().setOpened(*market);
        const auto report = [&] { return session->insight().storyPrices().report(*market); };
        ASSERT_TRUE(waitUntil(
            [&] { return !report().coins.isEmpty() && report().coins.first().gap == PriceGap::None; },
            patience));
        EXPECT_EQ(report().coins.first().asset, bitcoin);
        EXPECT_NEAR(report().coins.first().sincePct.value_or(0), -4, 1.5);
        EXPECT_TRUE(report().market);
    }
}

TEST_F(SceneCase, RankAndMarketCapAreToldWhileAnAggregatorIsASourceAndNotAfterwards)
{
    settings.change([](Settings &now) { now.sources.append({{u"coingecko"_s}, true}); });
    open();
    ASSERT_TRUE(waitUntil([&] { return session->sizes().of(bitcoin).has_value(); }, patience));
    const CoinSize size = *session->sizes().of(bitcoin);
    EXPECT_EQ(size.rank, 1);
    EXPECT_NEAR(size.capUsd.toDouble(), 114'959.0 * 19'920'000, 1e11);
    EXPECT_EQ(size.attribution, u"Data provided by CoinGecko"_s);
    settings.change([](Settings &now) { now.sources.removeLast(); });
    EXPECT_FALSE(session->sizes().of(bitcoin));
}

// A demo ends, another session begins: what the first one still had on the way must not be heard of any more.
TEST_F(SceneCase, ASessionThatEndsAmongLiveStreamsLeavesNothingBehind)
{
    open();
    session.reset();
    for (const auto &venue : market.venues())
        venue->apply(fake::Fault::Cut);
    open();
    EXPECT_TRUE(session->allLive());
}
