#include "shadow.h"

#include <cstring>

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
  const ConfigRefusal refused = applyConfig(payload, count, config);
  const bool isToldAlready = refused.isRefused() && isSameRefusal(refused, refusal_);
  refusal_ = refused;
  isReportDue_ = isReportDue_ || !isToldAlready;
  if (refused.isRefused()) return false;
  storeConfig(kv_, config);
  return true;
}

void Shadow::tick(const Config& config, char* buffer, size_t capacity, uint64_t nowMs) {
  if (!isReportDue_) return;
  const size_t count = writeReportedConfig(config, refusal_, buffer, capacity);
  isReportDue_ = mqtt_.publish(updateTopic_, reinterpret_cast<const uint8_t*>(buffer), count, nowMs) == 0;
}

}  // namespace ct
