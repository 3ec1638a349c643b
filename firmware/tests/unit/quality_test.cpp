#include "../../core/quality.h"

#include "../vector_file.h"

using namespace ct;
using namespace ct::test;

TEST_CASE("quality codes, their order and which of them are faults agree with the contract") {
  const Json rows = vectorRows("quality-codes.json", "codes");
  CHECK(rows.size() == qualityCodeCount);
  for (const Json& row : rows) {
    const auto quality = static_cast<Quality>(row.at("code").get<uint8_t>());
    CHECK(row.at("name") == qualityName(quality));
    CHECK((row.at("withValue") == "fault") == isFault(quality));
  }
}
