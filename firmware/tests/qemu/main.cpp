// Runs the core as the chip's instruction set would: no exceptions, no RTTI, no doctest, its own small checks.
#include <stdio.h>
#include <string.h>

#include "../../core/crc.h"
#include "../../core/physics.h"
#include "../../core/ringlog.h"
#include "../../core/telemetry_payload.h"
#include "claims.h"
#include "ram_flash.h"

using ct::qemu::claim;

namespace {

int failedClaims = 0;

using Flash4 = ct::qemu::RamFlash<4>;

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
  claim(ct::crc32(digits, 9) == 0xCBF43926u, "CRC-32");
  claim(ct::crc16Modbus(digits, 9) == 0x4B37, "CRC-16/MODBUS");
}

void checkPhysics() {
  const double flow = 4.2 * ct::physics::circularAreaM2(0.85);
  const double rate = ct::physics::massRateKgPerS(95000e-6, {flow, 185, 79500});
  claim(rate > 0.207956411995 * (1 - 1e-6) && rate < 0.207956411995 * (1 + 1e-6), "P06 in kg/s");
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
  claim(count == strlen(expected) && memcmp(text, expected, count) == 0, "the payload, 64-bit numbers whole");
}

void checkRingLog() {
  static Flash4 flash;
  NothingDelivered delivered;
  uint32_t nextExpected = 0;
  for (uint32_t cut = 0; cut < 60; ++cut) {
    flash.budget = 0xFFFFFFFFu;
    ct::RingLog log(flash, delivered);
    claim(log.mount(0) != ct::Mounted::failed, "the log mounts after a cut");
    claim(log.nextSeq() >= nextExpected, "no sequence number is used twice");
    flash.budget = 700 + cut * 13;
    for (;;) {
      ct::Record record = numbered(log.nextSeq());
      if (log.append(record) != ct::Appended::written) break;
      nextExpected = record.seq + 1;
      ct::Record back;
      claim(log.read(record.seq, back) && back.sample.co2Ppm.hasValue, "an acknowledged record is there");
    }
  }
  claim(nextExpected > 127 * 8, "the log wrapped more than once");
}

struct Case {
  const char* name;
  void (*run)();
};

const Case cases[] = {
    {"sums", checkSums},
    {"every shared sensor frame", ct::qemu::everyFrame},
    {"kg/s", checkPhysics},
    {"a telemetry row with 64-bit time", checkPayload},
    {"the ring log through 60 cuts", checkRingLog},
    {"a whole device through an outage", ct::qemu::deviceThroughAnOutage},
};

}  // namespace

void ct::qemu::claim(bool holds, const char* what) {
  if (holds) return;
  ++failedClaims;
  printf("  does not hold: %s\n", what);
}

int main() {
  unsigned passed = 0;
  for (const Case& one : cases) {
    failedClaims = 0;
    one.run();
    printf("%s: %s\n", failedClaims == 0 ? "ok" : "FAILED", one.name);
    if (failedClaims == 0) ++passed;
  }
  constexpr unsigned total = sizeof cases / sizeof cases[0];
  printf("%u cases passed, %u failed\n", passed, total - passed);
  return passed == total ? 0 : 1;
}
