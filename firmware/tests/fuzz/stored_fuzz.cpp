#include <cstdlib>
#include <cstring>

#include "../../core/ack_ranges.h"
#include "../../core/anchors.h"
#include "../../core/crc.h"
#include "../../core/little_endian.h"

namespace {

/// A CRC that fits, because a fuzzer does not find one: what lies behind it must hold on its own as well.
void seal(uint8_t* blob, size_t count) { ct::put32(blob + count - 4, ct::crc32(blob, count - 4)); }

void loadAcks(const uint8_t* bytes, size_t count) {
  constexpr uint32_t nextSeq = 1000;
  uint8_t blob[ct::AckRanges::blobBytes] = {};
  std::memcpy(blob, bytes, count < sizeof blob ? count : sizeof blob);
  seal(blob, sizeof blob);
  ct::AckRanges acks;
  acks.load(blob, sizeof blob, blob[0], nextSeq);
  // What was never written cannot have been acknowledged.
  for (uint32_t seq = nextSeq; seq < nextSeq + 100; ++seq) {
    if (acks.isDelivered(seq)) std::abort();
  }
  if (acks.firstUndeliveredFrom(0) > nextSeq) std::abort();
}

void loadAnchors(const uint8_t* bytes, size_t count) {
  uint8_t blob[ct::Anchors::blobBytes] = {};
  std::memcpy(blob, bytes, count < sizeof blob ? count : sizeof blob);
  seal(blob, sizeof blob);
  ct::Anchors anchors;
  anchors.load(blob, sizeof blob);
  ct::Stamp resolved;
  for (uint16_t boot = 0; boot < 300; ++boot) anchors.resolve({5000, ct::TimeQuality::none}, boot, resolved);
}

void decode(const uint8_t* bytes, size_t count) {
  uint8_t slot[ct::recordBytes] = {};
  std::memcpy(slot, bytes, count < sizeof slot ? count : sizeof slot);
  seal(slot, sizeof slot);
  ct::Record record;
  if (!ct::decodeRecord(slot, record)) return;
  uint8_t again[ct::recordBytes];
  ct::encodeRecord(record, again);
  ct::Record back;
  if (!ct::decodeRecord(again, back) || back.seq != record.seq || back.at.ms != record.at.ms) std::abort();
}

}  // namespace

/// Small values and records as they lie in flash.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  if (count == 0) return 0;
  const auto read = bytes[0] % 3 == 0 ? loadAcks : bytes[0] % 3 == 1 ? loadAnchors : decode;
  read(bytes + 1, count - 1);
  return 0;
}
