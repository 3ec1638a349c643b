#include "co2_sensor.h"

namespace ct {

Co2Sensor::Co2Sensor(Uart& uart, const Fitting& fitting)
    : uart_(uart),
      kind_(fitting.co2),
      winsen_(fitting.co2FullScalePpm),
      gss_(fitting.co2PpmPerCount, fitting.co2FullScalePpm),
      k33_(fitting.co2PpmPerCount, fitting.co2FullScalePpm),
      exchange_(uart, protocolOf(fitting.co2), answerWithinMs) {}

SerialProtocol& Co2Sensor::protocolOf(Co2Kind kind) {
  if (kind == Co2Kind::mhz19) return winsen_;
  if (kind == Co2Kind::k33) return k33_;
  return gss_;
}

void Co2Sensor::begin(uint64_t uptimeMs) {
  if (kind_ == Co2Kind::none) return;
  isPending_ = true;
  beganAtMs_ = uptimeMs;
  exchange_.ask(uptimeMs);
}

bool Co2Sensor::poll(uint64_t uptimeMs) {
  if (isPending_ && exchange_.poll(uptimeMs)) {
    isPending_ = false;
    settle();
  }
  return !isPending_;
}

void Co2Sensor::settle() {
  ppm_ = exchange_.channel();
  cellDeciC_ = Channel::missing(Quality::ok);
  if (ppm_.quality == Quality::disconnected) isAnswering_ = false;
  if (!ppm_.hasValue) return;
  noteAnswer();
  const uint32_t lastsMs = kind_ == Co2Kind::mhz19 ? mhz19WarmUpMs : warmUpMs;
  if (beganAtMs_ - answeringSinceMs_ < lastsMs) ppm_.quality = Quality::warm_up;
  if (kind_ == Co2Kind::mhz19) cellDeciC_ = Channel::of(winsen_.cellC() * 10);
}

void Co2Sensor::noteAnswer() {
  if (!isAnswering_) {
    isAnswering_ = true;
    isBaselineOff_ = false;
    answeringSinceMs_ = beganAtMs_;
  }
  // After the answer and not before the question: the sensor takes one command at a time, and has until the next sample.
  if (kind_ == Co2Kind::mhz19 && !isBaselineOff_) {
    isBaselineOff_ = uart_.write(winsen::baselineOff, sizeof winsen::baselineOff);
  }
}

}  // namespace ct
