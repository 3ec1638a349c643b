#include "esp_kv.h"

#include <nvs_flash.h>

namespace ct::esp32 {

namespace {

constexpr const char* partition = "ctkv";

}  // namespace

bool EspKv::open() {
  return nvs_flash_init_partition(partition) == ESP_OK &&
         nvs_open_from_partition(partition, "ct", NVS_READWRITE, &handle_) == ESP_OK;
}

size_t EspKv::load(const char* key, uint8_t* bytes, size_t capacity) {
  size_t count = capacity;
  return nvs_get_blob(handle_, key, bytes, &count) == ESP_OK ? count : 0;
}

bool EspKv::store(const char* key, const uint8_t* bytes, size_t count) {
  return nvs_set_blob(handle_, key, bytes, count) == ESP_OK && nvs_commit(handle_) == ESP_OK;
}

}  // namespace ct::esp32
