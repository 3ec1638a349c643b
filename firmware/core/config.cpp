#include "config.h"

#include <cstring>

#include "config_fields.h"
#include "config_rules.h"
#include "crc.h"
#include "json_writer.h"
#include "little_endian.h"

namespace ct {

namespace {

constexpr size_t storedBytes() {
  size_t bytes = 1 + 4;
  for (const auto& field : configFields) bytes += field.wide != nullptr ? 4 : 2;
  return bytes;
}
static_assert(storedBytes() <= configBlobBytes, "enlarge configBlobBytes: a field would be stored over the CRC");

}  // namespace

size_t writeReportedConfig(const Config& config, const ConfigRefusal& refused, char* buffer, size_t capacity) {
  JsonWriter json(buffer, capacity);
  json.raw("{\"state\":{\"reported\":{");
  for (const auto& field : configFields) json.string(field.key).raw(":").number(valueOf(field, config)).raw(",");
  json.raw("\"refused\":");
  if (refused.isRefused()) {
    json.raw("{\"rev\":").number(refused.rev).raw(",\"key\":").string(refused.key).raw(",\"rule\":").string(refused.rule).raw("}");
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
  if (count < 5 || count > configBlobBytes || get32(blob + count - 4) != crc32(blob, count - 4)) return false;
  Config loaded = config;
  const uint8_t* at = blob + 1;
  for (size_t i = 0; i < configFieldCount && i < blob[0]; ++i) {
    const ConfigField& field = configFields[i];
    const size_t bytes = field.wide != nullptr ? 4 : 2;
    if (at + bytes > blob + count - 4) return false;
    const uint32_t value = field.wide != nullptr ? get32(at) : get16(at);
    at += bytes;
    if (i > 0 && (value < field.least || value > field.most)) return false;
    setValue(field, loaded, value);
  }
  if (contradiction(loaded).isRefused()) return false;
  config = loaded;
  return true;
}

}  // namespace ct
