#include "esp_pulse_counter.h"

#include <Arduino.h>
#include <esp_timer.h>

#include "pins.h"

namespace ct::esp32 {

void EspPulseCounter::open() {
  pinMode(pins::pulse, INPUT_PULLUP);
  attachInterruptArg(pins::pulse, onEdge, this, FALLING);
}

void IRAM_ATTR EspPulseCounter::onEdge(void* self) {
  auto& counter = *static_cast<EspPulseCounter*>(self);
  const int64_t nowUs = esp_timer_get_time();
  if (nowUs - counter.lastEdgeUs_ < bounceUs) return;
  counter.lastEdgeUs_ = nowUs;
  counter.count_.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace ct::esp32
