#include "stuck_sensor.h"

namespace ct {

namespace {

/// The cloud's defaults; it works CO2 out on the dry basis first, the device takes what the sensor says.
constexpr int32_t firingDeciC = 800;
constexpr int32_t firingCo2Ppm = 10000;

bool isOk(const Channel& channel) { return channel.hasValue && channel.quality == Quality::ok; }

/// Proof of a fire is taken from any good channel; "off" needs a sample that is good throughout. Where no thermocouple is
/// fitted CO2 alone decides.
bool looksOff(const Sample& sample, const Channel& velocity) {
  const bool isUnfitted = !sample.gasDeciC.hasValue && sample.gasDeciC.quality == Quality::ok;
  const bool isCold = isUnfitted || (isOk(sample.gasDeciC) && sample.gasDeciC.value < firingDeciC);
  return isCold && isOk(velocity) && isOk(sample.co2Ppm) && sample.co2Ppm.value < firingCo2Ppm;
}

}  // namespace

bool StuckSensor::isStuck(const Channel& raw, bool looksOff, uint64_t uptimeMs, uint64_t maxGapMs) {
  if (!isOk(raw)) return false;
  if (looksOff) {
    hasRun_ = false;
    return false;
  }
  const bool goesOn = hasRun_ && raw.value == value_ && uptimeMs - lastAtMs_ <= maxGapMs;
  if (!goesOn) startedAtMs_ = uptimeMs;
  hasRun_ = true;
  value_ = raw.value;
  lastAtMs_ = uptimeMs;
  return uptimeMs - startedAtMs_ >= staleAfterMs;
}

void StuckSensors::judge(Sample& sample, uint64_t uptimeMs) {
  constexpr uint64_t maxGapPeriods = 3;
  const uint16_t periodS = sample.samplePeriodS > lastPeriodS_ ? sample.samplePeriodS : lastPeriodS_;
  const uint64_t maxGapMs = maxGapPeriods * 1000 * periodS;
  lastPeriodS_ = sample.samplePeriodS;
  const Channel velocity = sample.differenceCentiPa.hasValue ? sample.differenceCentiPa : sample.velocityMmPerS;
  // All are judged on the untouched sample: one standing channel must not hide another.
  const bool isOff = looksOff(sample, velocity);
  const bool isCo2Stuck = co2_.isStuck(sample.co2Ppm, isOff, uptimeMs, maxGapMs);
  const bool isGasStuck = gas_.isStuck(sample.gasDeciC, isOff, uptimeMs, maxGapMs);
  const bool isVelocityStuck = velocity_.isStuck(velocity, isOff, uptimeMs, maxGapMs);
  if (isCo2Stuck) sample.co2Ppm.quality = Quality::stale;
  if (isGasStuck) sample.gasDeciC.quality = Quality::stale;
  if (!isVelocityStuck) return;
  sample.velocityMmPerS.quality = Quality::stale;
  if (sample.differenceCentiPa.hasValue) sample.differenceCentiPa.quality = Quality::stale;
}

}  // namespace ct
