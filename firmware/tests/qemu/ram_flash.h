#pragma once
#include <string.h>

#include "../../hal/flash.h"

namespace ct::qemu {

template <uint32_t Sectors>
class RamFlash final : public Flash {
 public:
  /// Bytes that are still programmed before the supply fails.
  uint32_t budget = 0xFFFFFFFFu;
  RamFlash() { memset(bytes_, 0xFF, sizeof bytes_); }
  uint32_t sectorCount() const override { return Sectors; }
  uint32_t sectorBytes() const override { return 4096; }
  bool read(uint32_t address, uint8_t* bytes, size_t count) override {
    memcpy(bytes, bytes_ + address, count);
    return true;
  }
  bool program(uint32_t address, const uint8_t* bytes, size_t count) override {
    for (size_t i = 0; i < count; ++i) {
      if (budget == 0) return false;
      --budget;
      bytes_[address + i] &= bytes[i];
    }
    return true;
  }
  bool erase(uint32_t sector) override {
    if (budget == 0) return false;
    memset(bytes_ + sector * 4096, 0xFF, 4096);
    return true;
  }

 private:
  uint8_t bytes_[Sectors * 4096];
};

}  // namespace ct::qemu
