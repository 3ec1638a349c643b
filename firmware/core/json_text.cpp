#include "json_text.h"

#include <cstdint>
#include <cstring>

namespace ct {

namespace {

class Decoder {
 public:
  Decoder(const char* raw, size_t rawCount, char* text, size_t capacity)
      : at_(raw), end_(raw + rawCount), out_(text), outEnd_(text + capacity - 1) {}

  bool run() {
    while (at_ < end_) {
      const char character = *at_++;
      if (static_cast<uint8_t>(character) < 0x20 || character == '"') return false;
      if (character == '\\' ? !escape() : !put(static_cast<uint8_t>(character))) return false;
    }
    *out_ = '\0';
    return true;
  }

 private:
  bool put(uint32_t byte) {
    if (out_ == outEnd_) return false;
    *out_++ = static_cast<char>(byte);
    return true;
  }

  bool escape() {
    static const char names[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (at_ == end_) return false;
    const char name = *at_++;
    if (name == 'u') return codePoint();
    const char* found = name == '\0' ? nullptr : std::strchr(names, name);
    return found != nullptr && put(static_cast<uint8_t>(meanings[found - names]));
  }

  bool unit(uint32_t& value) {
    value = 0;
    if (end_ - at_ < 4) return false;
    for (int i = 0; i < 4; ++i) {
      const char digit = *at_++;
      const char lower = static_cast<char>(digit | 0x20);
      if (digit >= '0' && digit <= '9') {
        value = value << 4 | static_cast<uint32_t>(digit - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        value = value << 4 | static_cast<uint32_t>(lower - 'a' + 10);
      } else {
        return false;
      }
    }
    return true;
  }

  bool codePoint() {
    uint32_t high = 0;
    if (!unit(high) || high == 0 || (high >= 0xDC00 && high < 0xE000)) return false;
    if (high < 0xD800 || high >= 0xE000) return utf8(high);
    uint32_t low = 0;
    if (end_ - at_ < 6 || at_[0] != '\\' || at_[1] != 'u') return false;
    at_ += 2;
    if (!unit(low)) return false;
    if (low < 0xDC00 || low >= 0xE000) return false;
    return utf8(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
  }

  bool utf8(uint32_t point) {
    if (point < 0x80) return put(point);
    if (point < 0x800) return put(0xC0 | point >> 6) && put(0x80 | (point & 0x3F));
    if (point < 0x10000) {
      return put(0xE0 | point >> 12) && put(0x80 | (point >> 6 & 0x3F)) && put(0x80 | (point & 0x3F));
    }
    return put(0xF0 | point >> 18) && put(0x80 | (point >> 12 & 0x3F)) && put(0x80 | (point >> 6 & 0x3F)) &&
           put(0x80 | (point & 0x3F));
  }

  const char* at_;
  const char* end_;
  char* out_;
  char* outEnd_;
};

}  // namespace

bool decodeJsonText(const char* raw, size_t rawCount, char* text, size_t capacity) {
  if (capacity == 0) return false;
  if (Decoder(raw, rawCount, text, capacity).run()) return true;
  *text = '\0';
  return false;
}

}  // namespace ct
