#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// Small values that survive a restart (NVS on the chip). A write is whole or not at all.
class Kv {
 public:
  /// Bytes of the value, 0 when there is none or it does not fit.
  virtual size_t load(const char* key, uint8_t* bytes, size_t capacity) = 0;
  virtual bool store(const char* key, const uint8_t* bytes, size_t count) = 0;

 protected:
  ~Kv() = default;
};

}  // namespace ct
