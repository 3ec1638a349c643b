#include "emulated_co2.h"

#include <cstdio>

#include "emulated_modbus.h"

namespace ct::native {

namespace {

constexpr uint8_t senseairAddress = 0x68;

std::string gssLine(char command, int32_t count) {
  char line[16];
  const int length = std::snprintf(line, sizeof line, " %c %05d\r\n", command, static_cast<int>(count % 100000));
  return std::string(line, static_cast<size_t>(length));
}

}  // namespace

std::string EmulatedCo2::answerTo(const std::string& request) {
  if (!conditions_.co2Ppm.isThere()) return "";
  if (fitted_.co2Kind == 1) return winsen(request);
  if (fitted_.co2Kind == 2) return gss(request);
  return fitted_.co2Kind == 3 ? k33(request) : "";
}

// Commands other than reading are obeyed in silence.
std::string EmulatedCo2::winsen(const std::string& request) const {
  if (request.size() != 9 || request[0] != '\xFF' || request[2] != '\x86') return "";
  const int32_t ppm = conditions_.co2Ppm.value;
  uint8_t answer[9] = {0xFF, 0x86, static_cast<uint8_t>(ppm >> 8), static_cast<uint8_t>(ppm),
                       static_cast<uint8_t>(conditions_.cellC.value + 40), 0, 0, 0, 0};
  uint8_t sum = 0;
  for (size_t i = 1; i < 8; ++i) sum = static_cast<uint8_t>(sum + answer[i]);
  answer[8] = static_cast<uint8_t>(~sum + (conditions_.co2Ppm.isDamaged() ? 2 : 1));
  return std::string(reinterpret_cast<const char*>(answer), sizeof answer);
}

std::string EmulatedCo2::gss(const std::string& request) const {
  if (conditions_.co2Ppm.isDamaged()) return " Z 0#\x15""72\r\n";
  if (request == "Z\r\n") return gssLine('Z', conditions_.co2Ppm.value / fitted_.co2PpmPerCount);
  if (request == ".\r\n") return gssLine('.', fitted_.co2PpmPerCount);
  return request == "K 2\r\n" ? gssLine('K', 2) : "?\r\n";
}

std::string EmulatedCo2::k33(const std::string& request) const {
  const auto count = static_cast<uint16_t>(conditions_.co2Ppm.value / fitted_.co2PpmPerCount);
  return modbusAnswer(request, senseairAddress, count, conditions_.co2Ppm.isDamaged());
}

}  // namespace ct::native
