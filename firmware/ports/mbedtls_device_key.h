#pragma once
#include <mbedtls/pk.h>

#include "../hal/device_key.h"
#include "../hal/kv.h"
#include "mbedtls_random.h"

namespace ct {

/// An EC P-256 key made on the device from its own entropy, and the certificate request for it. It is kept as PEM, the
/// form the TLS stream reads.
class MbedtlsDeviceKey final : public DeviceKey {
 public:
  MbedtlsDeviceKey(Kv& kv, MbedtlsRandom& random) : kv_(kv), random_(random) {}
  MbedtlsDeviceKey(const MbedtlsDeviceKey&) = delete;
  MbedtlsDeviceKey& operator=(const MbedtlsDeviceKey&) = delete;

  /// Reads the key kept earlier; once at start. False when there is none or it cannot be read.
  bool load();
  bool exists() const override { return pem_[0] != '\0'; }
  size_t writeRequest(const char* deviceId, char* pem, size_t capacity) override;
  CertificateVerdict judge(const char* certificatePem, const char* authorityPem) override;
  /// For the TLS stream of this board and nobody else; empty while there is no key.
  const char* privateKeyPem() const { return pem_; }

 private:
  bool make();
  bool read(mbedtls_pk_context& key) const;

  Kv& kv_;
  MbedtlsRandom& random_;
  char pem_[256] = {};
};

}  // namespace ct
