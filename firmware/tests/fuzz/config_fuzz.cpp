#include <cstdlib>

#include "../../core/config.h"

/// Whatever arrives, the configuration in force keeps its rules and survives storage.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  ct::Config config;
  const ct::ConfigRefusal refused = ct::applyConfig(bytes, count, config);
  if (config.samplePeriodS < 3 || config.samplePeriodS > 300) std::abort();
  if (refused.isRefused() == (config.rev != 0)) std::abort();
  char report[2048];
  if (ct::writeReportedConfig(config, refused, report, sizeof report) == 0) std::abort();
  uint8_t blob[ct::configBlobBytes];
  ct::saveConfig(config, blob);
  ct::Config loaded;
  if (!ct::loadConfig(blob, sizeof blob, loaded)) std::abort();
  ct::Config fromNoise;
  ct::loadConfig(bytes, count, fromNoise);
  return 0;
}
