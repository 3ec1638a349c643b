#include "modbus.h"

#include <cstring>

#include "../crc.h"

namespace ct::modbus {

void encode(const Query& query, uint8_t request[8]) {
  const uint8_t head[6] = {query.address, query.function, static_cast<uint8_t>(query.reg >> 8),
                           static_cast<uint8_t>(query.reg & 0xFF), 0, 1};
  std::memcpy(request, head, sizeof head);
  const uint16_t crc = crc16Modbus(head, sizeof head);
  request[6] = static_cast<uint8_t>(crc & 0xFF);
  request[7] = static_cast<uint8_t>(crc >> 8);
}

size_t Decoder::promisedLength(size_t start) const {
  const size_t have = count_ - start;
  if (frame_[start] != query_.address) return 0;
  if (have == 1) return 7;
  if (frame_[start + 1] == (query_.function | 0x80)) return 5;
  if (frame_[start + 1] != query_.function) return 0;
  return have == 2 || frame_[start + 2] == 2 ? 7 : 0;
}

Step Decoder::push(uint8_t byte, uint16_t& value) {
  frame_[count_++] = byte;
  for (;;) {
    const size_t length = promisedLength(0);
    if (length != 0 && count_ < length) return Step::waiting;
    if (length != 0) {
      const uint16_t crc = crc16Modbus(frame_, length - 2);
      const bool isIntact = frame_[length - 2] == (crc & 0xFF) && frame_[length - 1] == (crc >> 8);
      if (isIntact) {
        value = static_cast<uint16_t>(length == 5 ? frame_[2] : frame_[3] << 8 | frame_[4]);
        count_ = 0;
        return length == 5 ? Step::exception : Step::value;
      }
      ++checksumErrors_;
    }
    dropToNextStart();
    if (count_ == 0) return Step::waiting;
  }
}

void Decoder::dropToNextStart() {
  size_t start = 1;
  while (start < count_ && promisedLength(start) == 0) ++start;
  if (start < count_) std::memmove(frame_, frame_ + start, count_ - start);
  count_ -= start < count_ ? start : count_;
}

}  // namespace ct::modbus
