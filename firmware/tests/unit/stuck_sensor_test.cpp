// The rows of contract/vectors/stale-channels.json: the cloud's fold is held to the same in test/domain/stale.test.ts.
#include "../../core/stuck_sensor.h"

#include "../vector_file.h"

using namespace ct;
using namespace ct::test;

namespace {

Channel channelOf(const Json& run, const char* value, const char* code) {
  const auto quality = static_cast<Quality>(run.value(code, 0));
  return run.at(value).is_null() ? Channel::missing(quality) : Channel::of(run.at(value), quality);
}

Sample sampleOf(const Json& run) {
  Sample sample;
  sample.samplePeriodS = run.at("samplePeriodS");
  sample.co2Ppm = channelOf(run, "co2Ppm", "co2Code");
  sample.gasDeciC = channelOf(run, "gasDeciC", "gasCode");
  sample.velocityMmPerS = channelOf(run, "velocityMmPerS", "velocityCode");
  sample.pressureDaPa = Channel::of(8130);
  return sample;
}

void note(Json& stale, const char* name, const Channel& channel, size_t index) {
  if (channel.quality == Quality::stale) stale[name].push_back(index);
}

Json allBetween(const Json& firstAndLast) {
  Json indices = Json::array();
  if (firstAndLast.is_null()) return indices;
  for (size_t i = firstAndLast[0]; i <= firstAndLast[1]; ++i) indices.push_back(i);
  return indices;
}

}  // namespace

TEST_CASE("stuck sensor: the device marks exactly the readings the cloud would") {
  for (const auto& row : vectorRows("stale-channels.json", "cases")) {
    CAPTURE(row.at("name").get<std::string>());
    StuckSensors sensors;
    Json stale = {{"co2", Json::array()}, {"gas", Json::array()}, {"velocity", Json::array()}};
    uint64_t atMs = 0;
    size_t index = 0;
    for (const auto& run : row.at("runs")) {
      for (int i = 0; i < run.at("count").get<int>(); ++i, ++index) {
        atMs += index == 0 ? 0 : (i == 0 ? run.value("afterS", run.at("samplePeriodS").get<int>()) : run.at("samplePeriodS").get<int>()) * 1000;
        Sample sample = sampleOf(run);
        // Channels that a row does not mean to stand still move with every reading.
        for (const auto& moving : run.value("moving", Json::array())) {
          if (moving == "co2") sample.co2Ppm.value += index % 2;
          if (moving == "gas") sample.gasDeciC.value += index % 2;
          if (moving == "velocity") sample.velocityMmPerS.value += index % 2;
        }
        sensors.judge(sample, atMs);
        note(stale, "co2", sample.co2Ppm, index);
        note(stale, "gas", sample.gasDeciC, index);
        note(stale, "velocity", sample.velocityMmPerS, index);
      }
    }
    for (const char* name : {"co2", "gas", "velocity"}) CHECK(stale.at(name) == allBetween(row.at("stale").at(name)));
  }
}

TEST_CASE("stuck sensor: a pitot's pressure difference is watched in the velocity's place") {
  StuckSensors sensors;
  Sample sample;
  for (int i = 0; i <= 120; ++i) {
    sample = Sample();
    sample.co2Ppm = Channel::of(90000 + i);
    sample.gasDeciC = Channel::of(1800 + i);
    sample.differenceCentiPa = Channel::of(1000);
    sample.velocityMmPerS = Channel::missing(Quality::ok);
    sensors.judge(sample, i * 5000ull);
    CHECK((sample.velocityMmPerS.quality == Quality::stale) == (i == 120));
  }
  CHECK(sample.differenceCentiPa.value == 1000);
}
