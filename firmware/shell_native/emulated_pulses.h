#pragma once
#include "../hal/pulse_counter.h"
#include "sensor_conditions.h"

namespace ct::native {

/// The contact of a cup anemometer, 0.667 m/s a hertz: it goes on turning between two looks at it.
class EmulatedPulses final : public PulseCounter {
 public:
  EmulatedPulses(const uint64_t& nowMs, const FittedSensors& fitted, const SensorConditions& conditions)
      : nowMs_(nowMs), fitted_(fitted), conditions_(conditions) {}

  uint32_t count() override {
    constexpr uint64_t micrometresPerPulse = 667000;
    const Shown& velocity = conditions_.velocityMmPerS;
    const bool turns = fitted_.flowKind == 1 && velocity.isThere() && velocity.value > 0;
    if (turns) travelled_ += static_cast<uint64_t>(velocity.value) * (nowMs_ - lookedAtMs_);
    lookedAtMs_ = nowMs_;
    return static_cast<uint32_t>(travelled_ / micrometresPerPulse);
  }

 private:
  const uint64_t& nowMs_;
  const FittedSensors& fitted_;
  const SensorConditions& conditions_;
  uint64_t lookedAtMs_ = 0;
  /// Way of the wind past the cups, µm.
  uint64_t travelled_ = 0;
};

}  // namespace ct::native
