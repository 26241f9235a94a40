#!/usr/bin/env bash
# The long tier of ./tests/run --long, before ctest runs the tests with WICKPOST_LONG=1 (200 kills instead of ten,
# longer property runs): the benchmarks from a release build, and fuzzing where clang is installed.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. app/packages.sh
status=0
build_preset release --target wickpost --target fakemarket --target bench || exit 1
for bench in build/release/*_bench; do
    [ -x "$bench" ] || continue
    echo "== $bench"
    QT_QPA_PLATFORM=offscreen "$bench" || status=1
done
tests/bench/process.py build/release || status=1
tests/bench/bigfeed.py build/release || status=1
if command -v clang++ >/dev/null; then
    build_preset fuzz --target feed_fuzz --target decode_fuzz || status=1
    for fuzzer in build/fuzz/*_fuzz; do
        [ -x "$fuzzer" ] || continue
        echo "== $fuzzer, 60 s"
        (cd build/fuzz && "./$(basename "$fuzzer")" -max_total_time=60 -timeout=20 -rss_limit_mb=2048) || status=1
    done
else
    echo "fuzzing is left out: clang++ is not installed"
fi
exit $status
