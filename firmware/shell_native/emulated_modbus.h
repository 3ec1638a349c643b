#pragma once
#include <string>

#include "../core/crc.h"

namespace ct::native {

/// A Modbus slave's answer to a question for one register; none when the request is not whole or asks somebody else.
inline std::string modbusAnswer(const std::string& request, uint8_t address, uint16_t value, bool isDamaged) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(request.data());
  if (request.size() != 8 || (bytes[0] != address && bytes[0] != 0xFE)) return "";
  const uint16_t crc = crc16Modbus(bytes, 6);
  if (bytes[6] != (crc & 0xFF) || bytes[7] != crc >> 8) return "";
  uint8_t answer[7] = {bytes[0], bytes[1], 2, static_cast<uint8_t>(value >> 8), static_cast<uint8_t>(value)};
  const uint16_t sum = crc16Modbus(answer, 5);
  answer[5] = static_cast<uint8_t>(isDamaged ? ~sum : sum);
  answer[6] = static_cast<uint8_t>(sum >> 8);
  return std::string(reinterpret_cast<const char*>(answer), sizeof answer);
}

}  // namespace ct::native
