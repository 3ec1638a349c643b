#include "json_reader.h"

#include <cstring>

namespace ct {

bool JsonReader::fail() {
  failed_ = true;
  return false;
}

void JsonReader::skipBlanks() {
  while (at_ < end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r')) ++at_;
}

bool JsonReader::take(char character) {
  if (failed_) return false;
  skipBlanks();
  if (at_ == end_ || *at_ != static_cast<uint8_t>(character)) return fail();
  ++at_;
  return true;
}

bool JsonReader::nextMember(bool& isFirst, const char*& key, size_t& keyCount) {
  if (failed_) return false;
  skipBlanks();
  if (at_ < end_ && *at_ == '}') {
    ++at_;
    return false;
  }
  if (!isFirst && !take(',')) return false;
  isFirst = false;
  return string(key, keyCount) && take(':');
}

// Escapes are stepped over, not decoded: no key of ours has one, so an escaped key is simply an unknown one.
bool JsonReader::string(const char*& text, size_t& count) {
  if (!take('"')) return false;
  const uint8_t* start = at_;
  while (at_ < end_ && *at_ != '"') {
    if (*at_ < 0x20) return fail();
    if (*at_ == '\\') ++at_;
    if (at_ == end_) return fail();
    ++at_;
  }
  if (at_ == end_) return fail();
  text = reinterpret_cast<const char*>(start);
  count = static_cast<size_t>(at_ - start);
  ++at_;
  return true;
}

bool JsonReader::wholeNumber(int64_t& value) {
  if (failed_) return false;
  skipBlanks();
  const bool isNegative = at_ < end_ && *at_ == '-';
  if (isNegative) ++at_;
  const uint8_t* start = at_;
  int64_t size = 0;
  while (at_ < end_ && *at_ >= '0' && *at_ <= '9') {
    if (at_ - start >= 15) return fail();
    size = size * 10 + (*at_++ - '0');
  }
  const bool hasLeadingZero = at_ - start > 1 && *start == '0';
  const bool goesOn = at_ < end_ && (*at_ == '.' || *at_ == 'e' || *at_ == 'E');
  if (at_ == start || hasLeadingZero || goesOn) return fail();
  value = isNegative ? -size : size;
  return true;
}

bool JsonReader::takeNull() {
  skipBlanks();
  if (failed_ || end_ - at_ < 4 || std::memcmp(at_, "null", 4) != 0) return false;
  at_ += 4;
  return true;
}

bool JsonReader::skipValue() { return skipNested(0); }

bool JsonReader::rawValue(const uint8_t*& text, size_t& count) {
  skipBlanks();
  text = at_;
  if (!skipValue()) return false;
  count = static_cast<size_t>(at_ - text);
  return true;
}

bool JsonReader::skipNested(int depth) {
  if (failed_ || depth > deepestNesting) return fail();
  skipBlanks();
  if (at_ == end_) return fail();
  const char* text = nullptr;
  size_t count = 0;
  if (*at_ == '"') return string(text, count);
  if (*at_ != '{' && *at_ != '[') return skipWord();
  const bool isObject = *at_++ == '{';
  const uint8_t close = isObject ? '}' : ']';
  for (bool isFirst = true;; isFirst = false) {
    skipBlanks();
    if (at_ < end_ && *at_ == close) {
      ++at_;
      return true;
    }
    if (!isFirst && !take(',')) return false;
    if (isObject && (!string(text, count) || !take(':'))) return false;
    if (!skipNested(depth + 1)) return false;
  }
}

bool JsonReader::skipWord() {
  const uint8_t* start = at_;
  while (at_ < end_ && ((*at_ >= 'a' && *at_ <= 'z') || (*at_ >= '0' && *at_ <= '9') || *at_ == '-' || *at_ == '+' ||
                        *at_ == '.' || *at_ == 'E')) {
    ++at_;
  }
  return at_ > start || fail();
}

bool JsonReader::isDone() {
  skipBlanks();
  return !failed_ && at_ == end_;
}

}  // namespace ct
