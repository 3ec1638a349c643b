#include "telemetry_payload.h"

namespace ct {

namespace {

void writeValue(JsonWriter& json, const Channel& channel) {
  json.raw(",").numberOrNull(channel.hasValue, channel.value);
}

void writeCode(JsonWriter& json, Quality quality) { json.raw(",").number(static_cast<int>(quality)); }

}  // namespace

TelemetryPayload::TelemetryPayload(char* buffer, size_t capacity, const TelemetryHeader& header)
    : json_(buffer, capacity) {
  json_.raw("{\"v\":1,\"fw\":").string(header.firmware);
  json_.raw(",\"cfg\":").number(header.configurationRevision);
  json_.raw(",\"sp\":").number(header.samplePeriodS);
  json_.raw(",\"ep\":").number(header.epoch);
  json_.raw(",\"boot\":").number(header.boot);
  const Channel rssi = within(header.rssi, -128, 0);
  json_.raw(",\"rssi\":").numberOrNull(rssi.hasValue, rssi.value);
  json_.raw(",\"r\":[");
}

void TelemetryPayload::add(uint32_t seq, const Sample& sample) {
  json_.raw(rows_ == 0 ? "[" : ",[").number(seq).raw(",").number(static_cast<int64_t>(sample.at.ms));
  json_.raw(",").number(static_cast<int>(sample.at.quality));
  writeValue(json_, sample.co2Ppm);
  writeCode(json_, sample.co2Ppm.quality);
  writeValue(json_, sample.gasDeciC);
  writeCode(json_, sample.gasDeciC.quality);
  writeValue(json_, sample.velocityMmPerS);
  writeCode(json_, sample.velocityMmPerS.quality);
  writeValue(json_, sample.differenceCentiPa);
  writeValue(json_, sample.pressureDaPa);
  writeValue(json_, sample.cellDeciC);
  writeValue(json_, sample.batteryMv);
  json_.raw("]");
  ++rows_;
}

size_t TelemetryPayload::finish() {
  json_.raw("]}");
  return rows_ == 0 ? 0 : json_.size();
}

}  // namespace ct
