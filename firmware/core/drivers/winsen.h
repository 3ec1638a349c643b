#pragma once
#include <cstddef>
#include <cstdint>

#include "../quality.h"

namespace ct {

/// Winsen MH-Z19 family on a UART, 9600 8N1. The answer to `readRequest` is nine bytes with a sum.
namespace winsen {

constexpr uint8_t readRequest[9] = {0xFF, 0x01, 0x86, 0, 0, 0, 0, 0, 0x79};
/// Auto-baseline takes the lowest value of a day for fresh air; in a chimney that ruins the zero.
constexpr uint8_t baselineOff[9] = {0xFF, 0x01, 0x79, 0, 0, 0, 0, 0, 0x86};

struct Reading {
  int32_t ppm;
  int32_t cellC;
};

/// Finds read answers in a byte stream, whatever garbage comes before or between them.
class Decoder {
 public:
  /// True when `byte` completed a frame whose sum is right; `reading` is set then.
  bool push(uint8_t byte, Reading& reading);
  void reset() { count_ = 0; }
  /// Frames that began as an answer and failed their sum since the start.
  uint32_t checksumErrors() const { return checksumErrors_; }

 private:
  void dropToNextStart();
  uint8_t frame_[9] = {};
  size_t count_ = 0;
  uint32_t checksumErrors_ = 0;
};

/// A value at or above full scale is a saturated sensor, not a concentration.
Channel co2Channel(const Reading& reading, int32_t fullScalePpm);

}  // namespace winsen
}  // namespace ct
