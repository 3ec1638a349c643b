#include "flow_sensor.h"

#include "drivers/sdp8xx.h"

namespace ct {

namespace {

PulseAnemometer::Options pulseOptions(const Fitting& fitting) {
  return {fitting.pulseMmPerSPerHz, fitting.pulseOffsetMmPerS, fitting.flowFullScaleMmPerS};
}

wind_rs485::Options windOptions(const Fitting& fitting) {
  return {{fitting.windAddress, fitting.windFunction, fitting.windRegister},
          fitting.windMmPerSPerCount,
          fitting.flowFullScaleMmPerS};
}

}  // namespace

FlowSensor::FlowSensor(Uart& wind, I2c& i2c, PulseCounter& pulses, const Fitting& fitting)
    : i2c_(i2c),
      pulses_(pulses),
      kind_(fitting.flow),
      pitotAddress_(fitting.pitotAddress),
      anemometer_(pulseOptions(fitting)),
      wind_(windOptions(fitting)),
      exchange_(wind, wind_, answerWithinMs) {}

void FlowSensor::begin(uint64_t uptimeMs) {
  beganAtMs_ = uptimeMs;
  isPending_ = kind_ == FlowKind::wind_rs485 || kind_ == FlowKind::sdp8xx;
  if (kind_ == FlowKind::pulse) velocityMmPerS_ = anemometer_.sample(pulses_.count(), uptimeMs);
  if (kind_ == FlowKind::wind_rs485) exchange_.ask(uptimeMs);
  if (kind_ == FlowKind::sdp8xx) beginPitot();
}

// Whether the start was acknowledged is not looked at: a sensor that is running already refuses it and measures on.
void FlowSensor::beginPitot() {
  if (!isPitotRunning_) i2c_.write(pitotAddress_, sdp8xx::startContinuous, sizeof sdp8xx::startContinuous);
}

bool FlowSensor::poll(uint64_t uptimeMs) {
  if (!isPending_) return true;
  if (kind_ == FlowKind::wind_rs485) {
    if (!exchange_.poll(uptimeMs)) return false;
    velocityMmPerS_ = exchange_.channel();
  } else {
    if (uptimeMs - beganAtMs_ < pitotMs) return false;
    readPitot();
  }
  isPending_ = false;
  return true;
}

void FlowSensor::readPitot() {
  uint8_t frame[9];
  isPitotRunning_ = i2c_.read(pitotAddress_, frame, sizeof frame);
  differenceCentiPa_ = isPitotRunning_ ? sdp8xx::decode(frame).differenceCentiPa : Channel::missing(Quality::disconnected);
  velocityMmPerS_ = Channel::missing(differenceCentiPa_.quality);
}

}  // namespace ct
