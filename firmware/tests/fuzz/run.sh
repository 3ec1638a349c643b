#!/usr/bin/env bash
# Feeds the parsers of what comes from outside with libFuzzer, under ASan and UBSan. Argument: seconds a target (60).
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds="${1:-60}"
compiler="${CLANGXX:-$(command -v clang++-19 || command -v clang++ || true)}"
if [ -z "$compiler" ]; then
  echo 'Fuzzing needs clang with libFuzzer: sudo apt-get install clang-19 libclang-rt-19-dev' >&2
  exit 1
fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fuzz() {
  local name="$1"
  shift
  "$compiler" -std=c++17 -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all \
    "tests/fuzz/$name.cpp" "$@" -o "$work/$name"
  mkdir -p "$work/$name.corpus"
  printf '{"version":3,"state":{"rev":8,"samplePeriodS":10,"reportEveryS":60}}' >"$work/$name.corpus/document"
  printf '\001\062\007\000\001\141\000\011\173\175' >"$work/$name.corpus/publish"
  printf 'csr ct-a\nwifi {"name":"a","password":"\\u0041bcdefgh"}\nset {"samplePeriodS":9}\nstatus\n' >"$work/$name.corpus/setup"
  printf 'answer {"clientId":"a","endpoint":"h:1","telemetryTopic":"t","eventTopic":"e","caPem":"CERTIFICATE","certificatePem":"ours"}\n' \
    >"$work/$name.corpus/answer"
  echo "== $name, $seconds s"
  "$work/$name" -max_total_time="$seconds" -max_len=512 -verbosity=0 -print_final_stats=1 -artifact_prefix="$work/" \
    "$work/$name.corpus" >"$work/$name.log" 2>&1 || { cat "$work/$name.log" >&2; return 1; }
  grep number_of_executed_units "$work/$name.log"
}

fuzz mqtt_fuzz core/mqtt311.cpp core/mqtt311_receive.cpp
config=(core/config*.cpp core/fitting.cpp core/json_reader.cpp core/json_writer.cpp core/crc.cpp)
fuzz config_fuzz "${config[@]}"
fuzz setup_fuzz core/setup_*.cpp core/identity*.cpp core/wifi_settings.cpp core/json_text.cpp "${config[@]}"
