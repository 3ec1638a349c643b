#include "mbedtls_signature.h"

#include <mbedtls/ecp.h>
#include <mbedtls/pk.h>
#include <mbedtls/version.h>

#include <cstring>

namespace ct {

namespace {

/// Any other kind or size of key is no maker's key, however good its signature.
bool isP256(const mbedtls_pk_context& key) {
  return mbedtls_pk_can_do(&key, MBEDTLS_PK_ECDSA) != 0 && mbedtls_pk_get_bitlen(&key) == 256;
}

}  // namespace

MbedtlsSignature::MbedtlsSignature() { mbedtls_md_init(&digest_); }
MbedtlsSignature::~MbedtlsSignature() { mbedtls_md_free(&digest_); }

bool MbedtlsSignature::begin() {
  mbedtls_md_free(&digest_);
  mbedtls_md_init(&digest_);
  isOpen_ = mbedtls_md_setup(&digest_, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), 0) == 0 &&
            mbedtls_md_starts(&digest_) == 0;
  return isOpen_;
}

bool MbedtlsSignature::update(const uint8_t* bytes, size_t count) {
  isOpen_ = isOpen_ && mbedtls_md_update(&digest_, bytes, count) == 0;
  return isOpen_;
}

bool MbedtlsSignature::verify(const char* publicKeyPem, const uint8_t* signature, size_t count) {
  uint8_t digest[32];
  const bool hasDigest = isOpen_ && mbedtls_md_finish(&digest_, digest) == 0;
  isOpen_ = false;
  if (!hasDigest) return false;
  mbedtls_pk_context key;
  mbedtls_pk_init(&key);
  const auto* text = reinterpret_cast<const unsigned char*>(publicKeyPem);
  const bool isSigned = mbedtls_pk_parse_public_key(&key, text, std::strlen(publicKeyPem) + 1) == 0 && isP256(key) &&
                        mbedtls_pk_verify(&key, MBEDTLS_MD_SHA256, digest, sizeof digest, signature, count) == 0;
  mbedtls_pk_free(&key);
  return isSigned;
}

}  // namespace ct
