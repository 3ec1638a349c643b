#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "../../core/json_reader.h"
#include "../../core/json_text.h"

using namespace ct;

namespace {

/// The decoded text, or "refused".
std::string decoded(const std::string& raw, size_t capacity = 64) {
  char text[64] = "before";
  if (decodeJsonText(raw.data(), raw.size(), text, capacity)) return text;
  CHECK(text[0] == '\0');
  return "refused";
}

}  // namespace

TEST_CASE("escapes are decoded as another JSON library decodes them") {
  for (const std::string raw : {R"(plain)", R"(-----BEGIN\nMIIB\/+=\r\n)", R"(\"\\\b\f\t)", R"(\u00e9\u20ac)",
                                R"(\ud83d\ude00)", R"(\uD83D\uDE00)", R"(\u007f)", "caf\xc3\xa9", ""}) {
    CAPTURE(raw);
    CHECK(decoded(raw) == nlohmann::json::parse("\"" + raw + "\"").get<std::string>());
  }
}

TEST_CASE("what is no JSON string, or would hide its end, is refused") {
  for (const std::string raw : {R"(\)", R"(\x)", R"(\u12)", R"(\u12g4)", R"(\u0000)", R"(\ud83d)", R"(\ud83dx)",
                                R"(\ud83d\n)", R"(\ud83d\u0041)", R"(\ude00)", "a\"b", "a\nb"}) {
    CAPTURE(raw);
    CHECK(decoded(raw) == "refused");
  }
}

TEST_CASE("a text that does not fit with its NUL is refused") {
  CHECK(decoded("1234567", 8) == "1234567");
  CHECK(decoded("12345678", 8) == "refused");
  CHECK(decoded(R"(1234\u20ac)", 8) == "1234\xe2\x82\xac");
  CHECK(decoded(R"(12345\u20ac)", 8) == "refused");
  CHECK_FALSE(decodeJsonText("", 0, nullptr, 0));
}

TEST_CASE("the reader gives strings and values as they are written, and null apart") {
  const std::string json = R"({"a":"x\ny", "b": {"c":[1,"}"]} ,"d":null,"e":nul})";
  JsonReader reader(reinterpret_cast<const uint8_t*>(json.data()), json.size());
  bool isFirst = true;
  const char* text = nullptr;
  size_t count = 0;
  const auto next = [&] { return reader.nextMember(isFirst, text, count); };
  REQUIRE(reader.openObject());
  REQUIRE(next());
  CHECK_FALSE(reader.takeNull());
  REQUIRE(reader.rawText(text, count));
  CHECK(std::string(text, count) == R"(x\ny)");
  REQUIRE(next());
  const uint8_t* value = nullptr;
  REQUIRE(reader.rawValue(value, count));
  CHECK(std::string(reinterpret_cast<const char*>(value), count) == R"({"c":[1,"}"]})");
  REQUIRE(next());
  CHECK(reader.takeNull());
  REQUIRE(next());
  CHECK_FALSE(reader.takeNull());
  CHECK_FALSE(reader.failed());
}
