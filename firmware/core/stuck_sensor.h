#pragma once
#include <cstdint>

#include "sample.h"

namespace ct {

/// Follows the raw values of one channel. Ten minutes of one and the same value over a fire is a standing sensor, not a
/// steady fire: the rule of lambdas/domain/fold/stale.ts, so that device and cloud agree.
class StuckSensor {
 public:
  static constexpr uint64_t staleAfterMs = 600000;

  /// True when the channel has stood still for too long. A channel that is not ok says nothing and breaks no run; a
  /// chimney that is off and a gap of more than `maxGapMs` break it.
  bool isStuck(const Channel& raw, bool looksOff, uint64_t uptimeMs, uint64_t maxGapMs);

 private:
  bool hasRun_ = false;
  int32_t value_ = 0;
  uint64_t startedAtMs_ = 0;
  uint64_t lastAtMs_ = 0;
};

/// The channels that can stand still. The barometer is left out: at a resolution of 10 Pa it honestly does.
class StuckSensors {
 public:
  /// Marks what stands still as `stale`. Call once with each sample, in order.
  void judge(Sample& sample, uint64_t uptimeMs);

 private:
  StuckSensor co2_;
  StuckSensor gas_;
  StuckSensor velocity_;
  uint16_t lastPeriodS_ = 0;
};

}  // namespace ct
