#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "../../core/forget_log.h"
#include "../../core/setup_console.h"
#include "../fake_device_key.h"
#include "../fake_kv.h"
#include "../provisioning_answer.h"

using namespace ct;
using namespace ct::test;

namespace {

class FakeTerminal final : public SetupTerminal {
 public:
  std::string text;
  SetupState now;
  void write(const char* bytes, size_t count) override { text.append(bytes, count); }
  SetupState state() override { return now; }
};

struct Board {
  FakeKv kv;
  FakeDeviceKey key;
  FakeTerminal terminal;
  SetupConsole console{kv, key, terminal};

  std::string say(const std::string& line) {
    terminal.text.clear();
    const std::string bytes = line + "\n";
    console.receive(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    return terminal.text;
  }

  nlohmann::json accepted(const std::string& line) {
    const std::string reply = say(line);
    CAPTURE(reply);
    REQUIRE(reply.rfind("ok ", 0) == 0);
    REQUIRE(reply.find('\n') == reply.size() - 1);
    return nlohmann::json::parse(reply.substr(3));
  }

  std::string refused(const std::string& line) {
    const std::string reply = say(line);
    CAPTURE(reply);
    REQUIRE(reply.rfind("refused ", 0) == 0);
    CHECK(reply.find(". To do: ") != std::string::npos);
    CHECK(reply.find('\n') == reply.size() - 1);
    return reply;
  }

  bool refusesFor(const std::string& line, const std::string& reason) {
    return refused(line).find(reason) != std::string::npos;
  }
};

std::string answerLine(const nlohmann::ordered_json& answer = provisioningAnswer()) { return "answer " + answer.dump(); }

}  // namespace

TEST_CASE("a fresh board says that it has nothing") {
  Board board;
  const auto status = board.accepted("status");
  CHECK(status["deviceId"].is_null());
  CHECK(status["wifi"].is_null());
  CHECK(status["hasKey"] == false);
  CHECK(status["isRunning"] == false);
  CHECK(status["configuration"]["samplePeriodS"] == 5);
  CHECK(board.kv.stores == 0);
}

TEST_CASE("csr, answer, restart: the board knows who it is") {
  Board board;
  const auto request = board.accepted("csr ct-kapkoros-1a");
  CHECK(request["csrPem"].get<std::string>().find("\nct-kapkoros-1a\n") != std::string::npos);
  CHECK(board.accepted(answerLine())["deviceId"] == "ct-kapkoros-1a");
  CHECK_FALSE(board.console.wantsRestart());
  board.accepted("restart");
  CHECK(board.console.wantsRestart());
  const auto status = board.accepted("status");
  CHECK(status["deviceId"] == "ct-kapkoros-1a");
  CHECK(status["port"] == 8883);
  CHECK(status["configuration"]["reportEveryS"] == 60);
  CHECK(status["configuration"]["rev"] == 1);
}

TEST_CASE("the same answer again leaves the configuration to the shadow, which may have changed it since") {
  Board board;
  board.accepted("csr ct-kapkoros-1a");
  board.accepted(answerLine());
  board.accepted(R"(set {"reportEveryS":300})");
  board.accepted(answerLine());
  const auto configuration = board.accepted("status")["configuration"];
  CHECK(configuration["rev"] == 2);
  CHECK(configuration["reportEveryS"] == 300);
}

TEST_CASE("a new identity begins with the configuration of its answer, whatever revision the board had") {
  Board board;
  board.accepted("csr ct-kapkoros-1a");
  board.accepted(R"(set {"rev":7,"reportEveryS":300})");
  board.accepted(answerLine());
  CHECK(board.accepted("status")["configuration"]["reportEveryS"] == 60);
  CHECK(board.accepted("status")["configuration"]["rev"] == 1);
  auto other = provisioningAnswer();
  other["clientId"] = "ct-kapkoros-1b";
  other["configuration"]["reportEveryS"] = 120;
  board.accepted(answerLine(other));
  CHECK(board.accepted("status")["configuration"]["reportEveryS"] == 120);
}

TEST_CASE("a board becomes another device only when the one before has delivered all, or forget was said; then its log starts over") {
  Board board;
  board.accepted("csr ct-kapkoros-1a");
  board.accepted(answerLine());
  CHECK_FALSE(mustForgetLog(board.kv));
  board.terminal.now.recordsWritten = 100;
  board.terminal.now.recordsDelivered = 99;
  auto other = provisioningAnswer();
  other["clientId"] = "ct-kapkoros-2a";
  board.accepted(answerLine());
  CHECK(board.refusesFor(answerLine(other), "not delivered yet"));
  CHECK_FALSE(mustForgetLog(board.kv));
  CHECK(board.accepted("status")["deviceId"] == "ct-kapkoros-1a");
  SUBCASE("delivered") { board.terminal.now.recordsDelivered = 100; }
  SUBCASE("given up") { board.accepted("forget"); }
  CHECK(board.accepted(answerLine(other))["deviceId"] == "ct-kapkoros-2a");
  CHECK(mustForgetLog(board.kv));
}

TEST_CASE("a refused answer leaves the board as it was") {
  Board board;
  CHECK(board.refusesFor(answerLine(), "no key yet"));
  board.accepted("csr ct-kapkoros-1a");
  auto stranger = provisioningAnswer();
  stranger["certificatePem"] = "-----BEGIN CERTIFICATE-----\ntheirs\n-----END CERTIFICATE-----\n";
  CHECK(board.refusesFor(answerLine(stranger), "another key"));
  auto badSettings = provisioningAnswer();
  badSettings["configuration"]["samplePeriodS"] = 0;
  CHECK(board.refusesFor(answerLine(badSettings), "samplePeriodS: out of range"));
  CHECK(board.refusesFor("answer {", "no JSON object"));
  CHECK(board.refusesFor("answer", "no JSON object"));
  CHECK(board.kv.stores == 0);
}

TEST_CASE("settings are stored as the next revision, all or nothing") {
  Board board;
  CHECK(board.accepted(R"(set {"samplePeriodS":10,"reportEveryS":60})")["rev"] == 1);
  CHECK(board.accepted(R"(set { "altitudeM" : 2100 })")["rev"] == 2);
  CHECK(board.accepted(R"(set {"rev":9,"altitudeM":2200})")["rev"] == 9);
  for (const char* line : {R"(set {"altitudeM":1,"samplePeriodS":301})", R"(set {"rev":9,"altitudeM":1})", "set {}", "set",
                           R"(set {"altitudeM":1}})", R"(set {"altitudeM":1},"x":{})", R"(set {"altitudeM":"1"})",
                           R"(set {"altitudeM":1,"unheard":1})"}) {
    CAPTURE(line);
    board.refused(line);
    CHECK(board.accepted("status")["configuration"]["altitudeM"] == 2200);
  }
  CHECK(board.refusesFor(R"(set {"gasHighC":100})", "gasHighClearC: above gasHighC"));
}

TEST_CASE("the network's password cannot be read back") {
  Board board;
  CHECK(board.accepted(R"(wifi {"name":"roof","password":"leaf & bud"})")["wifi"] == "roof");
  CHECK(board.say("status").find("leaf & bud") == std::string::npos);
  CHECK(board.accepted("status")["wifi"] == "roof");
  CHECK(board.refusesFor(R"(wifi {"name":"roof"})", "send wifi"));
}

TEST_CASE("status shows what the sensors gave and what the cloud has") {
  Board board;
  board.terminal.now = {"1.4.2", true, true, TimeQuality::ntp, 90, 88, Sample()};
  board.terminal.now.lastSample.co2Ppm = Channel::of(98000);
  const auto status = board.accepted("status");
  CHECK(status["firmware"] == "1.4.2");
  CHECK(status["isOnline"] == true);
  CHECK(status["timeQuality"] == 3);
  CHECK(status["recordsDelivered"] == 88);
  CHECK(status["lastSample"]["co2Ppm"] == nlohmann::json::array({98000, 0}));
  CHECK(status["lastSample"]["gasDeciC"] == nlohmann::json::array({nullptr, 5}));
}

TEST_CASE("whatever is typed wrongly is refused with what to do") {
  Board board;
  CHECK(board.refusesFor("hello", "no such command"));
  CHECK(board.refusesFor("status now", "no such command"));
  CHECK(board.refusesFor("csr", "no device id"));
  CHECK(board.refusesFor("csr Kapkoros", "no device id"));
  CHECK(board.refusesFor(std::string("stat\x01us"), "control characters"));
  CHECK(board.refusesFor(std::string(9000, 'a'), "too long"));
  board.key.cannotMake = true;
  CHECK(board.refusesFor("csr ct-kapkoros-1a", "could not make"));
  CHECK(board.say("").empty());
  CHECK(board.say("  \r").empty());
}

TEST_CASE("a line counts whole however its bytes arrive, and after a bad line the next one is read") {
  Board board;
  board.say(std::string(9000, 'a'));
  board.terminal.text.clear();
  for (const char character : std::string("status  \r\n")) {
    const auto byte = static_cast<uint8_t>(character);
    board.console.receive(&byte, 1);
  }
  CHECK(board.terminal.text.rfind("ok {", 0) == 0);
  CHECK(board.terminal.text.find('\n') == board.terminal.text.size() - 1);
}
