#pragma once
#include <cstddef>
#include <cstdint>

#include "../../hal/uart.h"
#include "serial_protocol.h"

namespace ct {

/// One request and its answer on a UART, without waiting: ask, poll until it settles, read the channel.
class SerialExchange {
 public:
  SerialExchange(Uart& uart, SerialProtocol& protocol, uint32_t timeoutMs)
      : uart_(uart), protocol_(protocol), timeoutMs_(timeoutMs) {}

  /// Old bytes are thrown away first: an answer must belong to this question.
  void ask(uint64_t uptimeMs) {
    uint8_t stale[32];
    while (uart_.read(stale, sizeof stale) > 0) {
    }
    protocol_.reset();
    size_t count = 0;
    const uint8_t* request = protocol_.request(count);
    askedAtMs_ = uptimeMs;
    isPending_ = uart_.write(request, count);
    channel_ = Channel::missing(Quality::disconnected);
  }

  /// True once the answer arrived or the time is over; `channel()` says which.
  bool poll(uint64_t uptimeMs) {
    uint8_t bytes[32];
    while (isPending_) {
      const size_t count = uart_.read(bytes, sizeof bytes);
      if (count == 0) break;
      for (size_t i = 0; i < count && isPending_; ++i) isPending_ = !protocol_.push(bytes[i], channel_);
    }
    if (isPending_ && uptimeMs - askedAtMs_ >= timeoutMs_) {
      isPending_ = false;
      channel_ = Channel::missing(protocol_.sawDamage() ? Quality::checksum : Quality::disconnected);
    }
    if (isPending_) return false;
    if (!protocol_.goesOn()) return true;
    ask(uptimeMs);
    return false;
  }

  Channel channel() const { return channel_; }

 private:
  Uart& uart_;
  SerialProtocol& protocol_;
  uint32_t timeoutMs_;
  uint64_t askedAtMs_ = 0;
  bool isPending_ = false;
  Channel channel_;
};

}  // namespace ct
