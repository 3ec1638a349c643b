#!/usr/bin/env bash
# Compiles the core for rv32imc, the instruction set of an ESP32-C3, runs it in QEMU, and prints and gates its size.
set -euo pipefail
cd "$(dirname "$0")/../.."

cross=riscv64-unknown-elf
headers="$(ls -d /usr/include/newlib/c++/*/ /usr/lib/arm-none-eabi/include/c++/*/ 2>/dev/null | tail -1 || true)"
missing=()
command -v "$cross-g++" >/dev/null || missing+=(gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf)
command -v qemu-system-riscv32 >/dev/null || missing+=(qemu-system-misc)
[ -n "$headers" ] || missing+=(libstdc++-arm-none-eabi-newlib)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "Running the core as rv32imc needs: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi

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
timeout 120 qemu-system-riscv32 -machine virt -cpu rv32 -bios none -nographic \
  -semihosting-config enable=on,target=native -kernel "$out/core.elf" </dev/null

read -r text data bss < <("$cross-size" "${objects[@]}" | awk 'NR > 1 { t += $1; d += $2; b += $3 } END { print t, d, b }')
stack="$(cat "$out"/*.su | awk -F'\t' '!/main.cpp/ { if ($2 > most) most = $2 } END { print most }')"
echo "core on rv32imc: text $text B, data $data B, bss $bss B, largest stack frame $stack B"
gate() { [ "$2" -le "$3" ] || { echo "$1 is $2 B, over its budget of $3 B" >&2; exit 1; }; }
gate text "$text" 49152
gate data "$data" 256
gate bss "$bss" 256
gate 'largest stack frame' "$stack" 1024
