#include "../../core/config.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

ConfigRefusal configure(Config& config, const std::string& document) {
  return applyConfig(reinterpret_cast<const uint8_t*>(document.data()), document.size(), config);
}

std::string state(const std::string& members) { return "{\"version\":3,\"state\":{" + members + "}}"; }

bool isSameConfig(const Config& a, const Config& b) {
  uint8_t left[configBlobBytes];
  uint8_t right[configBlobBytes];
  saveConfig(a, left);
  saveConfig(b, right);
  return std::equal(left, left + configBlobBytes, right);
}

}  // namespace

TEST_CASE("config: a delta is applied whole") {
  Config config;
  CHECK_FALSE(configure(config, state(R"("rev":8,"samplePeriodS":10,"reportEveryS":60,"areaMm2":990000)")).isRefused());
  CHECK(config.rev == 8);
  CHECK(config.samplePeriodS == 10);
  CHECK(config.reportEveryS == 60);
  CHECK(config.areaMm2 == 990000);
}

TEST_CASE("config: whatever is wrong, nothing of the document is applied and the key is named") {
  struct Case {
    const char* members;
    const char* key;
    const char* rule;
  };
  const Case cases[] = {
      {R"("rev":8,"samplePeriodS":0)", "samplePeriodS", "out of range"},
      {R"("rev":8,"samplePeriodS":301)", "samplePeriodS", "out of range"},
      {R"("rev":8,"samplePeriodS":-1)", "samplePeriodS", "out of range"},
      {R"("rev":8,"samplePeriodS":5.5)", "samplePeriodS", "not a whole number"},
      {R"("rev":8,"samplePeriodS":"5")", "samplePeriodS", "not a whole number"},
      {R"("rev":8,"samplePeriodS":null)", "samplePeriodS", "not a whole number"},
      {R"("rev":8,"samplePeriodS":05)", "samplePeriodS", "not a whole number"},
      {R"("rev":8,"samplePeriodS":99999999999999999999)", "samplePeriodS", "not a whole number"},
      {R"("rev":8,"reportEveryS":60,"reportEveryS":70)", "reportEveryS", "given twice"},
      {R"("rev":8,"colour":1)", "colour", "unknown"},
      {R"("rev":8,"aKeyThatIsFarTooLongToBeEchoed":1)", "aKeyThatIsFarTooLongToB", "unknown"},
      {R"("samplePeriodS":10)", "rev", "missing"},
      {R"("rev":7)", "rev", "not newer"},
      {R"("rev":4294967296)", "rev", "out of range"},
      {R"("rev":8,"gasHighClearC":351)", "gasHighClearC", "above gasHighC"},
      {R"("rev":8,"batteryFloorMv":13000)", "batteryFloorMv", "above batteryLowMv"},
      {R"("rev":8,"samplePeriodS":10,"reportEveryS":5)", "reportEveryS", "below samplePeriodS"},
      {R"("rev":8 "samplePeriodS":10)", "", "not json"},
  };
  for (const Case& one : cases) {
    Config config;
    config.rev = 7;
    const Config before = config;
    const ConfigRefusal refused = configure(config, state(one.members));
    CAPTURE(one.members);
    REQUIRE(refused.isRefused());
    CHECK(std::string(refused.key) == one.key);
    CHECK(std::string(refused.rule) == one.rule);
    CHECK(isSameConfig(config, before));
  }
}

TEST_CASE("config: what is no document, or ends early, or goes on after its end, is refused") {
  const std::string good = state(R"("rev":8)") ;
  for (size_t length = 0; length < good.size(); ++length) {
    Config config;
    CHECK(configure(config, good.substr(0, length)).isRefused());
    CHECK(config.rev == 0);
  }
  for (const std::string& document : {good + "}", good + " x", std::string("[]"), std::string("{}"),
                                      std::string("{\"state\":5}"), "{\"a\":" + std::string(100, '[') + "}",
                                      std::string("{\"state\":{\"rev\":8},\"state\":{\"rev\":9}}")}) {
    Config config;
    CAPTURE(document);
    CHECK(configure(config, document).isRefused());
    CHECK(config.rev == 0);
  }
}

TEST_CASE("config: a refusal says which document it was and what is missing in it") {
  Config config;
  config.rev = 7;
  CHECK(configure(config, state(R"("rev":8,"samplePeriodS":0)")).rev == 8);
  CHECK(configure(config, state(R"("samplePeriodS":0,"rev":8)")).rev == 8);
  CHECK(configure(config, state(R"("rev":6)")).rev == 6);
  const ConfigRefusal refused = configure(config, R"({"version":3})");
  CHECK(refused.rev == 0);
  CHECK(std::string(refused.key) == "state");
  CHECK(std::string(refused.rule) == "missing");
}

TEST_CASE("config: any noise and any damaged document is survived and leaves a config within its rules") {
  const std::string good = state(R"("rev":8,"samplePeriodS":10,"reportEveryS":60)");
  for (size_t bit = 0; bit < good.size() * 8; ++bit) {
    Config config;
    const Bytes damaged = withFlippedBit(text(good), bit);
    applyConfig(damaged.data(), damaged.size(), config);
    CHECK((config.samplePeriodS >= 3 && config.samplePeriodS <= 300));
    CHECK(config.reportEveryS >= config.samplePeriodS);
  }
  for (uint32_t seed = 1; seed < 3000; ++seed) {
    Config config;
    const Bytes noise = Noise(seed).bytes(seed % 200);
    CHECK(applyConfig(noise.data(), noise.size(), config).isRefused());
  }
}

TEST_CASE("config: it survives storage, and a damaged or rule-breaking blob changes nothing") {
  Config config;
  configure(config, state(R"("rev":4294967295,"samplePeriodS":300,"reportEveryS":3600,"areaMm2":100000000)"));
  uint8_t blob[configBlobBytes];
  saveConfig(config, blob);
  Config loaded;
  REQUIRE(loadConfig(blob, sizeof blob, loaded));
  CHECK(isSameConfig(loaded, config));
  for (size_t bit = 0; bit < configBlobBytes * 8; ++bit) {
    const Bytes damaged = withFlippedBit(Bytes(blob, blob + sizeof blob), bit);
    Config untouched;
    CHECK_FALSE(loadConfig(damaged.data(), damaged.size(), untouched));
    CHECK(untouched.rev == 0);
  }
  Config wrong;
  wrong.samplePeriodS = 0;
  saveConfig(wrong, blob);
  CHECK_FALSE(loadConfig(blob, sizeof blob, loaded));
  Config contradictory;
  contradictory.samplePeriodS = 10;
  saveConfig(contradictory, blob);
  CHECK_FALSE(loadConfig(blob, sizeof blob, loaded));
}

TEST_CASE("config: the report names the revision in force and the refusal") {
  char buffer[1500];
  Config config;
  config.rev = 7;
  const ConfigRefusal refused = configure(config, state(R"("rev":8,"colour":1)"));
  const auto report = nlohmann::json::parse(std::string(buffer, writeReportedConfig(config, refused, buffer, sizeof buffer)));
  CHECK(report.at("state").at("reported").at("rev") == 7);
  CHECK(report.at("state").at("reported").at("refused").at("key") == "colour");
  const auto fine = nlohmann::json::parse(std::string(buffer, writeReportedConfig(config, {}, buffer, sizeof buffer)));
  CHECK(fine.at("state").at("reported").at("refused").is_null());
}
