#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

enum class ImageState : uint8_t { opening, reading, ended, failed };

/// Fetches a firmware image by its URL (HTTPS on the chip). No call waits.
class ImageSource {
 public:
  /// Starts anew; whatever was under way is dropped. False when the URL can never be fetched.
  virtual bool open(const char* url) = 0;
  /// `ended`: the last byte was read. A server's error or a lost connection is `failed`.
  virtual ImageState state() = 0;
  /// Bytes of the image's body in order; 0 when none are there now.
  virtual size_t read(uint8_t* bytes, size_t capacity) = 0;
  virtual void close() = 0;

 protected:
  ~ImageSource() = default;
};

}  // namespace ct
