#include "ui/quotes/whycard.h"

#include "tests/support/warnings.h"
#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/coinwords.h"
#include "ui/style/buttons.h"

#include <QTest>
#include <gtest/gtest.h>

namespace {
class FakeWire final : public WireWatch
{
public:
    struct Watching : PendingRequest
    {
        FakeWire *wire;
        explicit Watching(FakeWire *wire) : wire(wire) {}
        ~Watching() override { wire->heard = nullptr; }
    };
    [[nodiscard]] Request watch(const InstrumentId &instrument,
                                std::function<void(const WireMessage &)> listener) override
    {
        auto request = std::make_unique<Watching>(this);
        asked = instrument;
        heard = std::move(listener);
        return request;
    }
    InstrumentId asked;
    std::function<void(const WireMessage &)> heard;
};

class WhyCardTest : public testing::Test, protected SeedMarket
{
protected:
    // Of the platform without a screen, for windows that open over others.
    WhyCardTest() { allowWarning(QStringLiteral("This plugin does not support")); }
    WhyWords words(const AssetId &asset, bool chosen = false)
    {
        return whyWords(board.quote(asset), rolling24h(board.quote(asset)), chosen, board, theme.numbers(),
                        theme.times(), clock);
    }
    static QString line(const WhyWords &words, const QString &label)
    {
        for (const WhyLine &line : words.lines)
            if (line.label == label)
                return line.text;
        return {};
    }
    FakeWire wire;
};
} // namespace

TEST_F(WhyCardTest, NamesTheMarketTheReasonAndEveryDigit)
{
    allLive();
    const WhyWords btcWords = words(btc);
    EXPECT_EQ(btcWords.figure, QStringLiteral("114,959.13"));
    EXPECT_EQ(btcWords.market, QStringLiteral("BTC/USDT · Bitget"));
    EXPECT_EQ(line(btcWords, QStringLiteral("Why Bitget")),
              QStringLiteral("First in your order that answers."));
    EXPECT_EQ(line(btcWords, QStringLiteral("Shown as")),
              QStringLiteral("$114,959.13, because USDT is on its peg. Not converted."));
    ASSERT_EQ(btcWords.sources.size(), 4);
    EXPECT_TRUE(btcWords.sources.first().shown);
    EXPECT_TRUE(btcWords.comparison.startsWith(QStringLiteral("median 114,959.13 · spread ")));
}

TEST_F(WhyCardTest, SaysWhoDoesNotAnswerBeforeTheShownOne)
{
    allLive();
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(3s);
    announce();
    const WhyWords btcWords = words(btc);
    EXPECT_EQ(btcWords.market, QStringLiteral("BTC/USDT · Binance"));
    EXPECT_EQ(line(btcWords, QStringLiteral("Why Binance")),
              QStringLiteral("First in your order that answers; Bitget doesn’t now."));
    EXPECT_FALSE(btcWords.sources.first().fresh);
}

TEST_F(WhyCardTest, AChosenSourceIsTheUsersOwnWord)
{
    allLive();
    EXPECT_EQ(line(words(btc, true), QStringLiteral("Why Bitget")), QStringLiteral("You chose it for BTC."));
}

TEST_F(WhyCardTest, TellsBothTimesAndWhatTheChangeComparesWith)
{
    allLive();
    Ticker ticker = bitget.ticker(QStringLiteral("BTC-USDT"), "114960.00"_dec);
    ticker.exchangeTime = clock.now();
    ticker.receivedTime = clock.now() + 84ms;
    ticker.open24h = "114012.82"_dec;
    ticker.change24hPct = 0.83;
    emit bitget.tickerReceived(ticker);
    announce();
    const WhyWords btcWords = words(btc);
    const QString both =
        QStringLiteral("%1, 84 ms after the exchange’s own %2.")
            .arg(theme.times().hundredth(ticker.receivedTime), theme.times().hundredth(ticker.exchangeTime));
    EXPECT_EQ(line(btcWords, QStringLiteral("Received")), both);
    EXPECT_EQ(line(btcWords, QStringLiteral("24h change")),
              QStringLiteral("+0.83% since 114,012.82, the price at %1 the day before.")
                  .arg(theme.times().minute(ticker.exchangeTime)));
}

TEST_F(WhyCardTest, AClockThatIsOffIsSaid)
{
    allLive();
    Ticker ticker = bitget.ticker(QStringLiteral("BTC-USDT"), "114960.00"_dec);
    ticker.exchangeTime = clock.now() + 3s;
    ticker.receivedTime = clock.now();
    emit bitget.tickerReceived(ticker);
    announce();
    EXPECT_TRUE(line(words(btc), QStringLiteral("Received"))
                    .contains(QStringLiteral("one of the two clocks is off")));
}

TEST_F(WhyCardTest, ACoinWithoutAPriceSaysWhy)
{
    useAll();
    const WhyWords none = words(btc);
    EXPECT_EQ(none.figure, QStringLiteral("—"));
    ASSERT_EQ(none.lines.size(), 1);
    EXPECT_EQ(none.lines.first().text, QStringLiteral("No source of yours lists this coin."));
}

TEST_F(WhyCardTest, ShowsTheNextMessageAndFollowsThePrice)
{
    allLive();
    WhyCard card(board, settings, &wire, theme, clock);
    card.openFor(btc, QRect(500, 100, 80, 20));
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&card));
    auto *link = card.findChild<TextLink *>();
    ASSERT_TRUE(link);
    EXPECT_FALSE(wire.heard);
    QTest::mouseClick(link, Qt::LeftButton);
    ASSERT_TRUE(wire.heard);
    EXPECT_EQ(wire.asked, (InstrumentId{VenueId{QStringLiteral("bitget")}, QStringLiteral("BTC-USDT")}));
    wire.heard({QStringLiteral("{\"lastPr\":\"114960.00\"}"), clock.now(), true});
    EXPECT_EQ(card.message(), QStringLiteral("{\"lastPr\":\"114960.00\"}"));
    tickOne(bitget, QStringLiteral("BTC"), true, "115000.01"_dec, 0.9);
    announce();
    EXPECT_EQ(card.words().figure, QStringLiteral("115,000.01"));
    QTest::keyClick(&card, Qt::Key_Escape);
    EXPECT_FALSE(card.isVisible());
    EXPECT_FALSE(wire.heard);
}

TEST_F(WhyCardTest, WithoutAWireThereIsNoMessageToShow)
{
    allLive();
    WhyCard card(board, settings, nullptr, theme, clock);
    card.openFor(btc, QRect(500, 100, 80, 20));
    QTest::mouseClick(card.findChild<TextLink *>(), Qt::LeftButton);
    EXPECT_TRUE(card.message().isEmpty());
}

// Made on demand: WICKPOST_PICTURES=folder
TEST_F(WhyCardTest, PictureOfTheCard)
{
    const QString folder = qEnvironmentVariable("WICKPOST_PICTURES");
    if (folder.isEmpty())
        GTEST_SKIP() << "no folder named";
    allLive();
    WhyCard card(board, settings, &wire, theme, clock);
    card.openFor(btc, QRect(500, 100, 80, 20));
    QTest::mouseClick(card.findChild<TextLink *>(), Qt::LeftButton);
    wire.heard({QStringLiteral("{\"action\":\"snapshot\",\"data\":[{\"lastPr\":\"114959.13\"}]}"),
                clock.now(), true});
    EXPECT_TRUE(card.grab().save(folder + QStringLiteral("/whycard.png")));
}
