#pragma once
#include <esp_partition.h>

#include "../hal/flash.h"

namespace ct::esp32 {

/// The ring log's partition. Without one it has no sectors, and the log says that it cannot be used.
class EspFlash final : public Flash {
 public:
  EspFlash();
  uint32_t sectorCount() const override;
  uint32_t sectorBytes() const override { return 4096; }
  bool read(uint32_t address, uint8_t* bytes, size_t count) override;
  bool program(uint32_t address, const uint8_t* bytes, size_t count) override;
  bool erase(uint32_t sector) override;

 private:
  const esp_partition_t* partition_;
};

}  // namespace ct::esp32
