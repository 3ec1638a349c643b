#include "task_watchdog.h"

#include <esp_task_wdt.h>

namespace ct::esp32 {

// The core may have started it with its own limits already.
void startTaskWatchdog() {
  esp_task_wdt_config_t config = {};
  config.timeout_ms = 30000;
  config.trigger_panic = true;
  if (esp_task_wdt_init(&config) != ESP_OK) esp_task_wdt_reconfigure(&config);
  esp_task_wdt_add(nullptr);
}

void feedTaskWatchdog() { esp_task_wdt_reset(); }

}  // namespace ct::esp32
