#include "../../core/device.h"

#include "../fake_sensors.h"
#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;

/// A whole device in virtual time, restarted when it asks for it.
struct Plant {
  FakeFlash flash{64};
  FakeKv kv;
  FakeRng rng{7};
  FakeBroker broker;
  FakeOtaSlots slots;
  FakeImages images;
  Sensors sensors;
  std::unique_ptr<Device> device;
  uint64_t uptimeMs = 0;
  uint64_t utcMs = Scene::noonMs;
  int restarts = 0;

  Plant() { boot(); }
  void boot() {
    broker.kill();
    uptimeMs = 0;
    device = std::make_unique<Device>(StationHal{flash, kv, rng, broker, slots, images},
                                      StationOptions{"ct-kapkoros-1a", "tel", "evt", "1.4.2"}, sensors.hal());
    device->start(0);
    device->sync(utcMs, 0, TimeQuality::ntp);
  }
  DeviceAction tick(uint64_t stepMs) {
    sensors.pulses.pulses += static_cast<uint32_t>(stepMs / 50);
    const DeviceAction action = device->tick(uptimeMs);
    uptimeMs += stepMs;
    utcMs += stepMs;
    return action;
  }
  void run(uint64_t forMs, uint64_t stepMs = 50) {
    for (uint64_t ms = 0; ms < forMs; ms += stepMs) {
      if (tick(stepMs) != DeviceAction::restart) continue;
      ++restarts;
      boot();
    }
  }
  std::vector<uint64_t> stamps() const {
    std::vector<uint64_t> all;
    for (const auto& [identity, row] : cloudOf(broker).readings) all.push_back(row[1]);
    return all;
  }
  void wish(const std::string& members) { broker.publish(shadowDeltaTopic, "{\"state\":{" + members + "}}"); }
};

}  // namespace

TEST_CASE("device: samples are stamped with the instant they were asked for, a period apart") {
  Plant plant;
  plant.run(5 * minute);
  const auto stamps = plant.stamps();
  REQUIRE(stamps.size() >= 59);
  for (size_t i = 0; i < stamps.size(); ++i) CHECK(stamps[i] == Scene::noonMs + i * 5000);
}

TEST_CASE("device: after a stall nothing is caught up and the phase is kept") {
  Plant plant;
  plant.run(minute);
  // Something held the loop for 18 s.
  plant.uptimeMs += 18000;
  plant.utcMs += 18000;
  plant.run(minute);
  const auto stamps = plant.stamps();
  uint64_t longest = 0;
  for (size_t i = 1; i < stamps.size(); ++i) {
    CHECK(stamps[i] - stamps[i - 1] >= 2000);
    longest = std::max(longest, stamps[i] - stamps[i - 1]);
  }
  // The one due at its start was taken at its end.
  CHECK(longest == 23000);
  CHECK((stamps.back() - Scene::noonMs) % 5000 == 0);
}

TEST_CASE("device: the sampler waits for no network and for no silent sensor") {
  Plant plant;
  plant.broker.isBlackhole = true;
  plant.sensors.co2.plug(false);
  plant.run(10 * minute);
  CHECK(plant.device->samplesKept() == 120);
  CHECK(plant.device->samplesRefused() == 0);
}

TEST_CASE("device: another period applies at once, another fitting asks for a restart and then applies") {
  Plant plant;
  plant.run(minute);
  plant.wish(R"("rev":1,"samplePeriodS":3)");
  plant.run(minute);
  CHECK(plant.restarts == 0);
  CHECK(plant.device->samplesKept() >= 30);
  plant.wish(R"("rev":2,"flowKind":3)");
  plant.run(2 * minute);
  CHECK(plant.restarts == 1);
  CHECK(plant.device->lastSample().differenceCentiPa.value == 1000);
  CHECK(plant.device->station().config().rev == 2);
}

TEST_CASE("device: before it restarts everything is stored, so nothing is sent twice") {
  Plant plant;
  plant.run(minute);
  plant.wish(R"("rev":2,"flowKind":3)");
  plant.run(2 * minute);
  REQUIRE(plant.restarts == 1);
  const Cloud cloud = cloudOf(plant.broker);
  CHECK(cloud.rows <= cloud.readings.size() + 1);
}

TEST_CASE("device: a fitting that arrives while new firmware is on trial waits for the verdict") {
  Plant plant;
  plant.slots.onTrial = true;
  plant.boot();
  plant.broker.acknowledges = false;
  plant.run(minute);
  plant.wish(R"("rev":2,"flowKind":3)");
  plant.run(minute);
  CHECK(plant.restarts == 0);
  plant.broker.acknowledges = true;
  plant.slots.onTrial = false;
  plant.run(5 * minute);
  CHECK(plant.slots.markedValid == 1);
  CHECK(plant.restarts == 1);
}

TEST_CASE("device: the network's hanging asks for a fresh stack, then for a restart") {
  Plant plant;
  plant.broker.isBlackhole = true;
  DeviceAction first = DeviceAction::none;
  for (; plant.uptimeMs < 11 * minute && first == DeviceAction::none;) first = plant.tick(50);
  CHECK(first == DeviceAction::restart_network);
  CHECK(plant.uptimeMs >= 10 * minute);
  plant.run(51 * minute);
  CHECK(plant.restarts == 1);
}

TEST_CASE("device: with a log that cannot be used it says so and asks for a restart after a minute") {
  Plant plant;
  plant.flash.failsReading = true;
  plant.boot();
  CHECK(plant.device->ledBlinks() == 7);
  plant.run(Device::retryLogAfterMs);
  CHECK(plant.restarts == 0);
  plant.run(100);
  CHECK(plant.restarts == 1);
}

TEST_CASE("device: the LED tells of network, sensor and battery") {
  Plant plant;
  plant.broker.isReachable = false;
  plant.run(minute);
  CHECK(plant.device->ledBlinks() == 3);
  plant.sensors.co2.plug(false);
  plant.run(minute);
  CHECK(plant.device->ledBlinks() == 4);
  plant.sensors.battery.reading = Channel::of(11000);
  plant.run(minute);
  CHECK(plant.device->ledBlinks() == 5);
  plant.sensors.battery.reading = Channel::of(13200);
  plant.sensors.co2.plug(true);
  plant.broker.isReachable = true;
  plant.run(6 * minute);
  CHECK(plant.device->ledBlinks() == 1);
}
