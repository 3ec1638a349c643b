#include "max31855.h"

#include "../rounding.h"

namespace ct::max31855 {

namespace {

constexpr uint32_t reservedBits = (1u << 17) | (1u << 3);
constexpr uint32_t anyFaultBit = 1u << 16;
constexpr uint32_t reasonBits = 7;

Reading fault(Quality quality) { return {Channel::missing(quality), Channel::missing(quality)}; }

int32_t signExtend(uint32_t value, int bits) {
  const uint32_t sign = 1u << (bits - 1);
  return static_cast<int32_t>((value ^ sign)) - static_cast<int32_t>(sign);
}

}  // namespace

Reading decode(uint32_t frame) {
  // A bus held low or high is no chip. All zero would also be 0 °C on both ends, which a chimney never shows.
  if (frame == 0 || frame == 0xFFFFFFFFu) return fault(Quality::disconnected);
  if ((frame & reservedBits) != 0) return fault(Quality::checksum);
  const bool saysFault = (frame & anyFaultBit) != 0;
  const bool hasReason = (frame & reasonBits) != 0;
  if (saysFault != hasReason) return fault(Quality::checksum);
  if (saysFault) return fault(Quality::disconnected);
  const int32_t quarterC = signExtend(frame >> 18, 14);
  const int32_t sixteenthC = signExtend((frame >> 4) & 0xFFF, 12);
  // The thermocouple's own range; outside it the bits were damaged on the way.
  if (quarterC < -270 * 4 || quarterC > 1800 * 4 || sixteenthC < -55 * 16 || sixteenthC > 127 * 16) {
    return fault(Quality::implausible);
  }
  return {Channel::of(divideRounded(int64_t{quarterC} * 10, 4)), Channel::of(divideRounded(int64_t{sixteenthC} * 10, 16))};
}

}  // namespace ct::max31855
