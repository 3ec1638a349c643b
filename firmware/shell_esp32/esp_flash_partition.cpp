#include "esp_flash_partition.h"

#include "task_watchdog.h"

namespace ct::esp32 {

// An encrypted partition would show noise where it is erased, and the log tells erased bytes by their value.
EspFlash::EspFlash()
    : partition_(esp_partition_find_first(ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_ANY, "ringlog")) {
  if (partition_ != nullptr && partition_->encrypted) partition_ = nullptr;
}

uint32_t EspFlash::sectorCount() const { return partition_ == nullptr ? 0 : partition_->size / sectorBytes(); }

bool EspFlash::read(uint32_t address, uint8_t* bytes, size_t count) {
  return partition_ != nullptr && esp_partition_read(partition_, address, bytes, count) == ESP_OK;
}

bool EspFlash::program(uint32_t address, const uint8_t* bytes, size_t count) {
  return partition_ != nullptr && esp_partition_write(partition_, address, bytes, count) == ESP_OK;
}

// Some tens of milliseconds each, and a start may need several.
bool EspFlash::erase(uint32_t sector) {
  feedTaskWatchdog();
  return partition_ != nullptr &&
         esp_partition_erase_range(partition_, sector * sectorBytes(), sectorBytes()) == ESP_OK;
}

}  // namespace ct::esp32
