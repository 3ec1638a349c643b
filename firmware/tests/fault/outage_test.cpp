#include "../heap_meter.h"
#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

TEST_CASE("station: after 48 h without a network the present comes first and all of the past within 12 minutes") {
  Scene scene(400);
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(3600ull * 1000, 1000);
  const size_t heapAfterAnHour = heapInUse();
  scene.run(47ull * 3600 * 1000, 1000);
  // The device and all that is faked around it: an outage takes room in flash and nowhere else.
  CHECK(heapInUse() == heapAfterAnHour);
  const uint32_t duringOutage = scene.produced;
  CHECK(duringOutage == 34560);
  CHECK(scene.refused == 0);

  scene.broker.isReachable = true;
  const uint64_t reachableAtMs = scene.uptimeMs;
  while (scene.broker.received.empty() && scene.uptimeMs - reachableAtMs < 400000) scene.run(250);
  REQUIRE_FALSE(scene.broker.received.empty());
  // Whatever came first must be a row of the present.
  size_t first = 0;
  while (scene.broker.received[first].topic != "tel") ++first;
  const auto newest = nlohmann::json::parse(scene.broker.received[first].payload);
  CHECK(newest.at("r").size() == 1);
  CHECK(newest.at("r")[0][0].get<uint32_t>() + 2 >= scene.produced);

  const uint64_t connectedAtMs = scene.uptimeMs;
  while (!scene.station->uplink().isDrained() && scene.uptimeMs - connectedAtMs < 3600000) scene.run(250);
  const uint64_t drainedInMs = scene.uptimeMs - connectedAtMs;
  MESSAGE("drained in " << drainedInMs / 1000 << " virtual seconds, " << scene.broker.received.size() << " messages");
  CHECK(drainedInMs <= 12 * 60 * 1000);
  // 34,560 readings are 576 messages of 60; one a second, no faster, or the broker is flooded by a factory that comes back.
  CHECK(drainedInMs >= 570 * 1000);

  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  CHECK(cloud.conflicts == 0);
  CHECK(cloud.rows < scene.produced + 200);
  size_t fullMessages = 0;
  for (const auto& message : scene.broker.received) {
    if (message.topic != "tel") continue;
    const size_t rows = nlohmann::json::parse(message.payload).at("r").size();
    CHECK(rows <= maxRowsPerMessage);
    if (rows == maxRowsPerMessage) ++fullMessages;
  }
  CHECK(fullMessages >= 575);
  uint64_t lastMs = 0;
  uint32_t wrongSteps = 0;
  for (const auto& [identity, row] : cloud.readings) {
    const uint64_t atMs = row[1];
    if (lastMs != 0 && atMs != lastMs + 5000) ++wrongSteps;
    lastMs = atMs;
  }
  CHECK(wrongSteps == 0);
}

TEST_CASE("station: an outage longer than the log loses the oldest and says exactly how many") {
  Scene scene(6);
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(3600ull * 1000, 1000);
  scene.broker.isReachable = true;
  scene.run(600000);
  scene.drain(600000);
  const Cloud cloud = cloudOf(scene.broker);
  uint64_t lost = 0;
  for (const auto& event : cloud.events) {
    if (event.at("kind") == "gap") lost += event.at("value").get<uint64_t>();
  }
  CHECK(lost > 0);
  CHECK(cloud.readings.size() + lost == scene.produced);
}
