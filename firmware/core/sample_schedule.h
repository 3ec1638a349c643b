#pragma once
#include <cstdint>

namespace ct {

/// When to sample: the next time is the last due time plus the period, so that a late tick does not shift those after
/// it. What was missed in a stall is not caught up: readings taken at once would all tell of the same moment.
class SampleSchedule {
 public:
  void start(uint64_t uptimeMs) { dueAtMs_ = uptimeMs; }
  /// True once for each due time.
  bool isDue(uint64_t uptimeMs, uint16_t periodS) {
    if (uptimeMs < dueAtMs_) return false;
    const uint64_t periodMs = uint64_t{periodS} * 1000;
    dueAtMs_ += periodMs * ((uptimeMs - dueAtMs_) / periodMs + 1);
    return true;
  }

 private:
  uint64_t dueAtMs_ = 0;
};

}  // namespace ct
