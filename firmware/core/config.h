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
};

/// Why a document was refused: the key and the rule it broke. Reported back; nothing of it was applied.
struct ConfigRefusal {
  char key[24] = "";
  const char* rule = nullptr;
  bool isRefused() const { return rule != nullptr; }
};

/// Reads `{"state":{...}}` of a shadow delta over `config`. All or nothing: a refused document changes nothing.
/// An older or equal `rev` is refused too, so that a late delivery cannot undo a newer one.
ConfigRefusal applyConfig(const uint8_t* json, size_t count, Config& config);

/// Writes the reported state: the revision in force and, after a refusal, why. 0 if it does not fit.
size_t writeReportedConfig(const Config& config, const ConfigRefusal& refusal, char* buffer, size_t capacity);

constexpr size_t configBlobBytes = 64;
void saveConfig(const Config& config, uint8_t blob[configBlobBytes]);
/// False, and `config` as it was, when the blob is damaged or breaks a rule.
bool loadConfig(const uint8_t* blob, size_t count, Config& config);

}  // namespace ct
