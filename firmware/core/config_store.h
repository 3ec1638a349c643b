#pragma once
#include "../hal/kv.h"
#include "config.h"

namespace ct {

constexpr char configKey[] = "config";

/// What was stored, or `otherwise`. The shell asks for it before it opens ports.
inline Config storedConfig(Kv& kv, const Config& otherwise = Config()) {
  Config config = otherwise;
  uint8_t blob[configBlobBytes];
  loadConfig(blob, kv.load(configKey, blob, sizeof blob), config);
  return config;
}

inline bool storeConfig(Kv& kv, const Config& config) {
  uint8_t blob[configBlobBytes];
  saveConfig(config, blob);
  return kv.store(configKey, blob, sizeof blob);
}

}  // namespace ct
