#pragma once
#include <cstdint>

namespace ct::esp32 {

/// Milliseconds since the start, by the chip's 64-bit timer.
uint64_t uptimeMs();

/// Asks NTP servers, again every hour.
void startClock();

/// True once after each answer of a server; `utcMs` is then the time now.
bool takeSync(uint64_t& utcMs);

}  // namespace ct::esp32
