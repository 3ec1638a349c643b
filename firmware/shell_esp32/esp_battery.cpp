#include "esp_battery.h"

#include <Arduino.h>

#include "pins.h"

namespace ct::esp32 {

// A single conversion is off by tens of millivolts while Wi-Fi sends.
Channel EspBattery::millivolts() {
  constexpr uint32_t conversions = 8;
  uint32_t sum = 0;
  for (uint32_t i = 0; i < conversions; ++i) sum += analogReadMilliVolts(pins::battery);
  const uint32_t atPin = sum / conversions;
  const uint32_t whole = pins::dividerAboveKOhm + pins::dividerBelowKOhm;
  return Channel::of(static_cast<int32_t>(atPin * whole / pins::dividerBelowKOhm));
}

}  // namespace ct::esp32
