#include "alerts.h"

#include <initializer_list>

#include "physics.h"

namespace ct {

namespace {

/// A chimney colder than this burns nothing, and then no draught is no fault.
constexpr int32_t firingDeciC = 800;

bool isOk(const Channel& channel) { return channel.hasValue && channel.quality == Quality::ok; }

bool velocityOf(const Sample& sample, const Config& config, double& metresPerS) {
  if (isOk(sample.velocityMmPerS)) {
    metresPerS = sample.velocityMmPerS.value / 1000.0;
    return true;
  }
  if (!sample.differenceCentiPa.hasValue || sample.velocityMmPerS.quality != Quality::ok) return false;
  const double pressurePa = sample.pressureDaPa.hasValue ? sample.pressureDaPa.value * 10.0
                                                         : physics::standardPressureAtPa(config.altitudeM);
  // A pitot's density needs the gas temperature and its composition; near enough for an alarm.
  const double density = physics::gasDensityKgPerM3(29.0, sample.gasDeciC.value / 10.0, pressurePa);
  constexpr double usualCoefficient = 0.84;
  metresPerS = physics::pitotVelocityMPerS(usualCoefficient, sample.differenceCentiPa.value / 100.0, density);
  return true;
}

uint32_t ms(uint16_t seconds) { return seconds * 1000u; }

int64_t enoughMmPerS(const Config& config) { return int64_t{config.lowVelocityMmPerS} * 12 / 10; }

}  // namespace

bool emissionMgPerS(const Sample& sample, const Config& config, int64_t& milligrams) {
  double velocity = 0;
  if (!isOk(sample.co2Ppm) || !isOk(sample.gasDeciC) || !velocityOf(sample, config, velocity)) return false;
  const double pressurePa = sample.pressureDaPa.hasValue ? sample.pressureDaPa.value * 10.0
                                                         : physics::standardPressureAtPa(config.altitudeM);
  const double flow = velocity * (config.areaMm2 * 1e-6) * (config.profilePermille / 1000.0);
  const double wet = physics::wetFraction(sample.co2Ppm.value * 1e-6, config.moisturePermille / 1000.0);
  const double kgPerS = physics::massRateKgPerS(wet, {flow, sample.gasDeciC.value / 10.0, pressurePa});
  milligrams = static_cast<int64_t>(kgPerS * 1e6 + (kgPerS < 0 ? -0.5 : 0.5));
  return true;
}

void Alerts::configure(const Config& config) {
  config_ = config;
  const int64_t emission = config.highEmissionMgPerS;
  emission_.set({emission, emission * 11 / 13, ms(config.highEmissionForS), true});
  temperature_.set({int64_t{config.gasHighC} * 10, int64_t{config.gasHighClearC} * 10, ms(config.gasHighForS), true});
  flow_.set({config.lowVelocityMmPerS, enoughMmPerS(config), ms(config.lowVelocityForS), false});
  fault_.set({0, 0, ms(config.faultForS), true});
  battery_.set({config.batteryLowMv, config.batteryLowMv + 200, 60000, false});
}

size_t Alerts::update(const Sample& sample, uint64_t uptimeMs, Event events[kinds]) {
  size_t count = 0;
  const auto look = [&](Alarm& alarm, EventKind kind, bool hasValue, int64_t value, int64_t valueMilli) {
    const AlarmChange change = alarm.update(hasValue, value, uptimeMs);
    if (change == AlarmChange::none) return;
    events[count++] = {kind, change == AlarmChange::raised, hasValue, static_cast<int32_t>(valueMilli)};
  };
  // Events carry kg/s, °C, m/s, the number of faulty channels, and V.
  int64_t milligrams = 0;
  const bool hasRate = emissionMgPerS(sample, config_, milligrams);
  look(emission_, EventKind::high_emission, hasRate, milligrams, milligrams / 1000);
  const int32_t gasDeciC = sample.gasDeciC.value;
  look(temperature_, EventKind::gas_temperature, isOk(sample.gasDeciC), gasDeciC, int64_t{gasDeciC} * 100);
  double velocity = 0;
  const bool hasVelocity = isOk(sample.gasDeciC) && velocityOf(sample, config_, velocity);
  const auto mmPerS = static_cast<int64_t>(velocity * 1000);
  // A cold chimney needs no draught, so going out ends the alarm as a draught would.
  const bool isCold = isOk(sample.gasDeciC) && gasDeciC < firingDeciC;
  look(flow_, EventKind::gas_flow, hasVelocity, isCold ? enoughMmPerS(config_) : mmPerS, mmPerS);
  int64_t faults = 0;
  for (const Channel* channel : {&sample.co2Ppm, &sample.gasDeciC, &sample.velocityMmPerS}) {
    faults += isFault(channel->quality) || channel->quality == Quality::over_range ? 1 : 0;
  }
  look(fault_, EventKind::sensor_fault, true, faults, faults * 1000);
  look(battery_, EventKind::low_battery, sample.batteryMv.hasValue, sample.batteryMv.value, sample.batteryMv.value);
  return count;
}

}  // namespace ct
