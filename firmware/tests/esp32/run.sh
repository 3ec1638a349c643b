#!/usr/bin/env bash
# Holds the ESP32 shell against declarations of the APIs it calls, for both boards. It compiles nothing that could run:
# tests/esp32_declarations/README.md says what this finds and what it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."
compiler="${CXX:-$(command -v g++ || command -v clang++)}"
passed=0
failed=0
for board in ESP32 ESP32C3; do
  for source in shell_esp32/*.cpp; do
    if "$compiler" -std=c++2b -fsyntax-only -Wall -Wextra -Werror -Wshadow -fno-exceptions -fno-rtti \
      "-DCONFIG_IDF_TARGET_$board=1" '-DCT_FIRMWARE_VERSION="check"' -isystem tests/esp32_declarations "$source"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
    fi
  done
done
mkdir -p build/esp32
"$compiler" -std=c++17 -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=all -DCONFIG_IDF_TARGET_ESP32=1 \
  -isystem tests/esp32_declarations shell_esp32/task_stream.cpp tests/esp32/task_stream_test.cpp -o build/esp32/task_stream
# It makes its buffers once and keeps them for ever, as the chip does.
read -r casesPassed casesFailed < <(ASAN_OPTIONS=detect_leaks=0 build/esp32/task_stream | tee /dev/stderr |
  sed -n 's/^\[doctest\] test cases: *[0-9]* | *\([0-9]*\) passed | *\([0-9]*\) failed.*/\1 \2/p')
passed=$((passed + casesPassed))
failed=$((failed + casesFailed))
strangers="$(grep -lrE '#include <(Arduino|WiFi|Wire|SPI|esp_|freertos|driver/|nvs|sdkconfig)' core hal ports shell_native 2>/dev/null || true)"
if [ -n "$strangers" ]; then
  echo "Only shell_esp32 may know the board's APIs: $strangers" >&2
  failed=$((failed + 1))
else
  passed=$((passed + 1))
fi
echo "esp32: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
