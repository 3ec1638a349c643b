#include "pulse_anemometer.h"

namespace ct {

Channel PulseAnemometer::sample(uint32_t pulses, uint64_t uptimeMs) {
  const bool hadPrevious = hasPrevious_;
  const uint32_t turned = pulses - previousPulses_;
  const uint64_t elapsedMs = uptimeMs - previousMs_;
  hasPrevious_ = true;
  previousPulses_ = pulses;
  previousMs_ = uptimeMs;
  if (!hadPrevious || elapsedMs == 0) return Channel::missing(Quality::warm_up);
  if (turned == 0) return Channel::of(0);
  const uint64_t mmPerS =
      (static_cast<uint64_t>(turned) * 1000 * static_cast<uint32_t>(options_.mmPerSPerHz) + elapsedMs / 2) / elapsedMs +
      static_cast<uint32_t>(options_.offsetMmPerS);
  if (mmPerS > 60000) return Channel::missing(Quality::implausible);
  const auto value = static_cast<int32_t>(mmPerS);
  return Channel::of(value, value >= options_.fullScaleMmPerS ? Quality::over_range : Quality::ok);
}

}  // namespace ct
