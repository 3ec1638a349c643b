#include "esp_uart.h"

namespace ct::esp32 {

bool EspUart::open(uint32_t baud) {
  uart_config_t config = {};
  config.baud_rate = static_cast<int>(baud);
  config.data_bits = UART_DATA_8_BITS;
  config.parity = UART_PARITY_DISABLE;
  config.stop_bits = UART_STOP_BITS_1;
  config.flow_ctrl = UART_HW_FLOWCTRL_DISABLE;
  config.source_clk = UART_SCLK_DEFAULT;
  isOpen_ = uart_driver_install(port_, bufferBytes, bufferBytes, 0, nullptr, 0) == ESP_OK &&
            uart_param_config(port_, &config) == ESP_OK &&
            uart_set_pin(port_, pins_.tx, pins_.rx, pins_.direction, UART_PIN_NO_CHANGE) == ESP_OK;
  const bool isRs485 = pins_.direction != UART_PIN_NO_CHANGE;
  isOpen_ = isOpen_ && (!isRs485 || uart_set_mode(port_, UART_MODE_RS485_HALF_DUPLEX) == ESP_OK);
  return isOpen_;
}

size_t EspUart::read(uint8_t* bytes, size_t capacity) {
  if (!isOpen_) return 0;
  const int count = uart_read_bytes(port_, bytes, static_cast<uint32_t>(capacity), 0);
  return count > 0 ? static_cast<size_t>(count) : 0;
}

bool EspUart::write(const uint8_t* bytes, size_t count) {
  size_t room = 0;
  if (!isOpen_ || uart_get_tx_buffer_free_size(port_, &room) != ESP_OK || room < count) return false;
  return uart_write_bytes(port_, bytes, count) == static_cast<int>(count);
}

}  // namespace ct::esp32
