#pragma once
#include <functional>

#include "../hal/flash.h"
#include "bytes.h"

namespace ct::test {

/// NOR flash in RAM. `beforeByte` sees the contents before each programmed byte and at points of each erase, which is
/// where the supply may fail.
class FakeFlash final : public Flash {
 public:
  FakeFlash(uint32_t sectors, uint32_t bytesPerSector = 4096)
      : sectors_(sectors), bytesPerSector_(bytesPerSector), bytes_(sectors * bytesPerSector, 0xFF) {}

  std::function<void()> beforeByte;
  bool failsReading = false;
  /// Set when a byte was programmed twice without an erase between; not every flash allows it.
  bool wroteOverUsedBits = false;
  uint32_t erases = 0;

  const Bytes& contents() const { return bytes_; }
  void setContents(const Bytes& bytes) { bytes_ = bytes; }

  uint32_t sectorCount() const override { return sectors_; }
  uint32_t sectorBytes() const override { return bytesPerSector_; }

  bool read(uint32_t address, uint8_t* bytes, size_t count) override {
    if (failsReading || address + count > bytes_.size()) return false;
    std::copy_n(bytes_.begin() + address, count, bytes);
    return true;
  }

  bool program(uint32_t address, const uint8_t* bytes, size_t count) override {
    if (address + count > bytes_.size()) return false;
    if (beforeByte) showTornProgram(address, bytes, count);
    for (size_t i = 0; i < count; ++i) {
      if (beforeByte) beforeByte();
      uint8_t& cell = bytes_[address + i];
      if (cell != 0xFF) wroteOverUsedBits = true;
      cell = static_cast<uint8_t>(cell & bytes[i]);
    }
    return true;
  }

  /// A real erase lifts bits in no particular order, so a torn one is shown half done from either end and as noise.
  bool erase(uint32_t sector) override {
    ++erases;
    const auto start = bytes_.begin() + sector * bytesPerSector_;
    if (beforeByte) showTornErases(sector);
    std::fill(start, start + bytesPerSector_, 0xFF);
    return true;
  }

 private:
  /// A page's bits are cleared side by side, so a torn program may have finished any of them.
  void showTornProgram(uint32_t address, const uint8_t* bytes, size_t count) {
    const Bytes whole = bytes_;
    Noise noise(address + 1);
    for (int attempt = 0; attempt < 6; ++attempt) {
      for (size_t i = 0; i < count; ++i) {
        const auto unfinished = static_cast<uint8_t>(noise.next() >> 9 & noise.next() >> 5);
        bytes_[address + i] = static_cast<uint8_t>(whole[address + i] & (bytes[i] | unfinished));
      }
      beforeByte();
    }
    bytes_ = whole;
  }

  void showTornErases(uint32_t sector) {
    const size_t start = sector * bytesPerSector_;
    const Bytes whole = bytes_;
    Noise noise(sector + 1);
    for (size_t done = 0; done < bytesPerSector_; done += 61) {
      bytes_ = whole;
      std::fill_n(bytes_.begin() + static_cast<long>(start), done, 0xFF);
      beforeByte();
      bytes_ = whole;
      std::fill_n(bytes_.begin() + static_cast<long>(start + bytesPerSector_ - done), done, 0xFF);
      beforeByte();
      bytes_ = whole;
      for (size_t i = 0; i < bytesPerSector_; ++i) {
        bytes_[start + i] = static_cast<uint8_t>(bytes_[start + i] | (noise.next() >> 9));
      }
      beforeByte();
    }
    bytes_ = whole;
  }

  uint32_t sectors_;
  uint32_t bytesPerSector_;
  Bytes bytes_;
};

}  // namespace ct::test
