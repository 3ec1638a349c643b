#pragma once
#include <cstdint>

namespace ct {

/// Codes the wire carries beside a raw value; the same list as contract/quality.ts, in its order.
enum class Quality : uint8_t {
  ok = 0,
  warm_up = 1,
  over_range = 2,
  under_range = 3,
  stale = 4,
  disconnected = 5,
  checksum = 6,
  implausible = 7,
  assumed = 8,
  calibrating = 9,
};

constexpr uint8_t qualityCodeCount = 10;

const char* qualityName(Quality quality);

/// What the cloud shows as `fault`: nothing trustworthy came from the sensor.
constexpr bool isFault(Quality quality) {
  return quality == Quality::disconnected || quality == Quality::checksum;
}

/// One raw value with its quality. Missing is missing, never 0.
struct Channel {
  bool hasValue = false;
  int32_t value = 0;
  Quality quality = Quality::disconnected;

  static constexpr Channel of(int32_t value, Quality quality = Quality::ok) { return {true, value, quality}; }
  static constexpr Channel missing(Quality quality) { return {false, 0, quality}; }
};

}  // namespace ct
