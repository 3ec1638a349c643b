#pragma once
#include <cstdint>

#include "../quality.h"
#include "../rounding.h"

namespace ct::max6675 {

/// Gas temperature in 0.1 °C from the 16 bits of one SPI read. Bit 0 floats and is not looked at.
inline Channel decode(uint16_t frame) {
  constexpr uint16_t mustBeZero = 0x8002;
  constexpr uint16_t isOpen = 0x0004;
  // An unplugged chip reads as 0.0 °C, so zero is never believed.
  if ((frame & ~1u) == 0 || frame == 0xFFFF) return Channel::missing(Quality::disconnected);
  if ((frame & mustBeZero) != 0) return Channel::missing(Quality::checksum);
  if ((frame & isOpen) != 0) return Channel::missing(Quality::disconnected);
  const int32_t quarterC = frame >> 3;
  const int32_t deciC = divideRounded(int64_t{quarterC} * 10, 4);
  return Channel::of(deciC, quarterC == 0xFFF ? Quality::over_range : Quality::ok);
}

}  // namespace ct::max6675
