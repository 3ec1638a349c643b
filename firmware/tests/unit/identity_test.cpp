#include <doctest/doctest.h>

#include <string>

#include "../../core/identity.h"
#include "../fake_kv.h"
#include "../provisioning_answer.h"

using namespace ct;
using namespace ct::test;

namespace {

/// The problem with an answer, "" when there is none.
std::string problemWith(IdentityText& text, const std::string& json) {
  const uint8_t* settings = nullptr;
  size_t count = 0;
  const char* problem = text.readAnswer(reinterpret_cast<const uint8_t*>(json.data()), json.size(), settings, count);
  CHECK((problem == nullptr) == text.identity().isProvisioned());
  return problem == nullptr ? "" : problem;
}

std::string problemWith(const nlohmann::ordered_json& answer) {
  IdentityText text;
  return problemWith(text, answer.dump());
}

nlohmann::ordered_json with(const char* key, const nlohmann::ordered_json& value) {
  auto answer = provisioningAnswer();
  answer[key] = value;
  return answer;
}

}  // namespace

TEST_CASE("an identity survives a restart, whatever the order of the answer's members") {
  IdentityText text;
  FakeKv kv;
  REQUIRE(problemWith(text, nlohmann::json(provisioningAnswer()).dump()).empty());
  REQUIRE(text.save(kv));
  CHECK(kv.stores == 1);
  IdentityText again;
  REQUIRE(again.load(kv));
  const Identity& identity = again.identity();
  CHECK(std::string(identity.clientId) == "ct-kapkoros-1a");
  CHECK(std::string(identity.host) == "a1b2-ats.iot.eu-west-1.amazonaws.com");
  CHECK(identity.port == 8883);
  CHECK(std::string(identity.telemetryTopic) == provisioningAnswer()["telemetryTopic"].get<std::string>());
  CHECK(std::string(identity.eventTopic) == provisioningAnswer()["eventTopic"].get<std::string>());
  CHECK(std::string(identity.caPem) == provisioningAnswer()["caPem"].get<std::string>());
  CHECK(std::string(identity.certificatePem) == provisioningAnswer()["certificatePem"].get<std::string>());
}

TEST_CASE("a board without an identity, or with a damaged one, has none") {
  FakeKv kv;
  IdentityText text;
  CHECK_FALSE(text.load(kv));
  CHECK_FALSE(text.save(kv));
  REQUIRE(problemWith(text, provisioningAnswer().dump()).empty());
  REQUIRE(text.save(kv));
  const Bytes whole = kv.values["identity"];
  for (size_t bit = 0; bit < 8 * whole.size(); bit += 37) {
    kv.values["identity"] = withFlippedBit(whole, bit);
    CHECK_FALSE(text.load(kv));
    CHECK_FALSE(text.identity().isProvisioned());
  }
  for (size_t count = 0; count < whole.size(); count += 11) {
    kv.values["identity"] = Bytes(whole.begin(), whole.begin() + static_cast<long>(count));
    CHECK_FALSE(text.load(kv));
  }
}

TEST_CASE("an answer that lacks something is refused by its name") {
  for (const char* key :
       {"clientId", "endpoint", "telemetryTopic", "eventTopic", "caPem", "certificatePem"}) {
    CAPTURE(key);
    auto without = provisioningAnswer();
    without.erase(key);
    CHECK(problemWith(without).rfind(key, 0) == 0);
    CHECK(problemWith(with(key, nullptr)).rfind(key, 0) == 0);
    CHECK(problemWith(with(key, "")).rfind(key, 0) == 0);
    CHECK(problemWith(with(key, 7)).rfind(key, 0) == 0);
    CHECK(problemWith(with(key, std::string(8000, 'a'))).rfind(key, 0) == 0);
  }
}

TEST_CASE("endpoints, topics and ids are held to their form") {
  for (const char* endpoint : {"host", "host:", ":8883", "host:0", "host:65536", "host:888888", "ho st:1", "a:b:1", "h:1x"}) {
    CAPTURE(endpoint);
    CHECK(problemWith(with("endpoint", endpoint)).rfind("endpoint", 0) == 0);
  }
  CHECK(problemWith(with("endpoint", "127.0.0.1:18883")).empty());
  for (const char* topic : {"a/+/b", "a/#", "a b", "a\nb"}) {
    CAPTURE(topic);
    CHECK(problemWith(with("telemetryTopic", topic)).rfind("telemetryTopic", 0) == 0);
  }
  for (const char* id : {"-a", "a-", "A", "a_b", "0123456789012345678901234567890123456789012345678"}) {
    CAPTURE(id);
    CHECK(problemWith(with("clientId", id)).rfind("clientId", 0) == 0);
  }
}

TEST_CASE("an answer with somebody else's private key is refused: this board makes its own") {
  CHECK(problemWith(with("privateKeyPem", "-----BEGIN PRIVATE KEY-----")).find("private key") != std::string::npos);
}

TEST_CASE("half an answer, one with a member twice and one with something after it are refused") {
  IdentityText text;
  const std::string whole = provisioningAnswer().dump();
  for (size_t count = 0; count < whole.size(); count += 7) CHECK_FALSE(problemWith(text, whole.substr(0, count)).empty());
  CHECK_FALSE(problemWith(text, whole + "x").empty());
  CHECK(problemWith(text, whole.substr(0, whole.size() - 1) + R"(,"clientId":"ct-other"})").find("twice") !=
        std::string::npos);
}

TEST_CASE("members a newer cloud may add are passed over, and the settings are handed on as they are") {
  IdentityText text;
  const std::string json = with("newMember", {{"deep", {1, "x", nullptr}}}).dump();
  const uint8_t* settings = nullptr;
  size_t count = 0;
  CHECK(text.readAnswer(reinterpret_cast<const uint8_t*>(json.data()), json.size(), settings, count) == nullptr);
  CHECK(std::string(reinterpret_cast<const char*>(settings), count) == R"({"rev":1,"samplePeriodS":5,"reportEveryS":60})");
}
