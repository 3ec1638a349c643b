#include "../../core/record.h"

#include <doctest/doctest.h>

#include <initializer_list>

#include "../bytes.h"
#include "../ring_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

Record throughFlash(const Record& record) {
  uint8_t bytes[recordBytes];
  encodeRecord(record, bytes);
  Record decoded;
  REQUIRE(decodeRecord(bytes, decoded));
  return decoded;
}

}  // namespace

TEST_CASE("a sample record gives back every value, quality and its time") {
  Record record = numbered(3);
  record.seq = 4294967295u;
  record.sample.samplePeriodS = 300;
  record.sample.co2Ppm = Channel::of(5000, Quality::over_range);
  record.sample.gasDeciC = Channel::of(-2000, Quality::stale);
  record.sample.velocityMmPerS = Channel::of(60000, Quality::warm_up);
  record.sample.differenceCentiPa = Channel::of(-32767, Quality::warm_up);
  record.sample.pressureDaPa = Channel::of(11500, Quality::assumed);
  record.sample.batteryMv = Channel::of(13100);
  record.sample.cellDeciC = Channel::of(-400);
  const Record back = throughFlash(record);
  CHECK(back.seq == record.seq);
  CHECK(back.at.ms == record.at.ms);
  CHECK(back.at.quality == TimeQuality::ntp);
  CHECK(back.sample.samplePeriodS == 300);
  CHECK(back.sample.co2Ppm.value == 5000);
  CHECK(back.sample.co2Ppm.quality == Quality::over_range);
  CHECK(back.sample.gasDeciC.value == -2000);
  CHECK(back.sample.gasDeciC.quality == Quality::stale);
  CHECK(back.sample.velocityMmPerS.value == 60000);
  CHECK(back.sample.differenceCentiPa.value == -32767);
  CHECK(back.sample.pressureDaPa.value == 11500);
  CHECK(back.sample.pressureDaPa.quality == Quality::assumed);
  CHECK(back.sample.batteryMv.value == 13100);
  CHECK(back.sample.cellDeciC.value == -400);
}

TEST_CASE("missing stays missing and zero stays zero") {
  Record record;
  for (const Channel& channel : {Channel::missing(Quality::stale), Channel::of(0)}) {
    record.sample.co2Ppm = record.sample.gasDeciC = record.sample.velocityMmPerS = channel;
    record.sample.differenceCentiPa = record.sample.cellDeciC = record.sample.batteryMv = channel;
    const Sample back = throughFlash(record).sample;
    CHECK(back.co2Ppm.hasValue == channel.hasValue);
    CHECK(back.gasDeciC.hasValue == channel.hasValue);
    CHECK(back.velocityMmPerS.hasValue == channel.hasValue);
    CHECK(back.differenceCentiPa.hasValue == channel.hasValue);
    CHECK(back.cellDeciC.hasValue == channel.hasValue);
    CHECK(back.batteryMv.hasValue == channel.hasValue);
    CHECK(back.pressureDaPa.hasValue == false);
  }
}

TEST_CASE("CO2 is exact up to 65,534 ppm, to 10 ppm above, and never wraps") {
  Record record;
  for (const int32_t ppm : {0, 400, 65534, 65535, 98000, 200004, 655340}) {
    record.sample.co2Ppm = Channel::of(ppm);
    const int32_t back = throughFlash(record).sample.co2Ppm.value;
    CAPTURE(ppm);
    CHECK(back >= ppm - (ppm > 65534 ? 5 : 0));
    CHECK(back <= ppm + (ppm > 65534 ? 5 : 0));
  }
  record.sample.co2Ppm = Channel::of(655341);
  CHECK(throughFlash(record).sample.co2Ppm.quality == Quality::over_range);
  CHECK_FALSE(throughFlash(record).sample.co2Ppm.hasValue);
}

TEST_CASE("events and gaps keep their fields") {
  Record record;
  record.type = RecordType::event;
  record.event = {EventKind::low_battery, false, true, -12345};
  const Record event = throughFlash(record);
  CHECK(event.event.kind == EventKind::low_battery);
  CHECK_FALSE(event.event.isRaised);
  CHECK(event.event.valueMilli == -12345);
  record.type = RecordType::gap;
  record.gap = {false, 7, 4294967295u, 99};
  const Gap gap = throughFlash(record).gap;
  CHECK_FALSE(gap.overwritten);
  CHECK(gap.from == 7);
  CHECK(gap.to == 4294967295u);
  CHECK(gap.count == 99);
}

TEST_CASE("any flipped bit, erased bytes and cleared bytes are no record") {
  uint8_t bytes[recordBytes];
  encodeRecord(numbered(5), bytes);
  const Bytes right(bytes, bytes + recordBytes);
  Record record;
  for (size_t bit = 0; bit < recordBytes * 8; ++bit) CHECK_FALSE(decodeRecord(withFlippedBit(right, bit).data(), record));
  CHECK_FALSE(decodeRecord(Bytes(recordBytes, 0xFF).data(), record));
  CHECK_FALSE(decodeRecord(Bytes(recordBytes, 0x00).data(), record));
}
