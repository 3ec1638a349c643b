#pragma once
#include <doctest/doctest.h>
#include <mbedtls/ecp.h>
#include <mbedtls/oid.h>
#include <mbedtls/x509_crt.h>

#include <cstring>
#include <string>

#include "../../ports/mbedtls_random.h"

namespace ct::test {

struct KeyAndCertificate {
  std::string keyPem;
  std::string certificatePem;
};

struct Validity {
  const char* from = "20200101000000";
  const char* until = "20991231235959";
};

/// A certificate authority for one test: EC P-256 and SHA-256, as the broker's and AWS IoT's are.
class Authority {
 public:
  explicit Authority(const char* name) : subject_(std::string("CN=") + name) { self_ = sign(subject_, "", {}, nullptr); }

  const std::string& pem() const { return self_.certificatePem; }

  /// `dnsName` goes into the subject alternative names; an empty one leaves them out.
  KeyAndCertificate issue(const std::string& commonName, const std::string& dnsName = "", Validity validity = {}) {
    return sign("CN=" + commonName, dnsName, validity, &self_);
  }

 private:
  KeyAndCertificate sign(const std::string& subject, const std::string& dnsName, Validity validity,
                         const KeyAndCertificate* issuer) {
    mbedtls_pk_context key;
    mbedtls_pk_context issuerKey;
    mbedtls_x509write_cert writer;
    mbedtls_mpi serial;
    mbedtls_pk_init(&key);
    mbedtls_pk_init(&issuerKey);
    mbedtls_x509write_crt_init(&writer);
    mbedtls_mpi_init(&serial);
    REQUIRE(mbedtls_pk_setup(&key, mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY)) == 0);
    REQUIRE(mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, mbedtls_pk_ec(key), mbedtls_ctr_drbg_random,
                                random_.context()) == 0);
    if (issuer != nullptr) {
      const auto* pem = reinterpret_cast<const unsigned char*>(issuer->keyPem.c_str());
      REQUIRE(mbedtls_pk_parse_key(&issuerKey, pem, issuer->keyPem.size() + 1, nullptr, 0) == 0);
    }
    mbedtls_mpi_lset(&serial, ++serial_);
    mbedtls_x509write_crt_set_version(&writer, MBEDTLS_X509_CRT_VERSION_3);
    mbedtls_x509write_crt_set_md_alg(&writer, MBEDTLS_MD_SHA256);
    mbedtls_x509write_crt_set_serial(&writer, &serial);
    mbedtls_x509write_crt_set_subject_key(&writer, &key);
    mbedtls_x509write_crt_set_issuer_key(&writer, issuer == nullptr ? &key : &issuerKey);
    REQUIRE(mbedtls_x509write_crt_set_subject_name(&writer, subject.c_str()) == 0);
    REQUIRE(mbedtls_x509write_crt_set_issuer_name(&writer, subject_.c_str()) == 0);
    REQUIRE(mbedtls_x509write_crt_set_validity(&writer, validity.from, validity.until) == 0);
    mbedtls_x509write_crt_set_basic_constraints(&writer, issuer == nullptr ? 1 : 0, -1);
    addName(writer, dnsName);
    const KeyAndCertificate written = {written_(key), written_(writer)};
    mbedtls_mpi_free(&serial);
    mbedtls_x509write_crt_free(&writer);
    mbedtls_pk_free(&issuerKey);
    mbedtls_pk_free(&key);
    return written;
  }

  /// GeneralNames with one entry: a dNSName (tag 82), or an iPAddress (87) where the text is `127.0.0.1`.
  static void addName(mbedtls_x509write_cert& writer, const std::string& dnsName) {
    if (dnsName.empty()) return;
    const bool isLoopback = dnsName == "127.0.0.1";
    const std::string value = isLoopback ? std::string("\x7f\0\0\x01", 4) : dnsName;
    std::string names = {'\x30', static_cast<char>(value.size() + 2), isLoopback ? '\x87' : '\x82',
                         static_cast<char>(value.size())};
    names += value;
    REQUIRE(mbedtls_x509write_crt_set_extension(&writer, MBEDTLS_OID_SUBJECT_ALT_NAME,
                                                MBEDTLS_OID_SIZE(MBEDTLS_OID_SUBJECT_ALT_NAME), 0,
                                                reinterpret_cast<const unsigned char*>(names.data()), names.size()) == 0);
  }

  std::string written_(mbedtls_pk_context& key) {
    unsigned char pem[2048];
    REQUIRE(mbedtls_pk_write_key_pem(&key, pem, sizeof pem) == 0);
    return reinterpret_cast<char*>(pem);
  }

  std::string written_(mbedtls_x509write_cert& writer) {
    unsigned char pem[4096];
    REQUIRE(mbedtls_x509write_crt_pem(&writer, pem, sizeof pem, mbedtls_ctr_drbg_random, random_.context()) == 0);
    return reinterpret_cast<char*>(pem);
  }

  MbedtlsRandom random_;
  std::string subject_;
  int serial_ = 0;
  KeyAndCertificate self_;
};

}  // namespace ct::test
