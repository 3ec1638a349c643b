#include "anchors.h"

#include <cstring>

#include "crc.h"
#include "little_endian.h"

namespace ct {

namespace {

/// Unsigned, because an offset from damaged storage must not overflow.
uint64_t onClock(uint64_t uptimeMs, int64_t offsetMs) { return uptimeMs + static_cast<uint64_t>(offsetMs); }

}  // namespace

void Anchors::noteBoot(uint16_t boot, uint64_t checkpointUtcMs, uint16_t newestLoggedBoot) {
  currentBoot_ = boot;
  isSynced_ = false;
  const bool isLastNeeded = anchors_[maxBoots - 1].boot == newestLoggedBoot;
  for (size_t i = 0; isLastNeeded && i + 1 < maxBoots; ++i) anchors_[i] = anchors_[i + 1];
  const bool hasCheckpoint = checkpointUtcMs > 0;
  anchors_[maxBoots - 1] = {boot, true, hasCheckpoint ? TimeQuality::persisted : TimeQuality::none,
                            static_cast<int64_t>(checkpointUtcMs)};
}

void Anchors::noteSync(uint16_t boot, int64_t offsetMs, TimeQuality quality) {
  if (boot != currentBoot_ || isSynced_) return;
  isSynced_ = true;
  anchors_[maxBoots - 1] = {boot, true, quality, offsetMs};
}

const Anchors::Anchor* Anchors::find(uint16_t boot) const {
  for (size_t i = maxBoots; i > 0; --i) {
    if (anchors_[i - 1].isUsed && anchors_[i - 1].boot == boot) return &anchors_[i - 1];
  }
  return nullptr;
}

bool Anchors::resolve(const Stamp& stamp, uint16_t boot, Stamp& resolved) const {
  resolved = stamp;
  if (stamp.quality != TimeQuality::none) return true;
  const Anchor* anchor = find(boot);
  const bool isFinal = anchor != nullptr && anchor->quality > TimeQuality::persisted;
  if (!isFinal && !isSynced_) return false;
  if (anchor == nullptr || anchor->quality == TimeQuality::none) return true;
  resolved = {onClock(stamp.ms, anchor->offsetMs), anchor->quality};
  return true;
}

bool Anchors::estimate(const Stamp& stamp, uint16_t boot, uint64_t& utcMs) const {
  utcMs = stamp.ms;
  if (stamp.quality != TimeQuality::none) return true;
  const Anchor* anchor = find(boot);
  if (anchor == nullptr || anchor->quality == TimeQuality::none) return false;
  utcMs = onClock(stamp.ms, anchor->offsetMs);
  return true;
}

void Anchors::save(uint8_t blob[blobBytes]) const {
  std::memset(blob, 0, blobBytes);
  for (size_t i = 0; i < maxBoots; ++i) {
    uint8_t* at = blob + 11 * i;
    put16(at, anchors_[i].boot);
    at[2] = static_cast<uint8_t>((anchors_[i].isUsed ? 0x80 : 0) | static_cast<int>(anchors_[i].quality));
    put64(at + 3, static_cast<uint64_t>(anchors_[i].offsetMs));
  }
  put32(blob + blobBytes - 4, crc32(blob, blobBytes - 4));
}

bool Anchors::load(const uint8_t* blob, size_t count) {
  *this = Anchors();
  if (count != blobBytes || get32(blob + blobBytes - 4) != crc32(blob, blobBytes - 4)) return false;
  for (size_t i = 0; i < maxBoots; ++i) {
    const uint8_t* at = blob + 11 * i;
    anchors_[i] = {get16(at), (at[2] & 0x80) != 0, static_cast<TimeQuality>(at[2] & 3),
                   static_cast<int64_t>(get64(at + 3))};
  }
  return true;
}

}  // namespace ct
