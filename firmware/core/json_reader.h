#pragma once
#include <cstddef>
#include <cstdint>

namespace ct {

/// Walks a JSON text without memory of its own. Enough for small documents of objects with whole numbers and strings;
/// anything else can be skipped. After the first mistake every call fails.
class JsonReader {
 public:
  JsonReader(const uint8_t* text, size_t count) : at_(text), end_(text + count) {}

  bool openObject() { return take('{'); }
  /// Next member of the open object. False at its end, which is taken, or at a mistake.
  bool nextMember(bool& isFirst, const char*& key, size_t& keyCount);
  bool wholeNumber(int64_t& value);
  /// What stands between a string's quotes, as it is written; `decodeJsonText` undoes the escapes.
  bool rawText(const char*& text, size_t& count) { return string(text, count); }
  /// Takes a `null` if one comes next; nothing otherwise.
  bool takeNull();
  bool skipValue();
  /// The next value as it is written.
  bool rawValue(const uint8_t*& text, size_t& count);
  /// Nothing but blanks is left and no mistake was made.
  bool isDone();
  bool failed() const { return failed_; }

 private:
  static constexpr int deepestNesting = 12;
  void skipBlanks();
  bool take(char character);
  bool fail();
  bool string(const char*& text, size_t& count);
  bool skipNested(int depth);
  bool skipWord();
  const uint8_t* at_;
  const uint8_t* end_;
  bool failed_ = false;
};

}  // namespace ct
