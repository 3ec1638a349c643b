#include "../../core/crc.h"

#include <doctest/doctest.h>

#include <initializer_list>

#include "../bytes.h"

using namespace ct;
using namespace ct::test;

TEST_CASE("CRC-32, Modbus CRC-16 and Sensirion CRC-8 give their published check values") {
  const Bytes check = text("123456789");
  CHECK(crc32(check.data(), check.size()) == 0xCBF43926u);
  CHECK(crc16Modbus(check.data(), check.size()) == 0x4B37);
  const Bytes beef = hex("BE EF");
  CHECK(crc8Sensirion(beef.data(), beef.size()) == 0x92);
  CHECK(crc32(nullptr, 0) == 0u);
}

TEST_CASE("Winsen's sum fits its request and its answers") {
  for (const char* frame : {"FF 01 86 00 00 00 00 00 79", "FF 86 02 60 3D 00 00 00 DB", "FF 86 13 88 41 00 00 00 9E",
                            "FF 01 79 00 00 00 00 00 86"}) {
    const Bytes bytes = hex(frame);
    CAPTURE(frame);
    CHECK(checksumWinsen(bytes.data()) == bytes[8]);
  }
}

TEST_CASE("CRC-32 sees every single-bit flip in a ring record's length") {
  const Bytes record = Noise(7).bytes(28);
  const uint32_t right = crc32(record.data(), record.size());
  for (size_t bit = 0; bit < record.size() * 8; ++bit) {
    const Bytes flipped = withFlippedBit(record, bit);
    CHECK(crc32(flipped.data(), flipped.size()) != right);
  }
}
