#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// CRC-32 (IEEE 802.3, reflected). Commits ring records and sector headers.
uint32_t crc32(const uint8_t* bytes, size_t count);

/// CRC-16/MODBUS; sent low byte first.
uint16_t crc16Modbus(const uint8_t* bytes, size_t count);

/// Sensirion CRC-8 (polynomial 0x31, start 0xFF) over one 16-bit word of an SDP8xx answer.
uint8_t crc8Sensirion(const uint8_t* bytes, size_t count);

/// Two's complement of the sum of bytes 1..7 of a nine-byte Winsen frame.
uint8_t checksumWinsen(const uint8_t frame[9]);

}  // namespace ct
