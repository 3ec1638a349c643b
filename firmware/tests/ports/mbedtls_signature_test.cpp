#include "../../ports/mbedtls_signature.h"

#include <doctest/doctest.h>
#include <mbedtls/ecp.h>
#include <mbedtls/pk.h>

#include <algorithm>
#include <string>

#include "../../ports/mbedtls_random.h"
#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

class Maker {
 public:
  explicit Maker(mbedtls_ecp_group_id curve = MBEDTLS_ECP_DP_SECP256R1) {
    mbedtls_pk_init(&key_);
    REQUIRE(mbedtls_pk_setup(&key_, mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)) == 0);
    REQUIRE(mbedtls_ecp_gen_key(curve, mbedtls_pk_ec(key_), mbedtls_ctr_drbg_random, random_.context()) == 0);
    unsigned char pem[512];
    REQUIRE(mbedtls_pk_write_pubkey_pem(&key_, pem, sizeof pem) == 0);
    publicPem = reinterpret_cast<const char*>(pem);
  }
  ~Maker() { mbedtls_pk_free(&key_); }

  std::string publicPem;

  Bytes sign(const Bytes& image) {
    uint8_t digest[32];
    REQUIRE(mbedtls_md(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), image.data(), image.size(), digest) == 0);
    uint8_t signature[MBEDTLS_PK_SIGNATURE_MAX_SIZE];
    size_t count = 0;
    REQUIRE(mbedtls_pk_sign(&key_, MBEDTLS_MD_SHA256, digest, sizeof digest, signature, &count,
                            mbedtls_ctr_drbg_random, random_.context()) == 0);
    return Bytes(signature, signature + count);
  }

 private:
  MbedtlsRandom random_;
  mbedtls_pk_context key_;
};

bool isAccepted(const Bytes& image, const Bytes& signature, const Maker& maker, size_t pieceBytes = 1000) {
  MbedtlsSignature check;
  REQUIRE(check.begin());
  for (size_t at = 0; at < image.size(); at += pieceBytes) {
    REQUIRE(check.update(image.data() + at, std::min(pieceBytes, image.size() - at)));
  }
  return check.verify(maker.publicPem.c_str(), signature.data(), signature.size());
}

}  // namespace

TEST_CASE("signature: the maker's image is accepted however its bytes arrive") {
  Maker maker;
  const Bytes image = Noise(3).bytes(10007);
  const Bytes signature = maker.sign(image);
  for (const size_t pieceBytes : {1u, 7u, 4096u, 20000u}) CHECK(isAccepted(image, signature, maker, pieceBytes));
}

TEST_CASE("signature: another maker's, and an altered image or signature, are refused") {
  Maker maker;
  Maker stranger;
  const Bytes image = Noise(4).bytes(3000);
  const Bytes signature = maker.sign(image);
  CHECK_FALSE(isAccepted(image, stranger.sign(image), maker));
  CHECK_FALSE(isAccepted(Bytes(image.begin(), image.end() - 1), signature, maker));
  for (size_t bit = 0; bit < 8 * image.size(); bit += 1009) {
    CHECK_FALSE(isAccepted(withFlippedBit(image, bit), signature, maker));
  }
  for (size_t bit = 0; bit < 8 * signature.size(); ++bit) {
    CHECK_FALSE(isAccepted(image, withFlippedBit(signature, bit), maker));
  }
  CHECK_FALSE(isAccepted(image, {}, maker));
}

TEST_CASE("signature: a key of another size is no maker's key, and what is no key at all neither") {
  Maker large(MBEDTLS_ECP_DP_SECP384R1);
  const Bytes image = Noise(5).bytes(100);
  CHECK_FALSE(isAccepted(image, large.sign(image), large));
  Maker maker;
  MbedtlsSignature check;
  const Bytes signature = maker.sign({});
  REQUIRE(check.begin());
  CHECK_FALSE(check.verify("no key", signature.data(), signature.size()));
}

TEST_CASE("signature: nothing is accepted before a beginning or after a verdict, and a new beginning is clean") {
  Maker maker;
  const Bytes image = Noise(6).bytes(500);
  const Bytes signature = maker.sign(image);
  const auto verify = [&](MbedtlsSignature& check) {
    return check.verify(maker.publicPem.c_str(), signature.data(), signature.size());
  };
  MbedtlsSignature check;
  CHECK_FALSE(check.update(image.data(), image.size()));
  CHECK_FALSE(verify(check));
  REQUIRE(check.begin());
  check.update(image.data(), 10);
  REQUIRE(check.begin());
  check.update(image.data(), image.size());
  CHECK(verify(check));
  CHECK_FALSE(verify(check));
}

TEST_CASE("signature: what firmware/README.md has openssl make is accepted") {
  const char publicPem[] =
      "-----BEGIN PUBLIC KEY-----\n"
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEr78ghCmB0UHD7kFMxTWLHA2o/bKm\n"
      "+SVnJlEmJDK3oWXvu+Cqz2X0T77GixfeT9n2tW9fj1dMcOKCxDOuRNzZ0w==\n"
      "-----END PUBLIC KEY-----\n";
  const Bytes signature = hex(
      "304402200a93ebd0690527c9d23735ffc01c64eb38b429fba684959aafd58b77d96e619c"
      "022012f79a8fb28300f078572597ca1e3ef6a7e39e83fee48e4b40f999f0ebe3ef7a");
  const Bytes image = text("carbon track image");
  MbedtlsSignature check;
  REQUIRE(check.begin());
  REQUIRE(check.update(image.data(), image.size()));
  CHECK(check.verify(publicPem, signature.data(), signature.size()));
}
