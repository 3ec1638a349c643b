#pragma once
#include "../hal/battery.h"
#include "../hal/spi.h"
#include "co2_sensor.h"
#include "drivers/bmp280.h"
#include "flow_sensor.h"
#include "stuck_sensor.h"

namespace ct {

/// The ports the sensors hang on. One that nothing is fitted to may be a dummy that never answers.
struct SensorHal {
  /// 9600 8N1.
  Uart& co2;
  /// `Fitting::windBaud` 8N1.
  Uart& wind;
  Spi& thermocouple;
  I2c& i2c;
  PulseCounter& pulses;
  Battery& battery;
};

/// Asks every fitted sensor and puts their answers into one sample, each channel with its quality. Never waits: a sensor
/// that does not answer in its time is disconnected, and what is not fitted is missing without being a fault.
class Sampler {
 public:
  /// All sensors have answered or their time is over after this.
  static constexpr uint32_t longestMs = 1000;
  static constexpr uint32_t warmUpMs = 60000;

  /// The fitting is taken from `config` once; the period as it stands.
  Sampler(const SensorHal& hal, const Config& config);

  /// The sensors have their supply from now on, and are believed when they are warm.
  void start(uint64_t uptimeMs) { startedAtMs_ = uptimeMs; }
  void begin(uint64_t uptimeMs);
  /// True once the sample is whole; it was taken at the time of `begin`.
  bool poll(uint64_t uptimeMs, Sample& sample);

 private:
  Channel warmedUp(const Channel& channel) const;
  Sample collect() const;

  const Config& config_;
  Fitting fitting_;
  Spi& thermocouple_;
  Battery& battery_;
  Co2Sensor co2_;
  FlowSensor flow_;
  Bmp280 barometer_;
  StuckSensors stuck_;
  Channel gasDeciC_;
  Channel batteryMv_;
  uint64_t startedAtMs_ = 0;
  uint64_t beganAtMs_ = 0;
};

}  // namespace ct
