#pragma once
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "../hal/rng.h"
#include "../hal/tls_stream.h"
#include "bytes.h"

namespace ct::test {

struct Published {
  std::string topic;
  std::string payload;
  uint16_t packetId;
};

/// A broker at the other end of a stream, as unkind as a test asks for.
class FakeBroker final : public TlsStream {
 public:
  bool isReachable = true;       // false: the handshake fails, as with an expired certificate
  bool hangsDialing = false;     // the handshake neither ends nor fails
  bool isBlackhole = false;      // swallows everything, says nothing
  uint8_t connackCode = 0;       // not 0: refused
  bool acknowledges = true;      // false: stores, then never says so
  int killBeforePuback = 0;      // so many times the connection dies between storing and acknowledging
  /// The connection dies once between storing a message that holds this text and acknowledging it.
  std::string killsBeforePubackOf;
  bool duplicatesPubacks = false;
  bool sendsStrayPubacks = false;
  size_t perWrite = 4096;

  std::vector<Published> received;
  std::vector<std::string> subscriptions;
  /// Told of each message once it is stored and acknowledged.
  std::function<void(const Published&)> onPublished;
  uint32_t dials = 0;
  uint32_t connects = 0;

  bool open() override {
    ++dials;
    toClient_.clear();
    fromClient_.clear();
    isOpen_ = isReachable;
    return true;
  }
  StreamState state() override {
    if (hangsDialing) return StreamState::opening;
    return isOpen_ ? StreamState::open : StreamState::closed;
  }
  void close() override { isOpen_ = false; }
  void kill() { isOpen_ = false; }

  size_t read(uint8_t* bytes, size_t capacity) override {
    size_t count = 0;
    while (count < capacity && !toClient_.empty()) {
      bytes[count++] = toClient_.front();
      toClient_.pop_front();
    }
    return count;
  }

  size_t write(const uint8_t* bytes, size_t count) override {
    if (!isOpen_) return 0;
    const size_t taken = count < perWrite ? count : perWrite;
    if (isBlackhole) return taken;
    fromClient_.insert(fromClient_.end(), bytes, bytes + taken);
    while (isOpen_ && takePacket()) {
    }
    return taken;
  }

  /// A message to the client, with QoS 0.
  void publish(const std::string& topic, const std::string& payload) {
    Bytes packet = {0x30};
    for (size_t rest = 2 + topic.size() + payload.size();;) {
      packet.push_back(static_cast<uint8_t>(rest % 128 | (rest >= 128 ? 0x80 : 0)));
      if ((rest /= 128) == 0) break;
    }
    packet.push_back(static_cast<uint8_t>(topic.size() >> 8));
    packet.push_back(static_cast<uint8_t>(topic.size()));
    send(joined(joined(packet, text(topic)), text(payload)));
  }
  void send(const Bytes& bytes) { toClient_.insert(toClient_.end(), bytes.begin(), bytes.end()); }

 private:
  bool takePacket() {
    size_t length = 0;
    size_t at = 1;
    for (int shift = 0;; shift += 7, ++at) {
      if (at >= fromClient_.size()) return false;
      length |= static_cast<size_t>(fromClient_[at] & 0x7F) << shift;
      if ((fromClient_[at] & 0x80) == 0) break;
    }
    const size_t whole = at + 1 + length;
    if (fromClient_.size() < whole) return false;
    const Bytes body(fromClient_.begin() + static_cast<long>(at) + 1, fromClient_.begin() + static_cast<long>(whole));
    const uint8_t type = fromClient_[0];
    fromClient_.erase(fromClient_.begin(), fromClient_.begin() + static_cast<long>(whole));
    answer(type, body);
    return true;
  }

  void answer(uint8_t type, const Bytes& body) {
    if (type == 0x10) {
      ++connects;
      send({0x20, 2, 0, connackCode});
    }
    if (type == 0xC0) send({0xD0, 0});
    if (type == 0x82) {
      subscriptions.emplace_back(body.begin() + 4, body.end() - 1);
      send({0x90, 3, body[0], body[1], 1});
    }
    if (type == 0x32) store(body);
  }

  void store(const Bytes& body) {
    const size_t topicCount = static_cast<size_t>(body[0] << 8 | body[1]);
    const std::string topic(body.begin() + 2, body.begin() + 2 + static_cast<long>(topicCount));
    const uint8_t* id = body.data() + 2 + topicCount;
    received.push_back({topic, std::string(body.begin() + 4 + static_cast<long>(topicCount), body.end()),
                        static_cast<uint16_t>(id[0] << 8 | id[1])});
    if (killBeforePuback > 0) {
      --killBeforePuback;
      return kill();
    }
    if (!killsBeforePubackOf.empty() && received.back().payload.find(killsBeforePubackOf) != std::string::npos) {
      killsBeforePubackOf.clear();
      return kill();
    }
    if (!acknowledges) return;
    if (sendsStrayPubacks) send({0x40, 2, 0xAB, 0xCD});
    send({0x40, 2, id[0], id[1]});
    if (duplicatesPubacks) send({0x40, 2, id[0], id[1]});
    if (onPublished) onPublished(Published(received.back()));
  }

  bool isOpen_ = false;
  std::deque<uint8_t> toClient_;
  Bytes fromClient_;
};

/// Repeatable randomness for the backoff.
class FakeRng final : public Rng {
 public:
  explicit FakeRng(uint32_t seed = 1) : noise_(seed) {}
  uint32_t next() override { return noise_.next(); }

 private:
  Noise noise_;
};

}  // namespace ct::test
