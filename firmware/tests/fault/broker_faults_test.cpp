#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;

/// Everything produced arrived, with one content each.
void checkComplete(const Scene& scene) {
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  CHECK(cloud.conflicts == 0);
}

}  // namespace

TEST_CASE("station: with a good network every reading arrives once, five seconds apart") {
  Scene scene;
  scene.sync();
  scene.run(10 * minute);
  scene.drain(minute);
  checkComplete(scene);
  CHECK(cloudOf(scene.broker).rows == scene.produced);
  CHECK(scene.produced == 120);
}

TEST_CASE("station: report_every_s batches rows and leaves the sample period alone") {
  Scene scene;
  scene.sync();
  scene.run(minute);
  const char* delta = R"({"version":2,"state":{"rev":1,"reportEveryS":60},"metadata":{"x":[1,{"y":null}]}})";
  scene.broker.publish(shadowDeltaTopic, delta);
  scene.run(minute);
  scene.broker.received.clear();
  scene.run(10 * minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.telemetryMessages == 10);
  CHECK(cloud.readings.size() == 120);
  scene.drain(2 * minute);
}

TEST_CASE("station: a broker killed between storing and acknowledging costs duplicates, never readings") {
  Scene scene;
  scene.sync();
  for (int i = 0; i < 30; ++i) {
    scene.broker.killBeforePuback = 2;
    scene.run(minute);
  }
  scene.drain(30 * minute);
  checkComplete(scene);
  CHECK(cloudOf(scene.broker).rows > scene.produced);
}

TEST_CASE("station: duplicate acknowledgements and those of unknown packets change nothing") {
  Scene scene;
  scene.sync();
  scene.broker.duplicatesPubacks = true;
  scene.broker.sendsStrayPubacks = true;
  scene.run(10 * minute);
  scene.drain(minute);
  checkComplete(scene);
  CHECK(scene.station->link().losses() == 0);
}

TEST_CASE("station: without acknowledgements nothing counts as delivered, and all comes again when they return") {
  Scene scene;
  scene.sync();
  scene.broker.acknowledges = false;
  scene.run(5 * minute);
  CHECK(scene.station->acks().lowWater() == 0);
  CHECK(scene.station->link().losses() > 0);
  scene.broker.acknowledges = true;
  scene.run(5 * minute);
  scene.drain(10 * minute);
  checkComplete(scene);
}

TEST_CASE("station: refused, expired certificate, blackhole and a handshake without end: sampling goes on, dialling is spread out, nothing is lost") {
  for (int fault = 0; fault < 4; ++fault) {
    CAPTURE(fault);
    Scene scene;
    scene.sync();
    scene.broker.connackCode = fault == 0 ? 5 : 0;
    scene.broker.isReachable = fault != 1;
    scene.broker.isBlackhole = fault == 2;
    scene.broker.hangsDialing = fault == 3;
    scene.run(30 * minute);
    CHECK(scene.produced == 360);
    CHECK(scene.refused == 0);
    CHECK(cloudOf(scene.broker).readings.empty());
    CHECK(scene.station->link().losses() < 60);
    CHECK(scene.broker.dials > 5);
    scene.broker.connackCode = 0;
    scene.broker.isReachable = true;
    scene.broker.isBlackhole = false;
    scene.broker.hangsDialing = false;
    scene.run(10 * minute);
    scene.drain(10 * minute);
    checkComplete(scene);
  }
}

TEST_CASE("station: a stream that takes a few bytes at a time loses nothing") {
  Scene scene;
  scene.sync();
  scene.broker.perWrite = 97;
  scene.run(10 * minute);
  scene.drain(10 * minute);
  checkComplete(scene);
}

TEST_CASE("station: connections killed at random times and restarts without warning lose nothing") {
  Scene scene;
  Noise noise(21);
  for (int i = 0; i < 60; ++i) {
    if (noise.next() % 4 == 0) scene.boot();
    if (!scene.station->isSynced()) scene.sync();
    if (noise.next() % 2 == 0) scene.broker.kill();
    if (noise.next() % 3 == 0) scene.broker.killBeforePuback = 1;
    scene.run(5000 + noise.next() % 120 * 1000);
  }
  scene.drain(60 * minute);
  checkComplete(scene);
}

TEST_CASE("station: the communications watchdog asks for a new stack after 10 min and a reboot after 60") {
  Scene scene;
  scene.sync();
  scene.broker.isBlackhole = true;
  scene.run(9 * minute);
  CHECK(scene.lastAction == CommsAction::none);
  scene.run(2 * minute);
  CHECK(scene.lastAction == CommsAction::restart_stack);
  scene.run(50 * minute);
  CHECK(scene.lastAction == CommsAction::reboot);
}

TEST_CASE("station: a report every hour, and a log that is delivered and takes no more, are no silence of the network") {
  Scene scene;
  scene.sync();
  scene.run(minute);
  scene.broker.publish(shadowDeltaTopic, R"({"state":{"rev":1,"reportEveryS":3600}})");
  scene.run(minute);
  const size_t before = cloudOf(scene.broker).telemetryMessages;
  scene.run(50 * minute);
  CHECK(cloudOf(scene.broker).telemetryMessages == before);
  scene.run(120 * minute);
  CHECK(scene.lastAction == CommsAction::none);
  CHECK(scene.station->link().losses() == 0);
  scene.drain(120 * minute);
  checkComplete(scene);
  scene.uptimeMs += 250;
  for (const uint64_t endMs = scene.uptimeMs + 90 * minute; scene.uptimeMs < endMs; scene.uptimeMs += 250) {
    CHECK(scene.station->tick(scene.uptimeMs) == CommsAction::none);
  }
}

TEST_CASE("station: a good connection without a clock is no reason to restart, which would cost the boot its dates") {
  Scene scene;
  scene.run(90 * minute);
  CHECK(scene.lastAction == CommsAction::none);
  CHECK(scene.station->link().losses() == 0);
  scene.sync();
  scene.run(minute);
  scene.drain(30 * minute);
  checkComplete(scene);
}

TEST_CASE("station: after an outage one lost connection is made up for within a second, not after the outage's wait") {
  Scene scene;
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(30 * minute);
  scene.broker.isReachable = true;
  scene.run(10 * minute);
  for (int i = 0; i < 20; ++i) {
    const uint32_t connects = scene.broker.connects;
    scene.broker.kill();
    scene.run(1000);
    CHECK(scene.broker.connects == connects + 1);
    scene.run(minute);
  }
}

TEST_CASE("station: a broker that accepts connections and acknowledges nothing is dialled ever more rarely") {
  Scene scene;
  scene.sync();
  scene.broker.acknowledges = false;
  scene.run(120 * minute);
  CHECK(scene.broker.connects < 60);
  CHECK(scene.lastAction == CommsAction::reboot);
}

TEST_CASE("station: every message says the sample period and boot of its rows, and only a live one the signal of now") {
  Scene scene;
  scene.sync();
  scene.station->signal(Channel::of(-67));
  scene.run(minute);
  scene.broker.acknowledges = false;
  scene.run(15000);
  scene.broker.publish(shadowDeltaTopic, R"({"version":2,"state":{"rev":1,"samplePeriodS":10,"reportEveryS":10}})");
  scene.run(1000);
  CHECK(scene.station->config().samplePeriodS == 10);
  scene.broker.isReachable = false;
  scene.broker.kill();
  const uint32_t firstOfOutage = scene.station->log().nextSeq() + 1;
  scene.run(5 * minute);
  scene.broker.acknowledges = true;
  scene.broker.isReachable = true;
  scene.run(5 * minute);
  scene.drain(5 * minute);
  checkComplete(scene);
  size_t backlogMessages = 0;
  size_t liveMessages = 0;
  for (const auto& message : scene.broker.received) {
    if (message.topic != "tel") continue;
    const auto json = nlohmann::json::parse(message.payload);
    const auto& rows = json.at("r");
    for (size_t i = 1; i < rows.size(); ++i) {
      CHECK(rows[i][1].get<uint64_t>() - rows[i - 1][1].get<uint64_t>() == json.at("sp").get<uint64_t>() * 1000);
    }
    if (json.at("rssi") == -67) ++liveMessages;
    if (rows.size() < 4) continue;
    ++backlogMessages;
    CHECK(json.at("rssi").is_null());
    if (rows[0][0] >= firstOfOutage) CHECK(json.at("sp") == 10);
  }
  CHECK(backlogMessages > 0);
  CHECK(liveMessages > 30);
}

TEST_CASE("station: without a network and without a date it restarts once a day, so that every boot can be dated later") {
  Scene scene;
  scene.broker.isReachable = false;
  scene.run(23 * 3600000ull, 5000);
  CHECK(scene.lastAction == CommsAction::restart_stack);
  scene.run(2 * 3600000ull, 5000);
  CHECK(scene.lastAction == CommsAction::reboot);
}

TEST_CASE("station: a backlog that takes longer than the watchdog's time is no hang while acknowledgements come") {
  Scene scene(200);
  scene.sync();
  scene.broker.isReachable = false;
  scene.run(20 * 60 * minute, 1000);
  scene.broker.isReachable = true;
  scene.broker.perWrite = 200;
  scene.run(7 * minute);
  scene.lastAction = CommsAction::none;
  const uint32_t losses = scene.station->link().losses();
  scene.run(11 * minute);
  CHECK_FALSE(scene.station->uplink().isDrained());
  CHECK(scene.lastAction == CommsAction::none);
  CHECK(scene.station->link().losses() == losses);
  scene.broker.perWrite = 4096;
  scene.run(10 * minute);
  scene.drain(10 * minute);
  checkComplete(scene);
}
