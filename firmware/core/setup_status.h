#pragma once
#include "setup_console.h"

namespace ct {

struct SetupFacts {
  SetupState state;
  const Identity& identity;
  Config config;
  const char* wifiName;
  bool hasKey;
};

void writeSetupStatus(const SetupFacts& facts, JsonWriter& json);

/// What is wrong with a certificate, null when it fits.
const char* problemOf(CertificateVerdict verdict);

/// Applies `{"samplePeriodS":10,...}` under the rules of the shadow's documents. Settings without a `rev` count as the
/// next revision, because a change made at the board is one too; what changes nothing leaves the revision as it is.
/// `document` is room for a shadow document around the settings.
ConfigRefusal applySettings(const uint8_t* settings, size_t count, Config& config, char* document, size_t capacity);

}  // namespace ct
