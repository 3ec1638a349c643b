#pragma once
#include <cstdint>

namespace ct {

/// How a device looks to somebody who stands before it.
struct DeviceLook {
  bool isProvisioned;
  bool isLogUsable;
  bool isBatteryBelowFloor;
  bool hasSensorFault;
  bool isOnline;
  bool isSynced;
};

/// Blinks in a row, then a pause; firmware/README.md has the same table. One fault is shown at a time: the one to mend
/// first.
constexpr uint8_t ledBlinks(const DeviceLook& look) {
  if (!look.isLogUsable) return 7;
  if (!look.isProvisioned) return 6;
  if (look.isBatteryBelowFloor) return 5;
  if (look.hasSensorFault) return 4;
  if (!look.isOnline) return 3;
  if (!look.isSynced) return 2;
  return 1;
}

}  // namespace ct
