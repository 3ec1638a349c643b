#pragma once
#include <cstdint>

#include "../quality.h"

namespace ct {

/// Velocity from a counter of pulses that wraps at 32 bits. v = offset + slope · frequency, from the maker's sheet.
class PulseAnemometer {
 public:
  struct Options {
    int32_t mmPerSPerHz = 667;
    /// Added only while it turns: a cup that stands still tells nothing below its starting speed.
    int32_t offsetMmPerS = 0;
    /// Contact bounce and mains hum count far faster than a cup can turn.
    int32_t fullScaleMmPerS = 40000;
  };

  explicit PulseAnemometer(const Options& options) : options_(options) {}

  /// Call once per sample with the counter's value and the uptime. The first call has no interval and is warm-up.
  Channel sample(uint32_t pulses, uint64_t uptimeMs);

 private:
  Options options_;
  bool hasPrevious_ = false;
  uint32_t previousPulses_ = 0;
  uint64_t previousMs_ = 0;
};

}  // namespace ct
