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
    {"samplePeriodS", 1, 300, nullptr, &Config::samplePeriodS},
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
};
constexpr size_t configFieldCount = sizeof configFields / sizeof configFields[0];

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
