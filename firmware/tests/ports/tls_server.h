#pragma once
#include <doctest/doctest.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <netinet/in.h>
#include <unistd.h>

#include <string>

#include "certificates.h"

namespace ct::test {

/// A TLS server on 127.0.0.1 that wants a client certificate, moved on by `pump` in the test's own thread: what
/// happens when is the test's to say.
class TlsServer {
 public:
  TlsServer(const KeyAndCertificate& identity, const std::string& clientCaPem) {
    mbedtls_net_init(&listener_);
    mbedtls_net_init(&peer_);
    mbedtls_ssl_init(&ssl_);
    mbedtls_ssl_config_init(&config_);
    mbedtls_x509_crt_init(&certificate_);
    mbedtls_x509_crt_init(&clientCa_);
    mbedtls_pk_init(&key_);
    parse(certificate_, identity.certificatePem);
    parse(clientCa_, clientCaPem);
    const auto* key = reinterpret_cast<const unsigned char*>(identity.keyPem.c_str());
    REQUIRE(mbedtls_pk_parse_key(&key_, key, identity.keyPem.size() + 1, nullptr, 0) == 0);
    REQUIRE(mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_SERVER, MBEDTLS_SSL_TRANSPORT_STREAM,
                                        MBEDTLS_SSL_PRESET_DEFAULT) == 0);
    mbedtls_ssl_conf_rng(&config_, mbedtls_ctr_drbg_random, random_.context());
    mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_ca_chain(&config_, &clientCa_, nullptr);
    mbedtls_ssl_conf_sni(&config_, hearName, this);
    REQUIRE(mbedtls_ssl_conf_own_cert(&config_, &certificate_, &key_) == 0);
    REQUIRE(mbedtls_net_bind(&listener_, "127.0.0.1", "0", MBEDTLS_NET_PROTO_TCP) == 0);
    mbedtls_net_set_nonblock(&listener_);
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer() {
    hangUp();
    mbedtls_net_free(&listener_);
    mbedtls_ssl_free(&ssl_);
    mbedtls_ssl_config_free(&config_);
    mbedtls_pk_free(&key_);
    mbedtls_x509_crt_free(&clientCa_);
    mbedtls_x509_crt_free(&certificate_);
  }

  uint16_t port() const {
    sockaddr_in address{};
    socklen_t count = sizeof address;
    REQUIRE(getsockname(listener_.fd, reinterpret_cast<sockaddr*>(&address), &count) == 0);
    return ntohs(address.sin_port);
  }

  void pump() {
    if (peer_.fd < 0 && !accept()) return;
    if (!isShaken) {
      const int code = mbedtls_ssl_handshake(&ssl_);
      isShaken = code == 0;
      if (code != 0 && !isWait(code)) return hangUp();
      if (code != 0) return;
    }
    if (!isReading) return;
    unsigned char bytes[4096];
    const int code = mbedtls_ssl_read(&ssl_, bytes, sizeof bytes);
    if (code > 0) heard.append(reinterpret_cast<char*>(bytes), static_cast<size_t>(code));
    else if (!isWait(code)) hasHungUp = true;
  }

  void say(const std::string& text) {
    REQUIRE(mbedtls_ssl_write(&ssl_, reinterpret_cast<const unsigned char*>(text.data()), text.size()) ==
            static_cast<int>(text.size()));
  }
  /// Without a word, as a dying network does.
  void hangUp() {
    mbedtls_net_free(&peer_);
    isShaken = false;
  }
  std::string clientCommonName() const {
    const mbedtls_x509_crt* peer = mbedtls_ssl_get_peer_cert(&ssl_);
    char name[128] = "";
    if (peer != nullptr) mbedtls_x509_dn_gets(name, sizeof name, &peer->subject);
    return name;
  }
  const char* version() const { return mbedtls_ssl_get_version(&ssl_); }

  bool isShaken = false;
  bool isReading = true;
  bool hasHungUp = false;
  std::string heard;
  std::string askedFor;

 private:
  static bool isWait(int code) { return code == MBEDTLS_ERR_SSL_WANT_READ || code == MBEDTLS_ERR_SSL_WANT_WRITE; }
  static void parse(mbedtls_x509_crt& chain, const std::string& pem) {
    REQUIRE(mbedtls_x509_crt_parse(&chain, reinterpret_cast<const unsigned char*>(pem.c_str()), pem.size() + 1) == 0);
  }
  static int hearName(void* self, mbedtls_ssl_context*, const unsigned char* name, size_t count) {
    static_cast<TlsServer*>(self)->askedFor.assign(reinterpret_cast<const char*>(name), count);
    return 0;
  }
  bool accept() {
    if (mbedtls_net_accept(&listener_, &peer_, nullptr, 0, nullptr) != 0) return false;
    mbedtls_net_set_nonblock(&peer_);
    mbedtls_ssl_free(&ssl_);
    mbedtls_ssl_init(&ssl_);
    REQUIRE(mbedtls_ssl_setup(&ssl_, &config_) == 0);
    mbedtls_ssl_set_bio(&ssl_, &peer_, mbedtls_net_send, mbedtls_net_recv, nullptr);
    isShaken = hasHungUp = false;
    return true;
  }

  MbedtlsRandom random_;
  mbedtls_net_context listener_;
  mbedtls_net_context peer_;
  mbedtls_ssl_context ssl_;
  mbedtls_ssl_config config_;
  mbedtls_x509_crt certificate_;
  mbedtls_x509_crt clientCa_;
  mbedtls_pk_context key_;
};

}  // namespace ct::test
