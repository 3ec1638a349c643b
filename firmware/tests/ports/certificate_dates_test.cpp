#include "../../ports/certificate_dates.h"

#include "certificates.h"

namespace ct::test {

namespace {

// `date -u -d @…` says what they are.
constexpr std::time_t firstSecond = 1767225600;  // 2026-01-01 00:00:00
constexpr std::time_t lastSecond = 1798761599;   // 2026-12-31 23:59:59

struct Parsed {
  mbedtls_x509_crt certificate;
  explicit Parsed(const std::string& pem) {
    mbedtls_x509_crt_init(&certificate);
    REQUIRE(mbedtls_x509_crt_parse(&certificate, reinterpret_cast<const unsigned char*>(pem.c_str()), pem.size() + 1) == 0);
  }
  ~Parsed() { mbedtls_x509_crt_free(&certificate); }
};

}  // namespace

TEST_CASE("certificate dates: good from its first second to its last, which no build option of mbedTLS changes") {
  Authority authority("Test CA");
  const Parsed parsed(authority.issue("broker", "broker.example", {"20260101000000", "20261231235959"}).certificatePem);
  CHECK(certificateDateFlags(parsed.certificate, firstSecond - 1) == MBEDTLS_X509_BADCERT_FUTURE);
  CHECK(certificateDateFlags(parsed.certificate, firstSecond) == 0);
  CHECK(certificateDateFlags(parsed.certificate, lastSecond) == 0);
  CHECK(certificateDateFlags(parsed.certificate, lastSecond + 1) == MBEDTLS_X509_BADCERT_EXPIRED);
}

TEST_CASE("certificate dates: a clock that has not been set refuses nobody") {
  Authority authority("Test CA");
  const Parsed parsed(authority.issue("broker", "broker.example", {"20260101000000", "20261231235959"}).certificatePem);
  CHECK(certificateDateFlags(parsed.certificate, 0) == 0);
  CHECK(certificateDateFlags(parsed.certificate, 100000) == 0);
}

}  // namespace ct::test
