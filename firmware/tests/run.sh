#!/usr/bin/env bash
# Every proof of the firmware that needs no hardware. Name parts to run only those; what follows `--` goes to doctest:
#   npm run test:firmware -- host -- --test-case='*ring log*'
#
#   host      unit, fault and port tests under ASan and UBSan
#   lint      cppcheck and clang-tidy
#   mutation  seeded bugs that the tests must catch
#   qemu      the core as rv32imc in QEMU, its sizes and its stack
#   esp32     the ESP32 shell against declarations of the APIs it calls
#   fuzz      what comes from outside, FUZZ_SECONDS (60) a target
#
# A part that fails does not keep the others from running. The closing line counts what passed and failed in all.
set -euo pipefail
cd "$(dirname "$0")"

parts=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  parts+=("$1")
  shift
done
[ $# -eq 0 ] || shift
[ "${#parts[@]}" -gt 0 ] || parts=(host lint esp32 mutation qemu fuzz)

missing="$(./missing-packages.sh "${parts[@]}")"
if [ -n "$missing" ]; then
  echo "These proofs need Debian packages that are not here. Install them and run again:" >&2
  echo "  sudo apt-get install $missing" >&2
  exit 1
fi

export JOBS="${JOBS:-$(nproc)}"
output="$(mktemp)"
trap 'rm -f "$output"' EXIT
passed=0
failed=0
for part in "${parts[@]}"; do
  echo "== firmware: $part"
  status=0
  "./$part/run.sh" "$@" 2>&1 | tee "$output" || status=$?
  # Each part closes with "<part>: N passed, N failed".
  read -r partPassed partFailed < <(sed -n "s/^$part: \([0-9]*\) passed, \([0-9]*\) failed\$/\1 \2/p" "$output" | tail -1) ||
    { partPassed=0 partFailed=0; }
  if [ "$status" -ne 0 ] && [ "$partFailed" -eq 0 ]; then partFailed=1; fi
  if [ $((partPassed + partFailed)) -eq 0 ]; then
    echo "$part proved nothing: it counted neither a pass nor a failure." >&2
    partFailed=1
  fi
  passed=$((passed + partPassed))
  failed=$((failed + partFailed))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
