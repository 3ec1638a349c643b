#pragma once
#include <cstdint>

#include "sample.h"

namespace ct {

constexpr uint32_t recordBytes = 32;

enum class RecordType : uint8_t { sample = 0, event = 1, gap = 2 };

enum class EventKind : uint8_t { high_emission, gas_temperature, gas_flow, sensor_fault, low_battery, clock_step };
constexpr uint8_t eventKindCount = 6;

/// Something the device noticed by itself. `value` is in thousandths of the kind's unit.
struct Event {
  EventKind kind = EventKind::high_emission;
  bool isRaised = true;
  bool hasValue = false;
  int32_t valueMilli = 0;
};

/// Readings that exist no more. `overwritten`: records `from`..`to` went to make room before their acknowledgement.
/// `count` of them; a gap that swallowed an untold older one spans from there, so gaps may overlap but their counts add.
/// Otherwise no sample was taken, and `from`..`to` are seconds of the boot's clock.
struct Gap {
  bool overwritten = true;
  uint32_t from = 0;
  uint32_t to = 0;
  uint32_t count = 0;
};

/// What one slot of the ring log holds. Only the part named by `type` has a meaning.
struct Record {
  uint32_t seq = 0;
  RecordType type = RecordType::sample;
  Stamp at;
  uint16_t boot = 0;
  Sample sample;
  Event event;
  Gap gap;
};

/// Little-endian, CRC-32 over the first 28 bytes in the last four: the CRC is the commit.
///   0 seq u32 · 4 seconds u32 · 8 ms:10 tq:3 type:3 · 10 boot u16 · 12 co2 u16 · 14 gas i16 0.1 °C · 16 v u16 mm/s ·
///   18 dp i16 0.01 Pa · 20 P u16 10 Pa · 22 quality 4×4 bit · 24 battery u8 0.1 V · 25 cell i8 °C ·
///   26 co2 in tens:1, sample period:9 · 28 crc32
/// An event uses 12 kind, 13 flags, 16 value; a gap 12 from, 16 to, 20 count, 24 flags.
void encodeRecord(const Record& record, uint8_t bytes[recordBytes]);

/// False when the CRC or a field is wrong.
bool decodeRecord(const uint8_t bytes[recordBytes], Record& record);

}  // namespace ct
