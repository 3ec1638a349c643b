#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;

}  // namespace

TEST_CASE("station: without a clock samples are kept but not sent; the first sync dates them all") {
  Scene scene;
  scene.run(10 * minute);
  CHECK(scene.produced == 120);
  CHECK(cloudOf(scene.broker).readings.empty());
  scene.sync();
  scene.run(minute);
  scene.drain(10 * minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  uint64_t expectedMs = Scene::noonMs;
  for (const auto& [identity, row] : cloud.readings) {
    CHECK(row[1] == expectedMs);
    CHECK(row[2] == 3);
    expectedMs += 5000;
  }
}

TEST_CASE("station: a boot that ended unsynced is dated by its checkpoint, quality 1, the same each time it is sent") {
  Scene scene;
  scene.sync();
  scene.run(10 * minute);
  scene.drain(minute);
  const uint32_t before = scene.produced;
  scene.boot();
  scene.run(2 * minute);
  const uint32_t unsynced = scene.produced - before;
  scene.boot();
  scene.sync();
  scene.broker.killBeforePuback = 3;
  scene.run(5 * minute);
  scene.drain(10 * minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  CHECK(cloud.conflicts == 0);
  uint32_t persisted = 0;
  for (const auto& [identity, row] : cloud.readings) {
    if (row[2] == 1) {
      ++persisted;
      CHECK(row[1].get<uint64_t>() >= Scene::noonMs + 9 * minute);
      CHECK(row[1].get<uint64_t>() <= Scene::noonMs + 13 * minute);
    }
  }
  CHECK(persisted == unsynced);
}

TEST_CASE("station: boots that ended unsynced one after another go on from each other and do not lie on one another") {
  Scene scene;
  scene.sync();
  scene.run(10 * minute);
  scene.drain(minute);
  for (int restarts = 0; restarts < 3; ++restarts) {
    scene.boot();
    scene.run(30 * minute);
  }
  scene.boot();
  scene.sync();
  scene.run(minute);
  scene.drain(30 * minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  uint64_t lastMs = 0;
  uint64_t lastPersistedMs = 0;
  for (const auto& [identity, row] : cloud.readings) {
    CHECK(row[1].get<uint64_t>() > lastMs);
    lastMs = row[1];
    if (row[2] == 1) lastPersistedMs = lastMs;
  }
  CHECK(lastPersistedMs >= Scene::noonMs + 99 * minute);
  CHECK(lastPersistedMs <= Scene::noonMs + 101 * minute);
}

TEST_CASE("station: an outage of many starts, with samples or without, leaves no reading undated") {
  Scene scene;
  scene.sync();
  scene.run(10 * minute);
  scene.drain(minute);
  for (int restarts = 0; restarts < 40; ++restarts) {
    scene.boot();
    scene.run(minute);
  }
  for (int restarts = 0; restarts < 100; ++restarts) scene.boot();
  scene.boot();
  scene.sync();
  scene.run(minute);
  scene.drain(30 * minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  uint32_t undated = 0;
  for (const auto& [identity, row] : cloud.readings) undated += row[2] == 0 ? 1 : 0;
  CHECK(undated == 0);
}

TEST_CASE("station: a boot that never knew the time goes out as unplaced") {
  Scene scene;
  scene.run(minute);
  scene.boot();
  scene.sync();
  scene.run(minute);
  scene.drain(5 * minute);
  uint32_t unplaced = 0;
  for (const auto& [identity, row] : cloudOf(scene.broker).readings) unplaced += row[2] == 0 ? 1 : 0;
  CHECK(unplaced == 12);
}

TEST_CASE("station: a clock that jumps back raises an event and no stamp goes back or comes twice") {
  Scene scene;
  scene.sync();
  scene.run(5 * minute);
  scene.utcMs -= 30000;
  scene.sync();
  scene.run(5 * minute);
  scene.drain(minute);
  const Cloud cloud = cloudOf(scene.broker);
  uint64_t lastMs = 0;
  for (const auto& [identity, row] : cloud.readings) {
    CHECK(row[1].get<uint64_t>() > lastMs);
    lastMs = row[1];
  }
  REQUIRE(cloud.events.size() == 1);
  CHECK(cloud.events[0].at("kind") == "clock_step");
  CHECK(cloud.events[0].at("value") == -30);
  CHECK(cloud.readings.size() == scene.produced);
}

TEST_CASE("station: a correction of up to two seconds is no event, one millisecond more is") {
  for (const int64_t movedMs : {1500, 2000, -2000, 2001, -2001}) {
    Scene scene;
    scene.sync();
    scene.run(minute);
    scene.station->sync(scene.utcMs + static_cast<uint64_t>(movedMs), scene.uptimeMs, TimeQuality::ntp);
    scene.run(minute);
    scene.drain(minute);
    CAPTURE(movedMs);
    CHECK(cloudOf(scene.broker).events.size() == (movedMs > 2000 || movedMs < -2000 ? 1 : 0));
  }
}

TEST_CASE("station: a clock that is behind after a restart gives no stamp twice, not even when the log is gone as well") {
  for (const bool isLogGone : {false, true}) {
    Scene scene;
    scene.sync();
    scene.run(11 * minute);
    scene.drain(minute);
    const auto before = cloudOf(scene.broker).readings;
    // What was stored last may be five minutes old when only that is left.
    const uint64_t lastMs = isLogGone ? Scene::noonMs + 10 * minute : before.rbegin()->second[1].get<uint64_t>();
    if (isLogGone) scene.flash.setContents(Bytes(scene.flash.contents().size(), 0xFF));
    scene.utcMs = Scene::noonMs;
    scene.boot();
    scene.sync();
    scene.run(minute);
    scene.drain(minute);
    CAPTURE(isLogGone);
    const auto after = cloudOf(scene.broker).readings;
    CHECK(after.size() == before.size() + 12);
    for (const auto& [identity, row] : after) {
      if (before.count(identity) == 0) CHECK(row[1].get<uint64_t>() > lastMs);
    }
  }
}

TEST_CASE("station: an event before the first sync waits for it too") {
  Scene scene;
  scene.sample.co2Ppm = Channel::missing(Quality::disconnected);
  while (scene.station->log().nextSeq() == scene.produced) scene.run(250);
  // A connection that begins now finds the event as the newest record.
  scene.broker.kill();
  scene.run(5 * minute);
  CHECK(scene.broker.connects > 1);
  CHECK(cloudOf(scene.broker).events.empty());
  scene.sync();
  scene.run(minute);
  scene.drain(minute);
  const Cloud cloud = cloudOf(scene.broker);
  REQUIRE(cloud.events.size() == 1);
  CHECK(cloud.events[0].at("tq") == 3);
  CHECK(cloud.events[0].at("t_ms").get<uint64_t>() == Scene::noonMs + 60000);
}
