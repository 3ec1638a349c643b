#include "wifi_settings.h"

#include <cstring>

#include "crc.h"
#include "json_reader.h"
#include "json_text.h"
#include "little_endian.h"

namespace ct {

namespace {

constexpr const char* kvKey = "wifi";
constexpr const char* howTo = "send wifi {\"name\":\"...\",\"password\":\"...\"}";
constexpr size_t nameBytes = sizeof WifiSettings::name;
constexpr size_t passwordBytes = sizeof WifiSettings::password;
constexpr size_t blobBytes = nameBytes + passwordBytes + 4;

bool is(const char* key, size_t count, const char* name) {
  return std::strlen(name) == count && std::memcmp(key, name, count) == 0;
}

bool readText(JsonReader& reader, char* text, size_t capacity) {
  const char* raw = nullptr;
  size_t rawCount = 0;
  return reader.rawText(raw, rawCount) && decodeJsonText(raw, rawCount, text, capacity);
}

}  // namespace

const char* readWifiSettings(const uint8_t* json, size_t count, WifiSettings& wifi) {
  JsonReader reader(json, count);
  WifiSettings proposed;
  bool isFirst = true;
  bool hasPassword = false;
  const char* key = nullptr;
  size_t keyCount = 0;
  if (!reader.openObject()) return howTo;
  while (reader.nextMember(isFirst, key, keyCount)) {
    if (is(key, keyCount, "name") && !proposed.isSet()) {
      if (!readText(reader, proposed.name, nameBytes)) return "the name has 1 to 32 bytes";
    } else if (is(key, keyCount, "password") && !hasPassword) {
      if (!readText(reader, proposed.password, passwordBytes)) return "the password has 8 to 63 bytes, or none at all";
      hasPassword = true;
    } else {
      return howTo;
    }
  }
  if (!reader.isDone() || !hasPassword || !proposed.isSet()) return howTo;
  const size_t length = std::strlen(proposed.password);
  if (length > 0 && length < 8) return "the password has 8 to 63 bytes, or none at all";
  wifi = proposed;
  return nullptr;
}

bool saveWifiSettings(const WifiSettings& wifi, Kv& kv) {
  uint8_t blob[blobBytes] = {};
  std::memcpy(blob, wifi.name, nameBytes);
  std::memcpy(blob + nameBytes, wifi.password, passwordBytes);
  put32(blob + blobBytes - 4, crc32(blob, blobBytes - 4));
  return kv.store(kvKey, blob, blobBytes);
}

bool loadWifiSettings(Kv& kv, WifiSettings& wifi) {
  wifi = WifiSettings();
  uint8_t blob[blobBytes];
  if (kv.load(kvKey, blob, blobBytes) != blobBytes) return false;
  if (get32(blob + blobBytes - 4) != crc32(blob, blobBytes - 4)) return false;
  if (blob[nameBytes - 1] != 0 || blob[nameBytes + passwordBytes - 1] != 0) return false;
  std::memcpy(wifi.name, blob, nameBytes);
  std::memcpy(wifi.password, blob + nameBytes, passwordBytes);
  return wifi.isSet();
}

}  // namespace ct
