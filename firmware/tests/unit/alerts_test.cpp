#include "../../core/alerts.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../../core/power.h"

using namespace ct;

namespace {

Sample firing() {
  Sample sample;
  sample.co2Ppm = Channel::of(95000);
  sample.gasDeciC = Channel::of(1850);
  sample.velocityMmPerS = Channel::of(4200);
  sample.pressureDaPa = Channel::of(7950);
  sample.batteryMv = Channel::of(13200);
  return sample;
}

/// Feeds the same sample every 5 s for a time and collects what changed.
std::vector<Event> feed(Alerts& alerts, const Sample& sample, uint64_t& nowMs, uint32_t seconds) {
  std::vector<Event> all;
  for (uint32_t s = 0; s <= seconds; s += 5, nowMs += 5000) {
    Event events[Alerts::kinds];
    const size_t count = alerts.update(sample, nowMs, events);
    all.insert(all.end(), events, events + count);
  }
  return all;
}

struct Watched {
  Alerts alerts;
  uint64_t nowMs = 1000;
  Watched() {
    Config config;
    config.highEmissionMgPerS = 250000;
    alerts.configure(config);
  }
  std::vector<Event> feed(const Sample& sample, uint32_t seconds) { return ::feed(alerts, sample, nowMs, seconds); }
};

}  // namespace

TEST_CASE("alarm: raised only after its time, cleared only past the other limit") {
  Alarm alarm;
  alarm.set({100, 80, 10000, true});
  CHECK(alarm.update(true, 101, 0) == AlarmChange::none);
  CHECK(alarm.update(true, 101, 9999) == AlarmChange::none);
  CHECK(alarm.update(true, 101, 10000) == AlarmChange::raised);
  CHECK(alarm.update(true, 101, 20000) == AlarmChange::none);
  CHECK(alarm.update(true, 81, 30000) == AlarmChange::none);
  CHECK(alarm.update(true, 80, 40000) == AlarmChange::cleared);
}

TEST_CASE("alarm: a dip or a missing value starts the time anew; a missing value clears nothing") {
  Alarm alarm;
  alarm.set({100, 80, 10000, true});
  alarm.update(true, 101, 0);
  alarm.update(true, 100, 5000);
  alarm.update(true, 101, 6000);
  CHECK(alarm.update(true, 101, 15999) == AlarmChange::none);
  alarm.update(false, 0, 16000);
  CHECK(alarm.update(true, 101, 17000) == AlarmChange::none);
  CHECK(alarm.update(true, 101, 27000) == AlarmChange::raised);
  CHECK(alarm.update(false, 0, 28000) == AlarmChange::none);
  CHECK(alarm.isRaised());
}

TEST_CASE("alerts: the device's kg/s is that of the shared vector P06") {
  Config config;
  config.areaMm2 = 567450;
  config.profilePermille = 1000;
  config.moisturePermille = 0;
  int64_t milligrams = 0;
  REQUIRE(emissionMgPerS(firing(), config, milligrams));
  CHECK(milligrams >= 207956 - 1);
  CHECK(milligrams <= 207956 + 1);
}

TEST_CASE("alerts: moisture is taken off, and without a good CO2, temperature or velocity there is no figure") {
  Config config;
  config.moisturePermille = 100;
  int64_t milligrams = 0;
  REQUIRE(emissionMgPerS(firing(), config, milligrams));
  CHECK(milligrams >= 187161 - 1);
  CHECK(milligrams <= 187161 + 1);
  for (Channel Sample::* channel : {&Sample::co2Ppm, &Sample::gasDeciC, &Sample::velocityMmPerS}) {
    for (const Quality quality : {Quality::over_range, Quality::warm_up, Quality::stale}) {
      Sample doubtful = firing();
      (doubtful.*channel).quality = quality;
      CHECK_FALSE(emissionMgPerS(doubtful, config, milligrams));
    }
  }
}

TEST_CASE("alerts: an ordinary chimney raises nothing") {
  Watched watched;
  CHECK(watched.feed(firing(), 3600).empty());
}

TEST_CASE("alerts: high emission after 5 min, with kg/s, cleared below 11/13 of the limit") {
  Watched watched;
  Sample high = firing();
  high.velocityMmPerS = Channel::of(5600);
  CHECK(watched.feed(high, 295).empty());
  const auto raised = watched.feed(high, 10);
  REQUIRE(raised.size() == 1);
  CHECK(raised[0].kind == EventKind::high_emission);
  CHECK(raised[0].valueMilli == 277);
  Sample between = firing();
  between.velocityMmPerS = Channel::of(4600);
  CHECK(watched.feed(between, 60).empty());
  const auto cleared = watched.feed(firing(), 5);
  REQUIRE(cleared.size() == 1);
  CHECK_FALSE(cleared[0].isRaised);
}

TEST_CASE("alerts: hot gas, weak draught, a faulty sensor and a low battery are each one event of their kind") {
  struct Case {
    EventKind kind;
    void (*change)(Sample&);
  };
  const Case cases[] = {
      {EventKind::gas_temperature, [](Sample& s) { s.gasDeciC = Channel::of(3600); }},
      {EventKind::gas_flow, [](Sample& s) { s.velocityMmPerS = Channel::of(300); }},
      {EventKind::sensor_fault, [](Sample& s) { s.co2Ppm = Channel::missing(Quality::checksum); }},
      {EventKind::low_battery, [](Sample& s) { s.batteryMv = Channel::of(12300); }},
  };
  for (const Case& one : cases) {
    Watched watched;
    Sample sample = firing();
    one.change(sample);
    const auto raised = watched.feed(sample, 900);
    REQUIRE(raised.size() == 1);
    CHECK(raised[0].kind == one.kind);
    CHECK(raised[0].isRaised);
    const auto cleared = watched.feed(firing(), 900);
    REQUIRE(cleared.size() == 1);
    CHECK(cleared[0].kind == one.kind);
    CHECK_FALSE(cleared[0].isRaised);
  }
}

TEST_CASE("alerts: a cold chimney without draught is no alert, and going out ends one") {
  Watched watched;
  Sample cold = firing();
  cold.gasDeciC = Channel::of(250);
  cold.velocityMmPerS = Channel::of(0);
  CHECK(watched.feed(cold, 3600).empty());
  Sample weak = firing();
  weak.velocityMmPerS = Channel::of(300);
  CHECK(watched.feed(weak, 600).size() == 1);
  const auto cleared = watched.feed(cold, 5);
  REQUIRE(cleared.size() == 1);
  CHECK_FALSE(cleared[0].isRaised);
}

TEST_CASE("alerts: a pitot's pressure difference serves as velocity") {
  Config config;
  Sample sample = firing();
  sample.velocityMmPerS = Channel::missing(Quality::ok);
  sample.differenceCentiPa = Channel::of(600);
  int64_t milligrams = 0;
  REQUIRE(emissionMgPerS(sample, config, milligrams));
  CHECK(milligrams > 170000);
  CHECK(milligrams < 200000);
  sample.velocityMmPerS.quality = Quality::checksum;
  CHECK_FALSE(emissionMgPerS(sample, config, milligrams));
}

TEST_CASE("power: holds below the floor, lets go well above it, and keeps its verdict without a reading") {
  PowerPolicy power;
  power.setFloor(11800);
  CHECK_FALSE(power.mustHold(Channel::of(11800)));
  CHECK(power.mustHold(Channel::of(11799)));
  CHECK(power.mustHold(Channel::of(12199)));
  CHECK(power.mustHold(Channel::missing(Quality::ok)));
  CHECK_FALSE(power.mustHold(Channel::of(12200)));
}
