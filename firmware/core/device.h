#pragma once
#include "led_code.h"
#include "sample_schedule.h"
#include "sampler.h"
#include "station.h"

namespace ct {

/// What only the shell can do. `restart`: everything is stored and the connection closed, so it may happen at once.
enum class DeviceAction : uint8_t { none, restart_network, restart };

/// A station with its sensors: what chip and simulator both run. The shell opens the ports, calls `start` once and `tick`
/// often, and does what an action asks for.
class Device {
 public:
  static constexpr uint64_t retryLogAfterMs = 60000;

  Device(const StationHal& hal, const StationOptions& options, const SensorHal& sensors);

  /// False when the log's flash cannot be used; `tick` then asks for a restart after a minute.
  bool start(uint64_t uptimeMs);
  DeviceAction tick(uint64_t uptimeMs);
  /// Time from NTP, an RTC, or what else the shell has.
  void sync(uint64_t utcMs, uint64_t uptimeMs, TimeQuality quality) { station_.sync(utcMs, uptimeMs, quality); }
  void signal(const Channel& rssi) { station_.signal(rssi); }
  /// Orderly end: stores what is not stored yet.
  void shutDown(uint64_t uptimeMs);

  uint8_t ledBlinks() const;
  const Station& station() const { return station_; }
  /// As measured, before the wire's ranges; its stamp is in the log.
  const Sample& lastSample() const { return lastSample_; }
  uint32_t samplesKept() const { return samplesKept_; }
  uint32_t samplesRefused() const { return samplesRefused_; }

 private:
  void sample(uint64_t uptimeMs);
  bool wantsRestart() const;

  Station station_;
  Sampler sampler_;
  SampleSchedule schedule_;
  Config configAtStart_;
  bool isStarted_ = false;
  bool isSampling_ = false;
  uint64_t startedAtMs_ = 0;
  uint64_t beganAtMs_ = 0;
  Sample lastSample_;
  uint32_t samplesKept_ = 0;
  uint32_t samplesRefused_ = 0;
};

}  // namespace ct
