#pragma once
#include "../core/ringlog.h"
#include "fake_flash.h"

namespace ct::test {

/// Everything below `lowWater` is delivered.
class DeliveredBelow final : public Delivered {
 public:
  uint32_t lowWater = 0;
  bool isDelivered(uint32_t seq) const override { return seq < lowWater; }
};

/// A sample whose every field follows from its number, so that a record can be recognised as genuine.
inline Record numbered(uint32_t number) {
  Record record;
  record.at = {1795478400000ull + number * 5000ull + number % 1000, TimeQuality::ntp};
  record.boot = static_cast<uint16_t>(number / 50);
  record.sample.at = record.at;
  record.sample.boot = record.boot;
  record.sample.co2Ppm = Channel::of(static_cast<int32_t>(90000 + number % 3000 * 10));
  record.sample.gasDeciC = Channel::of(static_cast<int32_t>(1500 + number % 400));
  record.sample.velocityMmPerS = Channel::of(static_cast<int32_t>(number * 7 % 60000));
  record.sample.pressureDaPa = Channel::of(8130);
  return record;
}

inline bool isSameRecord(const Record& a, const Record& b) {
  uint8_t left[recordBytes];
  uint8_t right[recordBytes];
  encodeRecord(a, left);
  encodeRecord(b, right);
  return std::equal(left, left + recordBytes, right);
}

}  // namespace ct::test
