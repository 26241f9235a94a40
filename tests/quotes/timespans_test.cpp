#include "app/quotes/timespans.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace {
TimeSpan span(qint64 from, qint64 end)
{
    return {fromMsecs(from), fromMsecs(end)};
}
} // namespace

TEST(TimeSpansTest, WhatTouchesBecomesOne)
{
    TimeSpans spans;
    spans.add(span(10, 20));
    spans.add(span(30, 40));
    spans.add(span(5, 5));
    EXPECT_EQ(spans.missing(span(0, 50)), (QList{span(0, 10), span(20, 30), span(40, 50)}));
    spans.add(span(20, 30));
    EXPECT_EQ(spans.spans(), (QList{span(10, 40)}));
}

TEST(TimeSpansTest, WhatIsTakenOutIsMissingAgain)
{
    TimeSpans spans;
    spans.add(span(0, 100));
    spans.remove(span(30, 40));
    EXPECT_EQ(spans.missing(span(0, 100)), (QList{span(30, 40)}));
    EXPECT_TRUE(spans.contains(span(40, 100)));
    EXPECT_FALSE(spans.contains(span(39, 100)));
}

// Against a plain list of moments.
RC_GTEST_PROP(TimeSpansProperty, KnowsExactlyTheMomentsThatWereAddedAndNotRemoved, ())
{
    const auto steps = *rc::gen::container<std::vector<std::tuple<bool, int, int>>>(
        rc::gen::tuple(rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 30), rc::gen::inRange(0, 30)));
    TimeSpans spans;
    std::vector<bool> moments(30);
    for (const auto &[add, from, end] : steps) {
        add ? spans.add(span(from, end)) : spans.remove(span(from, end));
        for (int i = from; i < end; ++i)
            moments[static_cast<size_t>(i)] = add;
    }
    for (int i = 0; i < 30; ++i)
        RC_ASSERT(spans.contains(span(i, i + 1)) == moments[static_cast<size_t>(i)]);
    for (qsizetype i = 1; i < spans.spans().size(); ++i)
        RC_ASSERT(spans.spans().at(i - 1).end < spans.spans().at(i).from);
}
