#pragma once
#include "../hal/flash.h"
#include "record.h"

namespace ct {

/// Tells the log which records the cloud has acknowledged. May forget after a power cut; that costs duplicates only.
class Delivered {
 public:
  virtual bool isDelivered(uint32_t seq) const = 0;

 protected:
  ~Delivered() = default;
};

enum class Mounted : uint8_t { resumed, formatted, failed };
enum class Appended : uint8_t { written, noRoom, failed };
/// What stands under a sequence number. `unreadable` is kept apart from `nothing`: the record may be there the next time.
enum class Slot : uint8_t { record, nothing, unreadable };

/// Every sample goes here before anything else happens to it.
///
/// Sectors form a ring. A sector is one header slot and 127 record slots, and slot i of a sector holds exactly the
/// sequence number `firstSeq + i`: a torn slot takes its number with it, so none is ever used twice. The sector after
/// the newest is always kept erased; making it so is the only moment anything is lost, and a gap record is committed
/// to the newest sector before the erase begins.
class RingLog {
 public:
  RingLog(Flash& flash, const Delivered& delivered) : flash_(flash), delivered_(delivered) {}

  /// Finds the newest records again. An empty or foreign partition is formatted with `epochIfFormatted`, which the
  /// caller must never have used before.
  Mounted mount(uint8_t epochIfFormatted);

  /// Begins anew; the epoch as for `mount`, or the next one where the log has that already. Nothing of before is read
  /// again. A cut in between may leave the log of before: call again.
  bool startOver(uint8_t epoch);

  /// Commits the record under the next sequence number, which it sets. `noRoom`: erasing is held and all is full.
  Appended append(Record& record);

  /// False when the number was never written, was overwritten or is torn.
  bool read(uint32_t seq, Record& record) const { return look(seq, record) == Slot::record; }
  /// The same, for whoever must not take flash that failed for a torn record.
  Slot look(uint32_t seq, Record& record) const;

  /// Below the voltage floor an erase could be torn by the end of the battery, so it waits.
  void holdErasing(bool hold);

  uint8_t epoch() const { return epoch_; }
  /// Numbers in `oldestSeq()..nextSeq()-1` were used and are still in flash, torn ones among them.
  uint32_t oldestSeq() const { return oldestSeq_; }
  uint32_t nextSeq() const { return headFirstSeq_ + headUsed_; }
  /// The boot the newest record was written in; 0 when there is none.
  uint16_t newestBoot() const { return lastBoot_; }

 private:
  uint32_t slotsPerSector() const { return flash_.sectorBytes() / recordBytes - 1; }
  uint32_t after(uint32_t sector) const { return (sector + 1) % flash_.sectorCount(); }
  uint32_t before(uint32_t sector) const { return (sector + flash_.sectorCount() - 1) % flash_.sectorCount(); }
  uint32_t slotAddress(uint32_t sector, uint32_t slot) const;
  bool isBlank(uint32_t address, uint32_t count) const;

  struct Header {
    uint32_t firstSeq;
    uint8_t epoch;
    bool isNextErased;
  };
  /// `unreadable` is kept apart from `absent`: a bus that fails must not lead to a format.
  enum class HeaderState : uint8_t { valid, absent, unreadable };
  HeaderState readHeader(uint32_t sector, Header& header) const;
  bool writeHeader(uint32_t sector, uint32_t firstSeq);

  HeaderState findNewest();
  void findOldest();
  void findNextSlot();
  bool format(uint8_t epoch);

  /// Logs what the next sector would lose, erases it and notes that it is erased.
  bool reclaimNext();
  bool gapOfNext(Gap& gap) const;
  bool isGapLogged(uint32_t victimFirstSeq) const;
  bool noteNextErased();
  bool moveToNext();
  bool commit(Record& record);

  Flash& flash_;
  const Delivered& delivered_;
  uint8_t epoch_ = 0;
  uint32_t head_ = 0;
  uint32_t headFirstSeq_ = 0;
  uint32_t headUsed_ = 0;
  uint32_t oldestSeq_ = 0;
  bool isErasingHeld_ = false;
  bool isReclaimDue_ = false;
  /// A gap record is dated like the newest record: the log has no clock of its own.
  Stamp lastStamp_;
  uint16_t lastBoot_ = 0;
};

}  // namespace ct
