#!/usr/bin/env bash
# Compiles the core for rv32imc, the instruction set of an ESP32-C3, runs it in QEMU, and prints and gates its size, the RAM
# of a device and the deepest stack.
set -euo pipefail
cd "$(dirname "$0")/../.."

cross=riscv64-unknown-elf
headers="$(ls -d /usr/include/newlib/c++/*/ /usr/lib/arm-none-eabi/include/c++/*/ 2>/dev/null | tail -1)"
stackBytes=$((0x8000))
out=build/qemu
rm -rf "$out"
mkdir -p "$out/core" "$out/tests"
export out cross
export machine='-march=rv32imc -mabi=ilp32 --specs=picolibc.specs'
export flags="-std=c++17 -Os -ffunction-sections -fdata-sections -Wall -Wextra -Werror -fno-exceptions -fno-rtti
  -fno-threadsafe-statics -nostdinc++ -isystem $headers -isystem ${headers}arm-none-eabi -I$out -DSTACK_BYTES=$stackBytes"
node tests/qemu/frames.mjs >"$out/frames.inc"

compile() { ls $1 | xargs -P "${JOBS:-2}" -I{} sh -c "$cross-g++ $machine \$flags -fcallgraph-info=su -c {} -o $out/$2/\$(echo {} | tr / _).o"; }
compile 'core/*.cpp core/drivers/*.cpp' core
compile 'tests/qemu/*.cpp' tests
link() {
  # shellcheck disable=SC2086 # several flags
  "$cross-gcc" $machine --oslib=semihost --crt0=hosted -Wl,--defsym=__flash=0x80000000 -Wl,--defsym=__flash_size=0x400000 \
    -Wl,--defsym=__ram=0x80400000 -Wl,--defsym=__ram_size=0x400000 -Wl,--defsym=__stack_size=$stackBytes \
    "$out"/tests/*.o "$out"/core/*.o -lm "$@"
}
link -Wl,--gc-sections -o "$out/core.elf"
output="$(timeout 300 qemu-system-riscv32 -machine virt -cpu rv32 -bios none -nographic \
  -semihosting-config enable=on,target=native -kernel "$out/core.elf" </dev/null 2>&1 || true)"
echo "$output"
# A run that ended early printed no count and counts as one failure.
read -r passed failed < <(echo "$output" | sed -n 's/^\([0-9]*\) cases passed, \([0-9]*\) failed$/\1 \2/p') ||
  { passed=0 failed=1; }

# Nothing in the core may ask for memory: what a device needs is known when it is linked.
if "$cross-nm" --undefined-only "$out"/core/*.o | grep -E ' (_Znw|_Zna|_Zdl|_Zda|malloc|calloc|realloc|free)'; then
  echo 'The core asks for memory while it runs; give it a buffer instead.' >&2
  failed=$((failed + 1))
else
  passed=$((passed + 1))
fi

# The call graph needs every function, also those this program never calls.
link -Wl,--no-gc-sections -o "$out/whole.elf"
"$cross-objdump" -d --no-show-raw-insn "$out/whole.elf" >"$out/disassembly"
"$cross-nm" --defined-only "$out/whole.elf" >"$out/symbols"
"$cross-objdump" -r "$out"/core/*.o | awk '/^RELOCATION/ { vtable = /_ZTV/ } vtable && /R_RISCV_32/ { print $3 }' | sort -u >"$out/vtables"
chain="$(node tests/qemu/stack-bound.mjs "$out/disassembly" "$out/symbols" "$out/vtables" "$out"/core/*.ci)" || chain="$chain
999999"
echo "$chain" | sed '$d'

gate() {
  local name="$1" value="$2" budget="$3"
  echo "$name on rv32imc: ${value:-unknown} B of $budget B"
  if [ -n "$value" ] && [ "$value" -le "$budget" ]; then
    passed=$((passed + 1))
  else
    echo "$name is over its budget: make it smaller, or raise the budget in tests/qemu/run.sh and say why." >&2
    failed=$((failed + 1))
  fi
}
measured() { echo "$output" | sed -n "s/^$1: \([0-9]*\) B\$/\1/p"; }
read -r text data bss < <("$cross-size" "$out"/core/*.o | awk 'NR > 1 { t += $1; d += $2; b += $3 } END { print t, d, b }')
# A board's program with Wi-Fi and TLS is about 1 MB; the core stays a small part of it.
gate text "$text" 65536
gate data "$data" 256
gate bss "$bss" 256
# Of the 400 kB of an ESP32-C3, Wi-Fi and one TLS connection take most.
gate 'RAM of a device' "$(measured 'RAM of a device')" 32768
# The task that ticks a device needs this and, on top, what the board's TLS and drivers take where the core calls them.
gate 'stack bound' "$(echo "$chain" | tail -1)" 3072
gate 'stack measured' "$(measured 'stack used by a device from start to catching up')" 3072
echo "qemu: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
