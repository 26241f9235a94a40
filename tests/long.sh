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
    targets=(feed page facts decode words files)
    build_preset fuzz $(printf -- '--target %s_fuzz ' "${targets[@]}") || status=1
    for name in "${targets[@]}"; do
        echo "== ${name}_fuzz, 60 s"
        mkdir -p "build/fuzz/corpus/$name"
        (cd build/fuzz && "./${name}_fuzz" "corpus/$name" "../../tests/fuzz/seeds/$name" \
            -max_total_time=60 -timeout=20 -rss_limit_mb=2048) || status=1
    done
else
    echo "fuzzing is left out: clang++ is not installed"
fi
exit $status
