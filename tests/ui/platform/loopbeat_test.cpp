#include "ui/platform/loopbeat.h"

#include "tests/support/waituntil.h"

#include <gtest/gtest.h>

TEST(LoopBeat, AStallIsFoundAndCountsForEveryBeatItHeldUp)
{
    LoopBeat beat;
    ASSERT_TRUE(waitUntil([&] { return beat.beats() > 0; }));
    const int before = beat.beats();
    QElapsedTimer stall;
    stall.start();
    while (stall.elapsed() < 105) {
    }
    ASSERT_TRUE(waitUntil([&] { return beat.beats() > before; }));
    EXPECT_GE(beat.beats(), before + 9) << "of 105 ms at 10 each";
    EXPECT_GE(beat.lateness(1), 90);
    EXPECT_LE(beat.lateness(0.01), beat.lateness(1));
}

TEST(LoopBeat, BeforeTheFirstBeatThereIsNothingToTell)
{
    const LoopBeat beat;
    EXPECT_EQ(beat.beats(), 0);
    EXPECT_EQ(beat.lateness(0.99), 0);
}
