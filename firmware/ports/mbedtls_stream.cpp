#include "mbedtls_stream.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <mbedtls/version.h>
#include <netinet/tcp.h>
#include <sys/poll.h>  // ESP-IDF has no <poll.h>.
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>

#include "certificate_dates.h"

namespace ct {

namespace {

bool wouldWait() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

int sendBytes(void* socket, const unsigned char* bytes, size_t count) {
  const ssize_t sent = ::send(*static_cast<int*>(socket), bytes, count, MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<int>(sent);
  return wouldWait() ? MBEDTLS_ERR_SSL_WANT_WRITE : MBEDTLS_ERR_SSL_CONN_EOF;
}

int receiveBytes(void* socket, unsigned char* bytes, size_t capacity) {
  const ssize_t received = ::recv(*static_cast<int*>(socket), bytes, capacity, 0);
  if (received >= 0) return static_cast<int>(received);
  return wouldWait() ? MBEDTLS_ERR_SSL_WANT_READ : MBEDTLS_ERR_SSL_CONN_EOF;
}

int parsePem(mbedtls_x509_crt& chain, const char* pem) {
  return mbedtls_x509_crt_parse(&chain, reinterpret_cast<const unsigned char*>(pem), std::strlen(pem) + 1);
}

int parseKey(mbedtls_pk_context& key, const char* pem, MbedtlsRandom& random) {
  const auto* text = reinterpret_cast<const unsigned char*>(pem);
  const size_t count = std::strlen(pem) + 1;
#if MBEDTLS_VERSION_MAJOR >= 3
  return mbedtls_pk_parse_key(&key, text, count, nullptr, 0, mbedtls_ctr_drbg_random, random.context());
#else
  (void)random;
  return mbedtls_pk_parse_key(&key, text, count, nullptr, 0);
#endif
}

bool keyFits(const mbedtls_x509_crt& certificate, const mbedtls_pk_context& key, MbedtlsRandom& random) {
#if MBEDTLS_VERSION_MAJOR >= 3
  return mbedtls_pk_check_pair(&certificate.pk, &key, mbedtls_ctr_drbg_random, random.context()) == 0;
#else
  (void)random;
  return mbedtls_pk_check_pair(&certificate.pk, &key) == 0;
#endif
}

void allowOnlyTls12(mbedtls_ssl_config& config) {
#if MBEDTLS_VERSION_NUMBER >= 0x03020000
  mbedtls_ssl_conf_min_tls_version(&config, MBEDTLS_SSL_VERSION_TLS1_2);
  mbedtls_ssl_conf_max_tls_version(&config, MBEDTLS_SSL_VERSION_TLS1_2);
#else
  mbedtls_ssl_conf_min_version(&config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
  mbedtls_ssl_conf_max_version(&config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
#endif
}

/// Whether the certificate names `host` as an IP address. mbedTLS before 3.5 compares DNS names only.
bool namesAddress(const mbedtls_x509_crt& certificate, const char* host) {
  constexpr int ipAddress = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 7;
  uint8_t address[16];
  size_t count = 0;
  if (inet_pton(AF_INET, host, address) == 1) count = 4;
  else if (inet_pton(AF_INET6, host, address) == 1) count = 16;
  if (count == 0) return false;
  for (const mbedtls_x509_sequence* name = &certificate.subject_alt_names; name != nullptr; name = name->next) {
    if (name->buf.tag == ipAddress && name->buf.len == count && std::memcmp(name->buf.p, address, count) == 0) return true;
  }
  return false;
}

}  // namespace

MbedtlsStream::MbedtlsStream(AddressResolver& resolver, MbedtlsRandom& random) : resolver_(resolver), random_(random) {
  mbedtls_ssl_config_init(&config_);
  mbedtls_ssl_init(&ssl_);
  mbedtls_x509_crt_init(&ca_);
  mbedtls_x509_crt_init(&certificate_);
  mbedtls_pk_init(&key_);
}

MbedtlsStream::~MbedtlsStream() {
  close();
  mbedtls_ssl_free(&ssl_);
  mbedtls_ssl_config_free(&config_);
  mbedtls_pk_free(&key_);
  mbedtls_x509_crt_free(&certificate_);
  mbedtls_x509_crt_free(&ca_);
}

bool MbedtlsStream::configure(const TlsIdentity& identity) {
  if (isConfigured_ || !random_.isReady()) return false;
  isConfigured_ = readIdentity(identity) && useIdentity(identity);
  return isConfigured_;
}

bool MbedtlsStream::readIdentity(const TlsIdentity& identity) {
  if (identity.host == nullptr || identity.caPem == nullptr) return false;
  if (identity.certificatePem == nullptr || identity.privateKeyPem == nullptr) return false;
  lastError_ = parsePem(ca_, identity.caPem);
  if (lastError_ == 0) lastError_ = parsePem(certificate_, identity.certificatePem);
  if (lastError_ == 0) lastError_ = parseKey(key_, identity.privateKeyPem, random_);
  return lastError_ == 0 && keyFits(certificate_, key_, random_);
}

bool MbedtlsStream::useIdentity(const TlsIdentity& identity) {
  host_ = identity.host;
  port_ = identity.port;
  lastError_ = mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                           MBEDTLS_SSL_PRESET_DEFAULT);
  if (lastError_ != 0) return false;
  allowOnlyTls12(config_);
  mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_ca_chain(&config_, &ca_, nullptr);
  mbedtls_ssl_conf_verify(&config_, verify, this);
  mbedtls_ssl_conf_rng(&config_, mbedtls_ctr_drbg_random, random_.context());
  lastError_ = mbedtls_ssl_conf_own_cert(&config_, &certificate_, &key_);
  return lastError_ == 0;
}

int MbedtlsStream::verify(void* self, mbedtls_x509_crt* certificate, int depth, uint32_t* flags) {
  auto& stream = *static_cast<MbedtlsStream*>(self);
  if (depth == 0 && namesAddress(*certificate, stream.host_)) {
    *flags &= ~static_cast<uint32_t>(MBEDTLS_X509_BADCERT_CN_MISMATCH);
  }
  // mbedTLS may have been built without a look at the date, as it is for the Arduino core.
  *flags |= certificateDateFlags(*certificate, std::time(nullptr));
  stream.refusedBecause_ |= *flags;
  return 0;
}

bool MbedtlsStream::open() {
  if (!isConfigured_) return false;
  close();
  lastError_ = 0;
  refusedBecause_ = 0;
  phase_ = Phase::resolving;
  return true;
}

StreamState MbedtlsStream::state() {
  if (phase_ == Phase::resolving) lookUp();
  if (phase_ == Phase::connecting) finishConnect();
  if (phase_ == Phase::shaking) shakeHands();
  if (phase_ == Phase::closed) return StreamState::closed;
  return phase_ == Phase::open ? StreamState::open : StreamState::opening;
}

void MbedtlsStream::lookUp() {
  Address address;
  const Lookup answer = resolver_.resolve(host_, port_, address);
  if (answer == Lookup::failed) return fail(0);
  if (answer == Lookup::found) connect(address);
}

void MbedtlsStream::connect(const Address& address) {
  socket_ = ::socket(address.bytes.ss_family, SOCK_STREAM, 0);
  if (socket_ < 0) return fail(0);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL, 0) | O_NONBLOCK) != 0) return fail(0);
  phase_ = Phase::connecting;
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address.bytes), address.count) == 0) return;
  if (errno != EINPROGRESS) fail(0);
}

void MbedtlsStream::finishConnect() {
  pollfd writable{socket_, POLLOUT, 0};
  if (::poll(&writable, 1, 0) <= 0) return;
  int error = 0;
  socklen_t count = sizeof error;
  if (::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &count) != 0 || error != 0) return fail(0);
  beginHandshake();
}

void MbedtlsStream::beginHandshake() {
  int code = mbedtls_ssl_setup(&ssl_, &config_);
  if (code == 0) code = mbedtls_ssl_set_hostname(&ssl_, host_);
  if (code != 0) return fail(code);
  mbedtls_ssl_set_bio(&ssl_, &socket_, sendBytes, receiveBytes, nullptr);
  phase_ = Phase::shaking;
}

void MbedtlsStream::shakeHands() {
  const int code = mbedtls_ssl_handshake(&ssl_);
  if (code == 0) phase_ = Phase::open;
  else if (!wantsMore(code)) fail(code);
}

size_t MbedtlsStream::read(uint8_t* bytes, size_t capacity) {
  if (phase_ != Phase::open || capacity == 0) return 0;
  const int code = mbedtls_ssl_read(&ssl_, bytes, capacity);
  if (code > 0) return static_cast<size_t>(code);
  if (!wantsMore(code)) fail(code == 0 ? MBEDTLS_ERR_SSL_CONN_EOF : code);
  return 0;
}

size_t MbedtlsStream::write(const uint8_t* bytes, size_t count) {
  if (phase_ != Phase::open || count == 0) return 0;
  // A record that did not fit the socket is sealed: mbedTLS finishes it, and believes whatever count it hears then.
  const size_t offered = sealed_ > 0 ? sealed_ : count;
  const int code = mbedtls_ssl_write(&ssl_, bytes, offered);
  sealed_ = wantsMore(code) ? offered : 0;
  if (code > 0) return static_cast<size_t>(code);
  if (!wantsMore(code)) fail(code);
  return 0;
}

void MbedtlsStream::close() {
  if (phase_ == Phase::open) mbedtls_ssl_close_notify(&ssl_);
  fail(lastError_);
}

// The context goes whole: a broken session must not lend its buffers or secrets to the next.
void MbedtlsStream::fail(int code) {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  mbedtls_ssl_free(&ssl_);
  mbedtls_ssl_init(&ssl_);
  sealed_ = 0;
  phase_ = Phase::closed;
  lastError_ = code;
}

}  // namespace ct
