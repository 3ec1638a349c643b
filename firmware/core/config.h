#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// What may be set from outside, all integers with the unit in the name. The defaults run a device that was never set.
struct Config {
  uint32_t rev = 0;
  uint16_t samplePeriodS = 5;
  uint16_t reportEveryS = 5;
  // For alerts on the device only; the cloud has its own dated chimney configuration.
  uint32_t areaMm2 = 567450;
  uint16_t profilePermille = 1000;
  uint16_t moisturePermille = 0;
  uint16_t altitudeM = 2000;
  uint32_t highEmissionMgPerS = 500000;
  uint16_t highEmissionForS = 300;
  uint16_t gasHighC = 350;
  uint16_t gasHighClearC = 330;
  uint16_t gasHighForS = 120;
  uint16_t lowVelocityMmPerS = 500;
  uint16_t lowVelocityForS = 300;
  uint16_t faultForS = 60;
  uint16_t batteryLowMv = 12400;
  uint16_t batteryFloorMv = 11800;
  // What is fitted: `fitting.h` says what the kinds mean.
  uint16_t co2Kind = 2;
  uint32_t co2FullScalePpm = 200000;
  uint16_t co2PpmPerCount = 10;
  uint16_t gasKind = 1;
  uint16_t flowKind = 1;
  uint16_t flowFullScaleMmPerS = 40000;
  uint16_t pulseMmPerSPerHz = 667;
  uint16_t pulseOffsetMmPerS = 0;
  uint16_t windAddress = 1;
  uint16_t windFunction = 3;
  uint16_t windRegister = 0;
  uint16_t windMmPerSPerCount = 100;
  uint32_t windBaud = 9600;
  uint16_t pitotAddress = 0x25;
  uint16_t barometerKind = 1;
  uint16_t barometerAddress = 0x76;
};

/// Why a document was refused: the key and the rule it broke. Reported back; nothing of it was applied.
struct ConfigRefusal {
  /// The document's revision, 0 where it had none.
  uint32_t rev = 0;
  char key[24] = "";
  const char* rule = nullptr;
  bool isRefused() const { return rule != nullptr; }
};

bool isSameRefusal(const ConfigRefusal& a, const ConfigRefusal& b);

/// Reads `{"state":{...}}` of a shadow delta over `config`. All or nothing: a refused document changes nothing.
/// An older or equal `rev` is refused too, so that a late delivery cannot undo a newer one.
ConfigRefusal applyConfig(const uint8_t* json, size_t count, Config& config);

/// Writes the reported state: every field in force, so that the cloud's delta names what truly differs, and after a
/// refusal, why. 0 if it does not fit.
size_t writeReportedConfig(const Config& config, const ConfigRefusal& refused, char* buffer, size_t capacity);

constexpr size_t configBlobBytes = 160;
void saveConfig(const Config& config, uint8_t blob[configBlobBytes]);
/// False, and `config` as it was, when the blob is damaged or breaks a rule. A shorter blob of an older firmware is read
/// as far as it goes.
bool loadConfig(const uint8_t* blob, size_t count, Config& config);

}  // namespace ct
