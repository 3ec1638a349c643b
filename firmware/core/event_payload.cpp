#include "event_payload.h"

#include "json_writer.h"

namespace ct {

namespace {

const char* kindName(EventKind kind) {
  switch (kind) {
    case EventKind::high_emission: return "high_emission";
    case EventKind::gas_temperature: return "gas_temperature";
    case EventKind::gas_flow: return "gas_flow";
    case EventKind::sensor_fault: return "sensor_fault";
    case EventKind::low_battery: return "low_battery";
    case EventKind::clock_step: return "clock_step";
  }
  return "sensor_fault";
}

void writeThousandths(JsonWriter& json, int32_t milli) {
  const int64_t size = milli < 0 ? -static_cast<int64_t>(milli) : milli;
  if (milli < 0) json.raw("-");
  json.number(size / 1000);
  if (size % 1000 == 0) return;
  json.raw(".").raw(size % 1000 < 100 ? "0" : "").raw(size % 1000 < 10 ? "0" : "").number(size % 1000);
}

}  // namespace

size_t writeEventPayload(const Record& record, const Stamp& at, uint8_t epoch, char* buffer, size_t capacity) {
  JsonWriter json(buffer, capacity);
  const bool isGap = record.type == RecordType::gap;
  json.raw("{\"v\":1,\"ep\":").number(epoch).raw(",\"seq\":").number(record.seq);
  json.raw(",\"t_ms\":").number(static_cast<int64_t>(at.ms)).raw(",\"tq\":").number(static_cast<int>(at.quality));
  json.raw(",\"kind\":").string(isGap ? "gap" : kindName(record.event.kind));
  json.raw(",\"state\":").string(isGap || record.event.isRaised ? "raised" : "cleared").raw(",\"value\":");
  if (isGap) {
    json.number(record.gap.count);
  } else if (record.event.hasValue) {
    writeThousandths(json, record.event.valueMilli);
  } else {
    json.raw("null");
  }
  return json.raw("}").size();
}

}  // namespace ct
