#include <cstring>

#include "config_fields.h"
#include "config_rules.h"
#include "json_reader.h"

namespace ct {

namespace {

bool isKey(const char* key, size_t count, const char* name) {
  return std::strlen(name) == count && std::memcmp(name, key, count) == 0;
}

static_assert(configFieldCount <= 64, "a document's members are remembered as bits of 64");

const ConfigField* fieldNamed(const char* key, size_t count, uint64_t& bit) {
  bit = 1;
  for (const auto& field : configFields) {
    if (isKey(key, count, field.key)) return &field;
    bit <<= 1;
  }
  return nullptr;
}

ConfigRefusal readState(JsonReader& reader, Config& config) {
  if (!reader.openObject()) return refusal("state", "not an object");
  bool isFirst = true;
  uint64_t seen = 0;
  const char* key = nullptr;
  size_t keyCount = 0;
  while (reader.nextMember(isFirst, key, keyCount)) {
    uint64_t bit = 0;
    const ConfigField* field = fieldNamed(key, keyCount, bit);
    if (field == nullptr) return refusal(key, keyCount, "unknown");
    int64_t value = 0;
    if (!reader.wholeNumber(value)) return refusal(key, keyCount, "not a whole number");
    if ((seen & bit) != 0) return refusal(key, keyCount, "given twice");
    if (value < field->least || value > field->most) return refusal(key, keyCount, "out of range");
    seen |= bit;
    setValue(*field, config, static_cast<uint32_t>(value));
  }
  if (reader.failed()) return refusal("", "not json");
  return (seen & 1) == 0 ? refusal("rev", "missing") : ConfigRefusal();
}

ConfigRefusal readDocument(const uint8_t* json, size_t count, Config& proposed) {
  JsonReader reader(json, count);
  bool isFirst = true;
  bool hasState = false;
  const char* key = nullptr;
  size_t keyCount = 0;
  if (!reader.openObject()) return refusal("", "not json");
  while (reader.nextMember(isFirst, key, keyCount)) {
    const bool isState = isKey(key, keyCount, "state");
    if (isState && hasState) return refusal(key, keyCount, "given twice");
    hasState = hasState || isState;
    const ConfigRefusal refused = isState ? readState(reader, proposed) : ConfigRefusal();
    if (refused.isRefused()) return refused;
    if (!isState && !reader.skipValue()) return refusal("", "not json");
  }
  if (!reader.isDone()) return refusal("", "not json");
  return hasState ? ConfigRefusal() : refusal("state", "missing");
}

/// Of a refused document too: whoever reads the refusal must know which document it was. 0 if it has none.
uint32_t revisionOf(const uint8_t* json, size_t count) {
  JsonReader reader(json, count);
  const char* key = nullptr;
  size_t keyCount = 0;
  bool isFirst = reader.openObject();
  while (reader.nextMember(isFirst, key, keyCount)) {
    if (isKey(key, keyCount, "state")) {
      isFirst = reader.openObject();
      continue;
    }
    int64_t value = 0;
    if (!isKey(key, keyCount, "rev")) {
      reader.skipValue();
    } else if (reader.wholeNumber(value) && value > 0 && value <= 0xFFFFFFFF) {
      return static_cast<uint32_t>(value);
    }
  }
  return 0;
}

}  // namespace

ConfigRefusal applyConfig(const uint8_t* json, size_t count, Config& config) {
  Config proposed = config;
  ConfigRefusal refused = readDocument(json, count, proposed);
  if (!refused.isRefused() && proposed.rev <= config.rev) refused = refusal("rev", "not newer");
  if (!refused.isRefused()) refused = contradiction(proposed);
  if (!refused.isRefused()) {
    config = proposed;
  } else {
    refused.rev = revisionOf(json, count);
  }
  return refused;
}

}  // namespace ct
