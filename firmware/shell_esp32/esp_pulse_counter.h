#pragma once
#include <atomic>

#include "../hal/pulse_counter.h"

namespace ct::esp32 {

/// Counts the anemometer's falling edges by interrupt, because the C3 has no pulse counter. An edge within half a
/// millisecond of the last one is contact bounce: no anemometer turns at 2 kHz.
class EspPulseCounter final : public PulseCounter {
 public:
  void open();
  uint32_t count() override { return count_.load(std::memory_order_relaxed); }

 private:
  static constexpr int64_t bounceUs = 500;
  static void onEdge(void* self);
  std::atomic<uint32_t> count_{0};
  int64_t lastEdgeUs_ = 0;
};

}  // namespace ct::esp32
