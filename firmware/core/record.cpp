#include "record.h"

#include <cstring>

#include "crc.h"
#include "little_endian.h"
#include "rounding.h"

namespace ct {

namespace {

constexpr uint16_t missingUnsigned = 0xFFFF;
constexpr int16_t missingSigned = -32768;
constexpr uint8_t missingByte = 0xFF;
constexpr int8_t missingSignedByte = -128;
constexpr uint16_t co2InTens = 1;

uint16_t unsignedOf(const Channel& channel) {
  return channel.hasValue ? static_cast<uint16_t>(channel.value) : missingUnsigned;
}

int16_t signedOf(const Channel& channel) {
  return channel.hasValue ? static_cast<int16_t>(channel.value) : missingSigned;
}

Channel fromUnsigned(uint16_t raw, int32_t unit, Quality quality) {
  return raw == missingUnsigned ? Channel::missing(quality) : Channel::of(raw * unit, quality);
}

Channel fromSigned(uint16_t raw, Quality quality) {
  const auto value = static_cast<int16_t>(raw);
  return value == missingSigned ? Channel::missing(quality) : Channel::of(value, quality);
}

uint16_t packedQuality(const Sample& sample) {
  return static_cast<uint16_t>(static_cast<unsigned>(sample.co2Ppm.quality) |
                               static_cast<unsigned>(sample.gasDeciC.quality) << 4 |
                               static_cast<unsigned>(sample.velocityMmPerS.quality) << 8 |
                               static_cast<unsigned>(sample.pressureDaPa.quality) << 12);
}

void encodeSample(const Sample& sample, uint8_t* bytes) {
  // Sixteen bits hold 65,534 ppm or ten times that; above it no sensor of ours has a value.
  Channel co2 = within(sample.co2Ppm, 0, 655340);
  const bool inTens = co2.hasValue && co2.value >= missingUnsigned;
  if (inTens) co2.value = divideRounded(co2.value, 10);
  Sample fitted = sample;
  fitted.co2Ppm = co2;
  put16(bytes + 12, unsignedOf(co2));
  put16(bytes + 14, static_cast<uint16_t>(signedOf(sample.gasDeciC)));
  put16(bytes + 16, unsignedOf(sample.velocityMmPerS));
  put16(bytes + 18, static_cast<uint16_t>(signedOf(sample.differenceCentiPa)));
  put16(bytes + 20, unsignedOf(sample.pressureDaPa));
  put16(bytes + 22, packedQuality(fitted));
  const Channel battery = within(sample.batteryMv, 0, 25400);
  bytes[24] = battery.hasValue ? static_cast<uint8_t>(divideRounded(battery.value, 100)) : missingByte;
  const Channel cell = sample.cellDeciC;
  bytes[25] = static_cast<uint8_t>(cell.hasValue ? divideRounded(cell.value, 10) : missingSignedByte);
  put16(bytes + 26, static_cast<uint16_t>((inTens ? co2InTens : 0) | sample.samplePeriodS << 1));
}

bool decodeSample(const uint8_t* bytes, Sample& sample) {
  const uint16_t quality = get16(bytes + 22);
  for (int shift = 0; shift < 16; shift += 4) {
    if ((quality >> shift & 15) >= qualityCodeCount) return false;
  }
  const auto qualityAt = [quality](int shift) { return static_cast<Quality>(quality >> shift & 15); };
  const uint16_t tail = get16(bytes + 26);
  sample.co2Ppm = fromUnsigned(get16(bytes + 12), (tail & co2InTens) != 0 ? 10 : 1, qualityAt(0));
  sample.gasDeciC = fromSigned(get16(bytes + 14), qualityAt(4));
  sample.velocityMmPerS = fromUnsigned(get16(bytes + 16), 1, qualityAt(8));
  sample.differenceCentiPa = fromSigned(get16(bytes + 18), qualityAt(8));
  sample.pressureDaPa = fromUnsigned(get16(bytes + 20), 1, qualityAt(12));
  sample.batteryMv = bytes[24] == missingByte ? Channel::missing(Quality::ok) : Channel::of(bytes[24] * 100);
  const auto cellC = static_cast<int8_t>(bytes[25]);
  sample.cellDeciC = cellC == missingSignedByte ? Channel::missing(Quality::ok) : Channel::of(cellC * 10);
  sample.samplePeriodS = static_cast<uint16_t>(tail >> 1 & 0x1FF);
  return sample.samplePeriodS >= 1 && sample.samplePeriodS <= 300;
}

void encodeEvent(const Event& event, uint8_t* bytes) {
  bytes[12] = static_cast<uint8_t>(event.kind);
  bytes[13] = static_cast<uint8_t>((event.isRaised ? 1 : 0) | (event.hasValue ? 2 : 0));
  put32(bytes + 16, static_cast<uint32_t>(event.valueMilli));
}

bool decodeEvent(const uint8_t* bytes, Event& event) {
  if (bytes[12] >= eventKindCount) return false;
  event = {static_cast<EventKind>(bytes[12]), (bytes[13] & 1) != 0, (bytes[13] & 2) != 0,
           static_cast<int32_t>(get32(bytes + 16))};
  return true;
}

}  // namespace

void encodeRecord(const Record& record, uint8_t bytes[recordBytes]) {
  std::memset(bytes, 0, recordBytes);
  put32(bytes, record.seq);
  put32(bytes + 4, static_cast<uint32_t>(record.at.ms / 1000));
  put16(bytes + 8, static_cast<uint16_t>(record.at.ms % 1000 | static_cast<unsigned>(record.at.quality) << 10 |
                                         static_cast<unsigned>(record.type) << 13));
  put16(bytes + 10, record.boot);
  if (record.type == RecordType::sample) encodeSample(record.sample, bytes);
  if (record.type == RecordType::event) encodeEvent(record.event, bytes);
  if (record.type == RecordType::gap) {
    put32(bytes + 12, record.gap.from);
    put32(bytes + 16, record.gap.to);
    put32(bytes + 20, record.gap.count);
    bytes[24] = record.gap.overwritten ? 1 : 0;
  }
  put32(bytes + 28, crc32(bytes, 28));
}

bool decodeRecord(const uint8_t bytes[recordBytes], Record& record) {
  if (get32(bytes + 28) != crc32(bytes, 28)) return false;
  const uint16_t head = get16(bytes + 8);
  if ((head & 0x3FF) > 999 || (head >> 10 & 7) > 3 || head >> 13 > 2) return false;
  record = Record();
  record.seq = get32(bytes);
  record.type = static_cast<RecordType>(head >> 13);
  record.at = {static_cast<uint64_t>(get32(bytes + 4)) * 1000 + (head & 0x3FFu), static_cast<TimeQuality>(head >> 10 & 7)};
  record.boot = get16(bytes + 10);
  if (record.type == RecordType::event) return decodeEvent(bytes, record.event);
  if (record.type == RecordType::gap) {
    record.gap = {bytes[24] == 1, get32(bytes + 12), get32(bytes + 16), get32(bytes + 20)};
    return true;
  }
  record.sample.at = record.at;
  record.sample.boot = record.boot;
  return decodeSample(bytes, record.sample);
}

}  // namespace ct
