#pragma once
#include <cstdint>

#include "../quality.h"

namespace ct::max31855 {

struct Reading {
  Channel gasDeciC;
  Channel coldJunctionDeciC;
};

/// Decodes the 32 bits of one SPI read. No checksum exists, so reserved bits and the fault bits' agreement stand in for it.
Reading decode(uint32_t frame);

}  // namespace ct::max31855
