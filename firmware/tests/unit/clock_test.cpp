#include <doctest/doctest.h>

#include "../../core/anchors.h"
#include "../../core/sample_clock.h"

using namespace ct;

namespace {

constexpr uint64_t noonMs = 1795478400000;

Stamp resolved(const Anchors& anchors, uint64_t uptimeMs, uint16_t boot) {
  Stamp stamp;
  REQUIRE(anchors.resolve({uptimeMs, TimeQuality::none}, boot, stamp));
  return stamp;
}

}  // namespace

TEST_CASE("uptime goes on when the millisecond counter wraps") {
  Uptime uptime;
  CHECK(uptime.widen(0xFFFFFFF0u) == 0xFFFFFFF0ull);
  CHECK(uptime.widen(0x10) == 0x100000010ull);
  CHECK(uptime.widen(0x10) == 0x100000010ull);
  CHECK(uptime.widen(0xFFFFFFFFu) == 0x1FFFFFFFFull);
  CHECK(uptime.widen(0) == 0x200000000ull);
}

TEST_CASE("without a clock a stamp is the uptime and says so; with one it is UTC") {
  SampleClock clock;
  CHECK(clock.stamp(5000).ms == 5000);
  CHECK(clock.stamp(5000).quality == TimeQuality::none);
  CHECK(clock.sync(noonMs, 6000, TimeQuality::ntp) == 0);
  CHECK(clock.stamp(11000).ms == noonMs + 5000);
  CHECK(clock.stamp(11000).ms == noonMs + 5001);
  CHECK(clock.stamp(11000).quality == TimeQuality::ntp);
}

TEST_CASE("a clock set back never gives a stamp twice or an earlier one, and tells how far it moved") {
  SampleClock clock;
  clock.sync(noonMs, 0, TimeQuality::ntp);
  uint64_t last = clock.stamp(10000).ms;
  CHECK(clock.sync(noonMs - 20000, 10000, TimeQuality::ntp) == -30000);
  for (uint64_t uptime = 15000; uptime < 80000; uptime += 5000) {
    const uint64_t next = clock.stamp(uptime).ms;
    CHECK(next > last);
    last = next;
  }
  CHECK(last == noonMs + 45000);  // caught up: the clock itself again
}

TEST_CASE("stamps do not go back across boots either") {
  SampleClock clock;
  clock.restore(noonMs + 9000);
  clock.sync(noonMs, 0, TimeQuality::rtc);
  CHECK(clock.stamp(5000).ms == noonMs + 9001);
  CHECK(clock.stamp(10000).ms == noonMs + 10000);
}

TEST_CASE("records of a boot without a clock wait for its first sync and are then dated by one anchor") {
  Anchors anchors;
  anchors.noteBoot(7, 0, 0);
  Stamp stamp;
  CHECK_FALSE(anchors.resolve({5000, TimeQuality::none}, 7, stamp));
  anchors.noteSync(7, static_cast<int64_t>(noonMs), TimeQuality::ntp);
  anchors.noteSync(7, static_cast<int64_t>(noonMs) + 99, TimeQuality::ntp);  // a later sync changes no date
  CHECK(resolved(anchors, 5000, 7).ms == noonMs + 5000);
  CHECK(resolved(anchors, 5000, 7).quality == TimeQuality::ntp);
}

TEST_CASE("a boot that ended unsynced is dated by its checkpoint at the next sync, or stays unplaced") {
  Anchors anchors;
  anchors.noteBoot(1, noonMs, 0);
  anchors.noteBoot(2, 0, 1);
  anchors.noteBoot(3, 0, 2);
  Stamp stamp;
  CHECK_FALSE(anchors.resolve({5000, TimeQuality::none}, 1, stamp));
  anchors.noteSync(3, static_cast<int64_t>(noonMs) + 600000, TimeQuality::ntp);
  CHECK(resolved(anchors, 5000, 1).ms == noonMs + 5000);
  CHECK(resolved(anchors, 5000, 1).quality == TimeQuality::persisted);
  CHECK(resolved(anchors, 5000, 2).ms == 5000);
  CHECK(resolved(anchors, 5000, 2).quality == TimeQuality::none);
  CHECK(resolved(anchors, 5000, 3).ms == noonMs + 605000);
}

TEST_CASE("a stamp with a clock passes through, whatever its boot") {
  Anchors anchors;
  Stamp stamp;
  REQUIRE(anchors.resolve({noonMs, TimeQuality::rtc}, 99, stamp));
  CHECK(stamp.ms == noonMs);
  CHECK(stamp.quality == TimeQuality::rtc);
}

TEST_CASE("a sync of another boot dates nothing, and of two boots with one number the newer dates the records") {
  Anchors anchors;
  anchors.noteBoot(7, 0, 0);
  anchors.noteSync(6, static_cast<int64_t>(noonMs), TimeQuality::ntp);
  Stamp stamp;
  CHECK_FALSE(anchors.resolve({5000, TimeQuality::none}, 7, stamp));
  anchors.noteSync(7, static_cast<int64_t>(noonMs), TimeQuality::ntp);
  // The number of boots has wrapped.
  anchors.noteBoot(7, 0, 7);
  CHECK_FALSE(anchors.resolve({5000, TimeQuality::none}, 7, stamp));
  anchors.noteSync(7, static_cast<int64_t>(noonMs) + 1000, TimeQuality::rtc);
  CHECK(resolved(anchors, 5000, 7).ms == noonMs + 6000);
}

TEST_CASE("boots without a record take no place, and the oldest of too many boots is the one that is forgotten") {
  Anchors anchors;
  anchors.noteBoot(1, noonMs, 0);
  for (uint16_t boot = 2; boot < 500; ++boot) anchors.noteBoot(boot, noonMs + boot, 1);
  anchors.noteSync(499, static_cast<int64_t>(noonMs) + 9000000, TimeQuality::ntp);
  CHECK(resolved(anchors, 5000, 1).ms == noonMs + 5000);
  CHECK(resolved(anchors, 5000, 498).quality == TimeQuality::none);
  CHECK(resolved(anchors, 5000, 499).ms == noonMs + 9005000);
  const auto last = static_cast<uint16_t>(499 + Anchors::maxBoots);
  for (uint16_t boot = 500; boot <= last; ++boot) anchors.noteBoot(boot, noonMs + boot, static_cast<uint16_t>(boot - 1));
  anchors.noteSync(last, static_cast<int64_t>(noonMs), TimeQuality::ntp);
  CHECK(resolved(anchors, 5000, 499).quality == TimeQuality::none);
  CHECK(resolved(anchors, 5000, 500).ms == noonMs + 5500);
}

TEST_CASE("anchors survive a restart, and a damaged table is an empty one") {
  Anchors anchors;
  anchors.noteBoot(1, noonMs, 0);
  anchors.noteSync(1, static_cast<int64_t>(noonMs), TimeQuality::ntp);
  uint8_t blob[Anchors::blobBytes];
  anchors.save(blob);
  Anchors loaded;
  REQUIRE(loaded.load(blob, sizeof blob));
  loaded.noteBoot(2, 0, 1);
  CHECK(resolved(loaded, 5000, 1).ms == noonMs + 5000);
  blob[4] ^= 1;
  CHECK_FALSE(loaded.load(blob, sizeof blob));
}
