#!/usr/bin/env bash
# Arguments: a sound tree, a list, and the line of one seeded bug in it. Builds a copy with the bug, compiling only what it
# changed, and says whether the list's tests caught it. Line 0 builds the sound tree itself and runs them.
set -euo pipefail
sound="$1" list="$2" line="$3"
tests="$(sed -n 's/^# tests: //p' "$list")"
name="$(basename "$list" .txt)"

build_and_run() {
  cd "$1/firmware"
  make --no-print-directory -s BUILD=build RUN="build/$name" SANITIZE= STRICT='-std=c++17 -O1 -w' TESTS="$(echo tests/*.cpp) $tests" \
    PORTS= TLS_LIBRARIES= >"$1/build.log" 2>&1 || return 3
  timeout 120 "./build/$name" --abort-after=1 >"$1/run.log" 2>&1
}

if [ "$line" -eq 0 ]; then
  build_and_run "$sound" || { cat "$sound/build.log" "$sound/run.log" >&2; exit 1; }
  exit 0
fi

claim="$(sed -n "1,${line}s/^# //p" "$list" | tail -1)"
mutant="$(mktemp -d)"
trap 'rm -rf "$mutant"' EXIT
cp -a "$sound/." "$mutant/"
MUTATION="$(sed -n "${line}p" "$list")"
export MUTATION
if ! perl -0pi -e '
  BEGIN { ($_file, $from, $to) = map { s/\\\|/|/gr } split /(?<!\\)\|/, $ENV{MUTATION}, 3; }
  my $at = index($_, $from);
  die "no longer fits\n" if $at < 0;
  substr($_, $at, length $from) = $to;
' "$mutant/firmware/${MUTATION%%|*}" 2>/dev/null; then
  echo "NO LONGER FITS THE CODE ($name, line $line): $claim"
  exit 0
fi
status=0
build_and_run "$mutant" || status=$?
case "$status" in
  0) echo "SURVIVED ($name, line $line): $claim" ;;
  3) echo "DOES NOT COMPILE ($name, line $line): $claim"; head -5 "$mutant/build.log" ;;
  *) echo "caught: $claim" ;;
esac
