#pragma once
#include <string>

#include "../hal/device_key.h"

namespace ct::test {

/// A key that signs nothing: a certificate "fits" when it holds the word `ours`.
class FakeDeviceKey final : public DeviceKey {
 public:
  bool isMade = false;
  bool cannotMake = false;

  bool exists() const override { return isMade; }
  size_t writeRequest(const char* deviceId, char* pem, size_t capacity) override {
    if (cannotMake) return 0;
    isMade = true;
    const std::string text = std::string("-----BEGIN CERTIFICATE REQUEST-----\n") + deviceId + "\n-----END\n";
    if (text.size() >= capacity) return 0;
    text.copy(pem, text.size());
    pem[text.size()] = '\0';
    return text.size();
  }
  CertificateVerdict judge(const char* certificatePem, const char* authorityPem) override {
    if (!isMade) return CertificateVerdict::no_key;
    if (std::string(authorityPem).find("CERTIFICATE") == std::string::npos) {
      return CertificateVerdict::authority_unreadable;
    }
    const bool isOurs = std::string(certificatePem).find("ours") != std::string::npos;
    return isOurs ? CertificateVerdict::fits : CertificateVerdict::other_key;
  }
};

}  // namespace ct::test
