#include "sampler.h"

#include "thermocouple.h"

namespace ct {

namespace {

/// No board runs on less than a volt: nothing is wired to that pin, and a floor would stop the log for good.
Channel wired(const Channel& batteryMv) {
  constexpr int32_t leastMv = 1000;
  return batteryMv.hasValue && batteryMv.value < leastMv ? Channel::missing(Quality::ok) : batteryMv;
}

}  // namespace

Sampler::Sampler(const SensorHal& hal, const Config& config)
    : config_(config),
      fitting_(fittingOf(config)),
      thermocouple_(hal.thermocouple),
      battery_(hal.battery),
      co2_(hal.co2, fitting_),
      flow_(hal.wind, hal.i2c, hal.pulses, fitting_),
      barometer_(hal.i2c, fitting_.barometerAddress) {}

void Sampler::begin(uint64_t uptimeMs) {
  beganAtMs_ = uptimeMs;
  co2_.begin(uptimeMs);
  flow_.begin(uptimeMs);
  if (fitting_.barometer != BarometerKind::none) barometer_.begin(uptimeMs);
  gasDeciC_ = readThermocouple(thermocouple_, fitting_.gas);
  batteryMv_ = wired(battery_.millivolts());
}

bool Sampler::poll(uint64_t uptimeMs, Sample& sample) {
  // Each is looked at, so that none's answer waits in a buffer for the slowest.
  const bool hasCo2 = co2_.poll(uptimeMs);
  const bool hasFlow = flow_.poll(uptimeMs);
  const bool hasPressure = barometer_.poll(uptimeMs);
  if (!hasCo2 || !hasFlow || !hasPressure) return false;
  sample = collect();
  stuck_.judge(sample, beganAtMs_);
  return true;
}

Sample Sampler::collect() const {
  Sample sample;
  sample.samplePeriodS = config_.samplePeriodS;
  sample.co2Ppm = co2_.ppm();
  // A cell that does not tell its temperature has the box's.
  sample.cellDeciC = co2_.cellDeciC().hasValue ? co2_.cellDeciC() : barometer_.temperatureDeciC();
  sample.gasDeciC = warmedUp(gasDeciC_);
  sample.differenceCentiPa = warmedUp(flow_.differenceCentiPa());
  sample.velocityMmPerS = warmedUp(flow_.velocityMmPerS());
  if (sample.differenceCentiPa.hasValue) sample.velocityMmPerS.quality = sample.differenceCentiPa.quality;
  sample.pressureDaPa = warmedUp(barometer_.pressureDaPa());
  sample.batteryMv = batteryMv_;
  return sample;
}

Channel Sampler::warmedUp(const Channel& channel) const {
  const bool isCold = beganAtMs_ - startedAtMs_ < warmUpMs;
  return channel.hasValue && isCold ? Channel::of(channel.value, Quality::warm_up) : channel;
}

}  // namespace ct
