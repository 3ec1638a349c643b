#pragma once
#include "../../hal/i2c.h"
#include "../quality.h"

namespace ct {

/// Bosch BMP280 barometer (a BME280 answers alike). Formulas and worked example: data sheet BST-BMP280-DS001, 3.11 and
/// 3.12, in integers.
namespace bmp280 {

constexpr size_t calibrationBytes = 24;
constexpr size_t dataBytes = 6;

struct Calibration {
  uint16_t t1;
  int16_t t2;
  int16_t t3;
  uint16_t p1;
  int16_t p[8];
};

/// From the registers 0x88 to 0x9F.
Calibration decodeCalibration(const uint8_t bytes[calibrationBytes]);

/// The temperature as pressure compensation wants it, in 1/5120 °C.
int64_t fineTemperature(const Calibration& calibration, int32_t rawTemperature);
/// Pa in 1/256; 0 where no barometer could have sent these figures.
int64_t pressure256thPa(const Calibration& calibration, int32_t rawPressure, int64_t fineTemperature);

/// From the registers 0xFA to 0xFC, in 0.1 °C.
Channel temperatureChannel(const Calibration& calibration, const uint8_t bytes[dataBytes]);
/// From the registers 0xF7 to 0xFC, in 10 Pa.
Channel pressureChannel(const Calibration& calibration, const uint8_t bytes[dataBytes]);

}  // namespace bmp280

/// One measurement a sample: asked for by `begin`, fetched when it is done. A sensor that came back is set up anew.
class Bmp280 {
 public:
  static constexpr uint32_t measuringMs = 20;

  Bmp280(I2c& i2c, uint8_t address) : i2c_(i2c), address_(address) {}
  void begin(uint64_t uptimeMs);
  bool poll(uint64_t uptimeMs);
  Channel pressureDaPa() const { return pressureDaPa_; }
  /// Of the box, which is what a CO2 cell beside it has.
  Channel temperatureDeciC() const { return temperatureDeciC_; }

 private:
  bool readFrom(uint8_t reg, uint8_t* bytes, size_t count);
  bool setUp();
  void noteAbsent();
  I2c& i2c_;
  uint8_t address_;
  bool isSetUp_ = false;
  bool isPending_ = false;
  uint64_t askedAtMs_ = 0;
  bmp280::Calibration calibration_{};
  Channel pressureDaPa_ = Channel::missing(Quality::ok);
  Channel temperatureDeciC_ = Channel::missing(Quality::ok);
};

}  // namespace ct
