#include "command.h"

#include <cstdlib>

namespace ct::native {

Command::Command(const std::string& line) : line_(line) {}

std::string Command::word() {
  while (at_ < line_.size() && line_[at_] == ' ') ++at_;
  const size_t start = at_;
  while (at_ < line_.size() && line_[at_] != ' ') ++at_;
  if (at_ == start) isWhole_ = false;
  return line_.substr(start, at_ - start);
}

int64_t Command::number() {
  const std::string text = word();
  char* end = nullptr;
  const long long value = std::strtoll(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0') isWhole_ = false;
  return value;
}

Shown Command::shown() {
  const size_t before = at_;
  const std::string text = word();
  if (text == "-") return {Shown::State::absent, 0};
  if (text == "!") return {Shown::State::damaged, 0};
  at_ = before;
  return {Shown::State::value, static_cast<int32_t>(number())};
}

std::string Command::rest() const {
  const size_t start = line_.find_first_not_of(' ', at_);
  return start == std::string::npos ? "" : line_.substr(start);
}

}  // namespace ct::native
