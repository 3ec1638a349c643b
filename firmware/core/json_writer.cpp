#include "json_writer.h"

namespace ct {

void JsonWriter::put(char character) {
  if (count_ == capacity_) {
    overflowed_ = true;
    return;
  }
  buffer_[count_++] = character;
}

JsonWriter& JsonWriter::raw(const char* text) {
  for (; *text != '\0'; ++text) put(*text);
  return *this;
}

JsonWriter& JsonWriter::number(int64_t value) {
  char digits[20];
  size_t count = 0;
  // Unsigned, because the most negative value has no positive twin.
  uint64_t rest = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  do {
    digits[count++] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (value < 0) put('-');
  while (count > 0) put(digits[--count]);
  return *this;
}

JsonWriter& JsonWriter::numberOrNull(bool hasValue, int64_t value) { return hasValue ? number(value) : raw("null"); }

JsonWriter& JsonWriter::string(const char* text) {
  static const char hexDigits[] = "0123456789abcdef";
  put('"');
  for (; *text != '\0'; ++text) {
    const auto byte = static_cast<unsigned char>(*text);
    if (byte < 0x20) {
      raw("\\u00");
      put(hexDigits[byte >> 4]);
      put(hexDigits[byte & 15]);
      continue;
    }
    if (*text == '"' || *text == '\\') put('\\');
    put(*text);
  }
  put('"');
  return *this;
}

}  // namespace ct
