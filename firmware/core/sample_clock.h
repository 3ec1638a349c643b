#pragma once
#include "sample.h"

namespace ct {

/// Widens a millisecond counter of 32 bits, which wraps every 49.7 days.
class Uptime {
 public:
  uint64_t widen(uint32_t millis);

 private:
  uint32_t last_ = 0;
  uint64_t wrapsMs_ = 0;
};

/// Dates samples. Before the first sync a stamp is the uptime; afterwards it follows the source, but never goes back
/// and never gives one millisecond twice.
class SampleClock {
 public:
  /// The last stamp of earlier boots: from the log's newest record or the checkpoint, whichever is later.
  void restore(uint64_t lastStampMs) { lastStampMs_ = lastStampMs; }

  /// Takes over the time of a source. Gives how far the clock moved, 0 at the first sync.
  int64_t sync(uint64_t utcMs, uint64_t uptimeMs, TimeQuality quality);

  Stamp stamp(uint64_t uptimeMs);
  bool isSynced() const { return quality_ != TimeQuality::none; }
  /// UTC minus uptime, meaningful once synced.
  int64_t offsetMs() const { return offsetMs_; }
  uint64_t lastStampMs() const { return lastStampMs_; }
  TimeQuality quality() const { return quality_; }

  /// Larger movements are worth an event.
  static constexpr int64_t stepWorthAnEventMs = 2000;

 private:
  TimeQuality quality_ = TimeQuality::none;
  int64_t offsetMs_ = 0;
  uint64_t lastStampMs_ = 0;
};

}  // namespace ct
