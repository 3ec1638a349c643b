#include "fitting.h"

#include "config_fields.h"

namespace ct {

Fitting fittingOf(const Config& config) {
  Fitting fitting{};
  fitting.co2 = static_cast<Co2Kind>(config.co2Kind);
  fitting.co2FullScalePpm = static_cast<int32_t>(config.co2FullScalePpm);
  fitting.co2PpmPerCount = config.co2PpmPerCount;
  fitting.gas = static_cast<GasKind>(config.gasKind);
  fitting.flow = static_cast<FlowKind>(config.flowKind);
  fitting.flowFullScaleMmPerS = config.flowFullScaleMmPerS;
  fitting.pulseMmPerSPerHz = config.pulseMmPerSPerHz;
  fitting.pulseOffsetMmPerS = config.pulseOffsetMmPerS;
  fitting.windAddress = static_cast<uint8_t>(config.windAddress);
  fitting.windFunction = static_cast<uint8_t>(config.windFunction);
  fitting.windRegister = config.windRegister;
  fitting.windMmPerSPerCount = config.windMmPerSPerCount;
  fitting.windBaud = config.windBaud;
  fitting.pitotAddress = static_cast<uint8_t>(config.pitotAddress);
  fitting.barometer = static_cast<BarometerKind>(config.barometerKind);
  fitting.barometerAddress = static_cast<uint8_t>(config.barometerAddress);
  return fitting;
}

bool isSameFitting(const Config& a, const Config& b) {
  for (size_t i = firstFittingField; i < configFieldCount; ++i) {
    if (valueOf(configFields[i], a) != valueOf(configFields[i], b)) return false;
  }
  return true;
}

}  // namespace ct
