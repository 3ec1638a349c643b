#pragma once
#include <cstddef>

namespace ct {

/// Decodes what stands between the quotes of a JSON string into UTF-8 with a NUL at its end. False, and an empty text,
/// when it does not fit, an escape is wrong, half of a surrogate pair stands alone, or a NUL would end it early.
bool decodeJsonText(const char* raw, size_t rawCount, char* text, size_t capacity);

}  // namespace ct
