#include "app/base/parallel.h"

#include <gtest/gtest.h>
#include <numeric>
#include <set>

TEST(ParallelTest, EveryIndexIsWorkedOnOnce)
{
    for (const int count : {0, 1, 7, 1000}) {
        for (const int worthwhile : {1, 10'000}) {
            std::vector<int> done(size_t(count), 0);
            inParallel(count, worthwhile, [&](int i) { ++done[size_t(i)]; });
            EXPECT_EQ(done, std::vector<int>(size_t(count), 1)) << count << ' ' << worthwhile;
        }
    }
}

TEST(ParallelTest, LittleWorkStaysOnItsThread)
{
    std::set<std::thread::id> threads;
    inParallel(5, 6, [&](int) { threads.insert(std::this_thread::get_id()); });
    EXPECT_EQ(threads, std::set<std::thread::id>{std::this_thread::get_id()});
}
