#pragma once
#include <cstdint>

#include "quality.h"

namespace ct {

/// Below the voltage floor an erase might not finish, so the log is told to hold. Comes back well above the floor,
/// because the load's own sag would otherwise switch it with every sample. Without a reading the last verdict stands.
class PowerPolicy {
 public:
  static constexpr int32_t recoveryMv = 400;
  void setFloor(uint16_t floorMv) { floorMv_ = floorMv; }
  /// True while erasing must wait.
  bool mustHold(const Channel& batteryMv) {
    if (!batteryMv.hasValue) return isHolding_;
    if (batteryMv.value < floorMv_) isHolding_ = true;
    if (batteryMv.value >= floorMv_ + recoveryMv) isHolding_ = false;
    return isHolding_;
  }
  bool isHolding() const { return isHolding_; }

 private:
  int32_t floorMv_ = 0;
  bool isHolding_ = false;
};

}  // namespace ct
