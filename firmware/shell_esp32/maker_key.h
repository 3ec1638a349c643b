#pragma once

namespace ct::esp32 {

/// Public half of the key that signs your firmware images; firmware/README.md, Updates, says how to make one. It belongs
/// to whoever builds the firmware, so the project brings none, and without one every update is refused.
#ifdef CT_MAKER_KEY_HEADER
#include CT_MAKER_KEY_HEADER
#else
constexpr char makerKeyPem[] = "";
#endif

}  // namespace ct::esp32
