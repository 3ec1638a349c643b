#pragma once
#include "config.h"

namespace ct {

// The numbers are what stands in `Config`, so they keep their meaning for ever.
enum class Co2Kind : uint8_t { none = 0, mhz19 = 1, gss = 2, k33 = 3 };
enum class GasKind : uint8_t { none = 0, max31855 = 1, max6675 = 2 };
enum class FlowKind : uint8_t { none = 0, pulse = 1, wind_rs485 = 2, sdp8xx = 3 };
enum class BarometerKind : uint8_t { none = 0, bmp280 = 1 };

/// Which sensors are fitted and how each is spoken to. A change takes effect at the next start, because ports are opened
/// and sensors set up once.
struct Fitting {
  Co2Kind co2;
  int32_t co2FullScalePpm;
  /// What one count of the sensor means. A GSS sensor that tells its own multiplier is believed instead.
  int32_t co2PpmPerCount;
  GasKind gas;
  FlowKind flow;
  int32_t flowFullScaleMmPerS;
  int32_t pulseMmPerSPerHz;
  int32_t pulseOffsetMmPerS;
  uint8_t windAddress;
  uint8_t windFunction;
  uint16_t windRegister;
  int32_t windMmPerSPerCount;
  /// The shell opens the wind sensor's port with it, 8N1. The CO2 sensor's port is always 9600 8N1.
  uint32_t windBaud;
  uint8_t pitotAddress;
  BarometerKind barometer;
  uint8_t barometerAddress;
};

Fitting fittingOf(const Config& config);
bool isSameFitting(const Config& a, const Config& b);

}  // namespace ct
