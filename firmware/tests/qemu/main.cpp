// Runs the core as the chip's instruction set would: no exceptions, no RTTI, no doctest, its own small checks.
#include <stdio.h>
#include <string.h>

#include "../../core/crc.h"
#include "../../core/drivers/max31855.h"
#include "../../core/drivers/modbus.h"
#include "../../core/drivers/sdp8xx.h"
#include "../../core/drivers/winsen.h"
#include "../../core/physics.h"
#include "../../core/ringlog.h"
#include "../../core/telemetry_payload.h"

namespace {

int failures = 0;
int checks = 0;

void check(bool isTrue, const char* claim) {
  ++checks;
  if (isTrue) return;
  ++failures;
  printf("FAILED: %s\n", claim);
}

constexpr uint32_t sectors = 4;
constexpr uint32_t bytesPerSector = 4096;

class RamFlash final : public ct::Flash {
 public:
  /// Bytes that are still programmed before the supply fails.
  uint32_t budget = 0xFFFFFFFFu;
  RamFlash() { memset(bytes_, 0xFF, sizeof bytes_); }
  uint32_t sectorCount() const override { return sectors; }
  uint32_t sectorBytes() const override { return bytesPerSector; }
  bool read(uint32_t address, uint8_t* bytes, size_t count) override {
    memcpy(bytes, bytes_ + address, count);
    return true;
  }
  bool program(uint32_t address, const uint8_t* bytes, size_t count) override {
    for (size_t i = 0; i < count; ++i) {
      if (budget == 0) return false;
      --budget;
      bytes_[address + i] &= bytes[i];
    }
    return true;
  }
  bool erase(uint32_t sector) override {
    if (budget == 0) return false;
    memset(bytes_ + sector * bytesPerSector, 0xFF, bytesPerSector);
    return true;
  }

 private:
  uint8_t bytes_[sectors * bytesPerSector];
};

class NothingDelivered final : public ct::Delivered {
 public:
  bool isDelivered(uint32_t) const override { return false; }
};

ct::Record numbered(uint32_t number) {
  ct::Record record;
  record.at = {1795478400000ull + number * 5000ull, ct::TimeQuality::ntp};
  record.sample.co2Ppm = ct::Channel::of(static_cast<int32_t>(90000 + number * 10));
  return record;
}

void checkSums() {
  const auto* digits = reinterpret_cast<const uint8_t*>("123456789");
  check(ct::crc32(digits, 9) == 0xCBF43926u, "CRC-32");
  check(ct::crc16Modbus(digits, 9) == 0x4B37, "CRC-16/MODBUS");
}

void checkDrivers() {
  const uint8_t winsenFrame[] = {0xFF, 0x86, 0x02, 0x60, 0x3D, 0, 0, 0, 0xDB};
  ct::winsen::Decoder winsen;
  ct::winsen::Reading reading{};
  bool isDone = false;
  for (const uint8_t byte : winsenFrame) isDone = winsen.push(byte, reading);
  check(isDone && reading.ppm == 608 && reading.cellC == 21, "Winsen 608 ppm at 21 C");
  const uint8_t k33Frame[] = {0xFE, 0x04, 0x02, 0x01, 0x90, 0xAC, 0xD8};
  ct::modbus::Decoder modbus({0xFE, 4, 3});
  uint16_t value = 0;
  for (const uint8_t byte : k33Frame) modbus.push(byte, value);
  check(value == 400, "K33 400 counts");
  check(ct::max31855::decode(0xF060EC00).gasDeciC.value == -2500, "MAX31855 -250 C");
  const uint8_t sdpFrame[] = {0xFE, 0x3E, 0x2E, 0x17, 0x70, 0xB9, 0x00, 0x3C, 0x39};
  check(ct::sdp8xx::decode(sdpFrame).differenceCentiPa.value == -750, "SDP8xx -7.5 Pa");
}

void checkPhysics() {
  const double flow = 4.2 * ct::physics::circularAreaM2(0.85);
  const double rate = ct::physics::massRateKgPerS(95000e-6, {flow, 185, 79500});
  check(rate > 0.207956411995 * (1 - 1e-6) && rate < 0.207956411995 * (1 + 1e-6), "P06 in kg/s");
}

void checkPayload() {
  char text[512];
  ct::TelemetryPayload payload(text, sizeof text, {"1.4.2", 7, 5, 0, 12, ct::Channel::of(-67)});
  ct::Sample sample;
  sample.at = {1795478400000ull, ct::TimeQuality::ntp};
  payload.add(4294967295u, sample);
  const size_t count = payload.finish();
  const char* expected =
      "{\"v\":1,\"fw\":\"1.4.2\",\"cfg\":7,\"sp\":5,\"ep\":0,\"boot\":12,\"rssi\":-67,\"r\":[[4294967295,1795478400000,3,"
      "null,5,null,5,null,5,null,null,null,null]]}";
  check(count == strlen(expected) && memcmp(text, expected, count) == 0, "the payload, 64-bit numbers whole");
}

void checkRingLog() {
  static RamFlash flash;
  NothingDelivered delivered;
  uint32_t nextExpected = 0;
  for (uint32_t cut = 0; cut < 60; ++cut) {
    flash.budget = 0xFFFFFFFFu;
    ct::RingLog log(flash, delivered);
    check(log.mount(0) != ct::Mounted::failed, "the log mounts after a cut");
    check(log.nextSeq() >= nextExpected, "no sequence number is used twice");
    flash.budget = 700 + cut * 13;
    for (;;) {
      ct::Record record = numbered(log.nextSeq());
      if (log.append(record) != ct::Appended::written) break;
      nextExpected = record.seq + 1;
      ct::Record back;
      check(log.read(record.seq, back) && back.sample.co2Ppm.hasValue, "an acknowledged record is there");
    }
  }
  check(nextExpected > 127 * 8, "the log wrapped more than once");
}

}  // namespace

int main() {
  checkSums();
  checkDrivers();
  checkPhysics();
  checkPayload();
  checkRingLog();
  printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 && checks > 100 ? 0 : 1;
}
