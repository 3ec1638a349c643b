#pragma once
#include <atomic>

#include "../hal/tls_stream.h"
#include "byte_pipe.h"

namespace ct::esp32 {

/// A TLS connection that lives in a task of its own: name lookups wait and a handshake computes for seconds, and the
/// sampler must notice neither.
///
/// The device numbers its connections. What the task says counts only while it names the number the device wants, so
/// nothing of an old connection reaches a new one, and the pipes are emptied in the moment at which neither side uses them.
class TaskStream final : public TlsStream {
 public:
  explicit TaskStream(TlsStream& stream) : stream_(stream) {}
  bool begin();

  bool open() override;
  StreamState state() override;
  size_t read(uint8_t* bytes, size_t capacity) override;
  size_t write(const uint8_t* bytes, size_t count) override;
  void close() override { wanted_ = none; }

  /// What the task does over and over; public for the test that runs it by hand.
  void step();

 private:
  static constexpr uint32_t none = 0;
  static constexpr size_t pipeBytes = 8192;
  static void run(void* self);
  void serve(uint32_t number);
  void show(StreamState state) { shown_ = served_ << 2 | static_cast<uint32_t>(state); }
  void moveIn();
  void moveOut();

  // The device's side.
  uint32_t newest_ = none;
  std::atomic<uint32_t> wanted_{none};
  /// Number and state in one word, so that they are read together.
  std::atomic<uint32_t> shown_{none};
  BytePipe in_;
  BytePipe out_;

  // The task's side.
  TlsStream& stream_;
  uint32_t served_ = none;
  uint8_t leaving_[1024] = {};
  size_t leavingFrom_ = 0;
  size_t leavingTo_ = 0;
  uint8_t coming_[1024] = {};
};

}  // namespace ct::esp32
