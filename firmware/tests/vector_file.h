#pragma once
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace ct::test {

using Json = nlohmann::ordered_json;

/// The rows under `key` of a file in contract/vectors, the very file the TypeScript tests read.
/// A moved or emptied file fails here instead of passing silently.
inline Json vectorRows(const std::string& file, const std::string& key) {
  std::ifstream stream(std::string(VECTORS) + "/" + file);
  REQUIRE_MESSAGE(stream.good(), "cannot open " << file << ": run from a full checkout");
  const Json rows = Json::parse(stream).at(key);
  REQUIRE_MESSAGE(!rows.empty(), file << " has no rows under " << key);
  return rows;
}

}  // namespace ct::test
