#include "ack_ranges.h"

#include <algorithm>
#include <cstring>

#include "crc.h"
#include "little_endian.h"

namespace ct {

bool AckRanges::isDelivered(uint32_t seq) const {
  if (seq < lowWater_) return true;
  for (size_t i = 0; i < count_; ++i) {
    if (seq >= ranges_[i].from && seq <= ranges_[i].to) return true;
  }
  return false;
}

uint32_t AckRanges::firstUndeliveredFrom(uint32_t seq) const {
  uint32_t first = seq < lowWater_ ? lowWater_ : seq;
  for (size_t i = 0; i < count_; ++i) {
    if (first >= ranges_[i].from && first <= ranges_[i].to) first = ranges_[i].to + 1;
  }
  return first;
}

void AckRanges::add(uint32_t from, uint32_t to) {
  if (to < lowWater_ || to < from) return;
  Range joined = {from < lowWater_ ? lowWater_ : from, to};
  size_t kept = 0;
  for (size_t i = 0; i < count_; ++i) {
    const Range range = ranges_[i];
    const bool touches = range.from <= joined.to + 1 && joined.from <= range.to + 1;
    if (!touches) {
      ranges_[kept++] = range;
      continue;
    }
    joined = {std::min(range.from, joined.from), std::max(range.to, joined.to)};
  }
  count_ = kept;
  insert(joined);
  absorbIntoLowWater();
}

// Sorted, so that walking upwards meets each range once.
void AckRanges::insert(const Range& range) {
  size_t at = 0;
  while (at < count_ && ranges_[at].from < range.from) ++at;
  if (at == maxRanges) return;
  if (count_ == maxRanges) --count_;
  std::memmove(ranges_ + at + 1, ranges_ + at, (count_ - at) * sizeof(Range));
  ranges_[at] = range;
  ++count_;
}

void AckRanges::absorbIntoLowWater() {
  while (count_ > 0 && ranges_[0].from <= lowWater_) {
    lowWater_ = std::max(ranges_[0].to + 1, lowWater_);
    --count_;
    std::memmove(ranges_, ranges_ + 1, count_ * sizeof(Range));
  }
}

void AckRanges::forgetBelow(uint32_t oldest) {
  if (oldest <= lowWater_) return;
  lowWater_ = oldest;
  absorbIntoLowWater();
}

void AckRanges::save(uint8_t epoch, uint8_t blob[blobBytes]) const {
  std::memset(blob, 0, blobBytes);
  blob[0] = epoch;
  put32(blob + 1, lowWater_);
  for (size_t i = 0; i < count_; ++i) {
    put32(blob + 5 + 8 * i, ranges_[i].from);
    // Stored as an end that is excluded: an empty entry is then all zero.
    put32(blob + 9 + 8 * i, ranges_[i].to + 1);
  }
  put32(blob + blobBytes - 4, crc32(blob, blobBytes - 4));
}

bool AckRanges::load(const uint8_t* blob, size_t count, uint8_t epoch, uint32_t nextSeq) {
  *this = AckRanges();
  if (count != blobBytes || get32(blob + blobBytes - 4) != crc32(blob, blobBytes - 4) || blob[0] != epoch) return false;
  const uint32_t lowWater = get32(blob + 1);
  if (lowWater > nextSeq) return false;
  lowWater_ = lowWater;
  for (size_t i = 0; i < maxRanges; ++i) {
    const uint32_t from = get32(blob + 5 + 8 * i);
    const uint32_t end = get32(blob + 9 + 8 * i);
    if (end > from && end <= nextSeq) add(from, end - 1);
  }
  return true;
}

}  // namespace ct
