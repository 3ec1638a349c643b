#include "esp_image_source.h"

#include <esp_crt_bundle.h>
#include <esp_http_client.h>
#include <freertos/task.h>

#include <cstring>

namespace ct::esp32 {

namespace {

constexpr uint32_t stackBytes = 8192;
constexpr TickType_t pause = pdMS_TO_TICKS(20);

}  // namespace

bool EspImageSource::begin() {
  return pipe_.open(8192) && xTaskCreate(run, "image", stackBytes, this, tskIDLE_PRIORITY + 1, nullptr) == pdPASS;
}

bool EspImageSource::open(const char* url) {
  if (std::strncmp(url, "https://", 8) != 0 || std::strlen(url) >= sizeof url_) return false;
  const std::lock_guard<std::mutex> guard(urlGuard_);
  std::strcpy(url_, url);
  newest_ = (newest_ + 1) & 0x3FFFFFFF;
  if (newest_ == none) ++newest_;
  wanted_ = newest_;
  return true;
}

ImageState EspImageSource::state() {
  const uint32_t wanted = wanted_;
  if (wanted == none) return ImageState::failed;
  const uint32_t shown = shown_;
  if (shown >> 2 != wanted) return ImageState::opening;
  const auto state = static_cast<ImageState>(shown & 3);
  return state == ImageState::ended && !pipe_.isEmpty() ? ImageState::reading : state;
}

size_t EspImageSource::read(uint8_t* bytes, size_t capacity) {
  return state() == ImageState::reading ? pipe_.take(bytes, capacity) : 0;
}

void EspImageSource::run(void* self) {
  auto& source = *static_cast<EspImageSource*>(self);
  for (;;) {
    const uint32_t wanted = source.wanted_;
    if (wanted != none && source.shown_ >> 2 != wanted) source.fetch(wanted);
    vTaskDelay(pause);
  }
}

void* EspImageSource::connect() {
  esp_http_client_config_t config = {};
  const std::lock_guard<std::mutex> guard(urlGuard_);
  config.url = url_;
  config.timeout_ms = 20000;
  config.buffer_size = 4096;
  // A presigned URL is one long request line.
  config.buffer_size_tx = urlBytes + 512;
  config.crt_bundle_attach = esp_crt_bundle_attach;
  return esp_http_client_init(&config);
}

// The device reads from the pipe only while the number it wants is shown, so here nobody else uses it.
void EspImageSource::fetch(uint32_t number) {
  pipe_.clear();
  auto* const client = static_cast<esp_http_client_handle_t>(connect());
  const bool isAnswered = client != nullptr && esp_http_client_open(client, 0) == ESP_OK &&
                          esp_http_client_fetch_headers(client) >= 0 && esp_http_client_get_status_code(client) == 200;
  if (isAnswered) show(number, ImageState::reading);
  show(number, isAnswered && pump(client, number) ? ImageState::ended : ImageState::failed);
  if (client != nullptr) esp_http_client_cleanup(client);
}

bool EspImageSource::pump(void* client, uint32_t number) {
  auto* const connection = static_cast<esp_http_client_handle_t>(client);
  while (wanted_ == number) {
    if (pipe_.room() < sizeof piece_) {
      vTaskDelay(pause);
      continue;
    }
    const int count = esp_http_client_read(connection, reinterpret_cast<char*>(piece_), sizeof piece_);
    if (count < 0) return false;
    if (count == 0) return esp_http_client_is_complete_data_received(connection);
    pipe_.put(piece_, static_cast<size_t>(count));
  }
  return false;
}

}  // namespace ct::esp32
