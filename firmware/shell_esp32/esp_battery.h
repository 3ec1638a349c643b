#pragma once
#include "../hal/battery.h"

namespace ct::esp32 {

class EspBattery final : public Battery {
 public:
  Channel millivolts() override;
};

}  // namespace ct::esp32
