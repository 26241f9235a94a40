#include "app/insight/awaywatch.h"

#include "app/news/memoryarticlestore.h"
#include "tests/insight/candlecase.h"
#include "tests/quotes/boardfixture.h"
#include "tests/support/fakecandlehistory.h"
#include "tests/support/waituntil.h"

#include <QTimer>

namespace {
class Memory final : public AwayMemory
{
public:
    [[nodiscard]] Request load(Reply<UtcTime> done) override
    {
        struct Pending final : PendingRequest
        {
            QTimer timer;
        };
        auto pending = std::make_unique<Pending>();
        pending->timer.setSingleShot(true);
        QObject::connect(&pending->timer, &QTimer::timeout, &pending->timer,
                         [this, done = std::move(done)] { done(kept); });
        pending->timer.start(0);
        return pending;
    }
    void save(UtcTime lastUse) override { kept = lastUse; }
    UtcTime kept{};
};
} // namespace

class AwayTest : public BoardTest
{
protected:
    void start()
    {
        watch.reset();
        watch = std::make_unique<AwayWatch>(clock, board, memory);
        QObject::connect(watch.get(), &AwayWatch::returned, watch.get(), [this](UtcTime from, UtcTime until) {
            told.append({from, until});
        });
        QCoreApplication::processEvents();
    }
    void use()
    {
        watch->noteUse();
        clock.advance(1s);
    }
    Memory memory;
    std::unique_ptr<AwayWatch> watch;
    QList<std::pair<UtcTime, UtcTime>> told;
};

TEST_F(AwayTest, TwoHoursWithoutUseAreToldOnceOnComingBack)
{
    start();
    use();
    const UtcTime left = clock.now() - 1s;
    clock.advance(2h);
    EXPECT_TRUE(told.isEmpty()) << "nobody is back";
    const UtcTime back = clock.now();
    use();
    ASSERT_EQ(told.size(), 1);
    EXPECT_EQ(told.first(), (std::pair{left, back}));
    use();
    clock.advance(1h);
    use();
    EXPECT_EQ(told.size(), 1);
}

TEST_F(AwayTest, TheFirstStartOfAllTellsNothing)
{
    start();
    use();
    EXPECT_TRUE(told.isEmpty());
}

TEST_F(AwayTest, HoursInWhichTheProgramDidNotRunAreAnAbsence)
{
    start();
    use();
    watch.reset();
    clock.advance(8h);
    watch = std::make_unique<AwayWatch>(clock, board, memory);
    QObject::connect(watch.get(), &AwayWatch::returned, watch.get(), [this](UtcTime from, UtcTime until) {
        told.append({from, until});
    });
    watch->noteUse(); // before what was kept is read
    QCoreApplication::processEvents();
    clock.advance(1s);
    ASSERT_EQ(told.size(), 1);
    watch.reset();
    start();
    use();
    EXPECT_EQ(told.size(), 1) << "told once, over restarts too";
}

TEST_F(AwayTest, ANightsSleepIsAnAbsence)
{
    start();
    use();
    clock.suspend(7h);
    use();
    EXPECT_EQ(told.size(), 1);
}

TEST_F(AwayTest, HoursWithoutAnySourceAreToldToWhoWasThere)
{
    start();
    for (int i = 0; i < 3; ++i) {
        use();
        if (i == 0)
            emit board.offlineChanged(true);
        clock.advance(1h);
    }
    use();
    emit board.offlineChanged(false);
    clock.advance(1s);
    ASSERT_EQ(told.size(), 1);
    EXPECT_GE(told.first().second - told.first().first, 3h);
}

TEST_F(AwayTest, GapsNameWhoWasSilentAndWhoStoodIn)
{
    useAll();
    GapLog log(clock, board);
    const UtcTime from = clock.now();
    emit board.failedOver({u"bitget"_s}, {u"binance"_s});
    clock.advance(2min);
    emit board.recovered({u"bitget"_s});
    emit board.failedOver({u"bitget"_s}, {u"binance"_s});
    clock.advance(20s);
    emit board.recovered({u"bitget"_s});
    const QList<AwayGap> gaps = log.between(from - 1h, clock.now());
    ASSERT_EQ(gaps.size(), 1) << "twenty seconds are none";
    EXPECT_EQ(gaps.first(), (AwayGap{from, from + 2min, u"Bitget"_s, u"Binance"_s}));
    EXPECT_TRUE(log.between(from - 2h, from - 1h).isEmpty());
}

// From 16:00 to 01:00 BTC went from 100 to 102, with 103 and 99 on the way.
class AwayDigestTest : public BoardTest
{
protected:
    AwayDigestTest()
    {
        board.setWatchlist({btc, usdt, eth});
        const UtcTime grid = std::chrono::floor<std::chrono::hours>(clock.now());
        const auto quiet = [this](UtcTime time) {
            return time <= from       ? zigzag(time, 100, 0.05)
                   : time < from + 1h ? 99.0
                   : time < until     ? 103.0
                                      : 102.0;
        };
        history.set(
            btc, seriesOf(u"BTC"_s, Interval::M15, candlesOf(Interval::M15, grid - usualReach, grid, quiet)));
        history.set(btc, seriesOf(u"BTC"_s, Interval::H1,
                                  candlesOf(Interval::H1, grid - usualReach, grid, [](UtcTime time) {
                                      return 100 + double(time.time_since_epoch() / 1h % 7) * 0.1;
                                  })));
        history.set(usdt,
                    seriesOf(u"USDT"_s, Interval::M15,
                             candlesOf(Interval::M15, grid - usualReach, grid, [](UtcTime) { return 1.0; })));
    }
    Story told(const QString &title, UtcTime when) const
    {
        Story story;
        story.article.title = title;
        story.article.source = title;
        story.article.published = story.article.firstSeen = story.article.sortTime = when;
        return story;
    }
    AwayDigest digest()
    {
        std::optional<AwayDigest> built;
        const Request request =
            builder.build(from, until, [&](const Result<AwayDigest> &made) { built = *made; });
        EXPECT_TRUE(waitUntil([&] { return built.has_value(); }));
        return built.value_or(AwayDigest{});
    }
    const UtcTime until = std::chrono::floor<std::chrono::hours>(clock.now());
    const UtcTime from = until - 9h;
    FakeCandleHistory history;
    MemoryArticleStore articles;
    UsualMoves usual{history, clock};
    MoveFinder finder{{clock, history, articles, board, AssetDirectory::shipped()}};
    AwayDigestBuilder builder{
        {clock, history, articles, board, usual, finder, AssetDirectory::shipped(), {}, {}}};
};

TEST_F(AwayDigestTest, TellsWhatCoinsDidMeanwhile)
{
    const AwayDigest made = digest();
    ASSERT_EQ(made.coins.size(), 2) << "ETH has no candles";
    EXPECT_EQ(made.lacking, QStringList{u"ETH"_s}) << "and that is told";
    const AwayCoin &coin = made.coins.first();
    EXPECT_EQ(coin.symbol, u"BTC"_s);
    EXPECT_EQ(coin.high, "103"_dec);
    EXPECT_EQ(coin.low, "99"_dec);
    EXPECT_EQ(coin.to, "102"_dec);
    EXPECT_GT(coin.pct, 1.5);
    EXPECT_TRUE(coin.unusual);
    ASSERT_TRUE(coin.biggest);
    EXPECT_GT(coin.biggest->pct, 3);
    EXPECT_FALSE(made.moves.isEmpty());
    EXPECT_NEAR(*made.marketPct, coin.pct, 1e-9) << "the stablecoin is no part of it";
    EXPECT_FALSE(made.isEmpty());
}

TEST_F(AwayDigestTest, CountsTheStoriesOfTheGapAlone)
{
    Story changed = told(u"Regulator may widen rules"_s, from - 3h);
    changed.earlierTitles = {{u"Regulator to widen rules"_s, from + 1h}};
    Story before = told(u"Changed before"_s, from - 5h);
    before.earlierTitles = {{u"Other words"_s, from - 4h}};
    Story promotion = told(u"Sign up"_s, from + 1h);
    promotion.facts.promotion = u"referral"_s;
    articles.add({told(u"inside"_s, from + 2h), told(u"earlier"_s, from - 1h), changed, before, promotion});
    const AwayDigest made = digest();
    EXPECT_EQ(made.stories, 1);
    EXPECT_EQ(made.others.value(0).article.title, u"inside"_s);
    ASSERT_EQ(made.changedHeadlines.size(), 1);
    EXPECT_EQ(made.changedHeadlines.first().before, u"Regulator to widen rules"_s);
    EXPECT_EQ(made.changedHeadlines.first().time, from + 1h);
}

TEST_F(AwayDigestTest, TakesAlertsAndGapsFromWhoKnowsThem)
{
    AwayDigestBuilder told(
        {clock, history, articles, board, usual, finder, AssetDirectory::shipped(),
         [this](UtcTime, UtcTime) {
             return QList<AwayAlert>{{from + 2h, btc, u"second"_s, {}}, {from + 1h, btc, u"first"_s, {}}};
         },
         [this](UtcTime, UtcTime) {
             return QList<AwayGap>{{from, from + 2min, u"Bitget"_s, u"Binance"_s}};
         }});
    std::optional<AwayDigest> built;
    const Request request = told.build(from, until, [&](const Result<AwayDigest> &made) { built = *made; });
    ASSERT_TRUE(waitUntil([&] { return built.has_value(); }));
    ASSERT_EQ(built->alerts.size(), 2);
    EXPECT_EQ(built->alerts.first().text, u"first"_s);
    EXPECT_EQ(built->gaps.size(), 1);
}

TEST_F(AwayDigestTest, OfALongAbsenceTheLastWeekIsTold)
{
    std::optional<AwayDigest> built;
    const Request request =
        builder.build(until - 60 * 24h, until, [&](const Result<AwayDigest> &made) { built = *made; });
    ASSERT_TRUE(waitUntil([&] { return built.has_value(); }));
    EXPECT_EQ(built->from, until - awayAtMost);
}
