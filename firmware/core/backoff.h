#pragma once
#include <cstdint>

#include "../hal/rng.h"

namespace ct {

/// Full jitter: a random wait between 0 and a ceiling that doubles from 0.5 s to 5 min. After a blackout the devices of
/// a factory come back spread out instead of together.
class Backoff {
 public:
  explicit Backoff(Rng& rng) : rng_(rng) {}
  uint32_t nextDelayMs();
  void reset() { ceilingMs_ = firstCeilingMs; }

  static constexpr uint32_t firstCeilingMs = 500;
  static constexpr uint32_t lastCeilingMs = 300000;

 private:
  Rng& rng_;
  uint32_t ceilingMs_ = firstCeilingMs;
};

}  // namespace ct
