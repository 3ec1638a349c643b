#include "setup_status.h"

#include "config_fields.h"

namespace ct {

namespace {

void writeText(JsonWriter& json, const char* key, const char* text) {
  json.raw(",\"").raw(key).raw("\":");
  if (text[0] == '\0') {
    json.raw("null");
  } else {
    json.string(text);
  }
}

void writeFlag(JsonWriter& json, const char* key, bool value) {
  json.raw(",\"").raw(key).raw("\":").raw(value ? "true" : "false");
}

void writeChannel(JsonWriter& json, const char* key, const Channel& channel) {
  json.raw(",\"").raw(key).raw("\":[").numberOrNull(channel.hasValue, channel.value).raw(",");
  json.number(static_cast<int64_t>(channel.quality)).raw("]");
}

void writeSample(JsonWriter& json, const Sample& sample) {
  json.raw(",\"lastSample\":{\"uptimeOrUtcMs\":").number(static_cast<int64_t>(sample.at.ms));
  writeChannel(json, "co2Ppm", sample.co2Ppm);
  writeChannel(json, "gasDeciC", sample.gasDeciC);
  writeChannel(json, "velocityMmPerS", sample.velocityMmPerS);
  writeChannel(json, "differenceCentiPa", sample.differenceCentiPa);
  writeChannel(json, "pressureDaPa", sample.pressureDaPa);
  writeChannel(json, "cellDeciC", sample.cellDeciC);
  writeChannel(json, "batteryMv", sample.batteryMv);
  json.raw("}");
}

void writeConfig(JsonWriter& json, const Config& config) {
  json.raw(",\"configuration\":{");
  bool isFirst = true;
  for (const auto& field : configFields) {
    json.raw(isFirst ? "\"" : ",\"").raw(field.key).raw("\":").number(valueOf(field, config));
    isFirst = false;
  }
  json.raw("}");
}

}  // namespace

void writeSetupStatus(const SetupFacts& facts, JsonWriter& json) {
  const SetupState& state = facts.state;
  json.raw("{\"firmware\":").string(state.firmware);
  writeText(json, "deviceId", facts.identity.clientId);
  writeText(json, "host", facts.identity.host);
  json.raw(",\"port\":").numberOrNull(facts.identity.isProvisioned(), facts.identity.port);
  writeText(json, "wifi", facts.wifiName);
  writeFlag(json, "hasKey", facts.hasKey);
  writeFlag(json, "isRunning", state.isRunning);
  writeFlag(json, "isOnline", state.isOnline);
  json.raw(",\"timeQuality\":").number(static_cast<int64_t>(state.timeQuality));
  json.raw(",\"recordsWritten\":").number(state.recordsWritten);
  json.raw(",\"recordsDelivered\":").number(state.recordsDelivered);
  if (state.isRunning) writeSample(json, state.lastSample);
  writeConfig(json, facts.config);
  json.raw("}");
}

const char* problemOf(CertificateVerdict verdict) {
  switch (verdict) {
    case CertificateVerdict::fits:
      return nullptr;
    case CertificateVerdict::unreadable:
      return "certificatePem is no certificate";
    case CertificateVerdict::other_key:
      return "the certificate belongs to another key than this board's";
    case CertificateVerdict::authority_unreadable:
      return "caPem is no certificate";
    default:
      return "this board has no key yet";
  }
}

}  // namespace ct
