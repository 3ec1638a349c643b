#pragma once
#include "../hal/spi.h"
#include "drivers/max31855.h"
#include "drivers/max6675.h"
#include "fitting.h"

namespace ct {

/// Gas temperature in 0.1 °C from whichever chip is fitted.
inline Channel readThermocouple(Spi& spi, GasKind kind) {
  if (kind == GasKind::none) return Channel::missing(Quality::ok);
  uint8_t bytes[4] = {};
  if (!spi.read(bytes, kind == GasKind::max31855 ? 4 : 2)) return Channel::missing(Quality::disconnected);
  const auto high = static_cast<uint16_t>(bytes[0] << 8 | bytes[1]);
  if (kind == GasKind::max6675) return max6675::decode(high);
  return max31855::decode(static_cast<uint32_t>(high) << 16 | static_cast<uint32_t>(bytes[2] << 8 | bytes[3])).gasDeciC;
}

}  // namespace ct
