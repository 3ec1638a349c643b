#!/usr/bin/env bash
# Applies each seeded bug to a copy of the core and demands that the ring log's tests notice. A bug that survives is an
# assertion the tests never make.
set -euo pipefail
cd "$(dirname "$0")/../.."
list=tests/mutation/ringlog-mutations.txt
copy="$(mktemp -d)"
trap 'rm -rf "$copy"' EXIT
compiler="${CXX:-$(command -v g++ || command -v clang++ || true)}"
[ -n "$compiler" ] || { echo 'Install g++ to run the mutation list: sudo apt-get install g++' >&2; exit 1; }
sources=(core/crc.cpp core/sample.cpp core/record.cpp core/ringlog.cpp core/ringlog_mount.cpp core/ringlog_reclaim.cpp)
tests=(tests/main.cpp tests/unit/ringlog_test.cpp tests/fault/ringlog_power_cut_test.cpp)
cp -r core hal tests "$copy/"
for test in "${tests[@]}"; do
  "$compiler" -std=c++17 -O1 -c "$copy/$test" -o "$copy/$(basename "$test").o"
done

build_and_run() {
  (cd "$copy" && "$compiler" -std=c++17 -O1 "${sources[@]}" ./*.o -o mutant) || exit 1
  timeout 120 "$copy/mutant" >/dev/null 2>&1
}
# Only a test that passes without the bug can be said to catch it.
build_and_run || { echo 'The ring log tests fail without any seeded bug; run tests/run.sh first.' >&2; exit 1; }

survivors=0
tried=0
name=''
while IFS= read -r line; do
  case "$line" in '#'*) name="${line#\# }"; continue ;; '') continue ;; esac
  tried=$((tried + 1))
  rm -rf "$copy/core" && cp -r core "$copy/"
  MUTATION="$line" perl -0pi -e '
    BEGIN { ($_file, $from, $to) = map { s/\\\|/|/gr } split /(?<!\\)\|/, $ENV{MUTATION}, 3; }
    my $at = index($_, $from);
    die "the mutation no longer fits the code: $from\n" if $at < 0;
    substr($_, $at, length $from) = $to;
  ' "$copy/${line%%|*}"
  if build_and_run; then
    echo "SURVIVED: $name"
    survivors=$((survivors + 1))
  else
    echo "caught:   $name"
  fi
done < "$list"
[ "$tried" -ge 4 ] || { echo 'The mutation list is empty.' >&2; exit 1; }
echo "$((tried - survivors)) of $tried seeded bugs caught"
[ "$survivors" -eq 0 ]
