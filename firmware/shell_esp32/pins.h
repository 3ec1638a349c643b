#pragma once
#include <sdkconfig.h>

namespace ct::esp32::pins {

// firmware/README.md has the same numbers in its wiring tables; a test compares them. Flash pins and the console's
// own pins are left alone, except straps whose idle level is what a start needs. On the C3 a pulse and an RS485 anemometer
// share a pin, because only one of them is fitted.
#if defined(CONFIG_IDF_TARGET_ESP32C3)
constexpr int co2Rx = 6;
constexpr int co2Tx = 7;
constexpr int windRx = 20;
constexpr int windTx = 21;
constexpr int windDirection = 10;
constexpr int i2cSda = 4;
constexpr int i2cScl = 5;
constexpr int spiClock = 0;
constexpr int spiData = 1;
constexpr int thermocoupleSelect = 2;
constexpr int pulse = 20;
constexpr int battery = 3;
constexpr int led = 8;
constexpr bool isLedActiveLow = true;
#else
constexpr int co2Rx = 16;
constexpr int co2Tx = 17;
constexpr int windRx = 26;
constexpr int windTx = 27;
constexpr int windDirection = 25;
constexpr int i2cSda = 21;
constexpr int i2cScl = 22;
constexpr int spiClock = 18;
constexpr int spiData = 19;
constexpr int thermocoupleSelect = 23;
constexpr int pulse = 33;
constexpr int battery = 34;
constexpr int led = 2;
constexpr bool isLedActiveLow = false;
#endif

/// The battery's divider: 100 kOhm above, 18 kOhm below, so that 14.6 V are 2.2 V at the pin.
constexpr int dividerAboveKOhm = 100;
constexpr int dividerBelowKOhm = 18;

}  // namespace ct::esp32::pins
