#include <cstdlib>

#include "../../core/mqtt311.h"

namespace {

class Listener final : public ct::MqttListener {
 public:
  volatile uint8_t seen = 0;
  int connected = 0;
  int acknowledged = 0;
  void onConnected() override { ++connected; }
  void onAcknowledged(uint16_t) override { ++acknowledged; }
  void onMessage(const char* topic, size_t topicCount, const uint8_t* payload, size_t count) override {
    // Touches every byte handed out, so that the sanitizer sees a length that is wrong.
    for (size_t i = 0; i < topicCount; ++i) seen = static_cast<uint8_t>(topic[i]);
    for (size_t i = 0; i < count; ++i) seen = payload[i];
  }
};

}  // namespace

/// The first byte says whether the input comes before or after a good CONNACK and how it is cut; the rest is what the
/// broker sends. Whatever it is, no message counts as acknowledged twice.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  if (count == 0) return 0;
  Listener listener;
  uint8_t out[256];
  uint8_t in[96];
  ct::Mqtt311 mqtt({"ct-fuzz"}, listener, out, sizeof out, in, sizeof in);
  mqtt.begin(0);
  const uint8_t connack[] = {0x20, 2, 0, 0};
  if ((bytes[0] & 1) != 0) mqtt.receive(connack, sizeof connack);
  int published = 0;
  const size_t chunk = 1 + (bytes[0] >> 1);
  for (size_t at = 1; at < count; at += chunk) {
    const uint8_t payload[] = {'x'};
    if (mqtt.publish("t", payload, 1, at) != 0) ++published;
    mqtt.receive(bytes + at, at + chunk < count ? chunk : count - at);
    size_t waiting = 0;
    mqtt.output(waiting);
    mqtt.sent(waiting, at);
    mqtt.tick(at);
  }
  if (listener.connected > 1 || listener.acknowledged > published) std::abort();
  return 0;
}
