#include "tests/ui/quotes/seedmarket.h"
#include "ui/quotes/statuswords.h"

#include <gtest/gtest.h>

using Link = SourceStatus::Link;
using Mark = StatusWords::Mark;

namespace {
class StatusWordsTest : public testing::Test, public SeedMarket
{
protected:
    void allDown(Link link)
    {
        for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
            source->setLink(link);
        clock.advance(5s);
    }
    const Times times{QTimeZone("Asia/Shanghai")};
    const Numbers numbers;
};
} // namespace

TEST_F(StatusWordsTest, AgreementOfAllIsJustLive)
{
    allLive();
    EXPECT_EQ(badgeWords(board), (StatusWords{QStringLiteral("Live"), Tone::Secondary, Tone::Ok, Mark::Dot}));
    EXPECT_TRUE(compactWords(board, clock, numbers).text.isEmpty());
    EXPECT_EQ(sourcesInShort(board).text, QStringLiteral("4 of 4 sources"));
}

TEST_F(StatusWordsTest, BeforeTheFirstAnswerItConnects)
{
    useAll();
    for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
        source->setLink(Link::Connecting);
    EXPECT_EQ(badgeWords(board).text, QStringLiteral("Connecting"));
    EXPECT_EQ(sourcesInShort(board).text, QStringLiteral("Connecting"));
    EXPECT_EQ(sourceWords(bitget.info(), bitget.status(), false, false, clock).text,
              QStringLiteral("Bitget connecting"));
    EXPECT_EQ(tickWords(board, times).text, QStringLiteral("First prices usually take under 3 s"));
}

TEST_F(StatusWordsTest, AVenueThatIsDownIsCountedAndCountedDown)
{
    allLive();
    bitget.editStatus().nextAttempt = clock.now() + 11s;
    bitget.setLink(Link::Retrying);
    clock.advance(3s);
    EXPECT_EQ(badgeWords(board).text, QStringLiteral("3 of 4 sources"));
    EXPECT_EQ(badgeWords(board).tone, Tone::Warning);
    EXPECT_EQ(compactWords(board, clock, numbers).text, QStringLiteral("3 of 4"));
    const StatusWords item = sourceWords(bitget.info(), bitget.status(), false, false, clock);
    EXPECT_EQ(item.text, QStringLiteral("Bitget retry in 8 s"));
    EXPECT_EQ(item.tone, Tone::Warning);
}

TEST_F(StatusWordsTest, ASourceThatDiffersIsWarnedOf)
{
    allLive();
    tickOne(coinbase, QStringLiteral("ADA"), false, "0.8817"_dec, 0.5);
    announce();
    EXPECT_EQ(badgeWords(board).text, QStringLiteral("1 differs"));
    EXPECT_EQ(differingSources(board), QList<VenueId>{coinbase.info().id});
    const StatusWords item = sourceWords(coinbase.info(), coinbase.status(), true, false, clock);
    EXPECT_EQ(item.text, QStringLiteral("Coinbase"));
    EXPECT_EQ(item.markTone, Tone::Warning);
}

TEST_F(StatusWordsTest, OfflineNamesTheTimeTheAgeAndTheNextTry)
{
    allLive();
    EXPECT_TRUE(offlineBanner(board, clock, times, numbers).strong.isEmpty());
    for (FakeQuoteSource *source : {&bitget, &binance, &coinbase, &kraken})
        source->editStatus().nextAttempt = clock.now() + 6min + 12s;
    allDown(Link::Retrying);
    clock.advance(6min - 5s);
    const BannerWords banner = offlineBanner(board, clock, times, numbers);
    EXPECT_EQ(banner.strong, QStringLiteral("You're offline. Prices are from 09:42, 6 min ago."));
    EXPECT_EQ(banner.rest, QStringLiteral("Trying again in 12 s."));
    EXPECT_EQ(badgeWords(board).text, QStringLiteral("OFFLINE"));
    EXPECT_EQ(compactWords(board, clock, numbers).text, QStringLiteral("OFFLINE · 6 min"));
    EXPECT_EQ(tickWords(board, times).tone, Tone::Stale);
    // Each source's own state is said once, by the banner.
    EXPECT_EQ(sourceWords(kraken.info(), kraken.status(), false, true, clock).text, QStringLiteral("Kraken"));
}

TEST_F(StatusWordsTest, OfflineWithoutAnyPriceSaysSo)
{
    useAll();
    allDown(Link::Retrying);
    EXPECT_EQ(offlineBanner(board, clock, times, numbers).strong,
              QStringLiteral("You're offline. No prices are stored yet."));
}

TEST_F(StatusWordsTest, TheDemoIsUnmistakable)
{
    FakeQuoteSource demo(clock, QStringLiteral("simulated"));
    demo.editInfo().simulated = true;
    demo.editInfo().countsInAgreement = false;
    board.setSources({&demo});
    EXPECT_EQ(badgeWords(board).text, QStringLiteral("DEMO"));
    EXPECT_EQ(badgeWords(board).mark, Mark::Filled);
    EXPECT_EQ(compactWords(board, clock, numbers).text, QStringLiteral("DEMO"));
    EXPECT_EQ(sourceWords(demo.info(), demo.status(), false, false, clock).text,
              QStringLiteral("Simulated source"));
    EXPECT_EQ(demoBanner(board).strong, QStringLiteral("Demo mode."));
    board.setSources({});
    EXPECT_TRUE(demoBanner(board).strong.isEmpty());
}

TEST_F(StatusWordsTest, ASourcesToolTipSaysHowItFares)
{
    SourceInfo info;
    info.name = QStringLiteral("Bitget");
    SourceStatus status;
    status.link = Link::Live;
    status.latency = 84ms;
    status.lastMessage = clock.now();
    status.lastMessageAt = clock.monotonic() - 400ms;
    EXPECT_EQ(sourceToolTip(info, status, clock, numbers),
              QStringLiteral("Bitget\nRound trip 84 ms\nLast message 0.4 s ago"));
    status.link = Link::Refused;
    status.lastError = Error{Error::Kind::Refused, QStringLiteral("451"), std::nullopt};
    EXPECT_TRUE(
        sourceToolTip(info, status, clock, numbers).contains(QStringLiteral("It doesn't serve this place")));
}

TEST_F(StatusWordsTest, AVenuesClockThatIsOffIsToldFromFiveSecondsOn)
{
    const SourceInfo info;
    const auto told = [&](std::chrono::milliseconds ahead) {
        return sourceToolTip(info, {}, clock, numbers, ahead).section(u'\n', -1);
    };
    EXPECT_EQ(told(1h), QStringLiteral("Its clock is 1 h ahead of this computer's"));
    EXPECT_EQ(told(-12s), QStringLiteral("Its clock is 12 s behind this computer's"));
    EXPECT_TRUE(told(5s).contains(QStringLiteral("clock")));
    EXPECT_FALSE(told(4999ms).contains(QStringLiteral("clock")));
}

TEST_F(StatusWordsTest, FailoverIsOneSentence)
{
    EXPECT_EQ(failoverSentence(QStringLiteral("Bitget"), QStringLiteral("Binance")),
              QStringLiteral("Bitget stopped answering. Now from Binance."));
}
