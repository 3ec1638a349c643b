#!/usr/bin/env bash
# Builds the core with its unit, fault and port tests under the address and undefined-behaviour sanitizers and runs them.
# Arguments go to doctest.
set -euo pipefail
cd "$(dirname "$0")/../.."

make --no-print-directory -s -j"${JOBS:-1}" CXX="${CXX:-$(command -v g++ || command -v clang++)}"
output="$(mktemp)"
trap 'rm -f "$output"' EXIT
status=0
ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 ./build/host/tests/run "$@" 2>&1 | tee "$output" || status=$?
sed -n 's/^\[doctest\] test cases: *\([0-9]*\) | *\([0-9]*\) passed | *\([0-9]*\) failed.*/host: \2 passed, \3 failed/p' "$output"
exit "$status"
