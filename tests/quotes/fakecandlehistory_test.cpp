#include "tests/support/fakecandlehistory.h"

#include "tests/support/waituntil.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
const AssetId btc{QStringLiteral("bitcoin")};
const VenueId kraken{QStringLiteral("kraken")};

CandleSeries minutes()
{
    CandleSeries series;
    series.instrument.id = {kraken, QStringLiteral("BTC/USD")};
    series.interval = Interval::M1;
    for (int i = 0; i < 3; ++i) {
        const Decimal price(100 + i, 0);
        series.candles.append({fromMsecs(60'000 * (i + 1)), price, price, price, price, {}, true});
    }
    return series;
}
} // namespace

TEST(FakeCandleHistoryTest, AnswersLaterAndOnlyWhatIsInTheRange)
{
    FakeCandleHistory history;
    history.set(btc, minutes());
    std::optional<Result<CandleSeries>> answer;
    const Request request = history.load({btc, {}, Interval::M1, fromMsecs(120'000), {}},
                                         [&](Result<CandleSeries> series) { answer = std::move(series); });
    EXPECT_FALSE(answer);
    ASSERT_TRUE(waitUntil([&] { return answer.has_value(); }));
    ASSERT_TRUE(answer->has_value());
    EXPECT_EQ((*answer)->candles.size(), 2);
}

TEST(FakeCandleHistoryTest, HeldAnswersWaitAndACancelledOneNeverComes)
{
    FakeCandleHistory history;
    history.set(btc, minutes());
    history.setHeld(true);
    int kept = 0, dropped = 0;
    const auto ask = [&](int &count) {
        return history.closeBefore(btc, fromMsecs(185'000), [&](const auto &close) {
            ASSERT_TRUE(close && *close);
            EXPECT_EQ((*close)->close, "101"_dec);
            ++count;
        });
    };
    const Request first = ask(kept);
    Request second = ask(dropped);
    QCoreApplication::processEvents();
    EXPECT_EQ(kept, 0);
    second.reset();
    history.release();
    ASSERT_TRUE(waitUntil([&] { return kept == 1; }));
    EXPECT_EQ(dropped, 0);
}

TEST(FakeCandleHistoryTest, WhoFollowsHearsTheFirstAnswerAndEachPush)
{
    FakeCandleHistory history;
    history.set(btc, minutes());
    const auto follow = history.follow({btc, {}, Interval::M1, {}, {}});
    QSignalSpy changed(follow.get(), &CandleFollow::changed);
    EXPECT_TRUE(follow->series().candles.isEmpty());
    ASSERT_TRUE(waitUntil([&] { return changed.size() == 1; }));
    history.push(btc, kraken, Interval::M1,
                 {{fromMsecs(240'000), "5"_dec, "5"_dec, "5"_dec, "5"_dec, {}, false}});
    EXPECT_EQ(changed.size(), 2);
    EXPECT_EQ(follow->series().candles.size(), 4);
}
