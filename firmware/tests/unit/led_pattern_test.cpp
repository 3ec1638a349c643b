#include <doctest/doctest.h>

#include "../../core/led_pattern.h"

using namespace ct;

TEST_CASE("led: as many blinks as the code, then a pause longer than any gap between two") {
  for (uint8_t blinks = 1; blinks <= 7; ++blinks) {
    uint32_t edges = 0;
    uint32_t dark = 0;
    uint32_t longestDark = 0;
    const uint32_t periodMs = blinks * 500u + 1500u;
    // Starts in the pause, so that the first blink counts as an edge.
    for (uint64_t at = periodMs - 1; at < 2 * periodMs - 1; ++at) {
      edges += isLedLit(blinks, at + 1) && !isLedLit(blinks, at) ? 1 : 0;
      dark = isLedLit(blinks, at) ? 0 : dark + 1;
      longestDark = dark > longestDark ? dark : longestDark;
    }
    CHECK(edges == blinks);
    CHECK(longestDark >= 1500);
  }
}
