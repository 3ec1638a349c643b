#include <cstring>

#include "crc.h"
#include "little_endian.h"
#include "ringlog.h"

namespace ct {

namespace {

// Header slot: magic u32 · firstSeq u32 · version u8 · epoch u8 · 0 u16 · crc32 of the first 12 bytes · "the next
// sector is erased" u32, programmed to zero on its own afterwards.
constexpr uint32_t magic = 0x4C525443;  // "CTRL"
constexpr uint8_t formatVersion = 1;
constexpr uint32_t noteOffset = 16;

}  // namespace

RingLog::HeaderState RingLog::readHeader(uint32_t sector, Header& header) const {
  uint8_t bytes[20];
  if (!flash_.read(sector * flash_.sectorBytes(), bytes, sizeof bytes)) return HeaderState::unreadable;
  const bool isOurs = get32(bytes) == magic && bytes[8] == formatVersion && get32(bytes + 12) == crc32(bytes, 12);
  if (!isOurs) return HeaderState::absent;
  header = {get32(bytes + 4), bytes[9], get32(bytes + noteOffset) != 0xFFFFFFFFu};
  return HeaderState::valid;
}

bool RingLog::writeHeader(uint32_t sector, uint32_t firstSeq) {
  uint8_t bytes[16] = {};
  put32(bytes, magic);
  put32(bytes + 4, firstSeq);
  bytes[8] = formatVersion;
  bytes[9] = epoch_;
  put32(bytes + 12, crc32(bytes, 12));
  if (!flash_.program(sector * flash_.sectorBytes(), bytes, sizeof bytes)) return false;
  Header written{};
  return readHeader(sector, written) == HeaderState::valid && written.firstSeq == firstSeq;
}

bool RingLog::noteNextErased() {
  // The note is begun only after the erase has ended, so even a torn one is true and is not written over.
  Header header{};
  if (readHeader(head_, header) == HeaderState::valid && header.isNextErased) return true;
  const uint8_t erased[4] = {};
  return flash_.program(head_ * flash_.sectorBytes() + noteOffset, erased, sizeof erased);
}

bool RingLog::isBlank(uint32_t address, uint32_t count) const {
  uint8_t bytes[recordBytes];
  for (uint32_t offset = 0; offset < count; offset += recordBytes) {
    if (!flash_.read(address + offset, bytes, sizeof bytes)) return false;
    for (const uint8_t byte : bytes) {
      if (byte != 0xFF) return false;
    }
  }
  return true;
}

Mounted RingLog::mount(uint8_t epochIfFormatted) {
  const HeaderState found = findNewest();
  if (found == HeaderState::unreadable) return Mounted::failed;
  if (found == HeaderState::absent) return format(epochIfFormatted) ? Mounted::formatted : Mounted::failed;
  findOldest();
  findNextSlot();
  Header header{};
  readHeader(head_, header);
  // The note alone is not enough: a header torn after it leaves the next sector dirty.
  isReclaimDue_ = !header.isNextErased || !isBlank(after(head_) * flash_.sectorBytes(), flash_.sectorBytes());
  if (isReclaimDue_ && !isErasingHeld_ && !reclaimNext()) return Mounted::failed;
  return Mounted::resumed;
}

RingLog::HeaderState RingLog::findNewest() {
  HeaderState found = HeaderState::absent;
  for (uint32_t sector = 0; sector < flash_.sectorCount(); ++sector) {
    Header header{};
    const HeaderState state = readHeader(sector, header);
    if (state == HeaderState::unreadable) return state;
    if (state == HeaderState::absent) continue;
    const bool isNewer = header.epoch > epoch_ || (header.epoch == epoch_ && header.firstSeq >= headFirstSeq_);
    if (found == HeaderState::valid && !isNewer) continue;
    found = HeaderState::valid;
    head_ = sector;
    headFirstSeq_ = header.firstSeq;
    epoch_ = header.epoch;
  }
  return found;
}

void RingLog::findOldest() {
  oldestSeq_ = headFirstSeq_;
  for (uint32_t sector = before(head_); sector != head_; sector = before(sector)) {
    Header header{};
    const bool continues = readHeader(sector, header) == HeaderState::valid && header.epoch == epoch_ &&
                           header.firstSeq + slotsPerSector() == oldestSeq_;
    if (!continues) return;
    oldestSeq_ = header.firstSeq;
  }
}

void RingLog::findNextSlot() {
  headUsed_ = slotsPerSector();
  while (headUsed_ > 0 && isBlank(slotAddress(head_, headUsed_ - 1), recordBytes)) --headUsed_;
  Record newest;
  for (uint32_t seq = nextSeq(); seq > oldestSeq_; --seq) {
    if (!read(seq - 1, newest)) continue;
    lastStamp_ = newest.at;
    lastBoot_ = newest.boot;
    return;
  }
}

bool RingLog::startOver(uint8_t epoch) {
  const HeaderState found = findNewest();
  if (found == HeaderState::unreadable) return false;
  if (found == HeaderState::valid && epoch_ >= epoch) {
    if (epoch_ == 255) return false;
    epoch = static_cast<uint8_t>(epoch_ + 1);
  }
  return format(epoch);
}

// Two sectors only: each of the others is erased when its turn comes, whatever lies there. All of them at once would take
// a minute or two, in which the board answers nobody and its watchdog would end it.
bool RingLog::format(uint8_t epoch) {
  if (!flash_.erase(0) || !flash_.erase(1)) return false;
  epoch_ = epoch;
  head_ = headFirstSeq_ = headUsed_ = oldestSeq_ = 0;
  isReclaimDue_ = false;
  return writeHeader(0, 0) && noteNextErased();
}

}  // namespace ct
