#include "../../ports/mbedtls_stream.h"

#include <doctest/doctest.h>

#include "../../core/link.h"
#include "../fake_broker.h"
#include "tls_server.h"

namespace ct::test {

namespace {

/// Sends every name to this machine, so that a server here can be called anything.
class HereResolver final : public AddressResolver {
 public:
  Lookup answer = Lookup::found;
  Lookup resolve(const char*, uint16_t port, Address& address) override {
    if (answer == Lookup::found) return resolveNow("127.0.0.1", port, true, address);
    return answer;
  }
};

const char brokerName[] = "broker.example";

struct Scene {
  Authority authority{"Test CA"};
  KeyAndCertificate device = authority.issue("ct-kapkoros-1a");
  MbedtlsRandom random;
  HereResolver resolver;
  MbedtlsStream stream{resolver, random};

  void dial(uint16_t port, const char* host = brokerName) {
    REQUIRE(stream.configure({host, port, authority.pem().c_str(), device.certificatePem.c_str(), device.keyPem.c_str()}));
    REQUIRE(stream.open());
  }
  /// Both ends move until the client has decided, the server too where the handshake came through.
  StreamState settle(TlsServer& server) {
    StreamState state = StreamState::opening;
    for (int i = 0; i < 20000 && (state == StreamState::opening || (state == StreamState::open && !server.isShaken)); ++i) {
      state = stream.state();
      server.pump();
      if (state == StreamState::opening) usleep(100);
    }
    return state;
  }
};

const uint8_t* bytesOf(const std::string& text) { return reinterpret_cast<const uint8_t*>(text.data()); }

std::string readAll(MbedtlsStream& stream, size_t wanted) {
  std::string got;
  uint8_t bytes[100];
  for (int i = 0; i < 20000 && got.size() < wanted; ++i) {
    const size_t count = stream.read(bytes, sizeof bytes);
    got.append(reinterpret_cast<char*>(bytes), count);
    if (count == 0) usleep(100);
  }
  return got;
}

}  // namespace

TEST_CASE("a stream opens to the broker it was told about, shows its own certificate and carries bytes both ways") {
  Scene scene;
  TlsServer server(scene.authority.issue("broker", brokerName), scene.authority.pem());
  scene.dial(server.port());
  REQUIRE(scene.settle(server) == StreamState::open);
  CHECK(server.clientCommonName() == "CN=ct-kapkoros-1a");
  CHECK(server.askedFor == brokerName);
  CHECK(std::string(server.version()) == "TLSv1.2");
  const std::string hello = "from the device";
  CHECK(scene.stream.write(bytesOf(hello), hello.size()) == hello.size());
  for (int i = 0; i < 1000 && server.heard.empty(); ++i) server.pump();
  CHECK(server.heard == hello);
  server.say("from the broker");
  CHECK(readAll(scene.stream, 15) == "from the broker");
  CHECK(scene.stream.state() == StreamState::open);
}

TEST_CASE("a broker is refused whose certificate another authority signed") {
  Scene scene;
  Authority stranger("Stranger");
  TlsServer server(stranger.issue("broker", brokerName), scene.authority.pem());
  scene.dial(server.port());
  CHECK(scene.settle(server) == StreamState::closed);
  CHECK((scene.stream.refusedBecause() & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0);
  CHECK_FALSE(server.isShaken);
}

TEST_CASE("a broker is refused whose certificate has expired, or is not valid yet") {
  for (const auto& [validity, why] : {std::pair<Validity, uint32_t>{{"20200101000000", "20210101000000"}, MBEDTLS_X509_BADCERT_EXPIRED},
                                      std::pair<Validity, uint32_t>{{"20900101000000", "20910101000000"}, MBEDTLS_X509_BADCERT_FUTURE}}) {
    Scene scene;
    TlsServer server(scene.authority.issue("broker", brokerName, validity), scene.authority.pem());
    scene.dial(server.port());
    CHECK(scene.settle(server) == StreamState::closed);
    CHECK(scene.stream.refusedBecause() == why);
  }
}

TEST_CASE("a broker is refused that has our authority's certificate for another name or another address") {
  for (const char* other : {"other.example", "127.0.0.1"}) {
    Scene scene;
    TlsServer server(scene.authority.issue(brokerName, other), scene.authority.pem());
    scene.dial(server.port());
    CHECK(scene.settle(server) == StreamState::closed);
    CHECK(scene.stream.refusedBecause() == MBEDTLS_X509_BADCERT_CN_MISMATCH);
  }
  Scene scene;
  TlsServer server(scene.authority.issue("broker", "127.0.0.1"), scene.authority.pem());
  scene.dial(server.port(), "127.0.0.2");
  CHECK(scene.settle(server) == StreamState::closed);
}

TEST_CASE("a broker that is dialed by its address must have it in its certificate") {
  Scene scene;
  TlsServer server(scene.authority.issue("broker", "127.0.0.1"), scene.authority.pem());
  scene.dial(server.port(), "127.0.0.1");
  CHECK(scene.settle(server) == StreamState::open);
}

TEST_CASE("a device whose certificate the broker does not know is told so by a closed stream") {
  Scene scene;
  Authority stranger("Stranger");
  TlsServer server(scene.authority.issue("broker", brokerName), stranger.pem());
  scene.dial(server.port());
  scene.settle(server);
  uint8_t byte;
  for (int i = 0; i < 20000 && scene.stream.state() != StreamState::closed; ++i) scene.stream.read(&byte, 1);
  CHECK(scene.stream.state() == StreamState::closed);
  CHECK(server.heard.empty());
}

TEST_CASE("a server that accepts and never answers stays opening until the link gives up") {
  class Nobody final : public MqttListener, public LinkListener {
    void onConnected() override {}
    void onAcknowledged(uint16_t) override {}
    void onMessage(const char*, size_t, const uint8_t*, size_t) override {}
    void onDisconnected() override {}
  } nobody;
  Scene scene;
  TlsServer silent(scene.authority.issue("broker", brokerName), scene.authority.pem());
  scene.dial(silent.port());
  for (int i = 0; i < 200; ++i) CHECK(scene.stream.state() == StreamState::opening);

  uint8_t out[256];
  uint8_t in[256];
  Mqtt311 mqtt({"ct-kapkoros-1a"}, nobody, out, sizeof out, in, sizeof in);
  FakeRng rng;
  Link link(scene.stream, mqtt, rng, nobody);
  link.tick(0);
  link.tick(Link::dialTimeoutMs - 1);
  CHECK(scene.stream.state() == StreamState::opening);
  CHECK(link.losses() == 0);
  link.tick(Link::dialTimeoutMs);
  CHECK(scene.stream.state() == StreamState::closed);
  CHECK(link.losses() == 1);
}

TEST_CASE("a lookup that takes its time keeps the stream opening, and one that fails closes it") {
  Scene scene;
  scene.resolver.answer = Lookup::pending;
  scene.dial(1);
  CHECK(scene.stream.state() == StreamState::opening);
  CHECK(scene.stream.socket() == -1);
  scene.resolver.answer = Lookup::failed;
  CHECK(scene.stream.state() == StreamState::closed);
}

TEST_CASE("a port where nobody listens closes the stream") {
  Scene scene;
  uint16_t port = 0;
  {
    TlsServer gone(scene.authority.issue("broker", brokerName), scene.authority.pem());
    port = gone.port();
  }
  scene.dial(port);
  StreamState state = StreamState::opening;
  for (int i = 0; i < 20000 && state == StreamState::opening; ++i) state = scene.stream.state();
  CHECK(state == StreamState::closed);
}

TEST_CASE("when the network takes no more, bytes offered again later arrive once and in order, however many are added") {
  Scene scene;
  TlsServer server(scene.authority.issue("broker", brokerName), scene.authority.pem());
  scene.dial(server.port());
  REQUIRE(scene.settle(server) == StreamState::open);
  server.isReading = false;
  std::string sent;
  std::string waiting;
  size_t refused = 0;
  for (int number = 0; number < 20000; ++number) {
    waiting += std::to_string(number) + ",";
    // As the link does: what was not taken is offered again, with more behind it.
    const size_t taken = scene.stream.write(bytesOf(waiting), waiting.size());
    if (taken == 0) ++refused;
    if (refused == 50) server.isReading = true;
    if (server.isReading) server.pump();
    sent += waiting.substr(0, taken);
    waiting.erase(0, taken);
    if (!server.isReading && number == 15000) number = 0;
  }
  CHECK(refused >= 50);
  for (int i = 0; i < 200000 && server.heard.size() < sent.size(); ++i) server.pump();
  CHECK(server.heard == sent);
  CHECK(scene.stream.state() == StreamState::open);
}

TEST_CASE("a connection that breaks closes the stream, which opens again afterwards") {
  Scene scene;
  TlsServer server(scene.authority.issue("broker", brokerName), scene.authority.pem());
  scene.dial(server.port());
  REQUIRE(scene.settle(server) == StreamState::open);
  server.hangUp();
  uint8_t byte;
  for (int i = 0; i < 20000 && scene.stream.state() == StreamState::open; ++i) scene.stream.read(&byte, 1);
  CHECK(scene.stream.state() == StreamState::closed);
  CHECK(scene.stream.write(&byte, 1) == 0);
  REQUIRE(scene.stream.open());
  CHECK(scene.settle(server) == StreamState::open);
}

TEST_CASE("closing tells the broker") {
  Scene scene;
  TlsServer server(scene.authority.issue("broker", brokerName), scene.authority.pem());
  scene.dial(server.port());
  REQUIRE(scene.settle(server) == StreamState::open);
  scene.stream.close();
  CHECK(scene.stream.state() == StreamState::closed);
  CHECK(scene.stream.socket() == -1);
  for (int i = 0; i < 20000 && !server.hasHungUp; ++i) server.pump();
  CHECK(server.hasHungUp);
}

TEST_CASE("an identity that cannot work is refused while configuring") {
  Scene scene;
  const KeyAndCertificate other = scene.authority.issue("other");
  const char* ca = scene.authority.pem().c_str();
  const char* certificate = scene.device.certificatePem.c_str();
  CHECK_FALSE(scene.stream.configure({brokerName, 1, ca, certificate, other.keyPem.c_str()}));
  CHECK_FALSE(MbedtlsStream(scene.resolver, scene.random).configure({brokerName, 1, "no PEM", certificate, "none"}));
  CHECK_FALSE(MbedtlsStream(scene.resolver, scene.random).configure({brokerName, 1, ca, certificate, nullptr}));
  CHECK_FALSE(scene.stream.open());
}

}  // namespace ct::test
