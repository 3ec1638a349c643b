#include "../../core/mqtt311.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

class Heard final : public MqttListener {
 public:
  int connected = 0;
  std::vector<uint16_t> acknowledged;
  std::vector<std::string> messages;
  void onConnected() override { ++connected; }
  void onAcknowledged(uint16_t packetId) override { acknowledged.push_back(packetId); }
  void onMessage(const char* topic, size_t topicCount, const uint8_t* payload, size_t count) override {
    messages.push_back(std::string(topic, topicCount) + "=" + std::string(payload, payload + count));
  }
};

struct Client {
  Heard heard;
  uint8_t out[512];
  uint8_t in[128];
  Mqtt311 mqtt{{"ct-kapkoros-1a"}, heard, out, sizeof out, in, sizeof in};

  Bytes output() {
    size_t count = 0;
    const uint8_t* bytes = mqtt.output(count);
    Bytes taken(bytes, bytes + count);
    mqtt.sent(count, 0);
    return taken;
  }
  void receive(const Bytes& bytes) { mqtt.receive(bytes.data(), bytes.size()); }
  void connect() {
    mqtt.begin(0);
    output();
    receive(hex("20 02 00 00"));
  }
  uint16_t publish(const std::string& payload) {
    return mqtt.publish("t", reinterpret_cast<const uint8_t*>(payload.data()), payload.size(), 0);
  }
};

}  // namespace

TEST_CASE("MQTT: CONNECT is version 4, clean session, with keep-alive and client id") {
  Client client;
  client.mqtt.begin(0);
  CHECK(client.output() == joined(hex("10 1A 00 04 4D 51 54 54 04 02 00 3C 00 0E"), text("ct-kapkoros-1a")));
}

TEST_CASE("MQTT: CONNACK connects, a refusal and anything else fail") {
  Client client;
  client.connect();
  CHECK(client.mqtt.state() == MqttState::connected);
  CHECK(client.heard.connected == 1);
  Client refused;
  refused.mqtt.begin(0);
  refused.receive(hex("20 02 00 05"));
  CHECK(refused.mqtt.failure() == MqttFailure::refused);
  CHECK(refused.mqtt.refusal() == 5);
  Client odd;
  odd.mqtt.begin(0);
  odd.receive(hex("40 02 00 01"));
  CHECK(odd.mqtt.failure() == MqttFailure::protocol);
}

TEST_CASE("MQTT: a publish goes out with QoS 1 and its PUBACK is heard once, byte by byte too") {
  Client client;
  client.connect();
  const uint16_t packetId = client.publish("hi");
  REQUIRE(packetId == 1);
  CHECK(client.output() == hex("32 07 00 01 74 00 01 68 69"));
  for (const uint8_t byte : hex("40 02 00 01")) client.receive({byte});
  CHECK(client.heard.acknowledged == std::vector<uint16_t>{1});
  client.receive(hex("40 02 00 01"));
  client.receive(hex("40 02 12 34"));
  CHECK(client.heard.acknowledged.size() == 1);
  CHECK(client.mqtt.strayAcknowledgements() == 2);
  CHECK(client.mqtt.state() == MqttState::connected);
}

TEST_CASE("MQTT: lengths over 127 take two bytes and what has no room is refused whole") {
  Client client;
  client.connect();
  REQUIRE(client.publish(std::string(200, 'x')) != 0);
  const Bytes packet = client.output();
  CHECK(packet.size() == 1 + 2 + 3 + 2 + 200);
  CHECK(packet[1] == (205 % 128 | 0x80));
  CHECK(packet[2] == 1);
  CHECK(client.publish(std::string(600, 'x')) == 0);
  CHECK(client.output().empty());
}

TEST_CASE("MQTT: at most four in flight, none before connecting, packet ids skip 0 and those in flight") {
  Client client;
  CHECK(client.publish("x") == 0);
  client.connect();
  const uint16_t kept = client.publish("kept");
  for (int i = 0; i < 70000; ++i) {
    const uint16_t packetId = client.publish("x");
    if (packetId == 0 || packetId == kept) FAIL("packet id " << packetId << " after " << i);
    client.output();
    client.receive({0x40, 2, static_cast<uint8_t>(packetId >> 8), static_cast<uint8_t>(packetId)});
  }
  for (int i = 0; i < 3; ++i) CHECK(client.publish("x") != 0);
  CHECK(client.publish("x") == 0);
}

TEST_CASE("MQTT: silence fails: no CONNACK, no PUBACK, no answer to a ping") {
  Client connecting;
  connecting.mqtt.begin(0);
  connecting.mqtt.tick(19999);
  CHECK(connecting.mqtt.state() == MqttState::connecting);
  connecting.mqtt.tick(20000);
  CHECK(connecting.mqtt.failure() == MqttFailure::no_connack);
  Client publishing;
  publishing.connect();
  publishing.publish("x");
  publishing.mqtt.tick(20000);
  CHECK(publishing.mqtt.failure() == MqttFailure::no_puback);
  Client idle;
  idle.connect();
  idle.mqtt.tick(29999);
  CHECK(idle.output().empty());
  idle.mqtt.tick(30000);
  CHECK(idle.output() == hex("C0 00"));
  idle.receive(hex("D0 00"));
  idle.mqtt.tick(60000);
  CHECK(idle.output() == hex("C0 00"));
  idle.mqtt.tick(80000);
  CHECK(idle.mqtt.failure() == MqttFailure::no_pong);
}

TEST_CASE("MQTT: a message is handed on and acknowledged, one too large for us is survived") {
  Client client;
  client.connect();
  client.receive(hex("32 07 00 01 61 00 09 7B 7D"));
  CHECK(client.heard.messages == std::vector<std::string>{"a={}"});
  CHECK(client.output() == hex("40 02 00 09"));
  client.receive(joined(hex("32 CE 01 00 01 61 00 0A"), Bytes(206 - 5, 'x')));
  CHECK(client.output() == hex("40 02 00 0A"));
  CHECK(client.heard.messages.size() == 1);
  client.receive(hex("30 04 00 01 61 62"));
  CHECK(client.heard.messages.back() == "a=b");
}

TEST_CASE("MQTT: malformed packets fail the connection and nothing more") {
  for (const char* packet : {"20 02 00 00", "40 01 00", "30 01 00", "30 04 00 09 61 62", "36 02 00 00", "10 00", "F0 00",
                             "30 FF FF FF FF 01", "30 80 80 80 80 00"}) {
    Client client;
    client.connect();
    client.receive(hex(packet));
    CAPTURE(packet);
    CHECK(client.mqtt.failure() == MqttFailure::protocol);
    client.receive(hex("40 02 00 01"));
    CHECK(client.heard.acknowledged.empty());
  }
}

TEST_CASE("MQTT: any noise is survived") {
  for (uint32_t seed = 1; seed <= 3000; ++seed) {
    Client client;
    client.connect();
    client.publish("x");
    client.receive(Noise(seed).bytes(1 + seed % 300));
    client.mqtt.tick(1000);
  }
}

TEST_CASE("MQTT: a new connection starts clean: nothing in flight, nothing waiting, half a packet forgotten") {
  Client client;
  client.connect();
  client.publish("x");
  client.receive(hex("40 02"));
  client.connect();
  CHECK(client.mqtt.state() == MqttState::connected);
  client.receive(hex("40 02 00 01"));
  CHECK(client.heard.acknowledged.empty());
  client.mqtt.tick(25000);
  CHECK(client.mqtt.state() == MqttState::connected);
  client.mqtt.tick(30000);  // a ping that the next connection owes nobody
  client.connect();
  client.mqtt.tick(55000);
  CHECK(client.mqtt.state() == MqttState::connected);
}

TEST_CASE("MQTT: packet ids begin again with 1, for a subscription with all messages in flight too") {
  Client client;
  client.connect();
  for (int i = 0; i < 65531; ++i) {
    const uint16_t packetId = client.publish("x");
    client.output();
    client.receive({0x40, 2, static_cast<uint8_t>(packetId >> 8), static_cast<uint8_t>(packetId)});
  }
  for (int i = 0; i < 4; ++i) client.publish("x");
  client.output();
  REQUIRE(client.mqtt.subscribe("a"));
  CHECK(client.output() == hex("82 06 00 01 00 01 61 01"));
}

TEST_CASE("MQTT: a new connection begins with CONNECT, whatever the last one had not sent") {
  Client client;
  client.mqtt.begin(0);
  const Bytes connect = client.output();
  client.receive(hex("20 02 00 00"));
  client.publish("x");
  client.mqtt.begin(0);
  CHECK(client.output() == connect);
}

TEST_CASE("MQTT: a packet may fill the output to its last byte, and one byte more has no room") {
  Client client;
  client.connect();
  const size_t head = 1 + 2 + 2 + 1 + 2;
  CHECK(client.publish(std::string(sizeof client.out - head + 1, 'x')) == 0);
  CHECK(client.publish(std::string(sizeof client.out - head, 'x')) != 0);
  CHECK(client.output().size() == sizeof client.out);
}
