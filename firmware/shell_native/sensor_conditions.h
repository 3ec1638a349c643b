#pragma once
#include <cstdint>

namespace ct::native {

/// What one sensor shows at the moment, or how it fails.
struct Shown {
  enum class State : uint8_t { absent, damaged, value };
  State state = State::absent;
  int32_t value = 0;
  bool isThere() const { return state != State::absent; }
  bool isDamaged() const { return state == State::damaged; }
};

/// All sensors of a device in the steps they really have. The plant model computes them (local/simulator); the emulated
/// sensors turn them into the bytes that the drivers read.
struct SensorConditions {
  Shown co2Ppm;
  Shown gasQuarterC;
  Shown velocityMmPerS;
  Shown differenceCounts;
  Shown pressureDaPa;
  Shown cellC;
  Shown batteryMv;
};

/// What hangs on the board: the numbers of core/fitting.h. That the board's configuration fits is not checked, as a
/// wrong one is a fault to be found.
struct FittedSensors {
  int32_t co2Kind = 0;
  int32_t co2PpmPerCount = 10;
  int32_t gasKind = 0;
  int32_t flowKind = 0;
  int32_t differenceScale = 60;
};

}  // namespace ct::native
