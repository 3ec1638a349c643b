#include "base64.h"

namespace ct {

namespace {

constexpr uint32_t notADigit = 64;

uint32_t digitOf(char character) {
  if (character >= 'A' && character <= 'Z') return static_cast<uint32_t>(character - 'A');
  if (character >= 'a' && character <= 'z') return static_cast<uint32_t>(character - 'a' + 26);
  if (character >= '0' && character <= '9') return static_cast<uint32_t>(character - '0' + 52);
  if (character == '+') return 62;
  return character == '/' ? 63 : notADigit;
}

}  // namespace

size_t decodeBase64(const char* text, size_t count, uint8_t* bytes, size_t capacity) {
  if (count == 0 || count % 4 != 0) return 0;
  const size_t padding = text[count - 1] != '=' ? 0 : text[count - 2] != '=' ? 1 : 2;
  const size_t size = count / 4 * 3 - padding;
  if (size > capacity) return 0;
  uint32_t bits = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint32_t digit = i >= count - padding ? 0 : digitOf(text[i]);
    if (digit == notADigit) return 0;
    bits = bits << 6 | digit;
    if (i % 4 != 3) continue;
    const size_t at = i / 4 * 3;
    for (size_t k = 0; k < 3 && at + k < size; ++k) bytes[at + k] = static_cast<uint8_t>(bits >> (16 - 8 * k));
    // Bits that belong to no byte must be zero, or two texts would mean the same bytes.
    if (at + 3 > size && (bits & ((1u << 8 * (at + 3 - size)) - 1)) != 0) return 0;
    bits = 0;
  }
  return size;
}

}  // namespace ct
