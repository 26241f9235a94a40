#include "app/exchanges/subscriptionledger.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using State = SubscriptionLedger::State;

namespace {
const InstrumentId btc{{QStringLiteral("bitget")}, QStringLiteral("BTCUSDT")};
const InstrumentId eth{{QStringLiteral("bitget")}, QStringLiteral("ETHUSDT")};
const Subscription btcTicker{btc, std::nullopt}, ethTicker{eth, std::nullopt}, btcMinutes{btc, Interval::M1};
const SubscriptionSet all{{btc, eth}, {{btc, Interval::M1}}};
constexpr MonoTime start{1h};

TEST(SubscriptionLedger, TellsTheDifferenceToSend)
{
    SubscriptionLedger ledger;
    EXPECT_EQ(ledger.setWanted(all).added, all);
    ledger.sent(all, start);
    const auto change = ledger.setWanted({{eth}, {}});
    EXPECT_TRUE(change.added.isEmpty());
    EXPECT_EQ(change.removed, (SubscriptionSet{{btc}, {{btc, Interval::M1}}}));
    EXPECT_EQ(ledger.wanted(), (SubscriptionSet{{eth}, {}}));
}

TEST(SubscriptionLedger, NothingIsTakenBackThatTheVenueDoesNotKnow)
{
    SubscriptionLedger ledger;
    ledger.setWanted(all);
    ledger.sent({{btc}, {}}, start);
    ledger.refuse(btcTicker);
    const auto change = ledger.setWanted({}); // btc refused, the others never sent
    EXPECT_TRUE(change.removed.isEmpty());
}

TEST(SubscriptionLedger, OnlyDataConfirms)
{
    SubscriptionLedger ledger;
    ledger.setWanted(all);
    ledger.sent(all, start);
    ledger.acked({btc}, start + 1s);
    EXPECT_EQ(ledger.state(btcTicker), State::Acked);
    EXPECT_EQ(ledger.state(btcMinutes), State::Acked);
    EXPECT_EQ(ledger.state(ethTicker), State::Pending);
    EXPECT_TRUE(ledger.confirmed(btcTicker));
    EXPECT_EQ(ledger.state(btcTicker), State::Confirmed);
    ledger.acked({}, start + 2s); // an ack that names nothing
    EXPECT_EQ(ledger.state(ethTicker), State::Acked);
    EXPECT_EQ(ledger.state(btcTicker), State::Confirmed);
    EXPECT_FALSE(ledger.confirmed({{{QStringLiteral("bitget")}, QStringLiteral("XRPUSDT")}, std::nullopt}));
}

TEST(SubscriptionLedger, WhatStaysUnansweredIsToldOnceAfterItsLimit)
{
    SubscriptionLedger ledger;
    ledger.setWanted(all);
    ledger.sent(all, start);
    ledger.acked({btc}, start + 1s);
    EXPECT_TRUE(ledger.confirmed(btcMinutes));
    EXPECT_EQ(ledger.nextOverdue(), start + 10s);
    EXPECT_TRUE(ledger.overdue(start + 9999ms).isEmpty());
    EXPECT_EQ(ledger.overdue(start + 10s), QList<Subscription>{ethTicker}); // neither ack nor data
    EXPECT_EQ(ledger.nextOverdue(), start + 13s);
    EXPECT_EQ(ledger.overdue(start + 13s), QList<Subscription>{btcTicker}); // acked, and silent for 12 s
    EXPECT_TRUE(ledger.overdue(start + 1h).isEmpty());
    EXPECT_FALSE(ledger.nextOverdue());
}

TEST(SubscriptionLedger, ARefusedInstrumentKeepsWhatAlreadyRuns)
{
    SubscriptionLedger ledger;
    ledger.setWanted(all);
    ledger.sent(all, start);
    EXPECT_TRUE(ledger.confirmed(btcTicker));
    EXPECT_EQ(ledger.refused(btc), QList<Subscription>{btcMinutes}); // so its candles were meant
    EXPECT_EQ(ledger.refused(eth), QList<Subscription>{ethTicker});
    EXPECT_TRUE(ledger.isUseful());
    ledger.setWanted({{eth}, {}});
    EXPECT_FALSE(ledger.isUseful()) << "refused, and still wanted";
}

TEST(SubscriptionLedger, WhatWillBeAskedForAgainIsMeantByNoAck)
{
    SubscriptionLedger ledger;
    ledger.setWanted(all);
    ledger.sent(all, start);
    ledger.unsent({ethTicker});
    ledger.acked({}, start + 1s);
    EXPECT_EQ(ledger.state(ethTicker), State::Wanted);
    EXPECT_EQ(ledger.state(btcTicker), State::Acked);
}
} // namespace
