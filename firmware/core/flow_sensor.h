#pragma once
#include "../hal/i2c.h"
#include "../hal/pulse_counter.h"
#include "drivers/pulse_anemometer.h"
#include "drivers/serial_exchange.h"
#include "drivers/serial_protocols.h"
#include "fitting.h"
#include "sample.h"

namespace ct {

/// What measures the gas's velocity, whichever is fitted. A pitot gives its pressure difference, and its code stands in
/// the velocity's place.
class FlowSensor {
 public:
  static constexpr uint32_t answerWithinMs = 500;
  /// After the start command the first result of an SDP8xx takes 8 ms.
  static constexpr uint32_t pitotMs = 20;

  FlowSensor(Uart& wind, I2c& i2c, PulseCounter& pulses, const Fitting& fitting);
  FlowSensor(const FlowSensor&) = delete;
  FlowSensor& operator=(const FlowSensor&) = delete;

  void begin(uint64_t uptimeMs);
  bool poll(uint64_t uptimeMs);
  Channel velocityMmPerS() const { return velocityMmPerS_; }
  Channel differenceCentiPa() const { return differenceCentiPa_; }

 private:
  void beginPitot();
  void readPitot();

  I2c& i2c_;
  PulseCounter& pulses_;
  FlowKind kind_;
  uint8_t pitotAddress_;
  PulseAnemometer anemometer_;
  WindProtocol wind_;
  SerialExchange exchange_;
  bool isPending_ = false;
  bool isPitotRunning_ = false;
  uint64_t beganAtMs_ = 0;
  Channel velocityMmPerS_ = Channel::missing(Quality::ok);
  Channel differenceCentiPa_ = Channel::missing(Quality::ok);
};

}  // namespace ct
