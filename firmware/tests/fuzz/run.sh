#!/usr/bin/env bash
# Feeds everything that reads bytes from outside with libFuzzer, under ASan and UBSan, FUZZ_SECONDS (60) a target.
# FUZZ_SEED names a run that can be repeated; without it each run looks elsewhere. Arguments name targets to run instead of all. A failure's input is kept in build/fuzz and printed.
set -euo pipefail
cd "$(dirname "$0")/../.."

out=build/fuzz
compiler="${CLANGXX:-$(command -v clang++-19 || command -v clang++)}"
sanitizers='-fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all'
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(ls tests/fuzz/*_fuzz.cpp | xargs -n1 basename | sed 's/_fuzz\.cpp$//')

make --no-print-directory -s -j"${JOBS:-2}" CXX="$compiler" BUILD="$out" STRICT='-std=c++17 -O1 -g' \
  SANITIZE="-fsanitize=fuzzer-no-link $sanitizers" "$out/core.a"
export out compiler sanitizers FUZZ_SECONDS="${FUZZ_SECONDS:-60}" FUZZ_SEED="${FUZZ_SEED:-0}"

fuzz() {
  local target="$1" corpus
  corpus="$(mktemp -d)"
  # The seeds are what a fuzzer would need hours to find: whole documents, packets and frames.
  if "$compiler" -std=c++17 -O1 -g -fsanitize=fuzzer $sanitizers "tests/fuzz/${target}_fuzz.cpp" "$out/core.a" -o "$out/$target" &&
    "$out/$target" -max_total_time="$FUZZ_SECONDS" -seed="$FUZZ_SEED" -max_len=1024 -verbosity=0 -print_final_stats=1 \
      -artifact_prefix="$out/$target-" "$corpus" "tests/fuzz/corpus/$target" >"$out/$target.log" 2>&1; then
    sed -n "s/^stat::number_of_executed_units: /survived $target, inputs: /p" "$out/$target.log"
  else
    echo "FAILED $target"
    cat "$out/$target.log"
  fi
  rm -rf "$corpus"
}
export -f fuzz
verdicts="$(printf '%s\n' "${targets[@]}" | xargs -P "${JOBS:-2}" -I{} bash -c 'fuzz {}')"
echo "$verdicts"
passed="$(echo "$verdicts" | grep -c '^survived' || true)"
echo "fuzz: $passed passed, $((${#targets[@]} - passed)) failed"
[ "$passed" -eq "${#targets[@]}" ]
