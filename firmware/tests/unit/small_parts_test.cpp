#include <doctest/doctest.h>

#include <string>

#include "../../core/base64.h"
#include "../../core/config_store.h"
#include "../../core/crc.h"
#include "../../core/fitting.h"
#include "../../core/led_code.h"
#include "../../core/sample_schedule.h"
#include "../fake_kv.h"

using namespace ct;
using namespace ct::test;

namespace {

std::string decoded(const std::string& text, size_t capacity = 72) {
  uint8_t bytes[72];
  const size_t count = decodeBase64(text.data(), text.size(), bytes, capacity);
  return std::string(bytes, bytes + count);
}

}  // namespace

TEST_CASE("base64: RFC 4648's own examples") {
  CHECK(decoded("Zg==") == "f");
  CHECK(decoded("Zm8=") == "fo");
  CHECK(decoded("Zm9v") == "foo");
  CHECK(decoded("Zm9vYg==") == "foob");
  CHECK(decoded("Zm9vYmE=") == "fooba");
  CHECK(decoded("Zm9vYmFy") == "foobar");
  CHECK(decoded("+/+/") == "\xFB\xFF\xBF");
}

TEST_CASE("base64: what is not exactly that decodes to nothing") {
  for (const char* text : {"", "=", "==", "===", "====", "Z", "Zg", "Zg=", "Zg===", "Z===", "Zm9v====", "Zh==", "Zm9=", "Zm 9",
                           "Zm9v\n", "Zg==Zg==", "Zm-_", "=Zm9"}) {
    CAPTURE(text);
    CHECK(decoded(text).empty());
  }
  CHECK(decoded("Zm9v", 2).empty());
}

TEST_CASE("schedule: due at each period, whatever the ticks do") {
  SampleSchedule schedule;
  schedule.start(1000);
  CHECK_FALSE(schedule.isDue(999, 5));
  CHECK(schedule.isDue(1000, 5));
  CHECK_FALSE(schedule.isDue(1000, 5));
  CHECK_FALSE(schedule.isDue(5999, 5));
  // A late tick does not shift those after it.
  CHECK(schedule.isDue(6400, 5));
  CHECK_FALSE(schedule.isDue(10999, 5));
  CHECK(schedule.isDue(11000, 5));
}

TEST_CASE("schedule: a stall is not caught up, and the phase stays") {
  SampleSchedule schedule;
  schedule.start(0);
  CHECK(schedule.isDue(0, 5));
  CHECK(schedule.isDue(3600001, 5));
  CHECK_FALSE(schedule.isDue(3604999, 5));
  CHECK(schedule.isDue(3605000, 5));
}

TEST_CASE("schedule: another period counts from the next due time on") {
  SampleSchedule schedule;
  schedule.start(0);
  CHECK(schedule.isDue(0, 5));
  CHECK_FALSE(schedule.isDue(4999, 1));
  CHECK(schedule.isDue(5000, 1));
  CHECK(schedule.isDue(6000, 60));
  CHECK_FALSE(schedule.isDue(65999, 60));
  CHECK(schedule.isDue(66000, 60));
}

TEST_CASE("LED: one code for each look, the fault to mend first wins") {
  DeviceLook look = {true, true, false, false, true, true};
  CHECK(ledBlinks(look) == 1);
  look.isSynced = false;
  CHECK(ledBlinks(look) == 2);
  look.isOnline = false;
  CHECK(ledBlinks(look) == 3);
  look.hasSensorFault = true;
  CHECK(ledBlinks(look) == 4);
  look.isBatteryBelowFloor = true;
  CHECK(ledBlinks(look) == 5);
  look.isProvisioned = false;
  CHECK(ledBlinks(look) == 6);
  look.isLogUsable = false;
  CHECK(ledBlinks(look) == 7);
}

TEST_CASE("fitting: it is what the configuration says, and only its own fields make it another") {
  Config config;
  config.co2Kind = 3;
  config.gasKind = 2;
  config.flowKind = 2;
  config.windRegister = 0x1234;
  config.windBaud = 4800;
  config.barometerKind = 0;
  const Fitting fitting = fittingOf(config);
  CHECK(fitting.co2 == Co2Kind::k33);
  CHECK(fitting.gas == GasKind::max6675);
  CHECK(fitting.flow == FlowKind::wind_rs485);
  CHECK(fitting.windRegister == 0x1234);
  CHECK(fitting.windBaud == 4800);
  CHECK(fitting.barometer == BarometerKind::none);
  Config other = config;
  other.samplePeriodS = 60;
  other.batteryFloorMv = 11000;
  CHECK(isSameFitting(config, other));
  other.windBaud = 9600;
  CHECK_FALSE(isSameFitting(config, other));
  other = config;
  other.co2Kind = 1;
  CHECK_FALSE(isSameFitting(config, other));
}

TEST_CASE("config: a store without one gives the defaults, and one written by older firmware is read as far as it goes") {
  FakeKv kv;
  CHECK(storedConfig(kv).samplePeriodS == 5);
  Config config;
  config.rev = 9;
  config.samplePeriodS = config.reportEveryS = 60;
  config.co2PpmPerCount = 100;
  storeConfig(kv, config);
  CHECK(storedConfig(kv).rev == 9);
  CHECK(storedConfig(kv).co2PpmPerCount == 100);
  // 17 fields in 64 bytes, as the first firmware stored them.
  Bytes& blob = kv.values.at(configKey);
  blob.resize(64);
  blob[0] = 17;
  const uint32_t crc = crc32(blob.data(), 60);
  for (int i = 0; i < 4; ++i) blob[60 + i] = static_cast<uint8_t>(crc >> 8 * i);
  CHECK(storedConfig(kv).samplePeriodS == 60);
  CHECK(storedConfig(kv).co2PpmPerCount == 10);
  // A count that the bytes do not hold is damage, not fields.
  blob[0] = 30;
  const uint32_t wrong = crc32(blob.data(), 60);
  for (int i = 0; i < 4; ++i) blob[60 + i] = static_cast<uint8_t>(wrong >> 8 * i);
  CHECK(storedConfig(kv).rev == 0);
}
