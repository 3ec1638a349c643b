#pragma once
#include "drivers/serial_exchange.h"
#include "drivers/serial_protocols.h"
#include "fitting.h"

namespace ct {

/// The CO2 sensor on its UART, whichever is fitted. It warms up anew whenever it answers after a silence, because then it
/// has just got its supply.
class Co2Sensor {
 public:
  static constexpr uint32_t mhz19WarmUpMs = 180000;
  static constexpr uint32_t warmUpMs = 60000;
  static constexpr uint32_t answerWithinMs = 300;

  Co2Sensor(Uart& uart, const Fitting& fitting);
  Co2Sensor(const Co2Sensor&) = delete;
  Co2Sensor& operator=(const Co2Sensor&) = delete;

  void begin(uint64_t uptimeMs);
  bool poll(uint64_t uptimeMs);
  Channel ppm() const { return ppm_; }
  Channel cellDeciC() const { return cellDeciC_; }

 private:
  SerialProtocol& protocolOf(Co2Kind kind);
  void settle();
  void noteAnswer();

  Uart& uart_;
  Co2Kind kind_;
  WinsenProtocol winsen_;
  GssProtocol gss_;
  K33Protocol k33_;
  SerialExchange exchange_;
  bool isPending_ = false;
  bool isAnswering_ = false;
  bool isBaselineOff_ = false;
  uint64_t beganAtMs_ = 0;
  uint64_t answeringSinceMs_ = 0;
  Channel ppm_ = Channel::missing(Quality::ok);
  Channel cellDeciC_ = Channel::missing(Quality::ok);
};

}  // namespace ct
