#include "emulated_i2c.h"

#include <cstring>

#include "../core/crc.h"
#include "../core/drivers/bmp280.h"

namespace ct::native {

namespace {

constexpr uint8_t pitotAddress = 0x25;
constexpr uint8_t barometerAddress = 0x76;
constexpr int32_t largestRaw = 0xFFFFF;
/// Calibration of the worked example in BST-BMP280-DS001, little-endian from register 0x88.
constexpr uint8_t calibrationBytes[24] = {0x70, 0x6B, 0x43, 0x67, 0x18, 0xFC, 0x7D, 0x8E, 0x43, 0xD6, 0xD0, 0x0B,
                                          0x27, 0x0B, 0x8C, 0x00, 0xF9, 0xFF, 0x8C, 0x3C, 0xF8, 0xC6, 0x70, 0x17};

/// The greatest raw figure for which `isAtMost` still holds; it holds for all below.
template <typename Predicate>
int32_t searchRaw(Predicate isAtMost) {
  int32_t low = 0;
  int32_t high = largestRaw;
  while (low < high) {
    const int32_t middle = (low + high + 1) / 2;
    if (isAtMost(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

void putRaw(uint8_t bytes[3], int32_t raw) {
  bytes[0] = static_cast<uint8_t>(raw >> 12);
  bytes[1] = static_cast<uint8_t>(raw >> 4);
  bytes[2] = static_cast<uint8_t>(raw << 4);
}

void putWord(uint8_t* bytes, int32_t value) {
  bytes[0] = static_cast<uint8_t>(value >> 8);
  bytes[1] = static_cast<uint8_t>(value);
  bytes[2] = crc8Sensirion(bytes, 2);
}

}  // namespace

bool EmulatedI2c::write(uint8_t address, const uint8_t* bytes, size_t count) {
  if (address == pitotAddress && hasPitot()) {
    // While it measures, the sensor refuses any command but the one to stop.
    if (count != 2 || isPitotRunning_) return false;
    isPitotRunning_ = bytes[0] == 0x36 && bytes[1] == 0x15;
    return true;
  }
  if (address != barometerAddress || !conditions_.pressureDaPa.isThere() || count < 1) return false;
  barometerRegister_ = bytes[0];
  return true;
}

bool EmulatedI2c::read(uint8_t address, uint8_t* bytes, size_t count) {
  if (address == pitotAddress) return readPitot(bytes, count);
  return address == barometerAddress && readBarometer(bytes, count);
}

bool EmulatedI2c::readPitot(uint8_t* bytes, size_t count) const {
  if (!hasPitot() || !isPitotRunning_ || count > 9) return false;
  uint8_t frame[9];
  putWord(frame, conditions_.differenceCounts.value);
  putWord(frame + 3, conditions_.cellC.value * 200);
  putWord(frame + 6, fitted_.differenceScale);
  if (conditions_.differenceCounts.isDamaged()) frame[2] ^= 1;
  std::memcpy(bytes, frame, count);
  return true;
}

bool EmulatedI2c::readBarometer(uint8_t* bytes, size_t count) const {
  if (!conditions_.pressureDaPa.isThere()) return false;
  uint8_t registers[256] = {};
  registers[0xD0] = 0x58;
  std::memcpy(registers + 0x88, calibrationBytes, sizeof calibrationBytes);
  measurePressure(registers + 0xF7);
  if (barometerRegister_ + count > sizeof registers) return false;
  std::memcpy(bytes, registers + barometerRegister_, count);
  return true;
}

// The data sheet gives the way from raw to pressure only; the other way is searched for. Higher pressure, lower figure.
void EmulatedI2c::measurePressure(uint8_t bytes[6]) const {
  if (conditions_.pressureDaPa.isDamaged()) return putRaw(bytes, largestRaw);
  const bmp280::Calibration calibration = bmp280::decodeCalibration(calibrationBytes);
  const int64_t wantedFine = int64_t{conditions_.cellC.value} * 5120;
  const int32_t rawTemperature =
      searchRaw([&](int32_t raw) { return bmp280::fineTemperature(calibration, raw) <= wantedFine; });
  const int64_t fine = bmp280::fineTemperature(calibration, rawTemperature);
  const int64_t wanted = int64_t{conditions_.pressureDaPa.value} * 2560;
  const int32_t rawPressure =
      searchRaw([&](int32_t raw) { return bmp280::pressure256thPa(calibration, raw, fine) >= wanted; });
  putRaw(bytes, rawPressure);
  putRaw(bytes + 3, rawTemperature);
}

}  // namespace ct::native
