#include "../../core/drivers/bmp280.h"

#include <doctest/doctest.h>

#include "../bytes.h"

using namespace ct;
using namespace ct::bmp280;

namespace {

const uint8_t worked[calibrationBytes] = {0x70, 0x6B, 0x43, 0x67, 0x18, 0xFC, 0x7D, 0x8E, 0x43, 0xD6, 0xD0, 0x0B,
                                          0x27, 0x0B, 0x8C, 0x00, 0xF9, 0xFF, 0x8C, 0x3C, 0xF8, 0xC6, 0x70, 0x17};

}  // namespace

TEST_CASE("BMP280: the data sheet's worked example") {
  const Calibration calibration = decodeCalibration(worked);
  const int64_t fine = fineTemperature(calibration, 519888);
  CHECK(fine == 128422);
  CHECK((fine * 5 + 128) / 256 == 2508);
  CHECK(pressure256thPa(calibration, 415148, fine) / 256 == 100653);
}

TEST_CASE("BMP280: the temperature beside the pressure, none where the barometer cannot have been") {
  const Calibration calibration = decodeCalibration(worked);
  const uint8_t warm[dataBytes] = {0, 0, 0, 0x7E, 0xED, 0x00};
  CHECK(temperatureChannel(calibration, warm).value == 251);
  const uint8_t skipped[dataBytes] = {0, 0, 0, 0x80, 0, 0};
  const uint8_t hot[dataBytes] = {0, 0, 0, 0xFF, 0xFF, 0xF0};
  CHECK_FALSE(temperatureChannel(calibration, skipped).hasValue);
  CHECK_FALSE(temperatureChannel(calibration, hot).hasValue);
}
