#pragma once
#include <cstdint>

#include "quality.h"

namespace ct {

enum class TimeQuality : uint8_t { none = 0, persisted = 1, rtc = 2, ntp = 3 };

/// When a sample was taken. Without a clock (`none`) it is the uptime instead of UTC.
struct Stamp {
  uint64_t ms = 0;
  TimeQuality quality = TimeQuality::none;
};

/// One sample in the units of the wire. Velocity and pressure difference share the velocity's quality.
struct Sample {
  Stamp at;
  uint16_t boot = 0;
  uint16_t samplePeriodS = 5;
  Channel co2Ppm;
  Channel gasDeciC;
  Channel velocityMmPerS;
  Channel differenceCentiPa;
  Channel pressureDaPa;
  Channel cellDeciC;
  Channel batteryMv;
};

/// Brings a channel into the wire's range: a value outside it becomes missing, with the reason as its quality.
Channel within(const Channel& channel, int32_t least, int32_t most);

/// Every channel within the ranges of contract/telemetry.ts.
Sample withinWireRanges(const Sample& sample);

}  // namespace ct
