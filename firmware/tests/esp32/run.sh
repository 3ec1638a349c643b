#!/usr/bin/env bash
# Holds the ESP32 shell against declarations of the APIs it calls, for both boards. It compiles nothing that could run:
# tests/esp32_declarations/README.md says what this finds and what it cannot.
set -euo pipefail
cd "$(dirname "$0")/../.."
compiler="${CXX:-g++}"
if ! echo '#include <mbedtls/ssl.h>' | "$compiler" -std=c++17 -E -x c++ - >/dev/null 2>&1; then
  echo 'Checking the ESP32 shell needs: sudo apt-get install g++ libmbedtls-dev' >&2
  exit 1
fi
for board in ESP32 ESP32C3; do
  for source in shell_esp32/*.cpp; do
    "$compiler" -std=c++2b -fsyntax-only -Wall -Wextra -Werror -Wshadow -fno-exceptions -fno-rtti \
      "-DCONFIG_IDF_TARGET_$board=1" '-DCT_FIRMWARE_VERSION="check"' -isystem tests/esp32_declarations "$source"
  done
  echo "$board: $(ls shell_esp32/*.cpp | wc -l) sources fit the declarations"
done
strangers="$(grep -lE '#include <(Arduino|WiFi|Wire|SPI|esp_|freertos|driver/|nvs)' -r core hal ports || true)"
[ -z "$strangers" ] || { echo "Only shell_esp32 may know the board's APIs: $strangers" >&2; exit 1; }
