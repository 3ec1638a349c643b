#include "config_rules.h"

#include <cstring>
#include <initializer_list>

#include "fitting.h"

namespace ct {

namespace {

bool isUsualBaud(uint32_t baud) {
  for (const uint32_t usual : {1200u, 2400u, 4800u, 9600u, 19200u, 38400u, 57600u, 115200u}) {
    if (baud == usual) return true;
  }
  return false;
}

/// A full scale that a sensor can never report would hide its saturation.
ConfigRefusal fittingContradiction(const Config& config) {
  const Co2Kind co2 = fittingOf(config).co2;
  const uint32_t perCount = config.co2PpmPerCount;
  if (perCount != 1 && perCount != 10 && perCount != 100) return refusal("co2PpmPerCount", "not 1, 10 or 100");
  if (co2 == Co2Kind::mhz19 && config.co2FullScalePpm > 10000) return refusal("co2FullScalePpm", "above 10000 of an MH-Z19");
  if (co2 == Co2Kind::gss && config.co2FullScalePpm > 99999 * perCount) {
    return refusal("co2FullScalePpm", "above 99999 counts");
  }
  if (co2 == Co2Kind::k33 && config.co2FullScalePpm > 65535 * perCount) {
    return refusal("co2FullScalePpm", "above 65535 counts");
  }
  if (!isUsualBaud(config.windBaud)) return refusal("windBaud", "not a usual rate");
  return {};
}

}  // namespace

ConfigRefusal refusal(const char* key, size_t keyCount, const char* rule) {
  ConfigRefusal refused;
  const size_t count = keyCount < sizeof refused.key - 1 ? keyCount : sizeof refused.key - 1;
  std::memcpy(refused.key, key, count);
  refused.rule = rule;
  return refused;
}

ConfigRefusal refusal(const char* key, const char* rule) { return refusal(key, std::strlen(key), rule); }

bool isSameRefusal(const ConfigRefusal& a, const ConfigRefusal& b) {
  const bool isSameRule = a.isRefused() == b.isRefused() && (!a.isRefused() || std::strcmp(a.rule, b.rule) == 0);
  return isSameRule && a.rev == b.rev && std::strcmp(a.key, b.key) == 0;
}

// An alarm that clears above where it rises would flap with every sample.
ConfigRefusal contradiction(const Config& config) {
  if (config.gasHighClearC > config.gasHighC) return refusal("gasHighClearC", "above gasHighC");
  if (config.batteryFloorMv > config.batteryLowMv) return refusal("batteryFloorMv", "above batteryLowMv");
  if (config.reportEveryS < config.samplePeriodS) return refusal("reportEveryS", "below samplePeriodS");
  return fittingContradiction(config);
}

}  // namespace ct
