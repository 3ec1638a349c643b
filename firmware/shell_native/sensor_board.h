#pragma once
#include "../core/sampler.h"
#include "emulated_co2.h"
#include "emulated_i2c.h"
#include "emulated_pulses.h"
#include "emulated_thermocouple.h"
#include "emulated_wind.h"

namespace ct::native {

class EmulatedBattery final : public Battery {
 public:
  explicit EmulatedBattery(const SensorConditions& conditions) : conditions_(conditions) {}
  Channel millivolts() override {
    const Shown& battery = conditions_.batteryMv;
    return battery.isThere() ? Channel::of(battery.value) : Channel::missing(Quality::ok);
  }

 private:
  const SensorConditions& conditions_;
};

/// Every sensor of one chimney, as far as it is fitted, behind the ports of a board. Sensors have a supply of their own:
/// they live on while the board restarts.
class SensorBoard {
 public:
  explicit SensorBoard(const uint64_t& nowMs)
      : co2_(nowMs, fitted, conditions), wind_(nowMs, fitted, conditions), pulses_(nowMs, fitted, conditions) {}
  SensorBoard(const SensorBoard&) = delete;
  SensorBoard& operator=(const SensorBoard&) = delete;

  SensorHal hal() { return {co2_, wind_, thermocouple_, i2c_, pulses_, battery_}; }

  FittedSensors fitted;
  SensorConditions conditions;

 private:
  EmulatedCo2 co2_;
  EmulatedWind wind_;
  EmulatedThermocouple thermocouple_{fitted, conditions};
  EmulatedI2c i2c_{fitted, conditions};
  EmulatedPulses pulses_;
  EmulatedBattery battery_{conditions};
};

}  // namespace ct::native
