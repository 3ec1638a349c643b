#pragma once
#include <mbedtls/md.h>

#include <cstddef>
#include <cstdint>

namespace ct {

/// Checks the maker's signature over a firmware image while the image comes in: ECDSA P-256 over SHA-256, the signature
/// in DER as `openssl dgst -sha256 -sign` writes it.
class MbedtlsSignature {
 public:
  MbedtlsSignature();
  ~MbedtlsSignature();
  MbedtlsSignature(const MbedtlsSignature&) = delete;
  MbedtlsSignature& operator=(const MbedtlsSignature&) = delete;

  /// Starts anew, whatever came before.
  bool begin();
  bool update(const uint8_t* bytes, size_t count);
  /// Ends the digest: after a verdict only `begin` goes on. False for anything but a whole image with a signature of
  /// the key whose public half, in PEM, is given.
  bool verify(const char* publicKeyPem, const uint8_t* signature, size_t count);

 private:
  mbedtls_md_context_t digest_;
  bool isOpen_ = false;
};

}  // namespace ct
