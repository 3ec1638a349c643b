#pragma once
#include "alarm.h"
#include "config.h"
#include "record.h"

namespace ct {

/// Alerts a device raises by itself, from its own sensors, also without a network. They go into the log like samples.
class Alerts {
 public:
  static constexpr size_t kinds = 5;

  void configure(const Config& config);
  /// Looks at one sample. `events` receives what changed; the count is given.
  size_t update(const Sample& sample, uint64_t uptimeMs, Event events[kinds]);

 private:
  Config config_;
  Alarm emission_;
  Alarm temperature_;
  Alarm flow_;
  Alarm fault_;
  Alarm battery_;
};

/// mg/s from the device's own figures. False unless CO2, velocity and temperature are all ok.
bool emissionMgPerS(const Sample& sample, const Config& config, int64_t& milligrams);

}  // namespace ct
