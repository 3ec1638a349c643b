#pragma once
#include "config.h"

namespace ct {

ConfigRefusal refusal(const char* key, size_t keyCount, const char* rule);
ConfigRefusal refusal(const char* key, const char* rule);

/// Rules between fields, each field being within its own range already.
ConfigRefusal contradiction(const Config& config);

}  // namespace ct
