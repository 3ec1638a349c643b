#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// One chip on SPI that is only read, its chip select held around the transfer.
class Spi {
 public:
  virtual bool read(uint8_t* bytes, size_t count) = 0;

 protected:
  ~Spi() = default;
};

}  // namespace ct
