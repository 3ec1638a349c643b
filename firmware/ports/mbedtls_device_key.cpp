#include "mbedtls_device_key.h"

#include <mbedtls/ecp.h>
#include <mbedtls/version.h>
#include <mbedtls/x509_crt.h>
#include <mbedtls/x509_csr.h>

#include <cstdio>
#include <cstring>

namespace ct {

namespace {

constexpr const char* kvKey = "key";

/// Frees what mbedTLS allocated, on every way out.
struct Key {
  mbedtls_pk_context context;
  Key() { mbedtls_pk_init(&context); }
  ~Key() { mbedtls_pk_free(&context); }
};

struct Certificate {
  mbedtls_x509_crt context;
  Certificate() { mbedtls_x509_crt_init(&context); }
  ~Certificate() { mbedtls_x509_crt_free(&context); }
  bool read(const char* pem) {
    return mbedtls_x509_crt_parse(&context, reinterpret_cast<const unsigned char*>(pem), std::strlen(pem) + 1) == 0;
  }
};

struct Request {
  mbedtls_x509write_csr context;
  Request() { mbedtls_x509write_csr_init(&context); }
  ~Request() { mbedtls_x509write_csr_free(&context); }
};

/// The public half as DER, at the end of `der` as mbedTLS writes it. Its length, 0 at a fault.
size_t publicHalf(mbedtls_pk_context& key, uint8_t (&der)[128]) {
  std::memset(der, 0, sizeof der);
  const int count = mbedtls_pk_write_pubkey_der(&key, der, sizeof der);
  return count > 0 ? static_cast<size_t>(count) : 0;
}

bool isSameKey(mbedtls_pk_context& one, mbedtls_pk_context& other) {
  uint8_t first[128];
  uint8_t second[128];
  const size_t count = publicHalf(one, first);
  return count > 0 && count == publicHalf(other, second) && std::memcmp(first, second, sizeof first) == 0;
}

}  // namespace

bool MbedtlsDeviceKey::read(mbedtls_pk_context& key) const {
  const auto* text = reinterpret_cast<const unsigned char*>(pem_);
  const size_t count = std::strlen(pem_) + 1;
#if MBEDTLS_VERSION_MAJOR >= 3
  return mbedtls_pk_parse_key(&key, text, count, nullptr, 0, mbedtls_ctr_drbg_random, random_.context()) == 0;
#else
  return mbedtls_pk_parse_key(&key, text, count, nullptr, 0) == 0;
#endif
}

bool MbedtlsDeviceKey::load() {
  const size_t count = kv_.load(kvKey, reinterpret_cast<uint8_t*>(pem_), sizeof pem_ - 1);
  pem_[count] = '\0';
  Key key;
  if (count > 0 && read(key.context)) return true;
  pem_[0] = '\0';
  return false;
}

bool MbedtlsDeviceKey::make() {
  Key key;
  auto* text = reinterpret_cast<unsigned char*>(pem_);
  const bool isMade =
      random_.isReady() && mbedtls_pk_setup(&key.context, mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)) == 0 &&
      mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, mbedtls_pk_ec(key.context), mbedtls_ctr_drbg_random,
                          random_.context()) == 0 &&
      mbedtls_pk_write_key_pem(&key.context, text, sizeof pem_) == 0;
  if (isMade && kv_.store(kvKey, text, std::strlen(pem_))) return true;
  std::memset(pem_, 0, sizeof pem_);
  return false;
}

size_t MbedtlsDeviceKey::writeRequest(const char* deviceId, char* pem, size_t capacity) {
  if (!exists() && !make()) return 0;
  Key key;
  Request request;
  char subject[64];
  (void)std::snprintf(subject, sizeof subject, "CN=%s", deviceId);
  mbedtls_x509write_csr_set_md_alg(&request.context, MBEDTLS_MD_SHA256);
  if (!read(key.context) || mbedtls_x509write_csr_set_subject_name(&request.context, subject) != 0) return 0;
  mbedtls_x509write_csr_set_key(&request.context, &key.context);
  const int code = mbedtls_x509write_csr_pem(&request.context, reinterpret_cast<unsigned char*>(pem), capacity,
                                             mbedtls_ctr_drbg_random, random_.context());
  return code == 0 ? std::strlen(pem) : 0;
}

CertificateVerdict MbedtlsDeviceKey::judge(const char* certificatePem, const char* authorityPem) {
  Key key;
  Certificate certificate;
  Certificate authority;
  if (!exists() || !read(key.context)) return CertificateVerdict::no_key;
  if (!certificate.read(certificatePem)) return CertificateVerdict::unreadable;
  if (!authority.read(authorityPem)) return CertificateVerdict::authority_unreadable;
  return isSameKey(key.context, certificate.context.pk) ? CertificateVerdict::fits : CertificateVerdict::other_key;
}

}  // namespace ct
