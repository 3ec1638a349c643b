#include "../../core/ota_order.h"

#include <doctest/doctest.h>

#include <string>

#include "../bytes.h"

using namespace ct;
using namespace ct::test;

namespace {

const std::string url = "https://bucket.s3.eu-west-1.amazonaws.com/ct-1.5.0.bin?X-Amz-Signature=ab%2Fcd&x=1";
const std::string document = R"({"url":")" + url + R"(","bytes":1048576,"signature":"MEUCIQ=="})";

std::string notified(const std::string& jobId, const std::string& jobDocument) {
  return R"({"timestamp":1795478400,"execution":{"jobId":")" + jobId +
         R"(","status":"QUEUED","queuedAt":1795478400,"versionNumber":1,"executionNumber":1,"jobDocument":)" + jobDocument +
         "}}";
}

OtaOrderKind read(const std::string& message, OtaOrder& order) {
  return readOtaOrder(reinterpret_cast<const uint8_t*>(message.data()), message.size(), order);
}

OtaOrderKind kindOf(const std::string& message) {
  OtaOrder order;
  return read(message, order);
}

}  // namespace

TEST_CASE("OTA order: what AWS IoT Jobs sends is read whole") {
  OtaOrder order;
  const std::string message = notified("firmware-1-5-0", document);
  REQUIRE(read(message, order) == OtaOrderKind::order);
  CHECK(std::string(order.jobId, order.jobIdCount) == "firmware-1-5-0");
  CHECK(std::string(order.url, order.urlCount) == url);
  CHECK(order.imageBytes == 1048576);
  CHECK(Bytes(order.signature, order.signature + order.signatureBytes) == hex("30 45 02 21"));
}

TEST_CASE("OTA order: the order of members does not matter") {
  OtaOrder order;
  const std::string message = R"({"execution":{"jobDocument":)" + document + R"(,"jobId":"a"},"clientToken":"x"})";
  CHECK(read(message, order) == OtaOrderKind::order);
}

TEST_CASE("OTA order: no job is told from an unreadable message") {
  CHECK(kindOf(R"({"timestamp":1795478400,"execution":{}})") == OtaOrderKind::none);
  CHECK(kindOf(R"({"timestamp":1795478400})") == OtaOrderKind::none);
  for (const char* message : {"", "{", "[]", "{\"execution\":5}", "{\"execution\":{\"jobId\":5}}", "{\"execution\":{}} x"}) {
    CAPTURE(message);
    CHECK(kindOf(message) == OtaOrderKind::unreadable);
  }
}

TEST_CASE("OTA order: an id that could leave its place in a topic is not answered") {
  for (const std::string& id : {std::string(), std::string("a/b"), std::string("a+"), std::string("#"), std::string("a b"),
                                std::string("a\\\\u0000"), std::string(65, 'a')}) {
    CAPTURE(id);
    CHECK(kindOf(notified(id, document)) == OtaOrderKind::unreadable);
  }
  CHECK(kindOf(notified(std::string(64, 'a'), document)) == OtaOrderKind::order);
}

TEST_CASE("OTA order: a document that is not exactly ours is invalid, with its job's id known") {
  const std::string parts[] = {R"("url":"https://h/i")", R"("bytes":10)", R"("signature":"MEUCIQ==")"};
  const auto of = [](const std::string& a, const std::string& b, const std::string& c) { return "{" + a + "," + b + "," + c + "}"; };
  CHECK(kindOf(notified("j", of(parts[0], parts[1], parts[2]))) == OtaOrderKind::order);
  const std::string wrong[] = {
      "{}",
      "null",
      "[]",
      "\"x\"",
      "{" + parts[0] + "," + parts[1] + "}",
      "{" + parts[0] + "," + parts[2] + "}",
      "{" + parts[1] + "," + parts[2] + "}",
      of(parts[0], parts[1], parts[2] + "," + parts[1]),
      of(parts[0], parts[1], parts[2] + R"(,"version":"1.5.0")"),
      of(R"("url":"http://h/i")", parts[1], parts[2]),
      of(R"("url":"https://")", parts[1], parts[2]),
      of(R"("url":"https://h/\u0041")", parts[1], parts[2]),
      of(R"("url":"https://h/a b")", parts[1], parts[2]),
      of(R"("url":5)", parts[1], parts[2]),
      of(parts[0], R"("bytes":0)", parts[2]),
      of(parts[0], R"("bytes":-1)", parts[2]),
      of(parts[0], R"("bytes":4294967296)", parts[2]),
      of(parts[0], R"("bytes":"10")", parts[2]),
      of(parts[0], parts[1], R"("signature":"")"),
      of(parts[0], parts[1], R"("signature":"MEUCIQ=")"),
      of(parts[0], parts[1], R"("signature":")" + std::string(100, 'A') + R"(")"),
  };
  for (const std::string& one : wrong) {
    CAPTURE(one);
    CHECK(kindOf(notified("j", one)) == OtaOrderKind::invalid);
  }
}

TEST_CASE("OTA order: a message cut short or damaged at any bit is survived") {
  const std::string whole = notified("j", document);
  for (size_t length = 0; length < whole.size(); ++length) CHECK(kindOf(whole.substr(0, length)) == OtaOrderKind::unreadable);
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    const Bytes damaged = withFlippedBit(text(whole), bit);
    OtaOrder order;
    if (readOtaOrder(damaged.data(), damaged.size(), order) != OtaOrderKind::order) continue;
    CHECK(order.imageBytes > 0);
    CHECK(order.signatureBytes <= sizeof order.signature);
  }
}
