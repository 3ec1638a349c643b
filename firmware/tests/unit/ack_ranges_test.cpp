#include "../../core/ack_ranges.h"

#include <doctest/doctest.h>

#include <set>

#include "../bytes.h"

using namespace ct;
using namespace ct::test;

TEST_CASE("acknowledged ranges never claim a number that was not acknowledged, in any order of arrival") {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    Noise noise(seed);
    AckRanges acks;
    std::set<uint32_t> truth;
    for (int i = 0; i < 40; ++i) {
      const uint32_t from = noise.next() % 400;
      const uint32_t to = from + noise.next() % 20;
      acks.add(from, to);
      for (uint32_t seq = from; seq <= to; ++seq) truth.insert(seq);
    }
    for (uint32_t seq = 0; seq < 450; ++seq) {
      if (acks.isDelivered(seq)) CHECK(truth.count(seq) == 1);
    }
  }
}

TEST_CASE("with no more than eight ranges nothing acknowledged is forgotten") {
  AckRanges acks;
  for (uint32_t i = 0; i < 8; ++i) acks.add(10 + i * 10, 12 + i * 10);
  for (uint32_t i = 0; i < 8; ++i) {
    CHECK(acks.isDelivered(11 + i * 10));
    CHECK_FALSE(acks.isDelivered(13 + i * 10));
  }
  acks.add(0, 9);
  CHECK(acks.lowWater() == 13);
  CHECK(acks.firstUndeliveredFrom(0) == 13);
  CHECK(acks.firstUndeliveredFrom(20) == 23);
}

TEST_CASE("ranges with a number between them stay apart, and the low water never falls") {
  AckRanges acks;
  acks.add(0, 9);
  acks.add(20, 30);
  acks.add(32, 40);
  CHECK_FALSE(acks.isDelivered(31));
  acks.add(25, 28);
  acks.add(38, 44);
  CHECK(acks.isDelivered(44));
  CHECK(acks.isDelivered(30));
  CHECK_FALSE(acks.isDelivered(10));
  acks.forgetBelow(5);
  CHECK(acks.lowWater() == 10);
  acks.forgetBelow(25);
  CHECK(acks.lowWater() == 31);
}

TEST_CASE("the ninth range makes the highest be forgotten, and filling the holes joins all") {
  AckRanges acks;
  for (uint32_t i = 0; i < 9; ++i) acks.add(10 + i * 10, 12 + i * 10);
  CHECK(acks.isDelivered(80));
  CHECK_FALSE(acks.isDelivered(90));
  acks.add(5, 6);
  CHECK(acks.isDelivered(5));
  CHECK_FALSE(acks.isDelivered(80));
  for (uint32_t i = 0; i < 100; ++i) acks.add(i, i);
  CHECK(acks.lowWater() == 100);
}

TEST_CASE("stored acknowledgements come back only undamaged, in their epoch and not ahead of the log") {
  AckRanges acks;
  acks.add(0, 99);
  acks.add(120, 130);
  uint8_t blob[AckRanges::blobBytes];
  acks.save(3, blob);
  AckRanges loaded;
  REQUIRE(loaded.load(blob, sizeof blob, 3, 200));
  CHECK(loaded.lowWater() == 100);
  CHECK(loaded.isDelivered(120));
  CHECK(loaded.isDelivered(130));
  CHECK_FALSE(loaded.isDelivered(131));
  // A range that reaches beyond the log is not believed, what lies below it is.
  REQUIRE(loaded.load(blob, sizeof blob, 3, 125));
  CHECK(loaded.lowWater() == 100);
  CHECK_FALSE(loaded.isDelivered(122));
  CHECK_FALSE(loaded.load(blob, sizeof blob, 4, 200));
  CHECK(loaded.lowWater() == 0);
  CHECK_FALSE(loaded.load(blob, sizeof blob, 3, 50));
  CHECK_FALSE(loaded.load(blob, sizeof blob - 1, 3, 200));
  for (size_t bit = 0; bit < sizeof blob * 8; ++bit) {
    const Bytes damaged = withFlippedBit(Bytes(blob, blob + sizeof blob), bit);
    CHECK_FALSE(loaded.load(damaged.data(), damaged.size(), 3, 200));
    CHECK(loaded.lowWater() == 0);
  }
}
