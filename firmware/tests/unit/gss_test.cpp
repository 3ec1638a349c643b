#include "../../core/drivers/gss.h"

#include <doctest/doctest.h>

#include <initializer_list>

#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

struct Outcome {
  int lines = 0;
  int malformed = 0;
  gss::Line last{};
};

Outcome decode(const Bytes& bytes) {
  gss::Decoder decoder;
  Outcome outcome;
  for (const uint8_t byte : bytes) {
    gss::Line line{};
    const gss::Step step = decoder.push(byte, line);
    if (step == gss::Step::line) {
      ++outcome.lines;
      outcome.last = line;
    }
    if (step == gss::Step::malformed) ++outcome.malformed;
  }
  return outcome;
}

}  // namespace

TEST_CASE("GSS: a count times its multiplier is ppm, with and without the leading blank") {
  for (const char* answer : {" Z 09800\r\n", "Z 09800\r\n"}) {
    const Outcome outcome = decode(text(answer));
    REQUIRE(outcome.lines == 1);
    const Channel channel = gss::co2Channel(outcome.last, 10, 200000);
    CHECK(channel.value == 98000);
    CHECK(channel.quality == Quality::ok);
  }
}

TEST_CASE("GSS: full scale is over_range and more than all of the gas is implausible") {
  CHECK(gss::co2Channel({'Z', 20000}, 10, 200000).quality == Quality::over_range);
  CHECK(gss::co2Channel({'Z', 19999}, 10, 200000).quality == Quality::ok);
  const Channel impossible = gss::co2Channel({'Z', 99999}, 100, 200000);
  CHECK(impossible.quality == Quality::implausible);
  CHECK_FALSE(impossible.hasValue);
}

TEST_CASE("GSS: the multiplier's own answer is read, but is no concentration") {
  const Outcome outcome = decode(text(" . 00010\r\n"));
  REQUIRE(outcome.lines == 1);
  CHECK(outcome.last.count == 10);
  CHECK(gss::co2Channel(outcome.last, 10, 200000).quality == Quality::checksum);
}

TEST_CASE("GSS: truncated, padded and foreign lines are malformed, never a value") {
  for (const char* line : {"\r\n", " Z\r\n", " Z 0980\r\n", " Z 098000\r\n", " Z 0980O\r\n", " Z -9800\r\n", "  Z 09800\r\n",
                           " Q 09800\r\n", " Z 09800\n", " Z  9800\r\n", " Z 09800 Z 09800\r\n", " ?\r\n", " Z 09800x\n"}) {
    CAPTURE(line);
    const Outcome outcome = decode(text(line));
    CHECK(outcome.lines == 0);
    CHECK(outcome.malformed == 1);
  }
}

TEST_CASE("GSS: after any noise and a line end the next answer is read") {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    const Bytes stream = joined(joined(Noise(seed).bytes(seed % 50), text("\r\n")), text(" Z 09800\r\n"));
    const Outcome outcome = decode(stream);
    CHECK(outcome.last.count == 9800);
  }
}

TEST_CASE("GSS: a flipped bit gives no line, or a channel in physical range or a fault") {
  const Bytes answer = text(" Z 09800\r\n");
  for (size_t bit = 0; bit < answer.size() * 8; ++bit) {
    const Outcome outcome = decode(withFlippedBit(answer, bit));
    if (outcome.lines == 0) continue;
    const Channel channel = gss::co2Channel(outcome.last, 10, 200000);
    const bool isInRange = channel.hasValue && channel.value >= 0 && channel.value <= 1000000;
    CHECK((isInRange || isFault(channel.quality) || channel.quality == Quality::implausible));
  }
}
