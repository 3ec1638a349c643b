#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

enum class CertificateVerdict : uint8_t { fits, unreadable, other_key, authority_unreadable, no_key };

/// The device's private key. It is made on the device, kept there, and no call gives it away.
class DeviceKey {
 public:
  virtual bool exists() const = 0;
  /// Writes a PKCS#10 request in PEM with CN = `deviceId` and a NUL at its end; makes the key at the first call.
  /// Its length, 0 when key or request could not be made or kept.
  virtual size_t writeRequest(const char* deviceId, char* pem, size_t capacity) = 0;
  /// Whether the certificate belongs to this key, and both texts are certificates at all.
  virtual CertificateVerdict judge(const char* certificatePem, const char* authorityPem) = 0;

 protected:
  ~DeviceKey() = default;
};

}  // namespace ct
