#!/usr/bin/env bash
# Applies each seeded bug to a copy of the firmware and demands that the tests named by its list notice. A bug that
# survives is an assertion the tests never make. Arguments: lists to run instead of all, for example `ringlog`.
set -euo pipefail
cd "$(dirname "$0")"
tools="$PWD"
lists=("$@")
[ "${#lists[@]}" -gt 0 ] || mapfile -t lists < <(ls ./*.txt | xargs -n1 basename | sed 's/\.txt$//')

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/sound/firmware"
cp -a ../../Makefile ../../core ../../hal ../../tests "$work/sound/firmware/"
cp -a ../../../contract "$work/sound/contract"

passed=0
failed=0
for list in "${lists[@]}"; do
  # Only a test that passes without the bug can be said to catch it.
  if ! "$tools/try.sh" "$work/sound" "$tools/$list.txt" 0; then
    echo "The tests of the list $list fail without any seeded bug; run the part 'host' first." >&2
    failed=$((failed + 1))
    continue
  fi
  lines="$(grep -nv '^#\|^$' "$list.txt" | cut -d: -f1)"
  [ "$(echo "$lines" | wc -w)" -ge 4 ] || { echo "The list $list is as good as empty." >&2; failed=$((failed + 1)); }
  verdicts="$(echo "$lines" | xargs -P "${JOBS:-2}" -I{} "$tools/try.sh" "$work/sound" "$tools/$list.txt" {})"
  echo "$verdicts" | grep -v '^caught' || true
  caught="$(echo "$verdicts" | grep -c '^caught' || true)"
  tried="$(echo "$lines" | wc -w)"
  echo "$list: $caught of $tried seeded bugs caught"
  passed=$((passed + caught))
  failed=$((failed + tried - caught))
done
echo "mutation: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
