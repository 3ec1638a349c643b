#pragma once
#include "ack_ranges.h"
#include "anchors.h"
#include "mqtt311.h"
#include "telemetry_payload.h"

namespace ct {

/// Sends the log to the cloud, and marks a record delivered only when its PUBACK came.
///
/// Two cursors: live sends what is newest, one message in flight, so that a screen shows the present first; backlog
/// sends everything else oldest first, a message a second. Both read the log, so a reading is sent with one and the
/// same content however often.
class Uplink {
 public:
  struct Options {
    const char* telemetryTopic;
    const char* eventTopic;
    const char* firmware;
  };

  /// `buffer` holds one payload while it is written.
  Uplink(RingLog& log, AckRanges& acks, const Anchors& anchors, Mqtt311& mqtt, const Options& options, char* buffer,
         size_t capacity);

  /// Batches live messages; never changes how often is sampled.
  void reportEvery(uint32_t seconds) { reportEveryMs_ = seconds * 1000; }
  void useConfiguration(uint32_t revision) { configurationRevision_ = revision; }
  void signal(const Channel& rssi) { rssi_ = rssi; }
  /// An event does not wait for the next report.
  void hurry() { isHurried_ = true; }

  void onConnected(uint64_t nowMs);
  void onDisconnected();
  /// True when the acknowledgement belonged to a message of ours.
  bool onAcknowledged(uint16_t packetId);
  void tick(uint64_t nowMs);

  uint32_t messagesAcknowledged() const { return messagesAcknowledged_; }
  bool isDrained() const;
  /// A message of ours is under way and not acknowledged.
  bool isAwaiting() const { return inFlightCount(true) + inFlightCount(false) > 0; }

 private:
  struct InFlight {
    uint16_t packetId = 0;
    uint32_t from = 0;
    uint32_t to = 0;
    bool isLive = false;
  };
  static constexpr size_t maxBacklogInFlight = 2;
  static constexpr uint32_t backlogPeriodMs = 1000;

  size_t inFlightCount(bool live) const;
  /// First number the backlog must leave to the live cursor.
  uint32_t backlogEnd() const;
  void tickLive(uint64_t nowMs);
  void tickBacklog(uint64_t nowMs);
  /// Sends one message that starts at `from` and ends before `end`. Gives where it ended; `from` if nothing was sent.
  uint32_t send(uint32_t from, uint32_t end, bool isLive, uint64_t nowMs);
  uint32_t sendSamples(uint32_t from, uint32_t end, const Record& first, bool isLive, uint64_t nowMs);
  uint32_t sendEvent(const Record& record, const Stamp& at, bool isLive, uint64_t nowMs);
  bool track(uint16_t packetId, uint32_t from, uint32_t end, bool isLive);
  bool canJoin(const Record& record, const Record& first, Stamp& at) const;

  RingLog& log_;
  AckRanges& acks_;
  const Anchors& anchors_;
  Mqtt311& mqtt_;
  Options options_;
  char* buffer_;
  size_t capacity_;

  InFlight inFlight_[Mqtt311::maxInFlight];
  bool isConnected_ = false;
  bool isHurried_ = false;
  uint32_t reportEveryMs_ = 5000;
  uint32_t configurationRevision_ = 0;
  Channel rssi_ = Channel::missing(Quality::ok);
  uint32_t liveNext_ = 0;
  uint32_t backlogNext_ = 0;
  uint64_t lastLiveMs_ = 0;
  uint64_t lastBacklogMs_ = 0;
  uint32_t messagesAcknowledged_ = 0;
};

}  // namespace ct
