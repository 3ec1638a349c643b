#pragma once
#include "../hal/spi.h"

namespace ct::esp32 {

/// The thermocouple's converter. It is only read, so its data input is not wired.
class EspSpi final : public Spi {
 public:
  void open();
  bool read(uint8_t* bytes, size_t count) override;
};

}  // namespace ct::esp32
