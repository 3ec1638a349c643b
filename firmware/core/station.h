#pragma once
#include "../hal/image_source.h"
#include "../hal/kv.h"
#include "alerts.h"
#include "comms_watchdog.h"
#include "link.h"
#include "ota_job.h"
#include "power.h"
#include "sample_clock.h"
#include "shadow.h"
#include "uplink.h"

namespace ct {

/// The parts of the hardware a station stands on.
struct StationHal {
  Flash& flash;
  Kv& kv;
  Rng& rng;
  TlsStream& stream;
  OtaSlots& slots;
  ImageSource& images;
};

struct StationOptions {
  /// Equals the thing's name.
  const char* clientId;
  const char* telemetryTopic;
  const char* eventTopic;
  const char* firmware;
};

/// One device: samples go in, the log keeps them, the uplink sends them. Introduces the parts to each other and keeps
/// what must survive a restart. The same object runs on the chip and in the simulator; it never waits.
class Station final : private MqttListener, private LinkListener {
 public:
  Station(const StationHal& hal, const StationOptions& options);
  Station(const Station&) = delete;
  Station& operator=(const Station&) = delete;

  /// False when the log's flash cannot be used; the shell says so by LED and tries again.
  bool start(uint64_t uptimeMs);
  /// Dates and keeps one sample. False when it was not kept: no room below the voltage floor, or a flash fault.
  bool takeSample(const Sample& measured, uint64_t uptimeMs);
  void sync(uint64_t utcMs, uint64_t uptimeMs, TimeQuality quality);
  /// Moves the network on. What the communications watchdog asks for is the shell's to do.
  CommsAction tick(uint64_t uptimeMs);
  void shutDown(uint64_t uptimeMs);
  void signal(const Channel& rssi) { uplink_.signal(rssi); }

  const Config& config() const { return config_; }
  const RingLog& log() const { return log_; }
  const AckRanges& acks() const { return acks_; }
  const Uplink& uplink() const { return uplink_; }
  const Link& link() const { return link_; }
  uint16_t boot() const { return boot_; }
  const Ota& ota() const { return ota_; }
  bool isSynced() const { return clock_.isSynced(); }
  /// The battery is below its floor: nothing is erased, and a full log takes no more.
  bool isHoldingErasing() const { return power_.isHolding(); }

 private:
  void onConnected() override;
  void onAcknowledged(uint16_t packetId) override;
  void onMessage(const char* topic, size_t topicCount, const uint8_t* payload, size_t count) override;
  void onDisconnected() override;

  void countBoot();
  bool mountLog();
  void restoreClock();
  void restoreMissed();
  void storeMissed();
  void useConfig();
  bool append(Record& record);
  void appendEvent(const Event& event, const Stamp& at);
  bool logMissedSamples(const Stamp& at);
  void noteMissed(const Stamp& at);
  void persist();

  static constexpr uint64_t persistEveryMs = 300000;

  Kv& kv_;
  uint8_t out_[2 * telemetryPayloadCapacity] = {};
  /// A delta of every field with its metadata, or a job with a signed URL.
  uint8_t in_[4096] = {};
  char payload_[telemetryPayloadCapacity] = {};

  Config config_;
  uint16_t boot_ = 0;
  SampleClock clock_;
  Anchors anchors_;
  AckRanges acks_;
  RingLog log_;
  Mqtt311 mqtt_;
  Uplink uplink_;
  Link link_;
  Shadow shadow_;
  Alerts alerts_;
  PowerPolicy power_;
  CommsWatchdog watchdog_;
  Ota ota_;
  OtaJob job_;
  uint64_t nowMs_ = 0;
  uint64_t persistedAtMs_ = 0;
  Gap missed_;
};

}  // namespace ct
