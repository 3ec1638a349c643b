#include "../station_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint64_t minute = 60000;

void reportEvery(Scene& scene, int seconds) {
  scene.sync();
  scene.run(minute);
  scene.broker.publish(shadowDeltaTopic, "{\"state\":{\"rev\":1,\"reportEveryS\":" + std::to_string(seconds) + "}}");
  scene.run(minute);
  REQUIRE(scene.station->config().reportEveryS == seconds);
}

}  // namespace

TEST_CASE("uplink: one live message is in flight at a time") {
  Scene scene;
  scene.sync();
  scene.run(minute);
  scene.station->signal(Channel::of(-67));
  scene.broker.received.clear();
  scene.broker.acknowledges = false;
  scene.run(18000);
  size_t live = 0;
  for (const auto& message : scene.broker.received) live += message.payload.find("\"rssi\":-67") != std::string::npos ? 1 : 0;
  CHECK(live == 1);
}

TEST_CASE("uplink: of more rows than a message takes the newest go first") {
  Scene scene;
  reportEvery(scene, 600);
  for (int i = 0; i < 3; ++i) {
    scene.drain(minute);
    scene.broker.received.clear();
    while (scene.broker.received.empty()) scene.run(250);
    const auto rows = nlohmann::json::parse(scene.broker.received.front().payload).at("r");
    CHECK(rows.size() == maxRowsPerMessage);
    CHECK(rows.back()[0] == scene.station->log().nextSeq() - 1);
  }
}

TEST_CASE("uplink: an event does not wait for the next report") {
  Scene scene;
  reportEvery(scene, 600);
  scene.sample.co2Ppm = Channel::missing(Quality::disconnected);
  scene.run(70000);
  CHECK(cloudOf(scene.broker).events.size() == 1);
}

TEST_CASE("uplink: a message the client has no room for is sent later") {
  struct Listener final : MqttListener {
    Uplink* uplink = nullptr;
    void onConnected() override { uplink->onConnected(0); }
    void onAcknowledged(uint16_t packetId) override { uplink->onAcknowledged(packetId); }
    void onMessage(const char*, size_t, const uint8_t*, size_t) override {}
  };
  FakeFlash flash(4);
  AckRanges acks;
  Anchors anchors;
  RingLog log(flash, acks);
  Listener listener;
  uint8_t out[250];
  uint8_t in[64];
  Mqtt311 mqtt({"ct"}, listener, out, sizeof out, in, sizeof in);
  char payload[1024];
  Uplink uplink(log, acks, anchors, mqtt, {"tel", "evt", "1"}, payload, sizeof payload);
  listener.uplink = &uplink;
  const auto drainOutput = [&mqtt](uint64_t nowMs) {
    size_t waiting = 0;
    mqtt.output(waiting);
    mqtt.sent(waiting, nowMs);
    return waiting;
  };
  REQUIRE(log.mount(0) == Mounted::formatted);
  for (int i = 0; i < 2; ++i) {
    Record record;
    record.at = {Scene::noonMs + static_cast<uint64_t>(i) * 5000, TimeQuality::ntp};
    REQUIRE(log.append(record) == Appended::written);
  }
  mqtt.begin(0);
  drainOutput(0);
  const Bytes connack = hex("20 02 00 00");
  mqtt.receive(connack.data(), connack.size());
  uplink.tick(0);     // the newest, which fills more than half of the output
  uplink.tick(1000);  // the older one has no room
  CHECK(drainOutput(1000) > sizeof out / 2);
  uplink.tick(2000);
  CHECK(drainOutput(2000) > 0);
  for (const char* puback : {"40 02 00 01", "40 02 00 02"}) mqtt.receive(hex(puback).data(), 4);
  CHECK(uplink.isDrained());
}

TEST_CASE("uplink: a restart repeats at most what was acknowledged in the five minutes before it") {
  Scene scene;
  scene.sync();
  scene.run(29 * minute);
  scene.boot();
  scene.sync();
  scene.run(minute);
  scene.drain(minute);
  const Cloud cloud = cloudOf(scene.broker);
  CHECK(cloud.readings.size() == scene.produced);
  CHECK(cloud.rows <= scene.produced + 61);
}

TEST_CASE("uplink: a slot torn by a cut neither stops what follows nor takes it along") {
  for (const size_t bytesWritten : {size_t{1}, size_t{20}, size_t{31}}) {
    Scene scene;
    scene.sync();
    scene.broker.isReachable = false;
    scene.run(minute);
    const uint32_t kept = scene.produced;
    size_t written = 0;
    Bytes atCut;
    Bytes before = scene.flash.contents();
    // The first attempts show torn programs; the bytes of the slot follow one by one.
    scene.flash.beforeByte = [&] {
      if (++written == 6 + bytesWritten + 1) atCut = scene.flash.contents();
    };
    scene.station->takeSample(scene.sample, scene.uptimeMs + 1000);
    scene.flash.beforeByte = nullptr;
    REQUIRE_FALSE(atCut.empty());
    REQUIRE(atCut != before);
    scene.flash.setContents(atCut);
    scene.boot();
    scene.sync();
    scene.broker.isReachable = false;
    scene.run(minute);
    scene.broker.isReachable = true;
    scene.run(6 * minute);
    scene.drain(5 * minute);
    const Cloud cloud = cloudOf(scene.broker);
    CHECK(kept == 12);
    CHECK(scene.station->uplink().isDrained());
    CHECK(cloud.readings.size() == scene.produced);
    CHECK(cloud.conflicts == 0);
  }
}
