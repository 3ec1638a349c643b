#pragma once
#include <cstddef>

#include "sample.h"

namespace ct {

/// Turns the uptime stamps of boots that had no clock yet into UTC: one anchor a boot, so that a record is dated the
/// same each time it is sent. Kept for the last boots, persisted with each change.
class Anchors {
 public:
  /// Boots with records that one outage can have before the oldest of them goes out unplaced.
  static constexpr size_t maxBoots = 64;
  static constexpr size_t blobBytes = 11 * maxBoots + 4;

  /// At the start of a boot: the last UTC known then, or 0. It dates the boot's records if it ends unsynced. The boot
  /// before gives up its place unless the log's newest record is of it: there is nothing to date, and a board that starts
  /// again and again in an outage would push out the boots that have something.
  void noteBoot(uint16_t boot, uint64_t checkpointUtcMs, uint16_t newestLoggedBoot);
  /// At the boot's first sync.
  void noteSync(uint16_t boot, int64_t offsetMs, TimeQuality quality);

  /// False while the record has to wait for this boot's first sync. Afterwards every stamp resolves: by its boot's
  /// anchor, by the checkpoint as `persisted`, or unplaced with the uptime left as it is.
  bool resolve(const Stamp& stamp, uint16_t boot, Stamp& resolved) const;

  /// What is known of a stamp's time before this boot's first sync: of an unsynced boot by its checkpoint. False when nothing.
  bool estimate(const Stamp& stamp, uint16_t boot, uint64_t& utcMs) const;

  void save(uint8_t blob[blobBytes]) const;
  bool load(const uint8_t* blob, size_t count);

 private:
  struct Anchor {
    uint16_t boot = 0;
    bool isUsed = false;
    TimeQuality quality = TimeQuality::none;
    int64_t offsetMs = 0;
  };
  const Anchor* find(uint16_t boot) const;
  /// Newest last; the oldest makes room.
  Anchor anchors_[maxBoots];
  uint16_t currentBoot_ = 0;
  bool isSynced_ = false;
};

}  // namespace ct
