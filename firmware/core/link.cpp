#include "link.h"

namespace ct {

void Link::tick(uint64_t nowMs) {
  if (phase_ == Phase::waiting) {
    if (nowMs < retryAtMs_) return;
    dialedAtMs_ = nowMs;
    phase_ = Phase::dialing;
    if (!stream_.open()) return lose(nowMs);
  }
  if (phase_ == Phase::dialing) {
    const StreamState state = stream_.state();
    if (state == StreamState::closed || nowMs - dialedAtMs_ >= dialTimeoutMs) return lose(nowMs);
    if (state == StreamState::opening) return;
    mqtt_.begin(nowMs);
    phase_ = Phase::talking;
  }
  pump(nowMs);
}

void Link::pump(uint64_t nowMs) {
  uint8_t bytes[256];
  for (size_t count = stream_.read(bytes, sizeof bytes); count > 0; count = stream_.read(bytes, sizeof bytes)) {
    mqtt_.receive(bytes, count);
  }
  mqtt_.tick(nowMs);
  if (mqtt_.state() == MqttState::failed || stream_.state() == StreamState::closed) return lose(nowMs);
  size_t waiting = 0;
  const uint8_t* output = mqtt_.output(waiting);
  if (waiting == 0) return;
  const size_t taken = stream_.write(output, waiting);
  if (taken > 0) mqtt_.sent(taken, nowMs);
}

void Link::lose(uint64_t nowMs) {
  const bool wasTalking = phase_ == Phase::talking;
  stream_.close();
  phase_ = Phase::waiting;
  retryAtMs_ = nowMs + backoff_.nextDelayMs();
  ++losses_;
  if (wasTalking) listener_.onDisconnected();
}

void Link::close(uint64_t nowMs) {
  if (phase_ != Phase::talking) return;
  mqtt_.disconnect();
  size_t waiting = 0;
  const uint8_t* output = mqtt_.output(waiting);
  stream_.write(output, waiting);
  lose(nowMs);
}

}  // namespace ct
