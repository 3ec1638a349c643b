#pragma once
#include "../quality.h"
#include "modbus.h"

namespace ct::k33 {

/// Senseair K33 answers to any address at 0xFE; input register 3 is the space CO2.
constexpr modbus::Query query = {0xFE, 0x04, 3};

/// `ppmPerCount`: 10 for the 30 % model. Unsigned: above 32767 counts a signed reading would turn negative.
inline Channel co2Channel(uint16_t count, int32_t ppmPerCount, int32_t fullScalePpm) {
  const int32_t ppm = count * ppmPerCount;
  if (ppm > 1000000) return Channel::missing(Quality::implausible);
  return Channel::of(ppm, ppm >= fullScalePpm ? Quality::over_range : Quality::ok);
}

}  // namespace ct::k33
