#pragma once
#include <string>

#include "../hal/flash.h"

namespace ct::native {

/// NOR flash in a file, which survives the process however it ends. The file holds the complement of every byte: erased
/// flash is FF and a hole in a file is 00, so flash that was never used takes no room on the disk.
class FileFlash final : public Flash {
 public:
  static constexpr uint32_t bytesPerSector = 4096;

  FileFlash(const std::string& path, uint32_t sectors);
  ~FileFlash();
  FileFlash(const FileFlash&) = delete;
  FileFlash& operator=(const FileFlash&) = delete;

  bool isUsable() const { return file_ >= 0; }
  uint32_t sectorCount() const override { return sectors_; }
  uint32_t sectorBytes() const override { return bytesPerSector; }
  bool read(uint32_t address, uint8_t* bytes, size_t count) override;
  bool program(uint32_t address, const uint8_t* bytes, size_t count) override;
  bool erase(uint32_t sector) override;

 private:
  bool fits(uint32_t address, size_t count) const;
  int file_ = -1;
  uint32_t sectors_;
};

}  // namespace ct::native
