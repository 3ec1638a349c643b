#include "emulated_uart.h"

namespace ct::native {

namespace {

constexpr uint64_t thinksForMs = 10;
constexpr uint64_t msPerByte = 1;

}  // namespace

size_t EmulatedUart::read(uint8_t* bytes, size_t capacity) {
  size_t count = 0;
  while (count < capacity && !onTheWay_.empty() && onTheWay_.front().arrivesAtMs <= nowMs_) {
    bytes[count++] = onTheWay_.front().value;
    onTheWay_.pop_front();
  }
  return count;
}

bool EmulatedUart::write(const uint8_t* bytes, size_t count) {
  uint64_t atMs = nowMs_ + thinksForMs;
  for (const char byte : answerTo(std::string(reinterpret_cast<const char*>(bytes), count))) {
    atMs += msPerByte;
    onTheWay_.push_back({atMs, static_cast<uint8_t>(byte)});
  }
  return true;
}

}  // namespace ct::native
