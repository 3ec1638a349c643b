#pragma once
#include "emulated_modbus.h"
#include "emulated_uart.h"
#include "sensor_conditions.h"

namespace ct::native {

/// An RS485 anemometer at address 1 that shows 0.1 m/s a count in register 0.
class EmulatedWind final : public EmulatedUart {
 public:
  EmulatedWind(const uint64_t& nowMs, const FittedSensors& fitted, const SensorConditions& conditions)
      : EmulatedUart(nowMs), fitted_(fitted), conditions_(conditions) {}

 private:
  std::string answerTo(const std::string& request) override {
    const Shown& velocity = conditions_.velocityMmPerS;
    if (fitted_.flowKind != 2 || !velocity.isThere()) return "";
    return modbusAnswer(request, 1, static_cast<uint16_t>(velocity.value / 100), velocity.isDamaged());
  }

  const FittedSensors& fitted_;
  const SensorConditions& conditions_;
};

}  // namespace ct::native
