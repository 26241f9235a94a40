#pragma once

#include <memory>

// Counts what SQLite writes in this process, and lets some of it fail as a full or broken disk does: half of
// the bytes arrive, then there is an error. One at a time; for any thread.
class FailingWrites
{
public:
    enum class Mode { Once, FromThenOn };

    FailingWrites();
    ~FailingWrites(); // the disk works again
    FailingWrites(const FailingWrites &) = delete;
    FailingWrites &operator=(const FailingWrites &) = delete;

    // The n-th write from now, 1 being the next.
    void failAt(int n, Mode mode);
    int written() const; // since the last failAt() or the beginning, failures too
};
