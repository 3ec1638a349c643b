#include "alarm.h"

namespace ct {

AlarmChange Alarm::update(bool hasValue, int64_t value, uint64_t nowMs) {
  if (isRaised_) {
    if (!hasValue || isBeyond(value, limits_.clearAt)) return AlarmChange::none;
    isRaised_ = isPending_ = false;
    return AlarmChange::cleared;
  }
  if (!hasValue || !isBeyond(value, limits_.raiseAt)) {
    isPending_ = false;
    return AlarmChange::none;
  }
  if (!isPending_) {
    isPending_ = true;
    sinceMs_ = nowMs;
  }
  if (nowMs - sinceMs_ < limits_.forMs) return AlarmChange::none;
  isRaised_ = true;
  return AlarmChange::raised;
}

}  // namespace ct
