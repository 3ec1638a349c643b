#include "../../core/forget_log.h"
#include "../../core/config_store.h"
#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;

std::vector<std::string> eventsOf(const Cloud& cloud) {
  std::vector<std::string> names;
  for (const auto& event : cloud.events) {
    names.push_back(event.at("kind").get<std::string>() + " " + event.at("state").get<std::string>());
  }
  return names;
}

}  // namespace

TEST_CASE("station: an unplugged sensor sends its fault as a quality, raises one event and clears it") {
  Scene scene;
  scene.sync();
  scene.run(minute);
  scene.sample.co2Ppm = Channel::missing(Quality::disconnected);
  scene.run(5 * minute);
  scene.sample.co2Ppm = Channel::of(98000);
  scene.run(minute);
  scene.drain(minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(eventsOf(cloud) == std::vector<std::string>{"sensor_fault raised", "sensor_fault cleared"});
  uint32_t faulty = 0;
  for (const auto& [identity, row] : cloud.readings) faulty += row[3].is_null() && row[4] == 5 ? 1 : 0;
  CHECK(faulty == 60);
}

TEST_CASE("station: a saturated sensor is over range with its value, and never an emission alert") {
  Scene scene;
  scene.sync();
  scene.sample.co2Ppm = Channel::of(200000, Quality::over_range);
  scene.run(10 * minute);
  scene.drain(minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(eventsOf(cloud) == std::vector<std::string>{"sensor_fault raised"});
  for (const auto& [identity, row] : cloud.readings) {
    CHECK(row[3] == 200000);
    CHECK(row[4] == 2);
  }
}

TEST_CASE("station: a value beyond the wire's range arrives as missing with its reason, not wrapped round") {
  Scene scene;
  scene.sync();
  scene.sample.velocityMmPerS = Channel::of(70000);
  scene.sample.gasDeciC = Channel::of(-40000);
  scene.run(minute);
  scene.drain(minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  for (const auto& [identity, row] : cloud.readings) {
    CHECK(row[5].is_null());
    CHECK(row[6] == 3);
    CHECK(row[7].is_null());
    CHECK(row[8] == 2);
  }
}

TEST_CASE("station: below the voltage floor nothing is erased; full, it stops, and names the exact gap afterwards") {
  Scene scene(4);
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(20 * minute);
  scene.sample.batteryMv = Channel::of(11500);
  const uint32_t erases = scene.flash.erases;
  scene.run(60 * minute);
  CHECK(scene.flash.erases == erases);
  CHECK(scene.refused > 0);
  const uint32_t refused = scene.refused;
  scene.sample.batteryMv = Channel::of(13200);
  scene.broker.isReachable = true;
  scene.run(10 * minute);
  scene.drain(10 * minute);
  CHECK(scene.refused == refused);
  bool isNamed = false;
  for (const auto& event : cloudOf(scene.broker).events) {
    isNamed = isNamed || (event.at("kind") == "gap" && event.at("value") == refused);
  }
  CHECK(isNamed);
}

TEST_CASE("station: restarted below the voltage floor it still erases nothing, and the gap counts what was missed before") {
  Scene scene(4);
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(20 * minute);
  scene.sample.batteryMv = Channel::of(11500);
  scene.run(60 * minute);
  REQUIRE(scene.refused > 0);
  const uint32_t erases = scene.flash.erases;
  scene.station->shutDown(scene.uptimeMs);
  scene.boot();
  scene.run(minute);
  CHECK(scene.flash.erases == erases);
  const uint32_t refused = scene.refused;
  scene.sample.batteryMv = Channel::of(13200);
  scene.sync();
  scene.broker.isReachable = true;
  scene.run(10 * minute);
  scene.boot();
  scene.sync();
  scene.run(minute);
  scene.drain(10 * minute);
  std::vector<uint32_t> missed;
  for (const auto& event : cloudOf(scene.broker).events) {
    if (event.at("kind") == "gap" && event.at("value") == refused) missed.push_back(event.at("seq"));
  }
  CHECK(missed.size() == 1);
}

TEST_CASE("station: flash that cannot be read for a moment costs no reading its delivery") {
  Scene scene;
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(20 * minute);
  scene.broker.isReachable = true;
  scene.flash.failsReading = true;
  scene.drain(10 * minute);
  CHECK(cloudOf(scene.broker).readings.empty());
  scene.flash.failsReading = false;
  scene.drain(10 * minute);
  CHECK(cloudOf(scene.broker).readings.size() == scene.produced);
}

TEST_CASE("station: a log formatted anew starts a new epoch, so identities do not repeat") {
  Scene scene;
  scene.sync();
  scene.run(10 * minute);
  // Stored acknowledgements of the old epoch must not count for the new one.
  scene.drain(minute);
  scene.station->shutDown(scene.uptimeMs);
  scene.flash.setContents(Bytes(scene.flash.contents().size(), 0xFF));
  scene.boot();
  scene.sync();
  scene.run(minute);
  scene.drain(minute);
  CHECK(scene.station->log().epoch() == 1);
  CHECK(cloudOf(scene.broker).readings.size() == scene.produced);
}

TEST_CASE("station: a backlog over a restart names the boot each reading was taken in") {
  Scene scene;
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(minute);
  const uint32_t firstOfSecondBoot = scene.station->log().nextSeq();
  scene.boot();
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(minute);
  scene.broker.isReachable = true;
  scene.drain(10 * minute);
  CHECK(cloudOf(scene.broker).readings.size() == scene.produced);
  for (const auto& message : scene.broker.received) {
    if (message.topic != "tel") continue;
    const auto json = nlohmann::json::parse(message.payload);
    for (const auto& row : json.at("r")) CHECK(json.at("boot") == (row[0] < firstOfSecondBoot ? 1 : 2));
  }
}

TEST_CASE("station: forgotten acknowledgements cost duplicates only") {
  Scene scene;
  scene.sync();
  scene.run(20 * minute);
  scene.kv.values.erase("acks");
  scene.boot();
  scene.sync();
  scene.run(minute);
  scene.drain(10 * minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  CHECK(cloud.rows > scene.produced);
  CHECK(cloud.conflicts == 0);
}

TEST_CASE("station: small values are stored rarely enough for flash to last ten years") {
  Scene scene;
  scene.sync();
  scene.run(60 * minute);
  const uint32_t before = scene.kv.stores;
  scene.run(60 * minute);
  CHECK(scene.kv.stores - before <= 12 * 3);
}

TEST_CASE("station: firmware on trial becomes valid by three acknowledged messages, or gives way to the old one") {
  Scene good;
  good.slots.onTrial = true;
  good.boot();
  good.sync();
  good.run(minute);
  CHECK(good.slots.markedValid == 1);
  good.run(60 * minute);
  CHECK(good.slots.rolledBack == 0);
  Scene rare;
  Config hourly;
  hourly.reportEveryS = 3600;
  REQUIRE(storeConfig(rare.kv, hourly));
  rare.slots.onTrial = true;
  rare.boot();
  rare.sync();
  rare.run(31 * minute);
  CHECK(rare.slots.markedValid == 1);
  CHECK(rare.slots.rolledBack == 0);
  Scene bad;
  bad.slots.onTrial = true;
  bad.boot();
  bad.sync();
  bad.broker.acknowledges = false;
  bad.run(31 * minute);
  CHECK(bad.slots.markedValid == 0);
  CHECK(bad.slots.rolledBack == 1);
}

TEST_CASE("station: readings of the device before never go out under another's name, whichever write a cut comes at") {
  for (uint32_t cut = 0; cut < 3; ++cut) {
    Scene scene;
    scene.sync();
    scene.broker.isReachable = false;
    scene.run(5 * minute);
    const uint8_t before = scene.station->log().epoch();
    REQUIRE(askToForgetLog(scene.kv));
    for (uint32_t i = 0; i < cut; ++i) {
      scene.boot();
      REQUIRE(askToForgetLog(scene.kv));
    }
    scene.boot();
    CHECK_FALSE(mustForgetLog(scene.kv));
    CHECK(scene.station->log().nextSeq() == 0);
    CHECK(scene.station->log().epoch() > before);
    scene.sync();
    const uint32_t earlier = scene.produced;
    scene.broker.isReachable = true;
    scene.run(minute);
    scene.drain(minute);
    const Cloud cloud = cloudOf(scene.broker);
    CHECK(cloud.readings.size() == scene.produced - earlier);
    scene.boot();
    CHECK(scene.station->log().nextSeq() > 0);
  }
}
