#pragma once
#include "config.h"

namespace ct {

/// One settable field: its key, its range and where it lives. Storage goes in the table's order, so it only grows.
struct ConfigField {
  const char* key;
  uint32_t least;
  uint32_t most;
  uint32_t Config::* wide;
  uint16_t Config::* narrow;
};

constexpr ConfigField configFields[] = {
    {"rev", 1, 4294967295u, &Config::rev, nullptr},
    {"samplePeriodS", 3, 300, nullptr, &Config::samplePeriodS},
    {"reportEveryS", 1, 3600, nullptr, &Config::reportEveryS},
    {"areaMm2", 1000, 100000000, &Config::areaMm2, nullptr},
    {"profilePermille", 300, 2000, nullptr, &Config::profilePermille},
    {"moisturePermille", 0, 600, nullptr, &Config::moisturePermille},
    {"altitudeM", 0, 4000, nullptr, &Config::altitudeM},
    {"highEmissionMgPerS", 1, 100000000, &Config::highEmissionMgPerS, nullptr},
    {"highEmissionForS", 0, 3600, nullptr, &Config::highEmissionForS},
    {"gasHighC", 1, 1600, nullptr, &Config::gasHighC},
    {"gasHighClearC", 0, 1600, nullptr, &Config::gasHighClearC},
    {"gasHighForS", 0, 3600, nullptr, &Config::gasHighForS},
    {"lowVelocityMmPerS", 0, 60000, nullptr, &Config::lowVelocityMmPerS},
    {"lowVelocityForS", 0, 3600, nullptr, &Config::lowVelocityForS},
    {"faultForS", 0, 3600, nullptr, &Config::faultForS},
    {"batteryLowMv", 0, 30000, nullptr, &Config::batteryLowMv},
    {"batteryFloorMv", 0, 30000, nullptr, &Config::batteryFloorMv},
    {"co2Kind", 0, 3, nullptr, &Config::co2Kind},
    {"co2FullScalePpm", 400, 1000000, &Config::co2FullScalePpm, nullptr},
    {"co2PpmPerCount", 1, 100, nullptr, &Config::co2PpmPerCount},
    {"gasKind", 0, 2, nullptr, &Config::gasKind},
    {"flowKind", 0, 3, nullptr, &Config::flowKind},
    {"flowFullScaleMmPerS", 1000, 60000, nullptr, &Config::flowFullScaleMmPerS},
    {"pulseMmPerSPerHz", 1, 60000, nullptr, &Config::pulseMmPerSPerHz},
    {"pulseOffsetMmPerS", 0, 5000, nullptr, &Config::pulseOffsetMmPerS},
    {"windAddress", 1, 247, nullptr, &Config::windAddress},
    {"windFunction", 3, 4, nullptr, &Config::windFunction},
    {"windRegister", 0, 65535, nullptr, &Config::windRegister},
    {"windMmPerSPerCount", 1, 1000, nullptr, &Config::windMmPerSPerCount},
    {"windBaud", 1200, 115200, &Config::windBaud, nullptr},
    {"pitotAddress", 0x25, 0x26, nullptr, &Config::pitotAddress},
    {"barometerKind", 0, 1, nullptr, &Config::barometerKind},
    {"barometerAddress", 0x76, 0x77, nullptr, &Config::barometerAddress},
};
constexpr size_t configFieldCount = sizeof configFields / sizeof configFields[0];
/// From here on a field tells what is fitted, and takes effect at the next start.
constexpr size_t firstFittingField = 17;

inline uint32_t valueOf(const ConfigField& field, const Config& config) {
  return field.wide != nullptr ? config.*field.wide : config.*field.narrow;
}

inline void setValue(const ConfigField& field, Config& config, uint32_t value) {
  if (field.wide != nullptr) {
    config.*field.wide = value;
  } else {
    config.*field.narrow = static_cast<uint16_t>(value);
  }
}

}  // namespace ct
