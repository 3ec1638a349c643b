#include <doctest/doctest.h>

#include <initializer_list>

#include "../../core/drivers/max31855.h"
#include "../../core/drivers/max6675.h"

using namespace ct;

namespace {

bool isPhysicalOrFault(const Channel& channel) {
  if (!channel.hasValue) return channel.quality != Quality::ok;
  return channel.value >= -2700 && channel.value <= 18000;
}

}  // namespace

TEST_CASE("MAX31855: the datasheet's temperatures") {
  const auto hot = max31855::decode(0x64001900);
  CHECK(hot.gasDeciC.value == 16000);
  CHECK(hot.coldJunctionDeciC.value == 250);
  const auto belowZero = max31855::decode(0xFFFC1900);
  CHECK(belowZero.gasDeciC.value == -3);  // −0.25 °C, half away from zero
  CHECK(belowZero.coldJunctionDeciC.value == 250);
  const auto cold = max31855::decode(0xF060EC00);
  CHECK(cold.gasDeciC.value == -2500);
  CHECK(cold.coldJunctionDeciC.value == -200);
}

TEST_CASE("MAX31855: open, shorted and dead are faults without a value") {
  for (const uint32_t frame : {0x00011901u, 0x00011902u, 0x00011904u, 0x00000000u, 0xFFFFFFFFu}) {
    const auto reading = max31855::decode(frame);
    CAPTURE(frame);
    CHECK(isFault(reading.gasDeciC.quality));
    CHECK_FALSE(reading.gasDeciC.hasValue);
    CHECK_FALSE(reading.coldJunctionDeciC.hasValue);
  }
}

TEST_CASE("MAX31855: a set reserved bit, and fault bits that disagree, are faults") {
  for (const uint32_t good : {0x64001900u, 0xFFFC1900u, 0xF060EC00u}) {
    for (const int bit : {17, 16, 3, 2, 1, 0}) {
      CAPTURE(bit);
      CHECK(isFault(max31855::decode(good ^ (1u << bit)).gasDeciC.quality));
    }
  }
}

TEST_CASE("MAX31855: no frame leaves the physical range without a fault") {
  for (uint64_t frame = 0; frame <= 0xFFFFFFFFull; frame += 65537 / 13) {
    const auto reading = max31855::decode(static_cast<uint32_t>(frame));
    if (!isPhysicalOrFault(reading.gasDeciC) || !isPhysicalOrFault(reading.coldJunctionDeciC)) FAIL(frame);
  }
}

TEST_CASE("MAX6675: 187.25 °C, open and unplugged") {
  CHECK(max6675::decode(0x1768).value == 1873);
  CHECK(max6675::decode(0x1768).quality == Quality::ok);
  for (const uint16_t frame : {0x0004, 0x0000, 0x0001, 0xFFFF}) {
    const Channel channel = max6675::decode(frame);
    CAPTURE(frame);
    CHECK(channel.quality == Quality::disconnected);
    CHECK_FALSE(channel.hasValue);
  }
}

TEST_CASE("MAX6675: a set reserved bit is a fault, full scale is over_range") {
  CHECK(isFault(max6675::decode(0x1768 | 0x8000).quality));
  CHECK(isFault(max6675::decode(0x1768 | 0x0002).quality));
  CHECK(max6675::decode(0x7FF8).quality == Quality::over_range);
}

TEST_CASE("MAX6675: no frame at all leaves the physical range without a fault") {
  for (uint32_t frame = 0; frame <= 0xFFFF; ++frame) {
    if (!isPhysicalOrFault(max6675::decode(static_cast<uint16_t>(frame)))) FAIL(frame);
  }
}
