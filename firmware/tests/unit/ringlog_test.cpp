#include "../../core/ringlog.h"

#include <doctest/doctest.h>

#include "../ring_scene.h"

using namespace ct;
using namespace ct::test;

namespace {

constexpr uint32_t slots = 127;

uint32_t appendMany(RingLog& log, uint32_t count) {
  uint32_t written = 0;
  for (uint32_t i = 0; i < count; ++i) {
    Record record = numbered(log.nextSeq());
    if (log.append(record) == Appended::written) ++written;
  }
  return written;
}

uint32_t countGaps(const RingLog& log, Gap& last, uint32_t* lost = nullptr) {
  uint32_t gaps = 0;
  Record record;
  for (uint32_t seq = log.oldestSeq(); seq < log.nextSeq(); ++seq) {
    if (!log.read(seq, record) || record.type != RecordType::gap) continue;
    last = record.gap;
    if (lost != nullptr) *lost += record.gap.count;
    ++gaps;
  }
  return gaps;
}

}  // namespace

TEST_CASE("an empty partition is formatted under the given epoch, and only once") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  RingLog log(flash, delivered);
  CHECK(log.mount(3) == Mounted::formatted);
  CHECK(log.epoch() == 3);
  CHECK(log.nextSeq() == 0);
  RingLog again(flash, delivered);
  CHECK(again.mount(4) == Mounted::resumed);
  CHECK(again.epoch() == 3);
}

TEST_CASE("beginning takes two erases however large the flash is, and rubbish in the rest does no harm") {
  FakeFlash flash(40, 512);
  flash.setContents(Bytes(40 * 512, 0x5A));
  DeliveredBelow delivered;
  RingLog log(flash, delivered);
  CHECK(log.mount(0) == Mounted::formatted);
  CHECK(flash.erases == 2);
  for (uint32_t number = 0; number < 1000; ++number) {
    Record record = numbered(number);
    REQUIRE(log.append(record) == Appended::written);
    delivered.lowWater = log.nextSeq();
  }
  CHECK_FALSE(flash.wroteOverUsedBits);
  RingLog again(flash, delivered);
  CHECK(again.mount(1) == Mounted::resumed);
  CHECK(again.nextSeq() == log.nextSeq());
  CHECK(again.oldestSeq() == log.oldestSeq());
}

TEST_CASE("what a reclaimed sector loses is counted in readings: those of a gap in it, and no event") {
  FakeFlash flash(3, 512);
  DeliveredBelow delivered;
  RingLog log(flash, delivered);
  REQUIRE(log.mount(0) == Mounted::formatted);
  Record missed = numbered(0);
  missed.type = RecordType::gap;
  missed.gap.count = 500;
  missed.gap.overwritten = false;
  REQUIRE(log.append(missed) == Appended::written);
  Record event = numbered(1);
  event.type = RecordType::event;
  REQUIRE(log.append(event) == Appended::written);
  uint32_t told = 0;
  for (uint32_t number = 2; told == 0 && number < 100; ++number) {
    Record record = numbered(number);
    REQUIRE(log.append(record) == Appended::written);
    Record found;
    for (uint32_t seq = log.oldestSeq(); seq < log.nextSeq(); ++seq) {
      if (log.read(seq, found) && found.type == RecordType::gap && found.gap.overwritten) told = found.gap.count;
    }
  }
  // 15 records a sector: the gap of 500, the event and 13 readings.
  CHECK(told == 513);
}

TEST_CASE("a log that starts over shows nothing of before, now or after a restart, even under an epoch used before") {
  for (const uint8_t epoch : {uint8_t{7}, uint8_t{8}}) {
    FakeFlash flash(4, 512);
    DeliveredBelow delivered;
    RingLog log(flash, delivered);
    REQUIRE(log.mount(7) == Mounted::formatted);
    for (uint32_t number = 0; number < 50; ++number) {
      Record record = numbered(number);
      REQUIRE(log.append(record) == Appended::written);
    }
    flash.erases = 0;
    RingLog over(flash, delivered);
    REQUIRE(over.startOver(epoch));
    CHECK(flash.erases == 2);
    RingLog again(flash, delivered);
    CHECK(again.mount(1) == Mounted::resumed);
    CHECK(again.epoch() == 8);
    CHECK(again.nextSeq() == 0);
    CHECK(again.oldestSeq() == 0);
  }
}

TEST_CASE("a flash that cannot be read is not formatted") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  RingLog first(flash, delivered);
  first.mount(0);
  const uint32_t erases = flash.erases;
  flash.failsReading = true;
  RingLog second(flash, delivered);
  CHECK(second.mount(1) == Mounted::failed);
  CHECK(flash.erases == erases);
}

TEST_CASE("records come back after a remount, over several sectors") {
  FakeFlash flash(6);
  DeliveredBelow delivered;
  RingLog log(flash, delivered);
  log.mount(0);
  CHECK(appendMany(log, 300) == 300);
  RingLog again(flash, delivered);
  CHECK(again.mount(1) == Mounted::resumed);
  CHECK(again.nextSeq() == 300);
  for (uint32_t seq = 0; seq < 300; ++seq) {
    Record record;
    REQUIRE(again.read(seq, record));
    Record expected = numbered(seq);
    expected.seq = seq;
    CHECK(isSameRecord(record, expected));
  }
  Record beyond;
  CHECK_FALSE(again.read(300, beyond));
}

TEST_CASE("delivered records make room without a gap") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  delivered.lowWater = 4294967295u;
  RingLog log(flash, delivered);
  log.mount(0);
  CHECK(appendMany(log, slots * 10) == slots * 10);
  CHECK(log.nextSeq() == slots * 10);
  Gap gap;
  CHECK(countGaps(log, gap) == 0);
  CHECK_FALSE(flash.wroteOverUsedBits);
}

TEST_CASE("overflow drops the oldest and names exactly what is gone") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  delivered.lowWater = 100;
  RingLog log(flash, delivered);
  log.mount(0);
  // The fourth sector in use is the last but the one kept erased, so its first record makes the first sector go.
  appendMany(log, slots * 3 + 1);
  CHECK(log.oldestSeq() == slots);
  Gap gap;
  REQUIRE(countGaps(log, gap) == 1);
  CHECK(gap.from == 100);
  CHECK(gap.to == slots - 1);
  CHECK(gap.count == slots - 100);
}

TEST_CASE("a gap that was never told grows instead of getting lost itself") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  RingLog log(flash, delivered);
  log.mount(0);
  const uint32_t samples = appendMany(log, slots * 12);
  Gap newest;
  uint32_t lost = 0;
  countGaps(log, newest, &lost);
  CHECK(newest.from == 0);
  CHECK(newest.to == log.oldestSeq() - 1);
  uint32_t stillThere = 0;
  Record record;
  for (uint32_t seq = log.oldestSeq(); seq < log.nextSeq(); ++seq) {
    if (log.read(seq, record) && record.type == RecordType::sample) ++stillThere;
  }
  CHECK(lost + stillThere == samples);
}

TEST_CASE("while erasing is held the log fills, refuses, and goes on afterwards with the right gap") {
  FakeFlash flash(4);
  DeliveredBelow delivered;
  RingLog log(flash, delivered);
  log.mount(0);
  appendMany(log, slots * 2 + 50);
  const uint32_t erases = flash.erases;
  log.holdErasing(true);
  const uint32_t written = appendMany(log, slots * 4);
  CHECK(written == (slots - 50) + (slots - 8));
  CHECK(flash.erases == erases);
  Record refused = numbered(0);
  CHECK(log.append(refused) == Appended::noRoom);
  log.holdErasing(false);
  CHECK(appendMany(log, 1) == 1);
  Gap gap;
  REQUIRE(countGaps(log, gap) == 1);
  CHECK(gap.from == 0);
  CHECK(gap.to == slots - 1);
  CHECK(gap.count == slots);
}

TEST_CASE("seven days at 5 s fit the log partition of an 8 MB module") {
  const uint32_t sectors = 1100;  // 4.3 MiB
  CHECK((sectors - 2) * slots * 5 >= 7 * 86400);
}
