#pragma once
#include "../hal/i2c.h"

namespace ct::esp32 {

/// Pitot and barometer. A bus that hangs costs a few milliseconds a transfer and no more.
class EspI2c final : public I2c {
 public:
  bool open();
  bool write(uint8_t address, const uint8_t* bytes, size_t count) override;
  bool read(uint8_t address, uint8_t* bytes, size_t count) override;
};

}  // namespace ct::esp32
