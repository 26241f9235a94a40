// Which source's figure a row shows, and what is said when that changes.
#include "tests/quotes/boardfixture.h"

namespace {
const QString btcUsdt = QStringLiteral("BTC-USDT"), btcUsd = QStringLiteral("BTC-USD");

class ShownPriceTest : public BoardTest
{
protected:
    ShownPriceTest()
    {
        QObject::connect(&board, &QuoteBoard::failedOver, &board,
                         [this](const VenueId &from, const VenueId &to) {
                             said.append(from.value + QStringLiteral(" > ") + to.value);
                         });
        QObject::connect(&board, &QuoteBoard::recovered, &board,
                         [this](const VenueId &to) { said.append(QStringLiteral("back ") + to.value); });
        QObject::connect(&board, &QuoteBoard::offlineChanged, &board, [this](bool offline) {
            said.append(offline ? QStringLiteral("offline") : QStringLiteral("online"));
        });
        board.setWatchlist({btc});
        useAll();
    }
    QStringList said;
};
} // namespace

TEST_F(ShownPriceTest, TheFirstLiveSourceInTheOrderIsShownExactly)
{
    allLive();
    bitget.tick(btcUsdt, "114959.130"_dec);
    binance.tick(btcUsdt, "114957.20"_dec);
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget"));
    EXPECT_EQ(shownPrice(), "114959.130"); // as sent
    EXPECT_EQ(quote().changePct, 1.0);
    board.setSources({&kraken, &binance, &bitget});
    EXPECT_EQ(shownVenue(), QStringLiteral("binance")); // Kraken has said nothing yet
}

TEST_F(ShownPriceTest, WhileTheFirstConnectsTheNextIsShown)
{
    binance.goLive({btcUsdt});
    binance.tick(btcUsdt, "100001"_dec);
    EXPECT_EQ(shownVenue(), QStringLiteral("binance"));
    bitget.goLive({btcUsdt});
    bitget.tick(btcUsdt, "100000"_dec);
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget")); // at once: it was never lost
    clock.advance(1s);
    EXPECT_TRUE(said.isEmpty());
}

TEST_F(ShownPriceTest, FailoverFollowsTheOrderAndShowsTheOthersOwnFigure)
{
    allLive();
    tickAll();
    binance.tick(btcUsdt, "99997.5"_dec);
    clock.advance(1s);
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(1'900ms);
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget"));
    clock.advance(200ms);
    EXPECT_EQ(shownVenue(), QStringLiteral("binance"));
    EXPECT_EQ(shownPrice(), "99997.5");
    EXPECT_EQ(said, QStringList{QStringLiteral("bitget > binance")});
    binance.setLink(SourceStatus::Link::Silent);
    clock.advance(3s);
    EXPECT_EQ(shownVenue(), QStringLiteral("coinbase"));
    EXPECT_EQ(said.last(), QStringLiteral("binance > coinbase"));
    EXPECT_EQ(said.size(), 2);
}

TEST_F(ShownPriceTest, ASourceThatReturnsNeedsAFreshPriceAndAMomentToSettle)
{
    allLive();
    tickAll();
    bitget.setLink(SourceStatus::Link::Retrying);
    clock.advance(5s);
    bitget.setLink(SourceStatus::Link::Live);
    clock.advance(5s);
    EXPECT_EQ(shownVenue(), QStringLiteral("binance")); // its old price is no news
    bitget.tick(btcUsdt, "100010"_dec);
    clock.advance(100ms);
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget"));
    EXPECT_EQ(said, (QStringList{QStringLiteral("bitget > binance"), QStringLiteral("back bitget")}));
}

TEST_F(ShownPriceTest, AFlappingSourceDoesNotMakeTheRowsJump)
{
    allLive();
    tickAll();
    for (int i = 0; i < 10; ++i) {
        bitget.setLink(SourceStatus::Link::Retrying);
        clock.advance(4s);
        bitget.setLink(SourceStatus::Link::Live);
        bitget.tick(btcUsdt, Decimal(100'000 + i, 0));
        binance.tick(btcUsdt, Decimal(100'000 + i, 0));
        clock.advance(2s);
    }
    EXPECT_EQ(shownVenue(), QStringLiteral("binance"));
    EXPECT_EQ(said, QStringList{QStringLiteral("bitget > binance")});
    clock.advance(2s);
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget"));
}

TEST_F(ShownPriceTest, ALiveSourceWhosePriceOfThisCoinIsStaleIsPassedOverForThisCoinOnly)
{
    board.setWatchlist({btc, eth});
    allLive();
    tickAll();
    bitget.tick(QStringLiteral("ETH-USDT"), "4500"_dec);
    binance.tick(QStringLiteral("ETH-USDT"), "4501"_dec);
    for (int i = 0; i < 70; ++i) {
        clock.advance(1s);
        bitget.tick(QStringLiteral("ETH-USDT"), Decimal(4500 + i % 2, 0));
        binance.tick(btcUsdt, Decimal(100'000 + i, 0));
    }
    EXPECT_EQ(shownVenue(btc), QStringLiteral("binance"));
    EXPECT_EQ(shownVenue(eth), QStringLiteral("bitget"));
    EXPECT_TRUE(said.isEmpty()); // nobody stopped answering
    bitget.tick(btcUsdt, "100100"_dec);
    EXPECT_EQ(shownVenue(btc), QStringLiteral("bitget"));
}

TEST_F(ShownPriceTest, ACoinsOwnChoiceComesBeforeTheOrder)
{
    allLive();
    tickAll();
    BoardSettings settings;
    settings.preferred.insert(btc, VenueId{QStringLiteral("kraken")});
    board.setSettings(settings);
    EXPECT_EQ(shownVenue(), QStringLiteral("kraken"));
    EXPECT_EQ(quote().sources[0].venue.value, QStringLiteral("bitget")); // the table keeps the order
    kraken.setLink(SourceStatus::Link::Retrying);
    clock.advance(3s);
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget"));
}

TEST_F(ShownPriceTest, AllVenuesGoneAndBack)
{
    allLive();
    tickAll();
    clock.advance(100ms);
    for (auto *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Retrying);
    clock.advance(2'100ms);
    EXPECT_TRUE(board.offline());
    EXPECT_EQ(board.liveSources(), 0);
    EXPECT_EQ(quote().state, PriceState::Offline);
    EXPECT_EQ(shownPrice(), "100000"); // never hidden
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget"));
    EXPECT_EQ(said, QStringList{QStringLiteral("offline")});
    clock.advance(10min);
    kraken.setLink(SourceStatus::Link::Live);
    EXPECT_FALSE(board.offline());
    EXPECT_NE(quote().state, PriceState::Live); // heard of again it was not
    kraken.tick(btcUsd, "101000"_dec);
    EXPECT_EQ(shownVenue(), QStringLiteral("kraken"));
    EXPECT_EQ(quote().state, PriceState::Live);
    clock.advance(1s);
    bitget.setLink(SourceStatus::Link::Live);
    bitget.tick(btcUsdt, "101001"_dec);
    clock.advance(4s);
    EXPECT_EQ(shownVenue(), QStringLiteral("bitget"));
    EXPECT_EQ(board.liveSources(), 2);
    EXPECT_EQ(said, (QStringList{QStringLiteral("offline"), QStringLiteral("online"),
                                 QStringLiteral("bitget > kraken"), QStringLiteral("back bitget")}));
}

TEST_F(ShownPriceTest, ASourceSwitchedOffTakesItsFiguresAlongWithoutANotice)
{
    allLive();
    tickAll();
    clock.advance(100ms);
    board.setSources({&binance, &coinbase, &kraken});
    EXPECT_TRUE(bitget.wanted.isEmpty());
    clock.advance(3s);
    EXPECT_EQ(shownVenue(), QStringLiteral("binance"));
    EXPECT_EQ(quote().sources.size(), 3);
    EXPECT_TRUE(said.isEmpty());
    bitget.tick(btcUsdt, "1"_dec); // a late word of it
    EXPECT_EQ(quote().sources.size(), 3);
}

TEST_F(ShownPriceTest, ASourceThatIsDestroyedIsForgotten)
{
    auto other = std::make_unique<FakeQuoteSource>(clock, QStringLiteral("okx"));
    board.setSources({other.get(), &binance});
    other->goLive({btcUsdt});
    binance.goLive({btcUsdt});
    other->tick(btcUsdt, "100000"_dec);
    binance.tick(btcUsdt, "100001"_dec);
    EXPECT_EQ(shownVenue(), QStringLiteral("okx"));
    other.reset();
    clock.advance(1s);
    EXPECT_EQ(shownVenue(), QStringLiteral("binance"));
    EXPECT_EQ(board.sources(), QList<QuoteSource *>{&binance});
}

TEST_F(ShownPriceTest, AFirstAttemptThatIsUnderWayIsNotOffline)
{
    for (auto *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(SourceStatus::Link::Connecting);
    clock.advance(5s);
    EXPECT_FALSE(board.offline());
    for (auto *source : {&bitget, &binance, &coinbase}) {
        source->setLink(SourceStatus::Link::Retrying);
        source->setLink(SourceStatus::Link::Connecting);
    }
    EXPECT_FALSE(board.offline()); // Kraken may still answer
    kraken.editStatus().nextAttempt = clock.now() + 8s;
    kraken.setLink(SourceStatus::Link::Retrying);
    EXPECT_TRUE(board.offline());
    EXPECT_EQ(board.nextAttempt(), clock.now() + 8s);
}

TEST_F(ShownPriceTest, WithoutAnyListTheBoardIsOfflineAndTriesAgainByItself)
{
    for (auto *source : {&bitget, &binance, &coinbase, &kraken})
        source->answerInstruments(failure(Error::Kind::Network, QStringLiteral("no network")));
    EXPECT_TRUE(board.offline());
    EXPECT_EQ(board.status(bitget.info().id)->link, SourceStatus::Link::Retrying);
    ASSERT_TRUE(board.nextAttempt());
    EXPECT_GE(*board.nextAttempt(), clock.now());
    EXPECT_TRUE(bitget.instrumentsAsked.empty());
    clock.advance(1s);
    EXPECT_EQ(bitget.instrumentsAsked.size(), 1u);
    bitget.goLive({btcUsdt});
    bitget.tick(btcUsdt, "100000"_dec);
    EXPECT_FALSE(board.offline());
    EXPECT_EQ(quote().state, PriceState::Live);
}

TEST_F(ShownPriceTest, AVenueThatRefusesUsIsLeftInPeaceForSixHours)
{
    bitget.answerInstruments(failure(Error::Kind::Refused, QStringLiteral("HTTP 451")));
    EXPECT_EQ(board.status(bitget.info().id)->link, SourceStatus::Link::Refused);
    clock.advance(5h);
    EXPECT_TRUE(bitget.instrumentsAsked.empty());
    board.reconnectAll(); // by hand
    EXPECT_EQ(bitget.instrumentsAsked.size(), 1u);
}

TEST_F(BoardTest, StoredFiguresAreJudgedByTheStoredPegOfTheirStablecoin)
{
    useAll();
    const auto stored = [&](FakeQuoteSource &source, const QString &symbol, const Decimal &last) {
        Ticker ticker = source.ticker(symbol, last);
        ticker.receivedAt = MonoTime{};
        ticker.receivedTime = clock.now() - 6min;
        return ticker;
    };
    board.setWatchlist({btc, usdt});
    board.restore({bitget.instrument(QStringLiteral("BTC"), QStringLiteral("USDT")),
                   coinbase.instrument(QStringLiteral("USDT"), QStringLiteral("USD"))},
                  {stored(bitget, QStringLiteral("BTC-USDT"), "114959.13"_dec),
                   stored(coinbase, QStringLiteral("USDT-USD"), "1.0001"_dec)},
                  {});
    clock.advance(100ms);
    ASSERT_EQ(shownPrice(), QByteArray("114959.13"));
    EXPECT_TRUE(quote().dollars) << "its dollar was one when the price was heard";
    EXPECT_NE(quote().state, PriceState::Live);
}
