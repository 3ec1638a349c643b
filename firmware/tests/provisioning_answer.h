#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace ct::test {

/// An answer as POST /api/mcu-devices gives it to a request with a CSR.
inline nlohmann::ordered_json provisioningAnswer() {
  return nlohmann::ordered_json::parse(R"({
    "device": {"deviceId": "ct-kapkoros-1a", "factoryId": "kapkoros", "chimneyId": "kapkoros-1", "kind": "mcu",
               "status": "active", "provisionedAtMs": 1795478400000, "revokedAtMs": null, "certificateId": "ab"},
    "certificatePem": "-----BEGIN CERTIFICATE-----\nours\n-----END CERTIFICATE-----\n",
    "privateKeyPem": null,
    "caPem": "-----BEGIN CERTIFICATE-----\nroot\n-----END CERTIFICATE-----\n",
    "endpoint": "a1b2-ats.iot.eu-west-1.amazonaws.com:8883",
    "clientId": "ct-kapkoros-1a",
    "telemetryTopic": "$aws/rules/carbon_track_tel/ct/v1/kapkoros/ct-kapkoros-1a/tel",
    "eventTopic": "$aws/rules/carbon_track_evt/ct/v1/kapkoros/ct-kapkoros-1a/evt",
    "configuration": {"rev": 1, "samplePeriodS": 5, "reportEveryS": 60}
  })");
}

}  // namespace ct::test
