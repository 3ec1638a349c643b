#pragma once
#include "../hal/kv.h"
#include "config.h"
#include "mqtt311.h"
#include "thing_topics.h"

namespace ct {

/// The named shadow `configuration`: takes what the cloud wishes, reports what is in force.
///
/// The cloud answers every report with a new delta as long as wish and report differ. So a refusal is told once on a
/// connection; telling it each time it comes back would go round for ever.
class Shadow {
 public:
  Shadow(Mqtt311& mqtt, Kv& kv, const char* clientId);

  /// The report on connecting also fetches a wish that came meanwhile.
  void onConnected();
  bool isDelta(const char* topic, size_t topicCount) const;
  /// True when `config` changed; it is stored then.
  bool onDelta(const uint8_t* payload, size_t count, Config& config);
  /// Sends what is due; `buffer` holds the report while it is written.
  void tick(const Config& config, char* buffer, size_t capacity, uint64_t nowMs);

 private:
  Mqtt311& mqtt_;
  Kv& kv_;
  ConfigRefusal refusal_;
  bool isReportDue_ = false;
  char updateTopic_[thing_topics::capacity];
  char deltaTopic_[thing_topics::capacity];
};

}  // namespace ct
