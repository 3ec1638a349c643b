#pragma once
#include "json_writer.h"
#include "sample.h"

namespace ct {

/// What stands once at the head of a message; no device id, because identity comes from certificate and topic.
struct TelemetryHeader {
  const char* firmware;
  uint32_t configurationRevision;
  uint16_t samplePeriodS;
  uint8_t epoch;
  uint16_t boot;
  /// dBm; missing while the modem does not say.
  Channel rssi;
};

constexpr size_t maxRowsPerMessage = 60;
/// Sixty rows of the longest columns and the longest header fit in this.
constexpr size_t telemetryPayloadCapacity = 6144;

/// Writes one message of contract/telemetry.ts, row by row, straight into the buffer it is sent from.
class TelemetryPayload {
 public:
  TelemetryPayload(char* buffer, size_t capacity, const TelemetryHeader& header);
  /// `sample` is already within the wire's ranges.
  void add(uint32_t seq, const Sample& sample);
  size_t rows() const { return rows_; }
  /// Bytes of the finished message; 0 when it did not fit or holds no row.
  size_t finish();

 private:
  JsonWriter json_;
  size_t rows_ = 0;
};

}  // namespace ct
