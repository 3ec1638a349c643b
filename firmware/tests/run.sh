#!/usr/bin/env bash
# Builds the core and runs its host tests under the address and undefined-behaviour sanitizers.
# Arguments go to doctest, for example: tests/run.sh --test-case='*ring*'
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
compiler="${CXX:-}"
if [ -z "$compiler" ]; then
  compiler="$(command -v g++ || command -v clang++ || true)"
fi
[ -n "$compiler" ] || missing+=('g++')
command -v make >/dev/null || missing+=('make')
if [ -n "$compiler" ]; then
  has_header() { echo "#include <$1>" | "$compiler" -std=c++17 -E -x c++ - >/dev/null 2>&1; }
  has_header doctest/doctest.h || missing+=('doctest-dev')
  has_header nlohmann/json.hpp || missing+=('nlohmann-json3-dev')
  has_header mbedtls/ssl.h || missing+=('libmbedtls-dev')
fi
if [ "${#missing[@]}" -gt 0 ]; then
  echo "The firmware tests need Debian packages that are not here. Install them and run again:" >&2
  echo "  sudo apt-get install ${missing[*]}" >&2
  exit 1
fi

make --no-print-directory -s -j"${JOBS:-1}" CXX="$compiler"
ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 ./build/host/tests/run "$@"
