#include "../../core/backoff.h"

#include <doctest/doctest.h>

#include "../fake_broker.h"

using namespace ct;
using namespace ct::test;

namespace {

class FixedRng final : public Rng {
 public:
  uint32_t value = 0;
  uint32_t next() override { return value; }
};

}  // namespace

TEST_CASE("the ceiling doubles from 0.5 s to 5 min and stays there until there is progress") {
  FixedRng rng;
  rng.value = 0xFFFFFFFFu;
  Backoff backoff(rng);
  for (const uint32_t ceiling : {500u, 1000u, 2000u, 4000u, 8000u, 16000u, 32000u, 64000u, 128000u, 256000u}) {
    CHECK(backoff.nextDelayMs() == ceiling);
  }
  CHECK(backoff.nextDelayMs() == 300000);
  CHECK(backoff.nextDelayMs() == 300000);
  backoff.reset();
  CHECK(backoff.nextDelayMs() == 500);
}

TEST_CASE("the jitter is full: waits spread over the whole range down to nothing") {
  FakeRng rng(5);
  Backoff backoff(rng);
  for (int i = 0; i < 12; ++i) backoff.nextDelayMs();
  uint32_t quarter[4] = {};
  for (int i = 0; i < 4000; ++i) ++quarter[backoff.nextDelayMs() * 4ull / 300001];
  for (const uint32_t count : quarter) CHECK(count > 800);
}
