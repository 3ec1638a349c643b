#pragma once
#include <cstdint>

namespace ct {

enum class AlarmChange : uint8_t { none, raised, cleared };

/// Raised when a value has been beyond `raiseAt` for a time, cleared once it is back past `clearAt`. The distance
/// between the two keeps a value on the edge from flapping.
class Alarm {
 public:
  struct Limits {
    int64_t raiseAt;
    int64_t clearAt;
    uint32_t forMs;
    /// True: too high is bad. False: too low is.
    bool isAbove;
  };

  void set(const Limits& limits) { limits_ = limits; }
  /// Without a value nothing changes, except that the time beyond the limit starts anew.
  AlarmChange update(bool hasValue, int64_t value, uint64_t nowMs);
  bool isRaised() const { return isRaised_; }

 private:
  bool isBeyond(int64_t value, int64_t limit) const { return limits_.isAbove ? value > limit : value < limit; }
  Limits limits_ = {};
  bool isRaised_ = false;
  bool isPending_ = false;
  uint64_t sinceMs_ = 0;
};

}  // namespace ct
