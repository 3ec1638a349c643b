#!/usr/bin/env bash
# cppcheck and clang-tidy (its checks and the reasons for those left out: .clang-tidy) over what a device runs.
set -euo pipefail
cd "$(dirname "$0")/../.."

mapfile -t sources < <(ls core/*.cpp core/drivers/*.cpp ports/*.cpp shell_native/*.cpp 2>/dev/null || true)
passed=0
failed=0
count() { if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; }

status=0
cppcheck --std=c++17 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --quiet \
  $(ls -d core hal ports shell_native 2>/dev/null) || status=$?
count "$status"
echo "cppcheck: ${#sources[@]} files"

findings="$(mktemp -d)"
trap 'rm -rf "$findings"' EXIT
export findings
printf '%s\n' "${sources[@]}" | xargs -P "${JOBS:-2}" -I{} sh -c '
  report="$findings/$(echo "{}" | tr / _)"
  "${CLANG_TIDY:-clang-tidy-19}" --quiet "{}" -- -std=c++17 -I. >"$report" 2>"$report.noise" || touch "$report.failed"
' || true
for source in "${sources[@]}"; do
  report="$findings/$(echo "$source" | tr / _)"
  status=0
  if [ -e "$report.failed" ]; then
    status=1
    grep . "$report" || cat "$report.noise"
  fi
  count "$status"
done
echo "clang-tidy: ${#sources[@]} files"
[ "${#sources[@]}" -gt 20 ] || { echo 'Hardly any source was found; did a folder move?' >&2; failed=$((failed + 1)); }
echo "lint: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
