#pragma once
#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "../core/station.h"
#include "fake_broker.h"
#include "fake_flash.h"
#include "fake_images.h"
#include "fake_kv.h"
#include "fake_ota_slots.h"

namespace ct::test {

constexpr char shadowUpdateTopic[] = "$aws/things/ct-kapkoros-1a/shadow/name/configuration/update";
constexpr char shadowDeltaTopic[] = "$aws/things/ct-kapkoros-1a/shadow/name/configuration/update/delta";

/// What the cloud knows after all messages: one row per identity, and the same content however often it came.
struct Cloud {
  std::map<std::pair<int, uint32_t>, nlohmann::json> readings;
  std::vector<nlohmann::json> events;
  uint32_t conflicts = 0;
  size_t telemetryMessages = 0;
  size_t rows = 0;
};

inline Cloud cloudOf(const FakeBroker& broker) {
  Cloud cloud;
  for (const auto& message : broker.received) {
    const auto json = nlohmann::json::parse(message.payload);
    if (message.topic == "evt") cloud.events.push_back(json);
    if (message.topic != "tel") continue;
    ++cloud.telemetryMessages;
    for (const auto& row : json.at("r")) {
      ++cloud.rows;
      const auto [place, isNew] = cloud.readings.try_emplace(
          std::make_pair(json.at("ep").get<int>(), row[0].get<uint32_t>()), row);
      if (!isNew && place->second != row) ++cloud.conflicts;
    }
  }
  return cloud;
}

/// A station with everything around it faked, run in virtual time. What survives a power cut stands outside of it.
class Scene {
 public:
  static constexpr uint64_t noonMs = 1795478400000;

  explicit Scene(uint32_t sectors = 64) : flash(sectors) { boot(); }

  FakeFlash flash;
  FakeKv kv;
  FakeRng rng{7};
  FakeBroker broker;
  FakeOtaSlots slots;
  FakeImages images;
  std::unique_ptr<Station> station;
  uint64_t uptimeMs = 0;
  uint64_t utcMs = noonMs;
  uint32_t produced = 0;
  uint32_t refused = 0;
  CommsAction lastAction = CommsAction::none;
  Sample sample = ordinary();

  static Sample ordinary() {
    Sample sample;
    sample.co2Ppm = Channel::of(98000);
    sample.gasDeciC = Channel::of(1853);
    sample.velocityMmPerS = Channel::of(4210);
    sample.pressureDaPa = Channel::of(8130);
    sample.batteryMv = Channel::of(13200);
    return sample;
  }

  /// A restart without warning: RAM is gone, the connection too.
  void boot() {
    broker.kill();
    station = std::make_unique<Station>(StationHal{flash, kv, rng, broker, slots, images},
                                        StationOptions{"ct-kapkoros-1a", "tel", "evt", "1.4.2"});
    uptimeMs = 0;
    nextSampleMs_ = 0;
    REQUIRE(station->start(0));
  }

  void sync() { station->sync(utcMs, uptimeMs, TimeQuality::ntp); }

  /// Samples at the configured period and ticks the network every `stepMs`.
  void run(uint64_t forMs, uint64_t stepMs = 250) {
    for (const uint64_t endMs = uptimeMs + forMs; uptimeMs < endMs; uptimeMs += stepMs, utcMs += stepMs) {
      if (uptimeMs >= nextSampleMs_) {
        nextSampleMs_ = uptimeMs + station->config().samplePeriodS * 1000u;
        if (station->takeSample(sample, uptimeMs)) {
          ++produced;
        } else {
          ++refused;
        }
      }
      const CommsAction action = station->tick(uptimeMs);
      if (action != CommsAction::none) lastAction = action;
    }
  }

  /// Lets the network catch up without new samples.
  uint64_t drain(uint64_t atMostMs, uint64_t stepMs = 250) {
    const uint64_t startedMs = uptimeMs;
    while (!station->uplink().isDrained() && uptimeMs - startedMs < atMostMs) {
      uptimeMs += stepMs;
      utcMs += stepMs;
      station->tick(uptimeMs);
    }
    return uptimeMs - startedMs;
  }

 private:
  uint64_t nextSampleMs_ = 0;
};

}  // namespace ct::test
