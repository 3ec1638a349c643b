#include <functional>
#include <map>

#include "../../core/drivers/max31855.h"
#include "../../core/drivers/max6675.h"
#include "../../core/drivers/sdp8xx.h"
#include "../../core/drivers/serial_exchange.h"
#include "../../core/drivers/serial_protocols.h"
#include "../../core/sample.h"
#include "../fake_uart.h"
#include "../vector_file.h"

using namespace ct;
using namespace ct::test;

namespace {

/// Questions that set a sensor up are answered well; the reading is answered with `answer`.
Channel exchanged(SerialProtocol&& protocol, const Bytes& answer, size_t perRead) {
  FakeUart uart;
  uart.perRead = perRead;
  uart.answerTo = [&answer](const Bytes& request) {
    if (request == text(gss::pollingMode)) return text(" K 00002\r\n");
    return request == text(gss::multiplierRequest) ? text(" . 00010\r\n") : answer;
  };
  SerialExchange exchange(uart, protocol, 500);
  exchange.ask(0);
  for (uint64_t now = 0; !exchange.poll(now); now += 10) REQUIRE(now <= 1500);
  return exchange.channel();
}

uint32_t bigEndian(const Bytes& bytes) {
  uint32_t word = 0;
  for (const uint8_t byte : bytes) word = word << 8 | byte;
  return word;
}

/// What a driver makes of bytes on its wire, `perRead` of them at a time, as a column of the telemetry row.
Channel decoded(const std::string& sensor, const Bytes& bytes, size_t perRead = 64) {
  Sample sample;
  if (sensor == "mhz19") return exchanged(WinsenProtocol(5000), bytes, perRead);
  if (sensor == "gss") return exchanged(GssProtocol(10, 200000), bytes, perRead);
  if (sensor == "k33") return exchanged(K33Protocol(10, 300000), bytes, perRead);
  if (sensor == "wind_rs485") return exchanged(WindProtocol({}), bytes, perRead);
  if (sensor == "sdp8xx") return sdp8xx::decode(bytes.data()).differenceCentiPa;
  if (sensor == "max31855") sample.gasDeciC = max31855::decode(bigEndian(bytes)).gasDeciC;
  if (sensor == "max6675") sample.gasDeciC = max6675::decode(static_cast<uint16_t>(bigEndian(bytes)));
  REQUIRE((sensor == "max31855" || sensor == "max6675"));
  return withinWireRanges(sample).gasDeciC;
}

struct Answer {
  std::string name;
  std::string sensor;
  bool isStream;
  bool isChecked;
  Bytes bytes;
  Channel expected;
};

std::vector<Answer> answers() {
  std::map<std::string, Quality> qualities;
  for (uint8_t code = 0; code < qualityCodeCount; ++code) {
    qualities[qualityName(static_cast<Quality>(code))] = static_cast<Quality>(code);
  }
  std::vector<Answer> all;
  for (const Json& row : vectorRows("sensor-frames.json", "answers")) {
    const Quality quality = qualities.at(row.at("quality"));
    const Json& value = row.at("value");
    all.push_back({row.at("name"), row.at("sensor"), row.at("bus") == "uart", row.at("checked"), hex(row.at("bytes")),
                   value.is_null() ? Channel::missing(quality) : Channel::of(value.get<int32_t>(), quality)});
  }
  return all;
}

bool isSame(const Channel& a, const Channel& b) {
  return a.hasValue == b.hasValue && a.quality == b.quality && (!a.hasValue || a.value == b.value);
}

bool isPhysicalOrExcused(const Channel& channel) {
  return channel.hasValue ? channel.value >= -32767 && channel.value <= 1000000 : channel.quality != Quality::ok;
}

}  // namespace

TEST_CASE("sensor frames: each gives its value and quality, whole and a byte at a time") {
  for (const Answer& answer : answers()) {
    CAPTURE(answer.name);
    CHECK(isSame(decoded(answer.sensor, answer.bytes), answer.expected));
    CHECK(isSame(decoded(answer.sensor, answer.bytes, 1), answer.expected));
  }
}

TEST_CASE("sensor frames: every truncation of an answer on a wire is a fault without a value") {
  for (const Answer& answer : answers()) {
    if (!answer.isStream) continue;
    CAPTURE(answer.name);
    for (size_t length = 0; length < answer.bytes.size(); ++length) {
      const Bytes part(answer.bytes.begin(), answer.bytes.begin() + static_cast<long>(length));
      const Channel channel = decoded(answer.sensor, part);
      CHECK_FALSE(channel.hasValue);
      CHECK(isFault(channel.quality));
    }
  }
}

TEST_CASE("sensor frames: garbage in front never gives a wrong value, and a checked answer is found behind it") {
  for (const Answer& answer : answers()) {
    if (!answer.isStream) continue;
    CAPTURE(answer.name);
    // Every start of the frame itself is the garbage most likely to be taken for it.
    for (size_t length = 0; length < answer.bytes.size(); ++length) {
      const Bytes start(answer.bytes.begin(), answer.bytes.begin() + static_cast<long>(length));
      for (const Bytes& garbage : {start, joined(hex("00 FF FE 01"), start), joined(start, hex("00"))}) {
        const Channel channel = decoded(answer.sensor, joined(garbage, answer.bytes));
        CAPTURE(length);
        CHECK((isSame(channel, answer.expected) || (!answer.isChecked && isFault(channel.quality))));
      }
    }
  }
}

TEST_CASE("sensor frames: every single-bit flip of a checked frame is rejected") {
  size_t flips = 0;
  for (const Answer& answer : answers()) {
    if (!answer.isChecked) continue;
    CAPTURE(answer.name);
    for (size_t bit = 0; bit < answer.bytes.size() * 8; ++bit, ++flips) {
      const Channel channel = decoded(answer.sensor, withFlippedBit(answer.bytes, bit));
      CAPTURE(bit);
      CHECK_FALSE(channel.hasValue);
      CHECK(isFault(channel.quality));
    }
  }
  CHECK(flips >= 500);
}

TEST_CASE("sensor frames: a flipped bit of an unchecked frame gives a physical value or none, and a reserved bit a fault") {
  const std::map<std::string, std::vector<int>> reserved = {{"max31855", {17, 3}}, {"max6675", {15, 1}}};
  size_t unchecked = 0;
  for (const Answer& answer : answers()) {
    if (answer.isChecked) continue;
    ++unchecked;
    CAPTURE(answer.name);
    const size_t bits = answer.bytes.size() * 8;
    for (size_t bit = 0; bit < bits; ++bit) {
      CHECK(isPhysicalOrExcused(decoded(answer.sensor, withFlippedBit(answer.bytes, bit))));
    }
    if (reserved.count(answer.sensor) == 0) continue;
    for (const int place : reserved.at(answer.sensor)) {
      // Data sheets count bits from the end of the word, `withFlippedBit` from the start of each byte.
      const size_t byte = answer.bytes.size() - 1 - static_cast<size_t>(place) / 8;
      const Channel channel = decoded(answer.sensor, withFlippedBit(answer.bytes, byte * 8 + static_cast<size_t>(place) % 8));
      CAPTURE(place);
      CHECK(isFault(channel.quality));
      CHECK_FALSE(channel.hasValue);
    }
  }
  CHECK(unchecked >= 10);
}

TEST_CASE("sensor frames: what the device asks is what the data sheets say") {
  Bytes k33(8);
  modbus::encode(k33::query, k33.data());
  Bytes wind(8);
  modbus::encode(wind_rs485::Options().query, wind.data());
  const std::map<std::string, Bytes> requests = {
      {"MH-Z19 read CO2", Bytes(winsen::readRequest, winsen::readRequest + sizeof winsen::readRequest)},
      {"MH-Z19 auto-baseline off", Bytes(winsen::baselineOff, winsen::baselineOff + sizeof winsen::baselineOff)},
      {"GSS polling mode", text(gss::pollingMode)},
      {"GSS read filtered CO2", text(gss::readRequest)},
      {"K33 read input register 3", k33},
      {"RS485 wind read holding register 0", wind},
  };
  const Json rows = vectorRows("sensor-frames.json", "requests");
  CHECK(rows.size() == requests.size());
  for (const Json& row : rows) CHECK(requests.at(row.at("name")) == hex(row.at("bytes")));
}
