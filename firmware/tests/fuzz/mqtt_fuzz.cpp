#include "../../core/mqtt311.h"

namespace {

class Deaf final : public ct::MqttListener {
 public:
  volatile uint8_t seen = 0;
  void onConnected() override {}
  void onAcknowledged(uint16_t) override {}
  void onMessage(const char* topic, size_t topicCount, const uint8_t* payload, size_t count) override {
    // Touches every byte handed out, so that the sanitizer sees a length that is wrong.
    for (size_t i = 0; i < topicCount; ++i) seen = static_cast<uint8_t>(topic[i]);
    for (size_t i = 0; i < count; ++i) seen = payload[i];
  }
};

}  // namespace

/// The first byte says whether the input comes before or after a good CONNACK, the rest is what the broker sends.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  if (count == 0) return 0;
  Deaf listener;
  uint8_t out[256];
  uint8_t in[96];
  ct::Mqtt311 mqtt({"ct-fuzz"}, listener, out, sizeof out, in, sizeof in);
  mqtt.begin(0);
  const uint8_t connack[] = {0x20, 2, 0, 0};
  if ((bytes[0] & 1) != 0) mqtt.receive(connack, sizeof connack);
  const uint8_t payload[] = {'x'};
  mqtt.publish("t", payload, 1, 0);
  mqtt.receive(bytes + 1, count - 1);
  mqtt.tick(1000);
  return 0;
}
