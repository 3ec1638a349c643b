#pragma once
#include <algorithm>
#include <deque>
#include <functional>

#include "../hal/uart.h"
#include "bytes.h"

namespace ct::test {

/// A UART whose answers a test writes. `perRead` 1 delivers a byte at a time.
class FakeUart final : public Uart {
 public:
  size_t perRead = 64;
  Bytes written;
  /// Arrives as soon as a request was written.
  Bytes answer;
  /// For a sensor that knows more than one question.
  std::function<Bytes(const Bytes&)> answerTo;
  bool accepts = true;
  std::function<bool(const Bytes&)> acceptsRequest;

  void receive(const Bytes& bytes) { waiting_.insert(waiting_.end(), bytes.begin(), bytes.end()); }

  size_t read(uint8_t* bytes, size_t capacity) override {
    const size_t count = std::min({capacity, perRead, waiting_.size()});
    std::copy_n(waiting_.begin(), count, bytes);
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<long>(count));
    return count;
  }

  bool write(const uint8_t* bytes, size_t count) override {
    if (!accepts || (acceptsRequest && !acceptsRequest(Bytes(bytes, bytes + count)))) return false;
    written.insert(written.end(), bytes, bytes + count);
    receive(answerTo ? answerTo(Bytes(bytes, bytes + count)) : answer);
    return true;
  }

 private:
  std::deque<uint8_t> waiting_;
};

}  // namespace ct::test
