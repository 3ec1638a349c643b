#include "shadow.h"

#include <cstring>

#include "config_rules.h"
#include "config_store.h"

namespace ct {

Shadow::Shadow(Mqtt311& mqtt, Kv& kv, const char* clientId) : mqtt_(mqtt), kv_(kv) {
  thing_topics::shadowUpdate(clientId, updateTopic_);
  thing_topics::shadowDelta(clientId, deltaTopic_);
}

void Shadow::onConnected() {
  mqtt_.subscribe(deltaTopic_);
  refusal_ = ConfigRefusal();
  isReportDue_ = true;
}

bool Shadow::isDelta(const char* topic, size_t topicCount) const {
  return std::strlen(deltaTopic_) == topicCount && std::memcmp(deltaTopic_, topic, topicCount) == 0;
}

bool Shadow::onDelta(const uint8_t* payload, size_t count, Config& config) {
  // On top of what is stored: the console may have changed that since the start, and must not be undone.
  Config wished = storedConfig(kv_, config);
  ConfigRefusal refused = applyConfig(payload, count, wished);
  // In force and lost at the next start, it would be wished again, and a new fitting means one restart after the other.
  if (!refused.isRefused() && !storeConfig(kv_, wished)) {
    refused = refusal("", "could not be stored");
    refused.rev = wished.rev;
  }
  const bool isToldAlready = refused.isRefused() && isSameRefusal(refused, refusal_);
  refusal_ = refused;
  isReportDue_ = isReportDue_ || !isToldAlready;
  if (refused.isRefused()) return false;
  config = wished;
  return true;
}

void Shadow::tick(const Config& config, char* buffer, size_t capacity, uint64_t nowMs) {
  if (!isReportDue_) return;
  const size_t count = writeReportedConfig(config, refusal_, buffer, capacity);
  isReportDue_ = mqtt_.publish(updateTopic_, reinterpret_cast<const uint8_t*>(buffer), count, nowMs) == 0;
}

}  // namespace ct
