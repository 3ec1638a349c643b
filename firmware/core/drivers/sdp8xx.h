#pragma once
#include <cstdint>

#include "../quality.h"

namespace ct::sdp8xx {

/// Continuous measurement, differential pressure, averaged until read.
constexpr uint8_t startContinuous[2] = {0x36, 0x15};

struct Reading {
  Channel differenceCentiPa;
  Channel sensorDeciC;
};

/// Decodes the nine bytes of one I²C read: pressure, temperature and scale, each word with its CRC.
/// The scale factor is taken from the frame: it differs between the 125 Pa and the 500 Pa model.
Reading decode(const uint8_t frame[9]);

}  // namespace ct::sdp8xx
