#include "quality.h"

namespace ct {

const char* qualityName(Quality quality) {
  switch (quality) {
    case Quality::ok: return "ok";
    case Quality::warm_up: return "warm_up";
    case Quality::over_range: return "over_range";
    case Quality::under_range: return "under_range";
    case Quality::stale: return "stale";
    case Quality::disconnected: return "disconnected";
    case Quality::checksum: return "checksum";
    case Quality::implausible: return "implausible";
    case Quality::assumed: return "assumed";
    case Quality::calibrating: return "calibrating";
  }
  return "unknown";
}

}  // namespace ct
