#pragma once
#include <nvs.h>

#include "../hal/kv.h"

namespace ct::esp32 {

/// Values in an NVS partition of our own: the Arduino core erases the default one when it finds it damaged, and would
/// take the board's key with it.
class EspKv final : public Kv {
 public:
  /// False when the partition cannot be used; it is never erased here.
  bool open();
  size_t load(const char* key, uint8_t* bytes, size_t capacity) override;
  bool store(const char* key, const uint8_t* bytes, size_t count) override;

 private:
  nvs_handle_t handle_ = 0;
};

}  // namespace ct::esp32
