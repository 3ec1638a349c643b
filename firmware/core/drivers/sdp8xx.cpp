#include "sdp8xx.h"

#include "../crc.h"
#include "../rounding.h"

namespace ct::sdp8xx {

namespace {

int16_t wordAt(const uint8_t* bytes) { return static_cast<int16_t>(bytes[0] << 8 | bytes[1]); }

}  // namespace

Reading decode(const uint8_t frame[9]) {
  for (int i = 0; i < 9; i += 3) {
    if (crc8Sensirion(frame + i, 2) != frame[i + 2]) {
      return {Channel::missing(Quality::checksum), Channel::missing(Quality::checksum)};
    }
  }
  const int32_t raw = wordAt(frame);
  const int32_t scale = wordAt(frame + 6);
  const Channel temperature = Channel::of(divideRounded(wordAt(frame + 3), 20));
  if (scale <= 0) return {Channel::missing(Quality::implausible), temperature};
  const int32_t centiPa = divideRounded(static_cast<int64_t>(raw) * 100, scale);
  if (raw >= 32767 || centiPa > 32767) return {Channel::missing(Quality::over_range), temperature};
  if (raw <= -32767 || centiPa < -32767) return {Channel::missing(Quality::under_range), temperature};
  return {Channel::of(centiPa), temperature};
}

}  // namespace ct::sdp8xx
