#include "../../core/ota.h"

#include <doctest/doctest.h>

#include <initializer_list>

#include "../fake_ota_slots.h"

using namespace ct;
using namespace ct::test;

namespace {

const Bytes signature(70, 0x5A);

struct Update {
  FakeOtaSlots slots;
  Ota ota{slots};

  bool begin(uint32_t bytes, uint64_t nowMs = 0) { return ota.begin(bytes, signature.data(), signature.size(), nowMs); }
  void receive(size_t count, uint64_t nowMs = 0) { ota.receive(Bytes(count, 0xE9).data(), count, nowMs); }
};

}  // namespace

TEST_CASE("OTA: a whole, signed image is set to start next") {
  Update update;
  update.ota.start(0);
  REQUIRE(update.begin(1000));
  for (int i = 0; i < 10; ++i) update.receive(100);
  CHECK(update.ota.finish());
  CHECK(update.ota.state() == OtaState::ready);
  CHECK(update.slots.image.size() == 1000);
  CHECK(update.slots.activated == 1);
}

TEST_CASE("OTA: unsigned, short, long, too large, unwritable and silent updates never start") {
  for (const OtaFailure expected : {OtaFailure::bad_signature, OtaFailure::too_short, OtaFailure::too_long,
                                    OtaFailure::no_space, OtaFailure::flash, OtaFailure::silent}) {
    Update update;
    update.ota.start(0);
    update.slots.isSigned = expected != OtaFailure::bad_signature;
    update.slots.writes = expected != OtaFailure::flash;
    update.begin(expected == OtaFailure::no_space ? 1001 : 1000);
    update.receive(expected == OtaFailure::too_short ? 999 : 1000);
    if (expected == OtaFailure::too_long) update.receive(1);
    if (expected == OtaFailure::silent) update.ota.tick(60000);
    CHECK_FALSE(update.ota.finish());
    CHECK(update.ota.failure() == expected);
    CHECK(update.slots.activated == 0);
  }
}

TEST_CASE("OTA: after a failure the next job is taken, during a download it is not") {
  Update update;
  update.ota.start(0);
  REQUIRE(update.begin(1000));
  CHECK_FALSE(update.begin(500));
  update.receive(1);
  CHECK_FALSE(update.ota.finish());
  REQUIRE(update.begin(500));
  update.receive(500);
  CHECK(update.ota.finish());
  CHECK_FALSE(update.begin(500));
  CHECK_FALSE(update.ota.begin(10, signature.data(), 0, 0));
}

TEST_CASE("OTA: a new firmware is valid only after a connection and three acknowledgements") {
  Update update;
  update.slots.onTrial = true;
  update.ota.start(0);
  CHECK(update.ota.state() == OtaState::trial);
  for (int i = 0; i < 5; ++i) update.ota.noteAcknowledged();
  CHECK(update.slots.markedValid == 0);
  update.ota.noteConnected();
  update.ota.noteAcknowledged();
  update.ota.noteAcknowledged();
  CHECK(update.slots.markedValid == 0);
  update.ota.noteAcknowledged();
  CHECK(update.slots.markedValid == 1);
  update.ota.tick(Ota::trialMs * 2);
  CHECK(update.slots.rolledBack == 0);
}

TEST_CASE("OTA: a trial without three acknowledgements ends in the old firmware, and takes no other update meanwhile") {
  Update update;
  update.slots.onTrial = true;
  update.ota.start(0);
  CHECK_FALSE(update.begin(100));
  update.ota.noteConnected();
  update.ota.noteAcknowledged();
  update.ota.noteAcknowledged();
  update.ota.tick(Ota::trialMs - 1);
  CHECK(update.slots.rolledBack == 0);
  update.ota.tick(Ota::trialMs);
  CHECK(update.slots.rolledBack == 1);
  CHECK(update.slots.markedValid == 0);
}
