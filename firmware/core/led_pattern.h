#pragma once
#include <cstdint>

namespace ct {

/// A LED that shows a number: so many short blinks, then a pause long enough to count them by.
constexpr bool isLedLit(uint8_t blinks, uint64_t uptimeMs) {
  constexpr uint32_t litMs = 200;
  constexpr uint32_t blinkMs = 500;
  constexpr uint32_t pauseMs = 1500;
  const auto at = static_cast<uint32_t>(uptimeMs % (blinks * blinkMs + pauseMs));
  return at < blinks * blinkMs && at % blinkMs < litMs;
}

}  // namespace ct
