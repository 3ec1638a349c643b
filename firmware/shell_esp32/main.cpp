#include <Arduino.h>

#include "board.h"
#include "task_watchdog.h"
#include "wifi_station.h"

namespace {

// Making a certificate request needs 4 KiB of stack at once.
constexpr uint32_t stackBytes = 16384;

// Above the network's tasks, so that a handshake on the only core of a C3 does not hold the sampler up.
constexpr UBaseType_t priority = tskIDLE_PRIORITY + 5;

void runBoard(void*) {
  ct::esp32::startTaskWatchdog();
  // The one allocation of the program; it lives for ever.
  auto& board = *new ct::esp32::Board();
  board.start();
  for (;;) {
    board.tick();
    vTaskDelay(pdMS_TO_TICKS(10));
  }
}

}  // namespace

void setup() {
  ct::esp32::ConsolePort::open();
  ct::esp32::startRadio();
  xTaskCreate(runBoard, "board", stackBytes, nullptr, priority, nullptr);
}

void loop() { vTaskDelete(nullptr); }
