#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

enum class StreamState : uint8_t { closed, opening, open };

/// A mutual-TLS connection to the broker. No call waits; a failed certificate or a blackhole ends in `closed` or stays
/// `opening` until the caller gives up.
class TlsStream {
 public:
  virtual bool open() = 0;
  virtual StreamState state() = 0;
  virtual size_t read(uint8_t* bytes, size_t capacity) = 0;
  /// Bytes taken, possibly fewer than offered.
  virtual size_t write(const uint8_t* bytes, size_t count) = 0;
  virtual void close() = 0;

 protected:
  ~TlsStream() = default;
};

}  // namespace ct
