#pragma once
#include "../hal/kv.h"

namespace ct {

/// The network a board joins. Empty until somebody at the setup console says it.
struct WifiSettings {
  char name[33] = "";
  char password[65] = "";
  bool isSet() const { return name[0] != '\0'; }
};

/// Reads `{"name":"...","password":"..."}`; an open network has the password "". Gives null, or a sentence that says
/// what is wrong; `wifi` is then as it was.
const char* readWifiSettings(const uint8_t* json, size_t count, WifiSettings& wifi);

bool saveWifiSettings(const WifiSettings& wifi, Kv& kv);
/// False, and `wifi` empty, when nothing is stored or it is damaged.
bool loadWifiSettings(Kv& kv, WifiSettings& wifi);

}  // namespace ct
