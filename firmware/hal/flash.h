#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// NOR flash of one partition: erasing sets a sector to FF, programming only clears bits. Not encrypted, because the
/// ring log tells erased bytes by their value.
class Flash {
 public:
  virtual uint32_t sectorCount() const = 0;
  virtual uint32_t sectorBytes() const = 0;
  virtual bool read(uint32_t address, uint8_t* bytes, size_t count) = 0;
  virtual bool program(uint32_t address, const uint8_t* bytes, size_t count) = 0;
  virtual bool erase(uint32_t sector) = 0;

 protected:
  ~Flash() = default;
};

}  // namespace ct
