#include "../../core/drivers/winsen.h"

#include <doctest/doctest.h>

#include <initializer_list>

#include <optional>

#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

const Bytes answer608 = hex("FF 86 02 60 3D 00 00 00 DB");

std::optional<winsen::Reading> decode(const Bytes& bytes) {
  winsen::Decoder decoder;
  std::optional<winsen::Reading> last;
  for (const uint8_t byte : bytes) {
    winsen::Reading reading{};
    if (decoder.push(byte, reading)) last = reading;
  }
  return last;
}

}  // namespace

TEST_CASE("Winsen: 608 ppm at 21 °C") {
  const auto reading = decode(answer608);
  REQUIRE(reading.has_value());
  CHECK(reading->ppm == 608);
  CHECK(reading->cellC == 21);
  CHECK(winsen::co2Channel(*reading, 5000).quality == Quality::ok);
}

TEST_CASE("Winsen: full scale is over_range, one below it is not") {
  const auto reading = decode(hex("FF 86 13 88 41 00 00 00 9E"));
  REQUIRE(reading.has_value());
  CHECK(reading->ppm == 5000);
  const Channel full = winsen::co2Channel(*reading, 5000);
  CHECK(full.quality == Quality::over_range);
  CHECK(full.value == 5000);
  CHECK(winsen::co2Channel({4999, 20}, 5000).quality == Quality::ok);
}

TEST_CASE("Winsen: an answer is found behind garbage that looks like its start") {
  for (const char* garbage : {"00", "FF", "FF FF", "FF 86", "FF 86 02 60", "86 FF", "FF 86 FF 86 FF 86 FF",
                              "FF 86 02 60 3D 00 00 00 DA", "FF 01 86 00 00 00 00 00 79"}) {
    CAPTURE(garbage);
    const auto reading = decode(joined(hex(garbage), answer608));
    REQUIRE(reading.has_value());
    CHECK(reading->ppm == 608);
  }
}

TEST_CASE("Winsen: an echo of the request has a right sum and is no answer") {
  CHECK_FALSE(decode(Bytes(winsen::readRequest, winsen::readRequest + sizeof winsen::readRequest)).has_value());
}

TEST_CASE("Winsen: an answer is found behind any noise") {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    // Noise may itself end in a frame start, which can swallow at most one frame.
    const Bytes stream = joined(joined(Noise(seed).bytes(seed % 40), answer608), answer608);
    const auto reading = decode(stream);
    REQUIRE(reading.has_value());
    CHECK(reading->ppm == 608);
  }
}

TEST_CASE("Winsen: a failed sum is counted") {
  winsen::Decoder decoder;
  winsen::Reading reading{};
  for (const uint8_t byte : withFlippedBit(answer608, 30)) CHECK_FALSE(decoder.push(byte, reading));
  CHECK(decoder.checksumErrors() == 1);
}
