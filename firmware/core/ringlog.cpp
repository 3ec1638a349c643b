#include "ringlog.h"

#include <cstring>

namespace ct {

namespace {

/// Slots kept free for gap records while erasing is held; each torn attempt uses one up.
constexpr uint32_t slotsKeptForGaps = 8;

}  // namespace

uint32_t RingLog::slotAddress(uint32_t sector, uint32_t slot) const {
  return sector * flash_.sectorBytes() + (slot + 1) * recordBytes;
}

Appended RingLog::append(Record& record) {
  if (isReclaimDue_ && !isErasingHeld_ && !reclaimNext()) return Appended::failed;
  const uint32_t usable = slotsPerSector() - (isReclaimDue_ ? slotsKeptForGaps : 0);
  if (headUsed_ >= usable) {
    if (isReclaimDue_) return Appended::noRoom;
    if (!moveToNext()) return Appended::failed;
    if (!isErasingHeld_ && !reclaimNext()) return Appended::failed;
  }
  return commit(record) ? Appended::written : Appended::failed;
}

bool RingLog::commit(Record& record) {
  if (headUsed_ >= slotsPerSector()) return false;
  record.seq = nextSeq();
  uint8_t bytes[recordBytes];
  uint8_t written[recordBytes];
  encodeRecord(record, bytes);
  const uint32_t address = slotAddress(head_, headUsed_);
  // The slot and its number are used up even when programming fails: some of its bits may be set.
  ++headUsed_;
  if (!flash_.program(address, bytes, sizeof bytes)) return false;
  if (!flash_.read(address, written, sizeof written) || std::memcmp(bytes, written, sizeof bytes) != 0) return false;
  lastStamp_ = record.at;
  lastBoot_ = record.boot;
  return true;
}

bool RingLog::moveToNext() {
  const uint32_t next = after(head_);
  if (!writeHeader(next, headFirstSeq_ + slotsPerSector())) {
    isReclaimDue_ = true;
    return false;
  }
  head_ = next;
  headFirstSeq_ += slotsPerSector();
  headUsed_ = 0;
  isReclaimDue_ = true;
  return true;
}

void RingLog::holdErasing(bool hold) { isErasingHeld_ = hold; }

Slot RingLog::look(uint32_t seq, Record& record) const {
  if (seq < oldestSeq_ || seq >= nextSeq()) return Slot::nothing;
  const uint32_t slots = slotsPerSector();
  const uint32_t back = seq >= headFirstSeq_ ? 0 : (headFirstSeq_ - seq + slots - 1) / slots;
  const uint32_t sector = (head_ + flash_.sectorCount() - back) % flash_.sectorCount();
  const uint32_t slot = seq - (headFirstSeq_ - back * slots);
  uint8_t bytes[recordBytes];
  if (!flash_.read(slotAddress(sector, slot), bytes, sizeof bytes)) return Slot::unreadable;
  return decodeRecord(bytes, record) && record.seq == seq ? Slot::record : Slot::nothing;
}

}  // namespace ct
