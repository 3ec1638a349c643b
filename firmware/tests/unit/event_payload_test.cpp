#include "../../core/event_payload.h"

#include <doctest/doctest.h>

#include <string>

using namespace ct;

namespace {

std::string written(const Record& record, size_t capacity = 200) {
  char buffer[200];
  return {buffer, writeEventPayload(record, {1795478400000, TimeQuality::ntp}, 3, buffer, capacity)};
}

}  // namespace

TEST_CASE("an event is written as the contract's device event") {
  Record record;
  record.seq = 9;
  record.type = RecordType::event;
  record.event = {EventKind::low_battery, true, true, 12305};
  CHECK(written(record) ==
        R"({"v":1,"ep":3,"seq":9,"t_ms":1795478400000,"tq":3,"kind":"low_battery","state":"raised","value":12.305})");
  record.event = {EventKind::clock_step, false, true, -30050};
  CHECK(written(record).find(R"("state":"cleared","value":-30.050})") != std::string::npos);
  record.event.valueMilli = -7;
  CHECK(written(record).find(R"("value":-0.007})") != std::string::npos);
  record.event.valueMilli = 4000;
  CHECK(written(record).find(R"("value":4})") != std::string::npos);
  record.event.hasValue = false;
  CHECK(written(record).find(R"("value":null})") != std::string::npos);
}

TEST_CASE("a gap is an event whose value is how many readings it lost") {
  Record record;
  record.type = RecordType::gap;
  record.gap = {true, 5, 20, 16};
  CHECK(written(record).find(R"("kind":"gap","state":"raised","value":16})") != std::string::npos);
  CHECK(written(record, 40).empty());
}
