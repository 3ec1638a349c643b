#include "gss.h"

namespace ct::gss {

Step Decoder::push(uint8_t byte, Line& line) {
  if (byte == '\n') return finish(line);
  // What does not fit is longer than any answer, so the count tells that it is none.
  if (count_ < sizeof text_) text_[count_++] = byte;
  return Step::waiting;
}

Step Decoder::finish(Line& line) {
  const size_t length = count_;
  count_ = 0;
  const size_t start = length > 0 && text_[0] == ' ' ? 1 : 0;
  if (length != start + 8 || text_[length - 1] != '\r') return Step::malformed;
  const uint8_t command = text_[start];
  if ((command != 'Z' && command != 'z' && command != '.' && command != 'K') || text_[start + 1] != ' ') return Step::malformed;
  uint32_t count = 0;
  for (size_t i = start + 2; i < start + 7; ++i) {
    if (text_[i] < '0' || text_[i] > '9') return Step::malformed;
    count = count * 10 + (text_[i] - '0');
  }
  line = {static_cast<char>(command), count};
  return Step::line;
}

Channel co2Channel(const Line& line, int32_t multiplier, int32_t fullScalePpm) {
  // Only the filtered value is asked for; any other letter is a damaged or foreign answer.
  if (line.command != 'Z') return Channel::missing(Quality::checksum);
  const int64_t ppm = static_cast<int64_t>(line.count) * multiplier;
  if (ppm > 1000000) return Channel::missing(Quality::implausible);
  return Channel::of(static_cast<int32_t>(ppm), ppm >= fullScalePpm ? Quality::over_range : Quality::ok);
}

}  // namespace ct::gss
