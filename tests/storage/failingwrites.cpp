#include "tests/storage/failingwrites.h"

#include <atomic>
#include <cerrno>
#include <limits>
#include <sqlite3.h>
#include <sys/types.h>
#include <tuple>

namespace {
constexpr int never = std::numeric_limits<int>::max();
std::atomic<int> count{0}, firstFailing{never}, lastFailing{never};

bool failsNow()
{
    const int n = ++count;
    return n >= firstFailing && n <= lastFailing;
}

using Write = ssize_t (*)(int, const void *, size_t);
using WriteAt = ssize_t (*)(int, const void *, size_t, off_t);
using Truncate = int (*)(int, off_t);
Write realWrite = nullptr;
WriteAt realPwrite = nullptr, realPwrite64 = nullptr;
Truncate realTruncate = nullptr;

ssize_t noSpace()
{
    errno = ENOSPC;
    return -1;
}
ssize_t writeOrFail(int file, const void *bytes, size_t size)
{
    if (!failsNow())
        return realWrite(file, bytes, size);
    std::ignore = realWrite(file, bytes, size / 2);
    return noSpace();
}
template <WriteAt &real> ssize_t writeAtOrFail(int file, const void *bytes, size_t size, off_t at)
{
    if (!failsNow())
        return real(file, bytes, size, at);
    std::ignore = real(file, bytes, size / 2, at);
    return noSpace();
}
int truncateOrFail(int file, off_t size)
{
    return failsNow() ? static_cast<int>(noSpace()) : realTruncate(file, size);
}

// SQLite's own way to have its system calls replaced in tests (sqlite.org/c3ref/vfs.html).
template <typename Call> void replace(const char *name, Call &real, Call ours)
{
    sqlite3_vfs *const vfs = sqlite3_vfs_find(nullptr);
    real = reinterpret_cast<Call>(vfs->xGetSystemCall(vfs, name));
    if (real)
        vfs->xSetSystemCall(vfs, name, reinterpret_cast<sqlite3_syscall_ptr>(ours));
}
} // namespace

FailingWrites::FailingWrites()
{
    count = 0;
    replace("write", realWrite, writeOrFail);
    replace("pwrite", realPwrite, writeAtOrFail<realPwrite>);
    replace("pwrite64", realPwrite64, writeAtOrFail<realPwrite64>);
    replace("ftruncate", realTruncate, truncateOrFail);
}

FailingWrites::~FailingWrites()
{
    firstFailing = never;
    sqlite3_vfs *const vfs = sqlite3_vfs_find(nullptr);
    vfs->xSetSystemCall(vfs, nullptr, nullptr); // all as they were
}

void FailingWrites::failAt(int n, Mode mode)
{
    firstFailing = never;
    count = 0;
    lastFailing = mode == Mode::Once ? n : never;
    firstFailing = n;
}

int FailingWrites::written() const
{
    return count;
}
