#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// A byte stream to a sensor. Neither call waits.
class Uart {
 public:
  /// Takes at most `capacity` received bytes; 0 when none are there.
  virtual size_t read(uint8_t* bytes, size_t capacity) = 0;
  /// False when the bytes could not be queued.
  virtual bool write(const uint8_t* bytes, size_t count) = 0;

 protected:
  ~Uart() = default;
};

}  // namespace ct
