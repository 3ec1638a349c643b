#pragma once
#include <cstddef>
#include <cstdint>

#include "ringlog.h"

namespace ct {

/// Which records the cloud has: all below `lowWater`, and up to eight ranges above it. Forgetting a range costs
/// duplicates, which the cloud absorbs; remembering a wrong one would lose readings.
class AckRanges final : public Delivered {
 public:
  static constexpr size_t maxRanges = 8;
  static constexpr size_t blobBytes = 4 + 8 * maxRanges + 4 + 1;

  bool isDelivered(uint32_t seq) const override;
  uint32_t lowWater() const { return lowWater_; }
  /// Lowest undelivered number at or above `seq`.
  uint32_t firstUndeliveredFrom(uint32_t seq) const;

  /// Marks `from..to`. With every range in use and no neighbour to join, the highest range is forgotten.
  void add(uint32_t from, uint32_t to);
  /// Numbers below `oldest` exist no more; nobody waits for them.
  void forgetBelow(uint32_t oldest);

  /// For storage, bound to the log's epoch: another epoch's numbers mean other readings.
  void save(uint8_t epoch, uint8_t blob[blobBytes]) const;
  /// False, and nothing is delivered, when the blob is damaged, of another epoch, or ahead of the log.
  bool load(const uint8_t* blob, size_t count, uint8_t epoch, uint32_t nextSeq);

 private:
  struct Range {
    uint32_t from;
    uint32_t to;
  };
  void insert(const Range& range);
  void absorbIntoLowWater();
  uint32_t lowWater_ = 0;
  Range ranges_[maxRanges] = {};
  size_t count_ = 0;
};

}  // namespace ct
