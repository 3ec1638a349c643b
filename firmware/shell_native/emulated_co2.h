#pragma once
#include "emulated_uart.h"
#include "sensor_conditions.h"

namespace ct::native {

/// The CO2 sensor that is fitted: Winsen MH-Z19, GSS SprintIR-W or COZIR-WR, or Senseair K33. Each understands its own
/// language only.
class EmulatedCo2 final : public EmulatedUart {
 public:
  EmulatedCo2(const uint64_t& nowMs, const FittedSensors& fitted, const SensorConditions& conditions)
      : EmulatedUart(nowMs), fitted_(fitted), conditions_(conditions) {}

 private:
  std::string answerTo(const std::string& request) override;
  std::string winsen(const std::string& request) const;
  std::string gss(const std::string& request) const;
  std::string k33(const std::string& request) const;

  const FittedSensors& fitted_;
  const SensorConditions& conditions_;
};

}  // namespace ct::native
