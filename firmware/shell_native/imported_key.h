#pragma once
#include <string>

#include "../hal/device_key.h"

namespace ct::native {

/// A key that somebody else made, RSA as AWS IoT makes them or EC, read from a PEM file. No board has one: it is for
/// devices that were provisioned elsewhere without a request of their own.
class ImportedKey final : public DeviceKey {
 public:
  explicit ImportedKey(const std::string& path);
  bool exists() const override { return !pem_.empty(); }
  /// A key from outside gets its certificate outside as well.
  size_t writeRequest(const char*, char*, size_t) override { return 0; }
  CertificateVerdict judge(const char* certificatePem, const char* authorityPem) override;
  const char* privateKeyPem() const { return pem_.c_str(); }

 private:
  std::string pem_;
};

}  // namespace ct::native
