#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// Writes JSON into a buffer of fixed size. After an overflow everything is ignored and `size()` is 0,
/// so that half a document can never be sent.
class JsonWriter {
 public:
  JsonWriter(char* buffer, size_t capacity) : buffer_(buffer), capacity_(capacity) {}

  JsonWriter& raw(const char* text);
  JsonWriter& number(int64_t value);
  JsonWriter& numberOrNull(bool hasValue, int64_t value);
  /// With quotes; control characters, quotes and backslashes are escaped.
  JsonWriter& string(const char* text);

  bool overflowed() const { return overflowed_; }
  size_t size() const { return overflowed_ ? 0 : count_; }

 private:
  void put(char character);
  char* buffer_;
  size_t capacity_;
  size_t count_ = 0;
  bool overflowed_ = false;
};

}  // namespace ct
