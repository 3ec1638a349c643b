#include "../../core/telemetry_payload.h"

#include <limits>
#include <vector>

#include "../bytes.h"
#include "../vector_file.h"

using namespace ct;
using namespace ct::test;

namespace {

Channel channelOf(const Json& value, const Json& code) {
  const auto quality = static_cast<Quality>(code.get<uint8_t>());
  return value.is_null() ? Channel::missing(quality) : Channel::of(value.get<int32_t>(), quality);
}

Sample sampleOf(const Json& row) {
  Sample sample;
  sample.at = {row[1].get<uint64_t>(), static_cast<TimeQuality>(row[2].get<uint8_t>())};
  sample.co2Ppm = channelOf(row[3], row[4]);
  sample.gasDeciC = channelOf(row[5], row[6]);
  sample.velocityMmPerS = channelOf(row[7], row[8]);
  sample.differenceCentiPa = channelOf(row[9], row[8]);
  sample.pressureDaPa = channelOf(row[10], 0);
  sample.cellDeciC = channelOf(row[11], 0);
  sample.batteryMv = channelOf(row[12], 0);
  return sample;
}

std::string encode(const Json& message) {
  const std::string firmware = message.at("fw");
  const TelemetryHeader header = {firmware.c_str(),  message.at("cfg"), message.at("sp"),
                                  message.at("ep"), message.at("boot"), channelOf(message.at("rssi"), 0)};
  std::vector<char> buffer(telemetryPayloadCapacity);
  TelemetryPayload payload(buffer.data(), buffer.size(), header);
  for (const Json& row : message.at("r")) payload.add(row[0].get<uint32_t>(), withinWireRanges(sampleOf(row)));
  return {buffer.data(), payload.finish()};
}

std::string base36(uint64_t value) {
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdefghijklmnopqrstuvwxyz"[value % 36]);
    value /= 36;
  } while (value > 0);
  return digits;
}

bool isWithin(const Json& value, int64_t least, int64_t most) {
  return value.is_null() || (value.get<int64_t>() >= least && value.get<int64_t>() <= most);
}

}  // namespace

TEST_CASE("every valid message of the contract is written byte for byte") {
  for (const Json& row : vectorRows("telemetry.json", "valid")) {
    CAPTURE(row.at("name").get<std::string>());
    CHECK(encode(row.at("message")) == row.at("message").dump());
  }
}

TEST_CASE("the written seq, epoch and time give the cloud's name of the reading") {
  for (const Json& row : vectorRows("reading-identity.json", "cases")) {
    Sample sample;
    sample.at = {1795478400000u + row.at("msInMinute").get<uint64_t>(), TimeQuality::ntp};
    char buffer[512];
    TelemetryPayload payload(buffer, sizeof buffer, {"1", 0, 5, row.at("epoch"), 0, {}});
    payload.add(row.at("seq"), sample);
    const Json sent = Json::parse(std::string(buffer, payload.finish()));
    const uint64_t identity = (sent.at("ep").get<uint64_t>() << 32) + sent.at("r")[0][0].get<uint64_t>();
    CHECK("r" + base36(sent.at("r")[0][1].get<uint64_t>() % 60000) + "." + base36(identity) == row.at("attribute"));
  }
}

TEST_CASE("whatever the sensors say, a row stays within the contract's ranges") {
  Noise noise(3);
  const auto any = [&noise](int32_t scale) {
    return Channel::of(static_cast<int32_t>(noise.next() % static_cast<uint32_t>(scale)) - scale / 3);
  };
  for (int i = 0; i < 2000; ++i) {
    Sample sample;
    sample.co2Ppm = any(1600000);
    sample.gasDeciC = any(30000);
    sample.velocityMmPerS = any(100000);
    sample.differenceCentiPa = any(120000);
    sample.pressureDaPa = any(30000);
    sample.cellDeciC = any(2000);
    sample.batteryMv = any(60000);
    char buffer[512];
    TelemetryPayload payload(buffer, sizeof buffer, {"1", 0, 5, 0, 0, any(300)});
    payload.add(1, withinWireRanges(sample));
    const Json row = Json::parse(std::string(buffer, payload.finish())).at("r")[0];
    CHECK((isWithin(row[3], 0, 1000000) && isWithin(row[5], -2000, 16000) && isWithin(row[7], 0, 60000) &&
           isWithin(row[9], -32767, 32767) && isWithin(row[10], 5000, 11500) && isWithin(row[11], -400, 850) &&
           isWithin(row[12], 0, 30000)));
    CHECK((row[3].is_null() == (row[4] != 0)));
    CHECK((row[9].is_null() ? row[8] != 0 : true));
  }
}

TEST_CASE("a full backlog message of ordinary readings stays below 5 kB") {
  for (const Json& row : vectorRows("telemetry.json", "valid")) {
    if (row.at("message").at("r").size() == maxRowsPerMessage) CHECK(encode(row.at("message")).size() < 5000);
  }
}

TEST_CASE("sixty rows of the longest columns fit, and what does not fit is nothing at all") {
  Sample longest;
  longest.at = {8640000000000000u, TimeQuality::ntp};
  longest.co2Ppm = Channel::of(1000000);
  longest.gasDeciC = Channel::of(16000);
  longest.velocityMmPerS = Channel::of(60000);
  longest.differenceCentiPa = Channel::of(-32767);
  longest.pressureDaPa = Channel::of(11500);
  longest.cellDeciC = Channel::of(-400);
  longest.batteryMv = Channel::of(30000);
  std::vector<char> buffer(telemetryPayloadCapacity);
  const TelemetryHeader header = {"ffffffffffffffffffffffffffffffff", 4294967295u, 300, 255, 65535, Channel::of(-128)};
  for (const size_t capacity : {telemetryPayloadCapacity, size_t{1000}}) {
    TelemetryPayload payload(buffer.data(), capacity, header);
    for (uint32_t i = 0; i < maxRowsPerMessage; ++i) payload.add(4294967295u - i, longest);
    CHECK((payload.finish() > 0) == (capacity == telemetryPayloadCapacity));
  }
  TelemetryPayload empty(buffer.data(), buffer.size(), header);
  CHECK(empty.finish() == 0);
}

TEST_CASE("text is escaped and extreme numbers are written whole") {
  char buffer[128];
  JsonWriter json(buffer, sizeof buffer);
  json.raw("[").string("a\"b\\c\n\x01").raw(",").number(std::numeric_limits<int64_t>::min()).raw("]");
  const Json parsed = Json::parse(std::string(buffer, json.size()));
  CHECK(parsed[0] == "a\"b\\c\n\x01");
  CHECK(parsed[1] == std::numeric_limits<int64_t>::min());
}
