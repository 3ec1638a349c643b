#pragma once
#include "../quality.h"
#include "modbus.h"

namespace ct::wind_rs485 {

/// Makes differ in address, register and scale, so all three are configuration.
struct Options {
  modbus::Query query = {0x01, 0x03, 0};
  int32_t mmPerSPerCount = 100;
  int32_t fullScaleMmPerS = 30000;
};

inline Channel velocityChannel(uint16_t count, const Options& options) {
  const int64_t mmPerS = static_cast<int64_t>(count) * options.mmPerSPerCount;
  if (mmPerS > 60000) return Channel::missing(Quality::implausible);
  return Channel::of(static_cast<int32_t>(mmPerS),
                     mmPerS >= options.fullScaleMmPerS ? Quality::over_range : Quality::ok);
}

}  // namespace ct::wind_rs485
