#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

// Calls `work(i)` for every i below `count`, in no order, on all processors when there are at least
// `worthwhile` of them; returns when all are done. `work` touches only what is i's own, and what nobody
// changes meanwhile. For threads that may wait, never for the window's.
template <typename Count, typename Work> void inParallel(Count count, Count worthwhile, const Work &work)
{
    std::atomic<Count> next{0};
    const auto run = [&] {
        for (Count i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::thread> others;
    if (count >= worthwhile) {
        const unsigned processors = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
        for (unsigned i = 1; i < processors; ++i)
            others.emplace_back(run);
    }
    run();
    for (std::thread &other : others)
        other.join();
}
