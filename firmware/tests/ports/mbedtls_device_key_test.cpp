#include "../../ports/mbedtls_device_key.h"

#include <doctest/doctest.h>
#include <mbedtls/x509_csr.h>

#include <string>

#include "../fake_kv.h"
#include "certificates.h"

using namespace ct;
using namespace ct::test;

namespace {

class FullKv final : public Kv {
 public:
  size_t load(const char*, uint8_t*, size_t) override { return 0; }
  bool store(const char*, const uint8_t*, size_t) override { return false; }
};

std::string subjectOf(const char* pem) {
  mbedtls_x509_csr request;
  mbedtls_x509_csr_init(&request);
  REQUIRE(mbedtls_x509_csr_parse(&request, reinterpret_cast<const unsigned char*>(pem), std::strlen(pem) + 1) == 0);
  char subject[128] = {};
  mbedtls_x509_dn_gets(subject, sizeof subject, &request.subject);
  CHECK(mbedtls_pk_get_bitlen(&request.pk) == 256);
  mbedtls_x509_csr_free(&request);
  return subject;
}

void keep(FakeKv& kv, const std::string& keyPem) { kv.values["key"] = text(keyPem); }

}  // namespace

TEST_CASE("device key: a request names the device, and the key is made once and kept") {
  FakeKv kv;
  MbedtlsRandom random;
  char pem[1024];
  MbedtlsDeviceKey key(kv, random);
  CHECK_FALSE(key.load());
  CHECK_FALSE(key.exists());
  const size_t count = key.writeRequest("ct-kapkoros-1a", pem, sizeof pem);
  REQUIRE(count > 0);
  CHECK(count == std::strlen(pem));
  CHECK(subjectOf(pem) == "CN=ct-kapkoros-1a");
  const std::string made = key.privateKeyPem();
  MbedtlsDeviceKey again(kv, random);
  REQUIRE(again.load());
  CHECK(again.privateKeyPem() == made);
  REQUIRE(again.writeRequest("ct-kapkoros-1b", pem, sizeof pem) > 0);
  CHECK(subjectOf(pem) == "CN=ct-kapkoros-1b");
  CHECK(again.privateKeyPem() == made);
  CHECK(kv.stores == 1);
  CHECK(std::string(pem).find("PRIVATE") == std::string::npos);
}

TEST_CASE("device key: two boards never have the same key") {
  FakeKv first;
  FakeKv second;
  MbedtlsRandom random;
  char pem[1024];
  MbedtlsDeviceKey one(first, random);
  MbedtlsDeviceKey other(second, random);
  REQUIRE(one.writeRequest("a", pem, sizeof pem) > 0);
  REQUIRE(other.writeRequest("a", pem, sizeof pem) > 0);
  CHECK(std::string(one.privateKeyPem()) != other.privateKeyPem());
}

TEST_CASE("device key: a key that cannot be kept is none, so no certificate is ever bound to it") {
  FullKv kv;
  MbedtlsRandom random;
  char pem[1024];
  MbedtlsDeviceKey key(kv, random);
  CHECK(key.writeRequest("a", pem, sizeof pem) == 0);
  CHECK_FALSE(key.exists());
}

TEST_CASE("device key: a damaged key is none") {
  FakeKv kv;
  MbedtlsRandom random;
  keep(kv, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
  MbedtlsDeviceKey key(kv, random);
  CHECK_FALSE(key.load());
  CHECK_FALSE(key.exists());
}

TEST_CASE("device key: a request that does not fit is refused") {
  FakeKv kv;
  MbedtlsRandom random;
  char pem[64];
  MbedtlsDeviceKey key(kv, random);
  CHECK(key.writeRequest("ct-kapkoros-1a", pem, sizeof pem) == 0);
}

TEST_CASE("device key: only a certificate of this very key fits") {
  FakeKv kv;
  MbedtlsRandom random;
  Authority authority("Test CA");
  const auto ours = authority.issue("ct-kapkoros-1a");
  const auto theirs = authority.issue("ct-kapkoros-1a");
  keep(kv, ours.keyPem);
  MbedtlsDeviceKey key(kv, random);
  const auto verdict = [&](const std::string& certificate, const std::string& ca) {
    return key.judge(certificate.c_str(), ca.c_str());
  };
  CHECK(verdict(ours.certificatePem, authority.pem()) == CertificateVerdict::no_key);
  REQUIRE(key.load());
  CHECK(verdict(ours.certificatePem, authority.pem()) == CertificateVerdict::fits);
  CHECK(verdict(theirs.certificatePem, authority.pem()) == CertificateVerdict::other_key);
  CHECK(verdict(ours.keyPem, authority.pem()) == CertificateVerdict::unreadable);
  CHECK(verdict("", authority.pem()) == CertificateVerdict::unreadable);
  CHECK(verdict(ours.certificatePem, "root") == CertificateVerdict::authority_unreadable);
  std::string torn = ours.certificatePem;
  torn.erase(torn.size() / 2, 4);
  CHECK(verdict(torn, authority.pem()) == CertificateVerdict::unreadable);
}
