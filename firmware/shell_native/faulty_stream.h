#pragma once
#include "../hal/tls_stream.h"

namespace ct::native {

/// A connection whose network can be taken away. In a blackhole nothing is refused and nothing comes back: a dial stays
/// `opening`, an open connection takes no more bytes and hears none, until it ends or somebody gives up.
class FaultyStream final : public TlsStream {
 public:
  explicit FaultyStream(TlsStream& stream) : stream_(stream) {}

  void setBlackhole(bool on) { isBlackhole_ = on; }
  /// The connection breaks now, with whatever was on the way.
  void kill() { stream_.close(); }

  bool open() override {
    isDialPending_ = isBlackhole_;
    return isBlackhole_ || stream_.open();
  }
  StreamState state() override {
    if (isBlackhole_ && isDialPending_) return StreamState::opening;
    if (isDialPending_) {
      isDialPending_ = false;
      if (!stream_.open()) return StreamState::closed;
    }
    return isBlackhole_ ? lastState_ : (lastState_ = stream_.state());
  }
  size_t read(uint8_t* bytes, size_t capacity) override { return isBlackhole_ ? 0 : stream_.read(bytes, capacity); }
  size_t write(const uint8_t* bytes, size_t count) override { return isBlackhole_ ? 0 : stream_.write(bytes, count); }
  void close() override {
    isDialPending_ = false;
    lastState_ = StreamState::closed;
    stream_.close();
  }

 private:
  TlsStream& stream_;
  bool isBlackhole_ = false;
  bool isDialPending_ = false;
  StreamState lastState_ = StreamState::closed;
};

}  // namespace ct::native
