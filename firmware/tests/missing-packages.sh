#!/usr/bin/env bash
# Prints, on one line, the Debian packages that the named parts of tests/run.sh (all, if none is named) need and that are
# not here.
set -euo pipefail

compiler="${CXX:-$(command -v g++ || command -v clang++ || true)}"
fuzzer="${CLANGXX:-$(command -v clang++-19 || command -v clang++ || true)}"
cross=riscv64-unknown-elf
missing=()
need() {
  local package="$1"
  shift
  "$@" >/dev/null 2>&1 || missing+=("$package")
}
has_command() { command -v "$1"; }
has_header() { echo "#include <$1>" | "$compiler" -std=c++17 -E -x c++ -; }
has_fuzzer() { echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
  "$fuzzer" -fsanitize=fuzzer,address -x c++ - -o /dev/null; }
has_picolibc() { "$cross-gcc" --specs=picolibc.specs -E -x c /dev/null; }
has_cross_headers() { ls /usr/include/newlib/c++/*/cstdint || ls /usr/lib/arm-none-eabi/include/c++/*/cstdint; }

need_host_build() {
  need g++ has_command "$compiler"
  need make has_command make
  need doctest-dev has_header doctest/doctest.h
  need nlohmann-json3-dev has_header nlohmann/json.hpp
}

[ $# -gt 0 ] || set -- host lint esp32 mutation qemu fuzz
for part in "$@"; do
  case "$part" in
    host) need_host_build && need libmbedtls-dev has_header mbedtls/ssl.h ;;
    esp32)
      need g++ has_command "$compiler"
      need doctest-dev has_header doctest/doctest.h
      need libmbedtls-dev has_header mbedtls/ssl.h
      ;;
    mutation) need_host_build && need perl has_command perl ;;
    lint)
      need cppcheck has_command cppcheck
      need clang-tidy-19 has_command clang-tidy-19
      need libmbedtls-dev has_header mbedtls/ssl.h
      ;;
    qemu)
      need gcc-riscv64-unknown-elf has_command "$cross-g++"
      need picolibc-riscv64-unknown-elf has_picolibc
      need libstdc++-arm-none-eabi-newlib has_cross_headers
      need qemu-system-misc has_command qemu-system-riscv32
      ;;
    fuzz)
      need clang-19 has_command "$fuzzer"
      need libclang-rt-19-dev has_fuzzer
      ;;
    *) echo "There is no part '$part'; the parts are host, lint, esp32, mutation, qemu and fuzz." >&2 && exit 2 ;;
  esac
done
[ "${#missing[@]}" -eq 0 ] || printf '%s\n' "${missing[@]}" | sort -u | paste -sd ' '
