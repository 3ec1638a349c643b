#include "../../shell_native/sensor_board.h"

#include <doctest/doctest.h>

#include <memory>

namespace ct::test {

namespace {

using native::FittedSensors;
using native::SensorBoard;
using native::SensorConditions;
using native::Shown;

Shown value(int32_t value) { return {Shown::State::value, value}; }
constexpr Shown absent{Shown::State::absent, 0};
constexpr Shown damaged{Shown::State::damaged, 0};

/// A board with its sensors and the core's sampler on them, warm from the start.
struct Bench {
  uint64_t nowMs = 1000000;
  SensorBoard board{nowMs};
  Config config;
  std::unique_ptr<Sampler> sampler;

  Bench(int32_t co2Kind, int32_t ppmPerCount, int32_t gasKind, int32_t flowKind) {
    board.fitted = {co2Kind, ppmPerCount, gasKind, flowKind, 240};
    board.conditions = {value(98000), value(741), value(4200), value(1801), value(8131), value(31), value(13200)};
    config.co2Kind = static_cast<uint16_t>(co2Kind);
    config.co2PpmPerCount = static_cast<uint16_t>(ppmPerCount);
    config.co2FullScalePpm = co2Kind == 1 ? 5000 : 300000;
    config.gasKind = static_cast<uint16_t>(gasKind);
    config.flowKind = static_cast<uint16_t>(flowKind);
    config.barometerKind = 1;
    sampler = std::make_unique<Sampler>(board.hal(), config);
    sampler->start(nowMs);
    take();
    nowMs += 300000;
    take();
  }

  Sample take() {
    Sample sample;
    sampler->begin(nowMs);
    const uint64_t startedMs = nowMs;
    while (!sampler->poll(nowMs, sample)) {
      ++nowMs;
      REQUIRE(nowMs - startedMs <= Sampler::longestMs);
    }
    nowMs += 5000 - (nowMs - startedMs);
    return sample;
  }
};

void checkOk(const Channel& channel, int32_t expected) {
  CHECK(channel.hasValue);
  CHECK(channel.value == expected);
  CHECK(channel.quality == Quality::ok);
}

}  // namespace

TEST_CASE("the drivers decode from an emulated board exactly what its sensors show") {
  Bench bench(2, 10, 1, 2);
  const Sample sample = bench.take();
  checkOk(sample.co2Ppm, 98000);
  checkOk(sample.gasDeciC, 1853);
  checkOk(sample.velocityMmPerS, 4200);
  checkOk(sample.pressureDaPa, 8131);
  checkOk(sample.cellDeciC, 310);
  CHECK(sample.batteryMv.value == 13200);
}

TEST_CASE("every other sensor that can be fitted is decoded as well") {
  Bench senseair(3, 10, 2, 3);
  const Sample first = senseair.take();
  checkOk(first.co2Ppm, 98000);
  checkOk(first.gasDeciC, 1853);
  checkOk(first.differenceCentiPa, 750);
  CHECK_FALSE(first.velocityMmPerS.hasValue);

  Bench winsen(1, 1, 1, 1);
  winsen.board.conditions.co2Ppm = value(4321);
  const Sample second = winsen.take();
  checkOk(second.co2Ppm, 4321);
  checkOk(second.cellDeciC, 310);
  // 4.2 m/s turn the cup 31 times in 5 s, a step of 0.133 m/s each.
  CHECK(second.velocityMmPerS.value >= 4200 - 134);
  CHECK(second.velocityMmPerS.value <= 4200 + 134);
  winsen.board.conditions.co2Ppm = value(5000);
  CHECK(winsen.take().co2Ppm.quality == Quality::over_range);
}

TEST_CASE("the barometer shows any pressure of the atmosphere in any weather of the box to 10 Pa") {
  Bench bench(2, 10, 1, 2);
  for (int32_t daPa = 6000; daPa <= 10800; daPa += 37) {
    bench.board.conditions.pressureDaPa = value(daPa);
    bench.board.conditions.cellC = value(daPa % 60 - 5);
    const Sample sample = bench.take();
    checkOk(sample.pressureDaPa, daPa);
    checkOk(sample.cellDeciC, (daPa % 60 - 5) * 10);
  }
}

TEST_CASE("a sensor that is unplugged is disconnected, and is back when it is plugged in again") {
  for (const int32_t flow : {2, 3}) {
    Bench bench(2, 10, 1, flow);
    const SensorConditions whole = bench.board.conditions;
    bench.board.conditions = {absent, absent, absent, absent, absent, value(31), absent};
    const Sample sample = bench.take();
    for (const Channel* channel : {&sample.co2Ppm, &sample.gasDeciC, &sample.velocityMmPerS, &sample.pressureDaPa}) {
      CHECK_FALSE(channel->hasValue);
      CHECK(channel->quality == Quality::disconnected);
    }
    CHECK_FALSE(sample.batteryMv.hasValue);
    bench.board.conditions = whole;
    bench.take();
    checkOk(bench.take().gasDeciC, 1853);
    CHECK(bench.take().co2Ppm.value == 98000);
  }
}

TEST_CASE("damaged bytes never become a value") {
  for (const int32_t co2 : {1, 2, 3}) {
    for (const int32_t flow : {2, 3}) {
      Bench bench(co2, co2 == 1 ? 1 : 10, co2 == 2 ? 2 : 1, flow);
      bench.board.conditions = {damaged, damaged, damaged, damaged, damaged, value(31), value(13200)};
      const Sample sample = bench.take();
      CHECK(sample.co2Ppm.quality == Quality::checksum);
      CHECK(sample.gasDeciC.quality == Quality::checksum);
      CHECK(sample.velocityMmPerS.quality == Quality::checksum);
      CHECK(sample.pressureDaPa.quality == Quality::implausible);
      for (const Channel* channel : {&sample.co2Ppm, &sample.gasDeciC, &sample.velocityMmPerS, &sample.pressureDaPa}) {
        CHECK_FALSE(channel->hasValue);
      }
    }
  }
}

TEST_CASE("a board that is configured for another sensor than is fitted hears nothing from it") {
  Bench bench(2, 10, 1, 2);
  bench.board.fitted.co2Kind = 3;
  CHECK(bench.take().co2Ppm.quality != Quality::ok);
  CHECK_FALSE(bench.take().co2Ppm.hasValue);
}

}  // namespace ct::test
