#pragma once
#include <mbedtls/ssl.h>

#include "../hal/tls_stream.h"
#include "address_resolver.h"
#include "mbedtls_random.h"

namespace ct {

/// What a device needs to reach its broker, all texts PEM. Read while configuring only, but `host` must live on.
struct TlsIdentity {
  const char* host = nullptr;
  uint16_t port = 8883;
  const char* caPem = nullptr;
  const char* certificatePem = nullptr;
  const char* privateKeyPem = nullptr;
};

/// Mutual TLS 1.2 over a non-blocking BSD socket: the broker must hold a certificate of our CA for the name we dialed,
/// and gets ours. The same on the chip (lwIP) and on the host. No call waits, as long as the resolver does not.
/// A certificate that is not yet or no longer valid is refused as soon as the clock is set.
class MbedtlsStream final : public TlsStream {
 public:
  MbedtlsStream(AddressResolver& resolver, MbedtlsRandom& random);
  ~MbedtlsStream();
  MbedtlsStream(const MbedtlsStream&) = delete;
  MbedtlsStream& operator=(const MbedtlsStream&) = delete;

  /// Once, before the first `open`. False when a PEM cannot be read or the key does not belong to the certificate.
  bool configure(const TlsIdentity& identity);

  bool open() override;
  /// Also what moves lookup, connection and handshake on.
  StreamState state() override;
  size_t read(uint8_t* bytes, size_t capacity) override;
  size_t write(const uint8_t* bytes, size_t count) override;
  void close() override;

  /// For a loop that sleeps until something happens; -1 while there is none.
  int socket() const { return socket_; }
  /// Why the last connection ended or never came about: a code of mbedTLS, 0 for a lookup or connection that failed.
  int lastError() const { return lastError_; }
  /// Flags MBEDTLS_X509_BADCERT_* of the broker's last certificate, 0 when nothing was wrong with it.
  uint32_t refusedBecause() const { return refusedBecause_; }

 private:
  enum class Phase : uint8_t { closed, resolving, connecting, shaking, open };

  bool readIdentity(const TlsIdentity& identity);
  bool useIdentity(const TlsIdentity& identity);
  void lookUp();
  void connect(const Address& address);
  void finishConnect();
  void beginHandshake();
  void shakeHands();
  /// Ends the connection for a reason; `code` is of mbedTLS.
  void fail(int code);
  static bool wantsMore(int code) { return code == MBEDTLS_ERR_SSL_WANT_READ || code == MBEDTLS_ERR_SSL_WANT_WRITE; }
  static int verify(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags);

  AddressResolver& resolver_;
  MbedtlsRandom& random_;
  const char* host_ = nullptr;
  uint16_t port_ = 0;
  mbedtls_ssl_config config_;
  mbedtls_ssl_context ssl_;
  mbedtls_x509_crt ca_;
  mbedtls_x509_crt certificate_;
  mbedtls_pk_context key_;
  bool isConfigured_ = false;
  Phase phase_ = Phase::closed;
  int socket_ = -1;
  size_t sealed_ = 0;
  int lastError_ = 0;
  uint32_t refusedBecause_ = 0;
};

}  // namespace ct
