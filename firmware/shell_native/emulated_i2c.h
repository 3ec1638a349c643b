#pragma once
#include "../hal/i2c.h"
#include "sensor_conditions.h"

namespace ct::native {

/// The bus with a Sensirion SDP8xx at 0x25, where a pitot is fitted, and a Bosch BMP280 at 0x76.
class EmulatedI2c final : public I2c {
 public:
  EmulatedI2c(const FittedSensors& fitted, const SensorConditions& conditions)
      : fitted_(fitted), conditions_(conditions) {}

  bool write(uint8_t address, const uint8_t* bytes, size_t count) override;
  bool read(uint8_t address, uint8_t* bytes, size_t count) override;

 private:
  bool hasPitot() const { return fitted_.flowKind == 3 && conditions_.differenceCounts.isThere(); }
  bool readPitot(uint8_t* bytes, size_t count) const;
  bool readBarometer(uint8_t* bytes, size_t count) const;
  void measurePressure(uint8_t bytes[6]) const;

  const FittedSensors& fitted_;
  const SensorConditions& conditions_;
  bool isPitotRunning_ = false;
  uint8_t barometerRegister_ = 0;
};

}  // namespace ct::native
