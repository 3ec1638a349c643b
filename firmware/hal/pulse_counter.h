#pragma once
#include <cstdint>

namespace ct {

class PulseCounter {
 public:
  /// Pulses since some moment in the past; wraps at 32 bits.
  virtual uint32_t count() = 0;

 protected:
  ~PulseCounter() = default;
};

}  // namespace ct
