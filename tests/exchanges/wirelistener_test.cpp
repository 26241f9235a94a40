#include "app/exchanges/wirelistener.h"

#include "tests/support/fakequotesource.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace {
class WireListenerTest : public testing::Test
{
protected:
    WireListenerTest()
    {
        listener.listenTo(board);
        board.setWatchlist({AssetId{QStringLiteral("bitcoin")}});
        board.setSources({&venue});
        venue.goLive({QStringLiteral("BTC-USDT")});
    }
    void frame(const QByteArray &bytes)
    {
        static_cast<TrafficTap &>(listener).frame(venue.info().id, QUrl(), bytes, clock.now());
    }
    void tick(const Decimal &price)
    {
        emit venue.tickerReceived(venue.ticker(QStringLiteral("BTC-USDT"), price));
    }

    ManualClock clock;
    FakeQuoteSource venue{clock, QStringLiteral("bitget")};
    QuoteBoard board{clock, AssetDirectory::shipped()};
    WireListener listener;
    const InstrumentId market{VenueId{QStringLiteral("bitget")}, QStringLiteral("BTC-USDT")};
    QList<WireMessage> heard;
};
} // namespace

TEST_F(WireListenerTest, TellsTheMessageAPriceCameWith)
{
    const Request watch = listener.watch(market, [&](const WireMessage &m) { heard.append(m); });
    frame(R"({"lastPr":"114959.13"})");
    tick("114959.13"_dec);
    ASSERT_EQ(heard.size(), 1);
    EXPECT_EQ(heard.first(), (WireMessage{QStringLiteral(R"({"lastPr":"114959.13"})"), clock.now(), true}));
}

TEST_F(WireListenerTest, NeverTellsAMessageWithoutThePricesDigits)
{
    const Request watch = listener.watch(market, [&](const WireMessage &m) { heard.append(m); });
    frame(R"({"lastPr":"1.00"})");
    tick("114959.13"_dec);
    EXPECT_TRUE(heard.isEmpty());
}

TEST_F(WireListenerTest, AnAnswerOfOursIsToldAsOne)
{
    const Request watch = listener.watch(market, [&](const WireMessage &m) { heard.append(m); });
    static_cast<TrafficTap &>(listener).answer(venue.info().id, QUrl(), R"([{"last":"114959.13"}])",
                                               clock.now());
    tick("114959.13"_dec);
    ASSERT_EQ(heard.size(), 1);
    EXPECT_FALSE(heard.first().pushed);
}

TEST_F(WireListenerTest, IsSilentForOtherMarketsAndOnceNobodyWatches)
{
    Request watch = listener.watch({market.venue, QStringLiteral("ETH-USDT")},
                                   [&](const WireMessage &m) { heard.append(m); });
    frame(R"({"lastPr":"114959.13"})");
    tick("114959.13"_dec);
    watch.reset();
    frame(R"({"lastPr":"114959.14"})");
    tick("114959.14"_dec);
    EXPECT_TRUE(heard.isEmpty());
}

TEST(MessageAboutTest, ALongAnswerIsCutToThePartAboutTheMarket)
{
    QByteArray body = "[";
    for (int i = 0; i < 200; ++i)
        body += "{\"symbol\":\"C" + QByteArray::number(i) + "\",\"last\":\"" + QByteArray::number(1000 + i) +
                ".5\"},";
    const QString text = messageAbout(body, QStringLiteral("C150"), "1150.5", 400);
    EXPECT_TRUE(text.contains(QStringLiteral("\"C150\",\"last\":\"1150.5\"")));
    EXPECT_TRUE(text.startsWith(u'…') && text.endsWith(u'…'));
    EXPECT_LE(text.size(), 402);
}
