#pragma once
#include <cstdint>

namespace ct {

class Rng {
 public:
  /// Uniform over all 32 bits.
  virtual uint32_t next() = 0;

 protected:
  ~Rng() = default;
};

}  // namespace ct
