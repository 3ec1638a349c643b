#pragma once
#include <optional>

#include "../core/device.h"
#include "../core/setup_console.h"
#include "../ports/mbedtls_device_key.h"
#include "../ports/mbedtls_stream.h"
#include "console_port.h"
#include "esp_flash_partition.h"
#include "esp_image_source.h"
#include "esp_kv.h"
#include "esp_ota_slots.h"
#include "sensor_ports.h"
#include "task_stream.h"

namespace ct::esp32 {

/// Introduces the chip to the core. Decides nothing but the order of starting.
class Board {
 public:
  Board();
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  void start();
  void tick();

 private:
  void startDevice();
  void tickDevice();
  void restart();
  uint8_t ledCode() const;

  EspKv kv_;
  EspFlash flash_;
  MbedtlsRandom random_;
  /// The TLS task's own: mbedTLS guards no generator against two tasks.
  MbedtlsRandom tlsRandom_;
  MbedtlsDeviceKey key_;
  IdentityText identity_;
  BlockingResolver resolver_;
  MbedtlsStream tls_;
  TaskStream stream_;
  EspOtaSlots slots_;
  EspImageSource images_;
  SensorPorts sensors_;
  ConsolePort port_;
  SetupConsole console_;
  bool isStorageUsable_ = false;
  std::optional<Device> device_;
};

}  // namespace ct::esp32
