#include "imported_key.h"

#include <mbedtls/pk.h>
#include <mbedtls/x509_crt.h>

#include <cstring>
#include <fstream>
#include <iterator>

namespace ct::native {

namespace {

const unsigned char* bytesOf(const char* text) { return reinterpret_cast<const unsigned char*>(text); }

/// A certificate that frees itself, empty where the text is none.
struct Certificate {
  explicit Certificate(const char* pem) {
    mbedtls_x509_crt_init(&chain);
    isRead = mbedtls_x509_crt_parse(&chain, bytesOf(pem), std::strlen(pem) + 1) == 0;
  }
  ~Certificate() { mbedtls_x509_crt_free(&chain); }
  mbedtls_x509_crt chain;
  bool isRead;
};

}  // namespace

ImportedKey::ImportedKey(const std::string& path) {
  std::ifstream file(path);
  pem_.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

CertificateVerdict ImportedKey::judge(const char* certificatePem, const char* authorityPem) {
  const Certificate certificate(certificatePem);
  if (!certificate.isRead) return CertificateVerdict::unreadable;
  if (!Certificate(authorityPem).isRead) return CertificateVerdict::authority_unreadable;
  mbedtls_pk_context key;
  mbedtls_pk_init(&key);
  const bool fits = mbedtls_pk_parse_key(&key, bytesOf(pem_.c_str()), pem_.size() + 1, nullptr, 0) == 0 &&
                    mbedtls_pk_check_pair(&certificate.chain.pk, &key) == 0;
  mbedtls_pk_free(&key);
  return fits ? CertificateVerdict::fits : CertificateVerdict::other_key;
}

}  // namespace ct::native
