#include "device.h"

#include <initializer_list>

namespace ct {

Device::Device(const StationHal& hal, const StationOptions& options, const SensorHal& sensors)
    : station_(hal, options), sampler_(sensors, station_.config()), configAtStart_(station_.config()) {}

bool Device::start(uint64_t uptimeMs) {
  startedAtMs_ = uptimeMs;
  isStarted_ = station_.start(uptimeMs);
  sampler_.start(uptimeMs);
  schedule_.start(uptimeMs);
  return isStarted_;
}

DeviceAction Device::tick(uint64_t uptimeMs) {
  if (!isStarted_) {
    return uptimeMs - startedAtMs_ >= retryLogAfterMs ? DeviceAction::restart : DeviceAction::none;
  }
  sample(uptimeMs);
  const CommsAction action = station_.tick(uptimeMs);
  if (action == CommsAction::reboot || (wantsRestart() && !isSampling_)) {
    shutDown(uptimeMs);
    return DeviceAction::restart;
  }
  return action == CommsAction::restart_stack ? DeviceAction::restart_network : DeviceAction::none;
}

void Device::sample(uint64_t uptimeMs) {
  if (!isSampling_ && schedule_.isDue(uptimeMs, station_.config().samplePeriodS)) {
    sampler_.begin(uptimeMs);
    beganAtMs_ = uptimeMs;
    isSampling_ = true;
  }
  if (!isSampling_ || !sampler_.poll(uptimeMs, lastSample_)) return;
  isSampling_ = false;
  if (station_.takeSample(lastSample_, beganAtMs_)) {
    ++samplesKept_;
  } else {
    ++samplesRefused_;
  }
}

// A new image waits in its slot, or ports have to be opened for other sensors. A restart in the middle of a trial would end
// it, so a fitting waits for the verdict.
bool Device::wantsRestart() const {
  const OtaState ota = station_.ota().state();
  const bool mayRestart = ota != OtaState::trial && ota != OtaState::downloading;
  return ota == OtaState::ready || (mayRestart && !isSameFitting(configAtStart_, station_.config()));
}

void Device::shutDown(uint64_t uptimeMs) {
  if (isStarted_) station_.shutDown(uptimeMs);
}

uint8_t Device::ledBlinks() const {
  const bool hasSample = samplesKept_ + samplesRefused_ > 0;
  bool hasSensorFault = false;
  for (const Channel* channel : {&lastSample_.co2Ppm, &lastSample_.gasDeciC, &lastSample_.velocityMmPerS}) {
    hasSensorFault = hasSensorFault || isFault(channel->quality);
  }
  return ct::ledBlinks({true, isStarted_, station_.isHoldingErasing(), hasSample && hasSensorFault,
                        station_.link().isOnline(), station_.isSynced()});
}

}  // namespace ct
