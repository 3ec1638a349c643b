#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

enum class MqttState : uint8_t { idle, connecting, connected, failed };
enum class MqttFailure : uint8_t { none, refused, protocol, no_connack, no_pong, no_puback };

/// What the client has to tell. Called from within `receive`.
class MqttListener {
 public:
  virtual void onConnected() = 0;
  virtual void onAcknowledged(uint16_t packetId) = 0;
  virtual void onMessage(const char* topic, size_t topicCount, const uint8_t* payload, size_t count) = 0;

 protected:
  ~MqttListener() = default;
};

/// MQTT 3.1.1 client that does no I/O: bytes go in by `receive`, come out by `output`, time comes as an argument.
/// Publishes with QoS 1 and a clean session; what was not acknowledged before a loss is the caller's to send again,
/// with a new packet id.
class Mqtt311 {
 public:
  struct Options {
    const char* clientId;
    uint16_t keepAliveS = 60;
    uint32_t answerTimeoutMs = 20000;
  };
  static constexpr size_t maxInFlight = 4;

  /// The buffers are the caller's and live as long as the client: `out` holds every message in flight to the stream.
  Mqtt311(const Options& options, MqttListener& listener, uint8_t* out, size_t outCapacity, uint8_t* in,
          size_t inCapacity);

  /// Forgets everything of the last connection and puts CONNECT into the output.
  void begin(uint64_t nowMs);
  void tick(uint64_t nowMs);
  void receive(const uint8_t* bytes, size_t count);

  /// The packet id, or 0 when there is no room now.
  uint16_t publish(const char* topic, const uint8_t* payload, size_t count, uint64_t nowMs);
  bool subscribe(const char* topic);
  void disconnect();

  /// Bytes that wait for the stream; `sent` says how many it took.
  const uint8_t* output(size_t& count) const;
  void sent(size_t count, uint64_t nowMs);

  MqttState state() const { return state_; }
  MqttFailure failure() const { return failure_; }
  uint8_t refusal() const { return refusal_; }
  /// Acknowledgements for packets that are not in flight: duplicates or strangers. They change nothing.
  uint32_t strayAcknowledgements() const { return strayAcknowledgements_; }

 private:
  struct InFlight {
    uint16_t packetId;
    uint64_t sinceMs;
  };

  void fail(MqttFailure failure);
  bool beginPacket(uint8_t type, size_t remaining);
  void put(const uint8_t* bytes, size_t count);
  void putByte(uint8_t byte) { put(&byte, 1); }
  void put16(uint16_t value);
  void putText(const char* text);
  uint16_t newPacketId();

  void takeByte(uint8_t byte);
  void takeLength(uint8_t byte);
  void handlePacket();
  void handleConnack();
  void handlePuback();
  void handlePublish();

  Options options_;
  MqttListener& listener_;
  uint8_t* out_;
  size_t outCapacity_;
  size_t outStart_ = 0;
  size_t outEnd_ = 0;
  uint8_t* in_;
  size_t inCapacity_;

  MqttState state_ = MqttState::idle;
  MqttFailure failure_ = MqttFailure::none;
  uint8_t refusal_ = 0;
  uint32_t strayAcknowledgements_ = 0;
  InFlight inFlight_[maxInFlight] = {};
  uint16_t lastPacketId_ = 0;

  uint64_t beganMs_ = 0;
  uint64_t lastSentMs_ = 0;
  uint64_t pingSentMs_ = 0;
  bool awaitsPong_ = false;

  enum class Reading : uint8_t { type, length, body };
  Reading reading_ = Reading::type;
  uint8_t packetType_ = 0;
  uint32_t remaining_ = 0;
  uint32_t taken_ = 0;
  int lengthShift_ = 0;
};

}  // namespace ct
