#include <cstdlib>
#include <cstring>

#include "../../core/crc.h"
#include "../../core/little_endian.h"
#include "../../core/ringlog.h"

namespace {

constexpr uint32_t sectors = 5;
constexpr uint32_t bytesPerSector = 256;

class Image final : public ct::Flash {
 public:
  uint8_t bytes[sectors * bytesPerSector];
  Image() { std::memset(bytes, 0xFF, sizeof bytes); }
  uint32_t sectorCount() const override { return sectors; }
  uint32_t sectorBytes() const override { return bytesPerSector; }
  bool read(uint32_t address, uint8_t* to, size_t count) override {
    if (address + count > sizeof bytes) std::abort();
    std::memcpy(to, bytes + address, count);
    return true;
  }
  bool program(uint32_t address, const uint8_t* from, size_t count) override {
    if (address + count > sizeof bytes) std::abort();
    for (size_t i = 0; i < count; ++i) bytes[address + i] = static_cast<uint8_t>(bytes[address + i] & from[i]);
    return true;
  }
  bool erase(uint32_t sector) override {
    std::memset(bytes + sector * bytesPerSector, 0xFF, bytesPerSector);
    return true;
  }
};

class Below final : public ct::Delivered {
 public:
  uint32_t lowWater = 0;
  bool isDelivered(uint32_t seq) const override { return seq < lowWater; }
};

ct::Record numbered(uint32_t number) {
  ct::Record record;
  record.at = {1795478400000ull + number * 5000ull, ct::TimeQuality::ntp};
  record.sample.co2Ppm = ct::Channel::of(static_cast<int32_t>(number));
  return record;
}

/// What two bytes of the input do to the image: clear bits, set bits, or make a damaged header or record valid again.
void damage(Image& image, const uint8_t* edit) {
  const uint32_t address = (edit[0] | (edit[1] & 7u) << 8) % sizeof image.bytes;
  uint8_t& byte = image.bytes[address];
  uint8_t* slot = image.bytes + address / ct::recordBytes * ct::recordBytes;
  switch (edit[1] >> 6) {
    case 0: byte = static_cast<uint8_t>(byte & edit[2]); break;
    case 1: byte = edit[2]; break;
    case 2: ct::put32(slot + 12, ct::crc32(slot, 12)); break;
    default: ct::put32(slot + 28, ct::crc32(slot, 28)); break;
  }
}

/// Whether some slot of flash carries this number under a right CRC.
bool isInImage(const Image& image, uint32_t seq) {
  for (uint32_t at = 0; at < sizeof image.bytes; at += ct::recordBytes) {
    const uint8_t* slot = image.bytes + at;
    if (ct::get32(slot) == seq && ct::get32(slot + 28) == ct::crc32(slot, 28)) return true;
  }
  return false;
}

}  // namespace

/// A log of some length, damaged as the input says, is mounted: it must come up, hand out only what flash holds with a
/// right CRC, and go on with numbers nobody used.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  if (count < 2) return 0;
  Image image;
  Below delivered;
  ct::RingLog before(image, delivered);
  before.mount(0);
  for (uint32_t i = 0; i < bytes[0]; ++i) {
    ct::Record record = numbered(i);
    before.append(record);
    delivered.lowWater = i > bytes[1] ? i - bytes[1] : 0;
  }
  for (size_t at = 2; at + 3 <= count; at += 3) damage(image, bytes + at);

  ct::RingLog log(image, delivered);
  if (log.mount(1) == ct::Mounted::failed) std::abort();
  if (log.nextSeq() - log.oldestSeq() > sectors * (bytesPerSector / ct::recordBytes)) std::abort();
  ct::Record record;
  for (uint32_t seq = log.oldestSeq(); seq != log.nextSeq(); ++seq) {
    if (!log.read(seq, record)) continue;
    if (record.seq != seq || !isInImage(image, seq)) std::abort();
  }
  for (uint32_t i = 0; i < 3; ++i) {
    const uint32_t next = log.nextSeq();
    record = numbered(1000 + i);
    if (log.append(record) != ct::Appended::written || record.seq < next) std::abort();
    if (!log.read(record.seq, record)) std::abort();
  }
  return 0;
}
