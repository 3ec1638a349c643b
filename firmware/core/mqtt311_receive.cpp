#include <cstring>

#include "mqtt311.h"

namespace ct {

namespace {

constexpr uint8_t connackPacket = 0x20;
constexpr uint8_t publishPacket = 0x30;
constexpr uint8_t pubackPacket = 0x40;
constexpr uint8_t subackPacket = 0x90;
constexpr uint8_t pongPacket = 0xD0;

}  // namespace

void Mqtt311::receive(const uint8_t* bytes, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (state_ != MqttState::connecting && state_ != MqttState::connected) return;
    takeByte(bytes[i]);
  }
}

void Mqtt311::takeByte(uint8_t byte) {
  if (reading_ == Reading::type) {
    packetType_ = byte;
    remaining_ = taken_ = 0;
    lengthShift_ = 0;
    reading_ = Reading::length;
    return;
  }
  if (reading_ == Reading::length) {
    takeLength(byte);
  } else {
    // What does not fit is counted and thrown away: a retained message too large for us must not end the connection.
    if (taken_ < inCapacity_) in_[taken_] = byte;
    ++taken_;
  }
  if (reading_ != Reading::body || taken_ < remaining_) return;
  reading_ = Reading::type;
  handlePacket();
}

void Mqtt311::takeLength(uint8_t byte) {
  remaining_ |= static_cast<uint32_t>(byte & 0x7F) << lengthShift_;
  if ((byte & 0x80) == 0) {
    reading_ = Reading::body;
    return;
  }
  lengthShift_ += 7;
  if (lengthShift_ > 21) fail(MqttFailure::protocol);
}

void Mqtt311::handlePacket() {
  const uint8_t kind = packetType_ & 0xF0;
  if ((state_ == MqttState::connecting) != (kind == connackPacket)) return fail(MqttFailure::protocol);
  if (kind == connackPacket) return handleConnack();
  if (kind == pubackPacket) return handlePuback();
  if (kind == publishPacket) return handlePublish();
  if (kind == pongPacket) {
    awaitsPong_ = false;
    return;
  }
  if (kind != subackPacket) fail(MqttFailure::protocol);
}

void Mqtt311::handleConnack() {
  if (remaining_ != 2) return fail(MqttFailure::protocol);
  refusal_ = in_[1];
  if (refusal_ != 0) return fail(MqttFailure::refused);
  state_ = MqttState::connected;
  listener_.onConnected();
}

void Mqtt311::handlePuback() {
  if (remaining_ != 2) return fail(MqttFailure::protocol);
  const auto packetId = static_cast<uint16_t>(in_[0] << 8 | in_[1]);
  for (auto& packet : inFlight_) {
    if (packet.packetId == 0 || packet.packetId != packetId) continue;
    packet = {};
    return listener_.onAcknowledged(packetId);
  }
  ++strayAcknowledgements_;
}

void Mqtt311::handlePublish() {
  const int qos = packetType_ >> 1 & 3;
  const size_t idBytes = qos > 0 ? 2 : 0;
  const size_t available = remaining_ < inCapacity_ ? remaining_ : inCapacity_;
  if (qos > 1 || available < 2) return fail(MqttFailure::protocol);
  const size_t topicCount = static_cast<size_t>(in_[0] << 8 | in_[1]);
  const size_t head = 2 + topicCount + idBytes;
  if (head > remaining_) return fail(MqttFailure::protocol);
  if (head > available) return;
  const uint8_t* after = in_ + 2 + topicCount;
  if (qos == 1 && beginPacket(pubackPacket, 2)) put(after, 2);
  if (remaining_ > inCapacity_) return;
  listener_.onMessage(reinterpret_cast<const char*>(in_ + 2), topicCount, in_ + head, remaining_ - head);
}

}  // namespace ct
