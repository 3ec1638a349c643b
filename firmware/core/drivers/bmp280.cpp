#include "bmp280.h"

#include "../little_endian.h"
#include "../rounding.h"

namespace ct {

namespace bmp280 {

namespace {

int32_t rawAt(const uint8_t* bytes) { return bytes[0] << 12 | bytes[1] << 4 | bytes[2] >> 4; }

/// What the registers hold when a measurement was skipped, as after a loss of supply.
constexpr int32_t skipped = 0x80000;
/// Where the barometer works, in 1/5120 °C.
constexpr int64_t coldest = int64_t{-40} * 5120;
constexpr int64_t hottest = int64_t{85} * 5120;

}  // namespace

Calibration decodeCalibration(const uint8_t bytes[calibrationBytes]) {
  Calibration calibration{};
  calibration.t1 = get16(bytes);
  calibration.t2 = static_cast<int16_t>(get16(bytes + 2));
  calibration.t3 = static_cast<int16_t>(get16(bytes + 4));
  calibration.p1 = get16(bytes + 6);
  for (size_t i = 0; i < 8; ++i) calibration.p[i] = static_cast<int16_t>(get16(bytes + 8 + 2 * i));
  return calibration;
}

int64_t fineTemperature(const Calibration& c, int32_t raw) {
  const int64_t linear = ((raw >> 3) - int64_t{c.t1} * 2) * c.t2 >> 11;
  const int64_t offset = (raw >> 4) - int64_t{c.t1};
  return linear + ((offset * offset >> 12) * c.t3 >> 14);
}

// The data sheet shifts negative numbers to the left, which C++17 leaves undefined: here they are multiplied. I2C has no
// checksum, so damaged calibration must neither overflow nor divide by zero.
int64_t pressure256thPa(const Calibration& c, int32_t raw, int64_t fine) {
  if (fine < coldest || fine > hottest || c.p1 == 0) return 0;
  const int64_t t = fine - 128000;
  const int64_t offset = t * t * c.p[4] + t * c.p[3] * (1 << 17) + c.p[2] * (int64_t{1} << 35);
  const int64_t steepness = (int64_t{1} << 47) + (t * t * c.p[1] >> 8) + t * c.p[0] * (1 << 12);
  if (steepness <= 0 || steepness > INT64_MAX / c.p1) return 0;
  const int64_t slope = steepness * c.p1 >> 33;
  const int64_t span = (1048576 - raw) * (int64_t{1} << 31) - offset;
  if (slope == 0 || span < 0 || span > INT64_MAX / 3125) return 0;
  const int64_t p = span * 3125 / slope;
  if (p > int64_t{1} << 34) return 0;
  const int64_t square = (p >> 13) * (p >> 13) * c.p[7] >> 25;
  const int64_t straight = p * c.p[6] >> 19;
  return ((p + square + straight) >> 8) + int64_t{c.p[5]} * 16;
}

Channel temperatureChannel(const Calibration& calibration, const uint8_t bytes[dataBytes]) {
  const int32_t raw = rawAt(bytes + 3);
  const int64_t fine = fineTemperature(calibration, raw);
  if (raw == skipped || fine < coldest || fine > hottest) return Channel::missing(Quality::implausible);
  return Channel::of(divideRounded(fine, 512));
}

Channel pressureChannel(const Calibration& calibration, const uint8_t bytes[dataBytes]) {
  constexpr int32_t least256thPa = 30000 * 256;
  constexpr int32_t most256thPa = 110000 * 256;
  const int32_t rawPressure = rawAt(bytes);
  const int32_t rawTemperature = rawAt(bytes + 3);
  if (rawPressure == skipped || rawTemperature == skipped) return Channel::missing(Quality::implausible);
  const int64_t pressure = pressure256thPa(calibration, rawPressure, fineTemperature(calibration, rawTemperature));
  if (pressure < least256thPa || pressure > most256thPa) return Channel::missing(Quality::implausible);
  return Channel::of(divideRounded(pressure, 2560));
}

}  // namespace bmp280

namespace {

constexpr uint8_t calibrationRegister = 0x88;
constexpr uint8_t chipIdRegister = 0xD0;
constexpr uint8_t dataRegister = 0xF7;
constexpr uint8_t bmp280Id = 0x58;
constexpr uint8_t bme280Id = 0x60;
/// Register ctrl_meas: temperature once, pressure four times, one forced measurement (13.3 ms at most).
constexpr uint8_t measureOnce[2] = {0xF4, 0x2D};

}  // namespace

bool Bmp280::readFrom(uint8_t reg, uint8_t* bytes, size_t count) {
  return i2c_.write(address_, &reg, 1) && i2c_.read(address_, bytes, count);
}

bool Bmp280::setUp() {
  uint8_t id = 0;
  uint8_t bytes[bmp280::calibrationBytes];
  if (!readFrom(chipIdRegister, &id, 1) || (id != bmp280Id && id != bme280Id)) return false;
  if (!readFrom(calibrationRegister, bytes, sizeof bytes)) return false;
  calibration_ = bmp280::decodeCalibration(bytes);
  return true;
}

void Bmp280::begin(uint64_t uptimeMs) {
  askedAtMs_ = uptimeMs;
  isSetUp_ = isSetUp_ || setUp();
  isPending_ = isSetUp_ && i2c_.write(address_, measureOnce, sizeof measureOnce);
  if (!isPending_) noteAbsent();
}

bool Bmp280::poll(uint64_t uptimeMs) {
  if (!isPending_) return true;
  if (uptimeMs - askedAtMs_ < measuringMs) return false;
  isPending_ = false;
  uint8_t bytes[bmp280::dataBytes];
  if (!readFrom(dataRegister, bytes, sizeof bytes)) {
    noteAbsent();
    return true;
  }
  pressureDaPa_ = bmp280::pressureChannel(calibration_, bytes);
  temperatureDeciC_ = bmp280::temperatureChannel(calibration_, bytes);
  // Damaged calibration would stay damaged, so it is read again.
  if (!pressureDaPa_.hasValue) isSetUp_ = false;
  return true;
}

void Bmp280::noteAbsent() {
  isSetUp_ = false;
  pressureDaPa_ = Channel::missing(Quality::disconnected);
  temperatureDeciC_ = Channel::missing(Quality::ok);
}

}  // namespace ct
