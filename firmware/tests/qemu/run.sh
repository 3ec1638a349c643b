#!/usr/bin/env bash
# Compiles the core for rv32imc, the instruction set of an ESP32-C3, runs it in QEMU, and prints and gates its size.
set -euo pipefail
cd "$(dirname "$0")/../.."

cross=riscv64-unknown-elf
headers="$(ls -d /usr/include/newlib/c++/*/ /usr/lib/arm-none-eabi/include/c++/*/ 2>/dev/null | tail -1 || true)"

out=build/qemu
mkdir -p "$out"
flags=(-march=rv32imc -mabi=ilp32 -std=c++17 -Os -ffunction-sections -fdata-sections -Wall -Wextra -Werror
  -fno-exceptions -fno-rtti -fno-threadsafe-statics --specs=picolibc.specs -nostdinc++ -isystem "$headers"
  -isystem "${headers}arm-none-eabi" -fstack-usage)
objects=()
for source in core/*.cpp core/drivers/*.cpp; do
  object="$out/$(echo "$source" | tr / _).o"
  "$cross-g++" "${flags[@]}" -c "$source" -o "$object"
  objects+=("$object")
done
"$cross-g++" "${flags[@]}" -c tests/qemu/main.cpp -o "$out/main.o"
"$cross-gcc" -march=rv32imc -mabi=ilp32 --specs=picolibc.specs --oslib=semihost --crt0=hosted -Wl,--gc-sections \
  -Wl,--defsym=__flash=0x80000000 -Wl,--defsym=__flash_size=0x200000 -Wl,--defsym=__ram=0x80200000 \
  -Wl,--defsym=__ram_size=0x200000 -Wl,--defsym=__stack_size=0x8000 \
  "$out/main.o" "${objects[@]}" -lm -o "$out/core.elf"
output="$(timeout 120 qemu-system-riscv32 -machine virt -cpu rv32 -bios none -nographic \
  -semihosting-config enable=on,target=native -kernel "$out/core.elf" </dev/null || true)"
echo "$output"
# A run that ended early printed no count and counts as one failure.
read -r passed failed < <(echo "$output" | sed -n 's/^\([0-9]*\) checks, \([0-9]*\) failed$/\1 \2/p') || { passed=0 failed=1; }
passed=$((passed - failed))

read -r text data bss < <("$cross-size" "${objects[@]}" | awk 'NR > 1 { t += $1; d += $2; b += $3 } END { print t, d, b }')
stack="$(cat "$out"/*.su | awk -F'\t' '!/main.cpp/ { if ($2 > most) most = $2 } END { print most }')"
gate() {
  echo "$1 on rv32imc: $2 B of $3 B"
  if [ "$2" -le "$3" ]; then
    passed=$((passed + 1))
  else
    echo "$1 is over its budget: make it smaller, or raise the budget in tests/qemu/run.sh and say why." >&2
    failed=$((failed + 1))
  fi
}
gate text "$text" 49152
gate data "$data" 256
gate bss "$bss" 256
gate 'largest stack frame' "$stack" 1024
echo "qemu: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
