#include "app/cli/alertlines.h"

#include <gtest/gtest.h>

using namespace Qt::StringLiterals;

TEST(AlertLines, WhatRoundsToZeroHasNoSign)
{
    AlertTest test;
    test.entry.alert.condition.kind = AlertCondition::Kind::Moves;
    test.entry.alert.condition.asset = {u"bitcoin"_s};
    const auto now = [&](double percent) {
        test.status.nowPct = percent;
        return testTable({test}, AssetDirectory::shipped());
    };
    EXPECT_TRUE(now(-0.004).contains("now 0.00%"));
    EXPECT_TRUE(now(-0.006).contains("now -0.01%"));
    EXPECT_TRUE(now(0.62).contains("now 0.62%"));
}
