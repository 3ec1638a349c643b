#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "sensor_conditions.h"

namespace ct::native {

/// One line of standard input, taken apart at its blanks. What cannot be read becomes absent or zero, and `isWhole` says
/// whether all that was asked for was there.
class Command {
 public:
  explicit Command(const std::string& line);
  std::string word();
  int64_t number();
  /// `-` is a sensor that does not answer, `!` one whose answer is damaged, else the number it shows.
  Shown shown();
  /// Everything after what was taken so far.
  std::string rest() const;
  bool isWhole() const { return isWhole_; }

 private:
  std::string line_;
  size_t at_ = 0;
  bool isWhole_ = true;
};

}  // namespace ct::native
