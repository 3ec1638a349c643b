#pragma once
#include "../core/quality.h"

namespace ct {

class Battery {
 public:
  /// Missing where the board cannot measure its supply.
  virtual Channel millivolts() = 0;

 protected:
  ~Battery() = default;
};

}  // namespace ct
