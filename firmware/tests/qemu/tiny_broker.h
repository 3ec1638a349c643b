#pragma once
#include <string.h>

#include "../../hal/tls_stream.h"

namespace ct::qemu {

constexpr uint32_t mostReadings = 2000;

/// Stores what it acknowledges, and can be gone.
class TinyBroker final : public TlsStream {
 public:
  bool isReachable = true;
  bool seen[mostReadings] = {};
  uint32_t distinct = 0;
  uint32_t rows = 0;

  bool open() override {
    received_ = sent_ = answered_ = 0;
    return isReachable;
  }
  StreamState state() override { return isReachable ? StreamState::open : StreamState::closed; }
  void close() override {}
  size_t read(uint8_t* bytes, size_t capacity) override {
    const size_t count = sent_ - answered_ < capacity ? sent_ - answered_ : capacity;
    memcpy(bytes, answers_ + answered_, count);
    answered_ += count;
    if (answered_ == sent_) answered_ = sent_ = 0;
    return count;
  }
  size_t write(const uint8_t* bytes, size_t count) override {
    const size_t taken = count < sizeof packet_ - received_ ? count : sizeof packet_ - received_;
    memcpy(packet_ + received_, bytes, taken);
    received_ += taken;
    while (takePacket()) {
    }
    return taken;
  }

 private:
  bool takePacket() {
    size_t length = 0;
    size_t at = 1;
    for (int shift = 0;; shift += 7, ++at) {
      if (at >= received_) return false;
      length |= static_cast<size_t>(packet_[at] & 0x7F) << shift;
      if ((packet_[at] & 0x80) == 0) break;
    }
    const size_t whole = at + 1 + length;
    if (received_ < whole) return false;
    answer(packet_ + at + 1, length);
    memmove(packet_, packet_ + whole, received_ - whole);
    received_ -= whole;
    return true;
  }

  void answer(const uint8_t* body, size_t count) {
    const uint8_t type = packet_[0];
    if (type == 0x10) say(0x20, 0, 0);
    if (type == 0x82) say(0x90, body[0], body[1]);
    if (type != 0x32) return;
    const size_t topicCount = static_cast<size_t>(body[0] << 8 | body[1]);
    if (memcmp(body + 2, "tel", 3) == 0) store(body + 4 + topicCount, count - 4 - topicCount);
    say(0x40, body[2 + topicCount], body[3 + topicCount]);
  }

  void say(uint8_t type, uint8_t first, uint8_t second) {
    const uint8_t bytes[] = {type, 2, first, second};
    memcpy(answers_ + sent_, bytes, sizeof bytes);
    sent_ += sizeof bytes;
  }

  /// A row begins with its sequence number behind a bracket.
  void store(const uint8_t* json, size_t count) {
    for (size_t i = 0; i + 1 < count; ++i) {
      if (json[i] != '[' || json[i + 1] < '0' || json[i + 1] > '9') continue;
      uint32_t seq = 0;
      for (size_t at = i + 1; json[at] >= '0' && json[at] <= '9'; ++at) seq = seq * 10 + (json[at] - '0');
      ++rows;
      if (seq >= mostReadings || seen[seq]) continue;
      seen[seq] = true;
      ++distinct;
    }
  }

  uint8_t packet_[16384];
  size_t received_ = 0;
  uint8_t answers_[256];
  size_t sent_ = 0;
  size_t answered_ = 0;
};

}  // namespace ct::qemu
