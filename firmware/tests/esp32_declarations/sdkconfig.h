#pragma once
// CONFIG_IDF_TARGET_ESP32 or CONFIG_IDF_TARGET_ESP32C3 comes from the compiler's command line here.
