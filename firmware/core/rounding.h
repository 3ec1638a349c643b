#pragma once
#include <cstdint>

namespace ct {

/// Integer quotient rounded half away from zero, as the cloud rounds. `divisor` is positive.
constexpr int32_t divideRounded(int64_t dividend, int64_t divisor) {
  return static_cast<int32_t>(dividend < 0 ? -((-dividend + divisor / 2) / divisor)
                                           : (dividend + divisor / 2) / divisor);
}

}  // namespace ct
