#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// A bus of sensors that answer within one transfer. False when nobody acknowledged.
class I2c {
 public:
  virtual bool write(uint8_t address, const uint8_t* bytes, size_t count) = 0;
  virtual bool read(uint8_t address, uint8_t* bytes, size_t count) = 0;

 protected:
  ~I2c() = default;
};

}  // namespace ct
