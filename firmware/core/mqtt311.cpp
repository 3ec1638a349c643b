#include "mqtt311.h"

#include <cstring>

namespace ct {

namespace {

constexpr uint8_t connectPacket = 0x10;
constexpr uint8_t publishQos1 = 0x32;
constexpr uint8_t subscribePacket = 0x82;
constexpr uint8_t pingPacket = 0xC0;
constexpr uint8_t disconnectPacket = 0xE0;
constexpr uint8_t cleanSession = 0x02;

size_t lengthBytes(size_t remaining) {
  if (remaining < 128) return 1;
  return remaining < 16384 ? 2 : 3;
}

}  // namespace

Mqtt311::Mqtt311(const Options& options, MqttListener& listener, uint8_t* out, size_t outCapacity, uint8_t* in,
                 size_t inCapacity)
    : options_(options), listener_(listener), out_(out), outCapacity_(outCapacity), in_(in), inCapacity_(inCapacity) {}

void Mqtt311::begin(uint64_t nowMs) {
  outStart_ = outEnd_ = 0;
  reading_ = Reading::type;
  failure_ = MqttFailure::none;
  awaitsPong_ = false;
  beganMs_ = lastSentMs_ = nowMs;
  for (auto& packet : inFlight_) packet = {};
  state_ = MqttState::connecting;
  static const uint8_t protocol[] = {0, 4, 'M', 'Q', 'T', 'T', 4, cleanSession};
  if (!beginPacket(connectPacket, sizeof protocol + 2 + 2 + std::strlen(options_.clientId))) {
    return fail(MqttFailure::protocol);
  }
  put(protocol, sizeof protocol);
  put16(options_.keepAliveS);
  putText(options_.clientId);
}

void Mqtt311::fail(MqttFailure failure) {
  if (state_ == MqttState::failed) return;
  state_ = MqttState::failed;
  failure_ = failure;
}

void Mqtt311::tick(uint64_t nowMs) {
  const uint32_t timeoutMs = options_.answerTimeoutMs;
  if (state_ == MqttState::connecting && nowMs - beganMs_ >= timeoutMs) return fail(MqttFailure::no_connack);
  if (state_ != MqttState::connected) return;
  if (awaitsPong_ && nowMs - pingSentMs_ >= timeoutMs) return fail(MqttFailure::no_pong);
  for (const auto& packet : inFlight_) {
    if (packet.packetId != 0 && nowMs - packet.sinceMs >= timeoutMs) return fail(MqttFailure::no_puback);
  }
  // Half the agreed silence: a broker may cut at one and a half.
  if (!awaitsPong_ && nowMs - lastSentMs_ >= uint64_t{options_.keepAliveS} * 500 && beginPacket(pingPacket, 0)) {
    awaitsPong_ = true;
    pingSentMs_ = nowMs;
  }
}

uint16_t Mqtt311::publish(const char* topic, const uint8_t* payload, size_t count, uint64_t nowMs) {
  if (state_ != MqttState::connected) return 0;
  InFlight* slot = nullptr;
  for (auto& packet : inFlight_) {
    if (packet.packetId == 0) slot = &packet;
  }
  if (slot == nullptr || !beginPacket(publishQos1, 2 + std::strlen(topic) + 2 + count)) return 0;
  const uint16_t packetId = newPacketId();
  *slot = {packetId, nowMs};
  putText(topic);
  put16(packetId);
  put(payload, count);
  return packetId;
}

uint16_t Mqtt311::newPacketId() {
  bool isTaken = true;
  while (isTaken) {
    lastPacketId_ = lastPacketId_ == 65535 ? 1 : static_cast<uint16_t>(lastPacketId_ + 1);
    isTaken = false;
    for (const auto& packet : inFlight_) isTaken = isTaken || packet.packetId == lastPacketId_;
  }
  return lastPacketId_;
}

bool Mqtt311::subscribe(const char* topic) {
  if (state_ != MqttState::connected || !beginPacket(subscribePacket, 2 + 2 + std::strlen(topic) + 1)) return false;
  put16(newPacketId());
  putText(topic);
  putByte(1);
  return true;
}

void Mqtt311::disconnect() {
  if (state_ == MqttState::connected) beginPacket(disconnectPacket, 0);
}

// A packet enters the buffer whole or not at all.
bool Mqtt311::beginPacket(uint8_t type, size_t remaining) {
  if (outStart_ > 0) {
    std::memmove(out_, out_ + outStart_, outEnd_ - outStart_);
    outEnd_ -= outStart_;
    outStart_ = 0;
  }
  if (outEnd_ + 1 + lengthBytes(remaining) + remaining > outCapacity_) return false;
  putByte(type);
  do {
    const auto digit = static_cast<uint8_t>(remaining % 128);
    remaining /= 128;
    putByte(static_cast<uint8_t>(remaining > 0 ? digit | 0x80 : digit));
  } while (remaining > 0);
  return true;
}

void Mqtt311::put(const uint8_t* bytes, size_t count) {
  if (count > 0) std::memcpy(out_ + outEnd_, bytes, count);
  outEnd_ += count;
}

void Mqtt311::put16(uint16_t value) {
  putByte(static_cast<uint8_t>(value >> 8));
  putByte(static_cast<uint8_t>(value));
}

void Mqtt311::putText(const char* text) {
  const size_t count = std::strlen(text);
  put16(static_cast<uint16_t>(count));
  put(reinterpret_cast<const uint8_t*>(text), count);
}

const uint8_t* Mqtt311::output(size_t& count) const {
  count = outEnd_ - outStart_;
  return out_ + outStart_;
}

void Mqtt311::sent(size_t count, uint64_t nowMs) {
  outStart_ += count;
  lastSentMs_ = nowMs;
}

}  // namespace ct
