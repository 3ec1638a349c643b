#include "winsen.h"

#include <cstring>

#include "../crc.h"

namespace ct::winsen {

bool Decoder::push(uint8_t byte, Reading& reading) {
  frame_[count_++] = byte;
  if (frame_[0] != 0xFF || (count_ >= 2 && frame_[1] != 0x86)) {
    dropToNextStart();
    return false;
  }
  if (count_ < sizeof frame_) return false;
  if (checksumWinsen(frame_) != frame_[8]) {
    ++checksumErrors_;
    dropToNextStart();
    return false;
  }
  reading = {frame_[2] * 256 + frame_[3], frame_[4] - 40};
  count_ = 0;
  return true;
}

// The true start may lie inside what was taken for a frame, so only the bytes before it are thrown away.
void Decoder::dropToNextStart() {
  for (size_t start = 1; start < count_; ++start) {
    const bool couldStart = frame_[start] == 0xFF && (start + 1 == count_ || frame_[start + 1] == 0x86);
    if (!couldStart) continue;
    std::memmove(frame_, frame_ + start, count_ - start);
    count_ -= start;
    return;
  }
  count_ = 0;
}

Channel co2Channel(const Reading& reading, int32_t fullScalePpm) {
  return Channel::of(reading.ppm, reading.ppm >= fullScalePpm ? Quality::over_range : Quality::ok);
}

}  // namespace ct::winsen
