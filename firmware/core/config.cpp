#include "config.h"

#include <cstring>

#include "config_fields.h"
#include "crc.h"
#include "json_reader.h"
#include "json_writer.h"
#include "little_endian.h"

namespace ct {

namespace {

ConfigRefusal refusal(const char* key, size_t keyCount, const char* rule) {
  ConfigRefusal refused;
  const size_t count = keyCount < sizeof refused.key - 1 ? keyCount : sizeof refused.key - 1;
  std::memcpy(refused.key, key, count);
  refused.rule = rule;
  return refused;
}

const ConfigField* fieldNamed(const char* key, size_t count, uint32_t& bit) {
  bit = 1;
  for (const auto& field : configFields) {
    if (std::strlen(field.key) == count && std::memcmp(field.key, key, count) == 0) return &field;
    bit <<= 1;
  }
  return nullptr;
}

/// Rules between fields. An alarm that clears above where it rises would flap with every sample.
ConfigRefusal contradiction(const Config& config) {
  if (config.gasHighClearC > config.gasHighC) return refusal("gasHighClearC", 13, "above gasHighC");
  if (config.batteryFloorMv > config.batteryLowMv) return refusal("batteryFloorMv", 14, "above batteryLowMv");
  if (config.reportEveryS < config.samplePeriodS) return refusal("reportEveryS", 12, "below samplePeriodS");
  return {};
}

ConfigRefusal readState(JsonReader& reader, Config& config) {
  if (!reader.openObject()) return refusal("state", 5, "not an object");
  bool isFirst = true;
  uint32_t seen = 0;
  const char* key = nullptr;
  size_t keyCount = 0;
  while (reader.nextMember(isFirst, key, keyCount)) {
    uint32_t bit = 0;
    const ConfigField* field = fieldNamed(key, keyCount, bit);
    if (field == nullptr) return refusal(key, keyCount, "unknown");
    int64_t value = 0;
    if (!reader.wholeNumber(value)) return refusal(key, keyCount, "not a whole number");
    if ((seen & bit) != 0) return refusal(key, keyCount, "given twice");
    if (value < field->least || value > field->most) return refusal(key, keyCount, "out of range");
    seen |= bit;
    setValue(*field, config, static_cast<uint32_t>(value));
  }
  if (reader.failed()) return refusal("", 0, "not json");
  return (seen & 1) == 0 ? refusal("rev", 3, "missing") : ConfigRefusal();
}

constexpr size_t storedBytes() {
  size_t bytes = 1 + 4;
  for (const auto& field : configFields) bytes += field.wide != nullptr ? 4 : 2;
  return bytes;
}
static_assert(storedBytes() <= configBlobBytes, "enlarge configBlobBytes: a field would be stored over the CRC");

}  // namespace

ConfigRefusal applyConfig(const uint8_t* json, size_t count, Config& config) {
  JsonReader reader(json, count);
  Config proposed = config;
  bool isFirst = true;
  bool hasState = false;
  const char* key = nullptr;
  size_t keyCount = 0;
  if (!reader.openObject()) return refusal("", 0, "not json");
  while (reader.nextMember(isFirst, key, keyCount)) {
    const bool isState = keyCount == 5 && std::memcmp(key, "state", 5) == 0;
    if (isState && hasState) return refusal(key, keyCount, "given twice");
    hasState = hasState || isState;
    const ConfigRefusal refused = isState ? readState(reader, proposed) : ConfigRefusal();
    if (refused.isRefused()) return refused;
    if (!isState && !reader.skipValue()) return refusal("", 0, "not json");
  }
  if (!reader.isDone()) return refusal("", 0, "not json");
  if (!hasState) return refusal("state", 5, "missing");
  if (proposed.rev <= config.rev) return refusal("rev", 3, "not newer");
  const ConfigRefusal refused = contradiction(proposed);
  if (!refused.isRefused()) config = proposed;
  return refused;
}

size_t writeReportedConfig(const Config& config, const ConfigRefusal& refused, char* buffer, size_t capacity) {
  JsonWriter json(buffer, capacity);
  json.raw("{\"state\":{\"reported\":{\"rev\":").number(config.rev).raw(",\"refused\":");
  if (refused.isRefused()) {
    json.raw("{\"key\":").string(refused.key).raw(",\"rule\":").string(refused.rule).raw("}");
  } else {
    json.raw("null");
  }
  return json.raw("}}}").size();
}

void saveConfig(const Config& config, uint8_t blob[configBlobBytes]) {
  std::memset(blob, 0, configBlobBytes);
  uint8_t* at = blob;
  *at++ = static_cast<uint8_t>(configFieldCount);
  for (const auto& field : configFields) {
    if (field.wide != nullptr) {
      put32(at, valueOf(field, config));
      at += 4;
    } else {
      put16(at, static_cast<uint16_t>(valueOf(field, config)));
      at += 2;
    }
  }
  put32(blob + configBlobBytes - 4, crc32(blob, configBlobBytes - 4));
}

bool loadConfig(const uint8_t* blob, size_t count, Config& config) {
  if (count != configBlobBytes || get32(blob + count - 4) != crc32(blob, count - 4)) return false;
  Config loaded = config;
  const uint8_t* at = blob + 1;
  for (size_t i = 0; i < configFieldCount && i < blob[0]; ++i) {
    const ConfigField& field = configFields[i];
    const uint32_t value = field.wide != nullptr ? get32(at) : get16(at);
    at += field.wide != nullptr ? 4 : 2;
    if (i > 0 && (value < field.least || value > field.most)) return false;
    setValue(field, loaded, value);
  }
  if (contradiction(loaded).isRefused()) return false;
  config = loaded;
  return true;
}

}  // namespace ct
