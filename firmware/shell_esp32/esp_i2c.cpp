#include "esp_i2c.h"

#include <Wire.h>

#include "pins.h"

namespace ct::esp32 {

bool EspI2c::open() {
  if (!Wire.begin(pins::i2cSda, pins::i2cScl, 100000)) return false;
  Wire.setTimeOut(20);
  return true;
}

bool EspI2c::write(uint8_t address, const uint8_t* bytes, size_t count) {
  Wire.beginTransmission(address);
  const bool isQueued = Wire.write(bytes, count) == count;
  return Wire.endTransmission(true) == 0 && isQueued;
}

bool EspI2c::read(uint8_t address, uint8_t* bytes, size_t count) {
  if (Wire.requestFrom(address, count, true) != count) return false;
  for (size_t i = 0; i < count; ++i) bytes[i] = static_cast<uint8_t>(Wire.read());
  return true;
}

}  // namespace ct::esp32
