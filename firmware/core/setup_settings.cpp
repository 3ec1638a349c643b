#include <cstring>

#include "config_fields.h"
#include "json_reader.h"
#include "setup_status.h"

namespace ct {

namespace {

ConfigRefusal refuseWhole(const char* rule) {
  ConfigRefusal refusal;
  refusal.rule = rule;
  return refusal;
}

/// Whether the object's members include `rev`. `members` is their number, 0 when this is not one whole object.
bool namesRevision(const uint8_t* settings, size_t count, size_t& members) {
  JsonReader reader(settings, count);
  bool isFirst = true;
  bool isNamed = false;
  const char* key = nullptr;
  size_t keyCount = 0;
  members = 0;
  if (!reader.openObject()) return false;
  while (reader.nextMember(isFirst, key, keyCount) && reader.skipValue()) {
    isNamed = isNamed || (keyCount == 3 && std::memcmp(key, "rev", 3) == 0);
    ++members;
  }
  if (!reader.isDone()) members = 0;
  return isNamed;
}

bool isSame(const Config& one, const Config& other) {
  for (const auto& field : configFields) {
    if (field.wide != &Config::rev && valueOf(field, one) != valueOf(field, other)) return false;
  }
  return true;
}

/// Text that is not NUL-terminated, after a JSON value was opened by hand.
void rawBytes(JsonWriter& json, const uint8_t* bytes, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const char one[] = {static_cast<char>(bytes[i]), '\0'};
    json.raw(one);
  }
}

}  // namespace

ConfigRefusal applySettings(const uint8_t* settings, size_t count, Config& config, char* document, size_t capacity) {
  size_t members = 0;
  const bool hasRevision = namesRevision(settings, count, members);
  if (members == 0) return refuseWhole("no setting was given as {\"key\":number}");
  const auto* brace = static_cast<const uint8_t*>(std::memchr(settings, '{', count));
  const auto skipped = static_cast<size_t>(brace - settings) + 1;
  JsonWriter json(document, capacity);
  json.raw("{\"state\":{");
  if (!hasRevision) json.raw("\"rev\":").number(static_cast<int64_t>(config.rev) + 1).raw(",");
  rawBytes(json, settings + skipped, count - skipped);
  json.raw("}");
  if (json.size() == 0) return refuseWhole("too many settings on one line");
  Config proposed = config;
  const auto* text = reinterpret_cast<const uint8_t*>(document);
  const ConfigRefusal refusal = applyConfig(text, json.size(), proposed);
  if (refusal.isRefused()) return refusal;
  if (hasRevision || !isSame(proposed, config)) config = proposed;
  return refusal;
}

}  // namespace ct
