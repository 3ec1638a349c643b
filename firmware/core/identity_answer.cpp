#include <cstring>

#include "crc.h"
#include "identity.h"
#include "json_reader.h"
#include "json_text.h"
#include "little_endian.h"

namespace ct {

namespace {

constexpr const char* notJson = "the answer is no JSON object. Paste it whole, on one line";

/// A string of the answer as it is written there. `text` is null until the member was seen.
struct RawMember {
  const char* key;
  const char* problem;
  const char* text = nullptr;
  size_t count = 0;
};

enum Member : size_t { clientId, endpoint, telemetryTopic, eventTopic, caPem, certificatePem, memberCount };

struct RawAnswer {
  RawMember members[memberCount] = {
      {"clientId", "clientId is missing or no device id. Send the whole answer of POST /api/mcu-devices"},
      {"endpoint", "endpoint is missing or not host:port. Provision the device with kind mcu, not instrument"},
      {"telemetryTopic", "telemetryTopic is missing or no topic. Send the whole answer of POST /api/mcu-devices"},
      {"eventTopic", "eventTopic is missing or no topic. Send the whole answer of POST /api/mcu-devices"},
      {"caPem", "caPem is missing or too long. Provision the device with kind mcu, not instrument"},
      {"certificatePem", "certificatePem is missing or too long. Provision the device with kind mcu, not instrument"},
  };
  bool hasPrivateKey = false;
  const uint8_t* configuration = nullptr;
  size_t configurationCount = 0;
};

bool is(const char* key, size_t count, const char* name) {
  return std::strlen(name) == count && std::memcmp(key, name, count) == 0;
}

RawMember* memberNamed(RawAnswer& answer, const char* key, size_t count) {
  for (auto& member : answer.members) {
    if (is(key, count, member.key)) return &member;
  }
  return nullptr;
}

const char* readMember(JsonReader& reader, RawAnswer& answer, const char* key, size_t keyCount) {
  if (RawMember* member = memberNamed(answer, key, keyCount)) {
    if (member->text != nullptr) return "the answer has a member twice. Send it as the API gave it";
    if (reader.takeNull()) return nullptr;
    return reader.rawText(member->text, member->count) ? nullptr : member->problem;
  }
  if (is(key, keyCount, "privateKeyPem")) {
    if (reader.takeNull()) return nullptr;
    answer.hasPrivateKey = true;
  }
  if (is(key, keyCount, "configuration")) {
    return reader.rawValue(answer.configuration, answer.configurationCount) ? nullptr : notJson;
  }
  return reader.skipValue() ? nullptr : notJson;
}

const char* readMembers(const uint8_t* json, size_t count, RawAnswer& answer) {
  JsonReader reader(json, count);
  if (!reader.openObject()) return notJson;
  bool isFirst = true;
  const char* key = nullptr;
  size_t keyCount = 0;
  while (reader.nextMember(isFirst, key, keyCount)) {
    if (const char* problem = readMember(reader, answer, key, keyCount)) return problem;
  }
  if (!reader.isDone()) return notJson;
  if (answer.hasPrivateKey) {
    return "the answer carries a private key, so its certificate is not for this board's own. Provision again with the "
           "board's csr";
  }
  for (const auto& member : answer.members) {
    if (member.text == nullptr) return member.problem;
  }
  return nullptr;
}

bool isHost(const char* text) {
  for (const char* at = text; *at != '\0'; ++at) {
    const char lower = static_cast<char>(*at | 0x20);
    if (!((lower >= 'a' && lower <= 'z') || (*at >= '0' && *at <= '9') || *at == '.' || *at == '-')) return false;
  }
  return *text != '\0' && std::strlen(text) <= 253;
}

bool isTopic(const char* text) {
  for (const char* at = text; *at != '\0'; ++at) {
    if (static_cast<uint8_t>(*at) <= ' ' || *at == '+' || *at == '#' || *at == 0x7F) return false;
  }
  return *text != '\0' && std::strlen(text) <= 256;
}

/// Cuts "host:port" at its colon. False when it is not one.
bool splitEndpoint(char* text, uint16_t& port) {
  char* colon = std::strchr(text, ':');
  if (colon == nullptr) return false;
  *colon = '\0';
  uint32_t value = 0;
  const size_t digits = std::strlen(colon + 1);
  if (digits < 1 || digits > 5) return false;
  for (const char* at = colon + 1; *at != '\0'; ++at) {
    if (*at < '0' || *at > '9') return false;
    value = value * 10 + static_cast<uint32_t>(*at - '0');
  }
  port = static_cast<uint16_t>(value);
  return value >= 1 && value <= 65535 && isHost(text);
}

bool accept(size_t member, char* text, uint16_t& port) {
  switch (member) {
    case clientId:
      return isDeviceId(text);
    case endpoint:
      return splitEndpoint(text, port);
    case telemetryTopic:
    case eventTopic:
      return isTopic(text);
    default:
      return *text != '\0';
  }
}

}  // namespace

const char* IdentityText::readAnswer(const uint8_t* json, size_t count, const uint8_t*& configuration,
                                     size_t& configurationCount) {
  clear();
  RawAnswer answer;
  if (const char* problem = readMembers(json, count, answer)) return problem;
  uint16_t port = 0;
  size_t at = headerBytes;
  for (size_t i = 0; i < memberCount; ++i) {
    const RawMember& member = answer.members[i];
    char* text = reinterpret_cast<char*>(bytes_ + at);
    if (!decodeJsonText(member.text, member.count, text, sizeof bytes_ - crcBytes - at)) return member.problem;
    if (!accept(i, text, port)) return member.problem;
    at += std::strlen(text) + 1;
  }
  bytes_[0] = formatVersion;
  put16(bytes_ + 1, port);
  put32(bytes_ + at, crc32(bytes_, at));
  count_ = at + crcBytes;
  configuration = answer.configuration;
  configurationCount = answer.configurationCount;
  if (point()) return nullptr;
  clear();
  return notJson;
}

}  // namespace ct
