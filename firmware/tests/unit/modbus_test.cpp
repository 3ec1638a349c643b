#include "../../core/drivers/modbus.h"

#include <doctest/doctest.h>

#include <initializer_list>

#include "../../core/crc.h"
#include "../../core/drivers/k33.h"
#include "../../core/drivers/wind_rs485.h"
#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

struct Outcome {
  modbus::Step step = modbus::Step::waiting;
  uint16_t value = 0;
  uint32_t errors = 0;
};

Outcome decode(const modbus::Query& query, const Bytes& bytes) {
  modbus::Decoder decoder(query);
  Outcome outcome;
  for (const uint8_t byte : bytes) {
    uint16_t value = 0;
    const modbus::Step step = decoder.push(byte, value);
    if (step != modbus::Step::waiting) outcome = {step, value, 0};
  }
  outcome.errors = decoder.checksumErrors();
  return outcome;
}

Bytes requestOf(const modbus::Query& query) {
  Bytes request(8);
  modbus::encode(query, request.data());
  return request;
}

const modbus::Query wind = wind_rs485::Options().query;
const Bytes k33Answer = hex("FE 04 02 01 90 AC D8");
const Bytes windAnswer = hex("01 03 02 00 20 B9 9C");

}  // namespace

TEST_CASE("K33: request, 400 counts and an exception") {
  CHECK(requestOf(k33::query) == hex("FE 04 00 03 00 01 D5 C5"));
  const Outcome answer = decode(k33::query, k33Answer);
  CHECK(answer.step == modbus::Step::value);
  CHECK(answer.value == 400);
  const Outcome exception = decode(k33::query, hex("FE 84 02 F2 F1"));
  CHECK(exception.step == modbus::Step::exception);
  CHECK(exception.value == 2);
}

TEST_CASE("K33: counts are unsigned and scaled; 30 % is full scale") {
  CHECK(k33::co2Channel(0x8000, 1, 100000).value == 32768);
  CHECK(k33::co2Channel(9800, 10, 300000).value == 98000);
  CHECK(k33::co2Channel(30000, 10, 300000).quality == Quality::over_range);
  CHECK(k33::co2Channel(29999, 10, 300000).quality == Quality::ok);
  CHECK(k33::co2Channel(65535, 100, 300000).quality == Quality::implausible);
}

TEST_CASE("RS485 wind: request, 3.2 m/s and an exception") {
  CHECK(requestOf(wind) == hex("01 03 00 00 00 01 84 0A"));
  const Outcome answer = decode(wind, windAnswer);
  REQUIRE(answer.step == modbus::Step::value);
  CHECK(wind_rs485::velocityChannel(answer.value, {}).value == 3200);
  CHECK(decode(wind, hex("01 83 02 C0 F1")).step == modbus::Step::exception);
}

TEST_CASE("RS485 wind: beyond its range and beyond the wire's range") {
  CHECK(wind_rs485::velocityChannel(300, {}).quality == Quality::over_range);
  CHECK(wind_rs485::velocityChannel(299, {}).quality == Quality::ok);
  CHECK(wind_rs485::velocityChannel(601, {}).quality == Quality::implausible);
  CHECK(wind_rs485::velocityChannel(65535, {}).quality == Quality::implausible);
}

TEST_CASE("Modbus: an answer is found behind an echo of the request, half frames and noise") {
  for (const char* garbage : {"FE", "FE 04", "FE 04 02", "FE 04 02 01 90 AC", "FE 84", "FE FE FE FE", "00 FE 04 02 FE"}) {
    CAPTURE(garbage);
    CHECK(decode(k33::query, joined(hex(garbage), k33Answer)).value == 400);
  }
  CHECK(decode(k33::query, joined(requestOf(k33::query), k33Answer)).value == 400);
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    const Bytes stream = joined(joined(Noise(seed).bytes(seed % 40), k33Answer), k33Answer);
    CHECK(decode(k33::query, stream).value == 400);
  }
}

TEST_CASE("Modbus: an answer of another device, function or length is not taken, though its CRC is right") {
  for (const char* body : {"FE 03 02 01 90", "FD 04 02 01 90", "FE 04 04 01 90", "FE 04 01 01 90"}) {
    Bytes frame = hex(body);
    const uint16_t crc = crc16Modbus(frame.data(), frame.size());
    frame.push_back(static_cast<uint8_t>(crc));
    frame.push_back(static_cast<uint8_t>(crc >> 8));
    CAPTURE(body);
    CHECK(decode(k33::query, frame).step == modbus::Step::waiting);
  }

  CHECK(decode(k33::query, windAnswer).step == modbus::Step::waiting);
  CHECK(decode(wind, k33Answer).step == modbus::Step::waiting);
}

TEST_CASE("Modbus: a damaged frame is counted") {
  CHECK(decode(k33::query, withFlippedBit(k33Answer, 33)).errors == 1);
}
