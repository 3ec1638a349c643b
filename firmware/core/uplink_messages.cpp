#include "event_payload.h"
#include "uplink.h"

namespace ct {

uint32_t Uplink::send(uint32_t from, uint32_t end, bool isLive, uint64_t nowMs) {
  Record first;
  Slot slot = Slot::nothing;
  uint32_t seq = from;
  for (; seq < end; ++seq) {
    slot = log_.look(seq, first);
    if (slot != Slot::nothing) break;
  }
  if (seq > from) {
    // Torn slots hold nothing that could ever be sent, and must not keep the low water down.
    acks_.add(from, seq - 1);
    return seq;
  }
  if (slot == Slot::unreadable) return from;
  Stamp at;
  if (!anchors_.resolve(first.at, first.boot, at)) return from;
  if (first.type != RecordType::sample) return sendEvent(first, at, isLive, nowMs);
  return sendSamples(from, end, first, isLive, nowMs);
}

// What stands in the header holds for every row, so a message ends where boot or sample period change.
bool Uplink::canJoin(const Record& record, const Record& first, Stamp& at) const {
  return record.type == RecordType::sample && record.boot == first.boot &&
         record.sample.samplePeriodS == first.sample.samplePeriodS && anchors_.resolve(record.at, record.boot, at);
}

uint32_t Uplink::sendSamples(uint32_t from, uint32_t end, const Record& first, bool isLive, uint64_t nowMs) {
  const TelemetryHeader header = {options_.firmware, configurationRevision_, first.sample.samplePeriodS,
                                  log_.epoch(),      first.boot,             isLive ? rssi_ : Channel::missing(Quality::ok)};
  TelemetryPayload payload(buffer_, capacity_, header);
  uint32_t seq = from;
  for (; seq < end && payload.rows() < maxRowsPerMessage; ++seq) {
    Record record;
    // A range is acknowledged as one, so it ends where something in it is delivered already or cannot be read.
    if (acks_.isDelivered(seq) || !log_.read(seq, record)) break;
    Stamp at;
    if (!canJoin(record, first, at)) break;
    Sample sample = withinWireRanges(record.sample);
    sample.at = at;
    payload.add(record.seq, sample);
  }
  const size_t count = payload.finish();
  if (count == 0) return from;
  const auto* bytes = reinterpret_cast<const uint8_t*>(buffer_);
  return track(mqtt_.publish(options_.telemetryTopic, bytes, count, nowMs), from, seq, isLive) ? seq : from;
}

uint32_t Uplink::sendEvent(const Record& record, const Stamp& at, bool isLive, uint64_t nowMs) {
  const size_t count = writeEventPayload(record, at, log_.epoch(), buffer_, capacity_);
  const auto* bytes = reinterpret_cast<const uint8_t*>(buffer_);
  const bool isSent =
      track(mqtt_.publish(options_.eventTopic, bytes, count, nowMs), record.seq, record.seq + 1, isLive);
  return isSent ? record.seq + 1 : record.seq;
}

}  // namespace ct
