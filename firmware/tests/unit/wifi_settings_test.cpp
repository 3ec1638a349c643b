#include <doctest/doctest.h>

#include <string>

#include "../../core/wifi_settings.h"
#include "../fake_kv.h"

using namespace ct;
using namespace ct::test;

namespace {

const char* read(const std::string& json, WifiSettings& wifi) {
  return readWifiSettings(reinterpret_cast<const uint8_t*>(json.data()), json.size(), wifi);
}

}  // namespace

TEST_CASE("a network is kept over a restart, an open one too") {
  FakeKv kv;
  WifiSettings wifi;
  for (const char* password : {"leaf & bud", ""}) {
    REQUIRE(read(std::string(R"({"password":")") + password + R"(","name":"Factory \u00e9"})", wifi) == nullptr);
    REQUIRE(saveWifiSettings(wifi, kv));
    WifiSettings again;
    REQUIRE(loadWifiSettings(kv, again));
    CHECK(std::string(again.name) == "Factory \xc3\xa9");
    CHECK(std::string(again.password) == password);
  }
}

TEST_CASE("a damaged network is none") {
  FakeKv kv;
  WifiSettings wifi;
  REQUIRE(read(R"({"name":"roof","password":"12345678"})", wifi) == nullptr);
  REQUIRE(saveWifiSettings(wifi, kv));
  kv.values["wifi"] = withFlippedBit(kv.values["wifi"], 9);
  CHECK_FALSE(loadWifiSettings(kv, wifi));
  CHECK_FALSE(wifi.isSet());
}

TEST_CASE("what is no network changes nothing") {
  WifiSettings wifi;
  REQUIRE(read(R"({"name":"roof","password":"12345678"})", wifi) == nullptr);
  for (const std::string& json :
       {std::string("{}"), std::string(R"({"name":"x"})"), std::string(R"({"name":"","password":""})"),
        std::string(R"({"name":"x","password":"1234567"})"), std::string(R"({"name":"x","password":7})"),
        std::string(R"({"name":"x","password":"","extra":1})"), std::string(R"({"name":"x","name":"y","password":""})"),
        R"({"name":")" + std::string(33, 'n') + R"(","password":""})",
        R"({"name":"x","password":")" + std::string(65, 'p') + R"("})", std::string(R"({"name":"x","password":""}x)")}) {
    CAPTURE(json);
    CHECK(read(json, wifi) != nullptr);
    CHECK(std::string(wifi.name) == "roof");
  }
}
