#pragma once
#include "../hal/spi.h"
#include "sensor_conditions.h"

namespace ct::native {

/// MAX31855 or MAX6675. A thermocouple that is pulled out is what the chip reports as open.
class EmulatedThermocouple final : public Spi {
 public:
  EmulatedThermocouple(const FittedSensors& fitted, const SensorConditions& conditions)
      : fitted_(fitted), conditions_(conditions) {}

  bool read(uint8_t* bytes, size_t count) override {
    const uint32_t frame = fitted_.gasKind == 1 ? max31855() : fitted_.gasKind == 2 ? max6675() << 16 : 0;
    for (size_t i = 0; i < count && i < 4; ++i) bytes[i] = static_cast<uint8_t>(frame >> (24 - 8 * i));
    return true;
  }

 private:
  uint32_t max31855() const {
    constexpr uint32_t open = 1u << 16 | 1u;
    constexpr uint32_t reserved = 1u << 17;
    const uint32_t cold = (static_cast<uint32_t>(conditions_.cellC.value * 16) & 0xFFF) << 4;
    const Shown& gas = conditions_.gasQuarterC;
    if (!gas.isThere()) return cold | open;
    return (static_cast<uint32_t>(gas.value) & 0x3FFF) << 18 | cold | (gas.isDamaged() ? reserved : 0);
  }
  uint32_t max6675() const {
    const Shown& gas = conditions_.gasQuarterC;
    if (!gas.isThere()) return 4;
    return gas.isDamaged() ? 2u : (static_cast<uint32_t>(gas.value) & 0xFFF) << 3;
  }

  const FittedSensors& fitted_;
  const SensorConditions& conditions_;
};

}  // namespace ct::native
