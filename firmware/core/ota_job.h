#pragma once
#include "../hal/image_source.h"
#include "../hal/kv.h"
#include "mqtt311.h"
#include "ota_order.h"
#include "thing_topics.h"

namespace ct {

/// Carries out the firmware jobs of AWS IoT: fetches the image piece by piece beside everything else, hands it to `Ota`,
/// and reports. A job that led to a restart is reported by whichever firmware comes out of the trial, so its id is stored.
class OtaJob {
 public:
  OtaJob(Mqtt311& mqtt, Kv& kv, Ota& ota, ImageSource& images, const char* clientId);

  /// At boot, after `Ota::start`.
  void start();
  /// Subscribes, and asks for a job that came while the device was away.
  void onConnected();
  /// Asks the cloud for the next job.
  void ask() { isAskDue_ = true; }
  void onDisconnected();
  bool isOrder(const char* topic, size_t topicCount) const;
  /// `scratch` holds the URL while it is opened.
  void onOrder(const uint8_t* payload, size_t count, char* scratch, size_t capacity, uint64_t nowMs);
  /// True when the acknowledgement belonged to a report of ours.
  bool onAcknowledged(uint16_t packetId);
  /// Moves the download on; while `isOnline` sends what is to be reported, written into `scratch`.
  void tick(bool isOnline, char* scratch, size_t capacity, uint64_t nowMs);

 private:
  enum class Status : uint8_t { none, in_progress, succeeded, failed };
  enum class Stored : uint8_t { nothing = 0, on_trial = 1, valid = 2 };

  bool isOurs(const OtaOrder& order) const;
  void take(const OtaOrder& order);
  void forget();
  void fetch(uint64_t nowMs);
  void followOta();
  void tell(Status status, const char* reason);
  void report(char* scratch, size_t capacity, uint64_t nowMs);
  void store(Stored stored);

  Mqtt311& mqtt_;
  Kv& kv_;
  Ota& ota_;
  ImageSource& images_;
  const char* clientId_;
  char notifyTopic_[thing_topics::capacity];
  char gotNextTopic_[thing_topics::capacity];
  /// Kept when the job is done: the cloud may name it once more before it has taken in the verdict.
  char jobId_[maxJobIdCount + 1] = "";
  bool hasJob_ = false;
  Status status_ = Status::none;
  const char* reason_ = nullptr;
  bool isReportDue_ = false;
  bool isAskDue_ = false;
  uint16_t reportPacketId_ = 0;
};

}  // namespace ct
