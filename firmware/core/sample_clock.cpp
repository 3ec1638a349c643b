#include "sample_clock.h"

namespace ct {

uint64_t Uptime::widen(uint32_t millis) {
  if (millis < last_) wrapsMs_ += 0x100000000ull;
  last_ = millis;
  return wrapsMs_ + millis;
}

int64_t SampleClock::sync(uint64_t utcMs, uint64_t uptimeMs, TimeQuality quality) {
  const int64_t offsetMs = static_cast<int64_t>(utcMs) - static_cast<int64_t>(uptimeMs);
  const int64_t movedMs = isSynced() ? offsetMs - offsetMs_ : 0;
  offsetMs_ = offsetMs;
  quality_ = quality;
  return movedMs;
}

Stamp SampleClock::stamp(uint64_t uptimeMs) {
  if (!isSynced()) return {uptimeMs, TimeQuality::none};
  const auto nowMs = static_cast<uint64_t>(static_cast<int64_t>(uptimeMs) + offsetMs_);
  lastStampMs_ = nowMs > lastStampMs_ ? nowMs : lastStampMs_ + 1;
  return {lastStampMs_, quality_};
}

}  // namespace ct
