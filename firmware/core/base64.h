#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// Standard alphabet with padding (RFC 4648, section 4), nothing else. Bytes decoded; 0 when the text is not exactly
/// that or does not fit.
size_t decodeBase64(const char* text, size_t count, uint8_t* bytes, size_t capacity);

}  // namespace ct
