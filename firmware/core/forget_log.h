#pragma once
#include "sealed_value.h"

namespace ct {

// A board that becomes another device must not send the readings of the one before under the new name.

/// Asks the next start to begin with an empty log.
inline bool askToForgetLog(Kv& kv, bool mustForget = true) {
  const uint8_t wish[1] = {static_cast<uint8_t>(mustForget ? 1 : 0)};
  return storeSealed(kv, "forget", wish);
}

inline bool mustForgetLog(Kv& kv) {
  uint8_t wish[1] = {0};
  loadSealed(kv, "forget", wish);
  return wish[0] != 0;
}

}  // namespace ct
