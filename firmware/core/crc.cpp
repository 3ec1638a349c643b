#include "crc.h"

namespace ct {

uint32_t crc32(const uint8_t* bytes, size_t count) {
  // Sixteen entries instead of 256: 64 bytes of flash, and a record is checked far more rarely than it is waited for.
  static const uint32_t nibble[16] = {
      0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
      0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
  uint32_t crc = 0xFFFFFFFFu;
  for (size_t i = 0; i < count; ++i) {
    crc ^= bytes[i];
    crc = nibble[crc & 15u] ^ (crc >> 4);
    crc = nibble[crc & 15u] ^ (crc >> 4);
  }
  return ~crc;
}

uint16_t crc16Modbus(const uint8_t* bytes, size_t count) {
  uint16_t crc = 0xFFFF;
  for (size_t i = 0; i < count; ++i) {
    crc = static_cast<uint16_t>(crc ^ bytes[i]);
    for (int bit = 0; bit < 8; ++bit) {
      crc = static_cast<uint16_t>((crc & 1u) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1);
    }
  }
  return crc;
}

uint8_t crc8Sensirion(const uint8_t* bytes, size_t count) {
  uint8_t crc = 0xFF;
  for (size_t i = 0; i < count; ++i) {
    crc = static_cast<uint8_t>(crc ^ bytes[i]);
    for (int bit = 0; bit < 8; ++bit) {
      crc = static_cast<uint8_t>((crc & 0x80u) != 0 ? (crc << 1) ^ 0x31 : crc << 1);
    }
  }
  return crc;
}

uint8_t checksumWinsen(const uint8_t frame[9]) {
  uint8_t sum = 0;
  for (int i = 1; i < 8; ++i) sum = static_cast<uint8_t>(sum + frame[i]);
  return static_cast<uint8_t>(0u - sum);
}

}  // namespace ct
