#include "ringlog.h"

namespace ct {

bool RingLog::reclaimNext() {
  const uint32_t victim = after(head_);
  Header header{};
  // Only the oldest sector of this log holds anything; whatever else lies there is a torn header or foreign.
  const bool holdsOldest = readHeader(victim, header) == HeaderState::valid && header.epoch == epoch_ &&
                           header.firstSeq == oldestSeq_ && header.firstSeq != headFirstSeq_;
  Gap gap;
  if (holdsOldest && !isGapLogged(oldestSeq_) && gapOfNext(gap)) {
    Record record;
    record.type = RecordType::gap;
    record.at = lastStamp_;
    record.boot = lastBoot_;
    record.gap = gap;
    const bool hasRoom = headUsed_ < slotsPerSector();
    if (hasRoom && !commit(record)) return false;
  }
  if (!flash_.erase(victim)) return false;
  if (holdsOldest) oldestSeq_ += slotsPerSector();
  if (!noteNextErased()) return false;
  isReclaimDue_ = false;
  return true;
}

bool RingLog::gapOfNext(Gap& gap) const {
  gap = Gap();
  bool isFirst = true;
  for (uint32_t seq = oldestSeq_; seq < oldestSeq_ + slotsPerSector(); ++seq) {
    Record record;
    // What cannot be read now is lost as well, and counts.
    if (look(seq, record) == Slot::nothing || delivered_.isDelivered(seq)) continue;
    // A gap nobody was told of grows: its readings stay lost, only the note of them moves on.
    const bool carriesGap = record.type == RecordType::gap && record.gap.overwritten;
    const uint32_t from = carriesGap ? record.gap.from : seq;
    if (isFirst || from < gap.from) gap.from = from;
    gap.to = seq;
    if (record.type == RecordType::gap) gap.count += record.gap.count;
    // An event is no reading.
    if (record.type == RecordType::sample) ++gap.count;
    isFirst = false;
  }
  return !isFirst;
}

// After a cut between the gap record and the end of the erase the same sector is found again, perhaps half erased.
bool RingLog::isGapLogged(uint32_t victimFirstSeq) const {
  for (uint32_t seq = headFirstSeq_; seq < nextSeq(); ++seq) {
    Record record;
    if (!read(seq, record) || record.type != RecordType::gap || !record.gap.overwritten) continue;
    if (record.gap.to >= victimFirstSeq && record.gap.to < victimFirstSeq + slotsPerSector()) return true;
  }
  return false;
}

}  // namespace ct
