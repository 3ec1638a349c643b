#include "backoff.h"

namespace ct {

uint32_t Backoff::nextDelayMs() {
  const uint32_t delayMs = static_cast<uint32_t>(static_cast<uint64_t>(rng_.next()) * (ceilingMs_ + 1) >> 32);
  ceilingMs_ = ceilingMs_ > lastCeilingMs / 2 ? lastCeilingMs : ceilingMs_ * 2;
  return delayMs;
}

}  // namespace ct
