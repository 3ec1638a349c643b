#pragma once
#include <cstdint>

#include "esp_err.h"
extern "C" {
typedef struct esp_http_client* esp_http_client_handle_t;
// The members the shell sets, in the order they have there; the real structure has more between them.
typedef struct {
  const char* url;
  int timeout_ms;
  int buffer_size;
  int buffer_size_tx;
  esp_err_t (*crt_bundle_attach)(void* conf);
} esp_http_client_config_t;
esp_http_client_handle_t esp_http_client_init(const esp_http_client_config_t* config);
esp_err_t esp_http_client_open(esp_http_client_handle_t client, int write_len);
int64_t esp_http_client_fetch_headers(esp_http_client_handle_t client);
int esp_http_client_get_status_code(esp_http_client_handle_t client);
int esp_http_client_read(esp_http_client_handle_t client, char* buffer, int len);
bool esp_http_client_is_complete_data_received(esp_http_client_handle_t client);
esp_err_t esp_http_client_cleanup(esp_http_client_handle_t client);
}
