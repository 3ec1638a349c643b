// The rows of contract/vectors/device-configuration.json, which hold this table and the contract's schema together.
#include <doctest/doctest.h>

#include <string>

#include "../../core/config_fields.h"
#include "../vector_file.h"

using namespace ct;
using namespace ct::test;

namespace {

const ConfigField* fieldOf(const std::string& key) {
  for (const auto& field : configFields) {
    if (key == field.key) return &field;
  }
  return nullptr;
}

Config configOf(const Json& members) {
  Config config;
  for (const auto& member : members.items()) {
    const ConfigField* field = fieldOf(member.key());
    REQUIRE(field != nullptr);
    setValue(*field, config, member.value().get<uint32_t>());
  }
  return config;
}

ConfigRefusal apply(const Json& delta, Config& config) {
  const std::string document = Json{{"version", 3}, {"state", delta}}.dump();
  return applyConfig(reinterpret_cast<const uint8_t*>(document.data()), document.size(), config);
}

bool isSame(const Config& a, const Config& b) {
  for (const auto& field : configFields) {
    if (valueOf(field, a) != valueOf(field, b)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("config: the fields are those of the contract, in its order, with its ranges and initial values") {
  const Json rows = vectorRows("device-configuration.json", "fields");
  REQUIRE_MESSAGE(rows.size() == configFieldCount,
                  "change config_fields.h, contract/device-configuration.ts and the vectors together");
  const Config initial;
  for (size_t i = 0; i < configFieldCount; ++i) {
    const ConfigField& field = configFields[i];
    CAPTURE(field.key);
    CHECK(rows[i].at("key") == field.key);
    CHECK(rows[i].at("least") == field.least);
    CHECK(rows[i].at("most") == field.most);
    CHECK(rows[i].at("initial") == valueOf(field, initial));
  }
}

TEST_CASE("config: every delta of the contract is taken whole or refused for the same key and rule") {
  for (const auto& row : vectorRows("device-configuration.json", "deltas")) {
    Config config = configOf(row.at("before"));
    const Config before = config;
    const ConfigRefusal refused = apply(row.at("delta"), config);
    CAPTURE(row.at("name").get<std::string>());
    CHECK(refused.isRefused() != row.at("refused").is_null());
    if (refused.isRefused() && !row.at("refused").is_null()) {
      CHECK(row.at("refused").at("key") == refused.key);
      CHECK(row.at("refused").at("rule") == refused.rule);
    }
    Config expected = before;
    if (!refused.isRefused()) {
      for (const auto& member : row.at("delta").items()) setValue(*fieldOf(member.key()), expected, member.value());
    }
    CHECK(isSame(config, expected));
  }
}
