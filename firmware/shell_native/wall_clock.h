#pragma once
#include <chrono>
#include <cstdint>

namespace ct::native {

/// Never goes back, also when somebody sets the computer's clock.
inline uint64_t monotonicMs() {
  using namespace std::chrono;
  return static_cast<uint64_t>(duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
}

inline uint64_t utcMs() {
  using namespace std::chrono;
  return static_cast<uint64_t>(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

}  // namespace ct::native
