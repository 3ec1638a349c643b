#pragma once
#include <driver/uart.h>

#include "../hal/uart.h"

namespace ct::esp32 {

struct UartPins {
  int rx;
  int tx;
  /// Drives an RS485 transceiver's DE and RE while sending; UART_PIN_NO_CHANGE where there is none.
  int direction;
};

/// A hardware UART, 8N1, buffered by interrupts both ways.
class EspUart final : public Uart {
 public:
  EspUart(uart_port_t port, const UartPins& pins) : port_(port), pins_(pins) {}
  bool open(uint32_t baud);
  size_t read(uint8_t* bytes, size_t capacity) override;
  bool write(const uint8_t* bytes, size_t count) override;

 private:
  static constexpr int bufferBytes = 512;
  uart_port_t port_;
  UartPins pins_;
  bool isOpen_ = false;
};

}  // namespace ct::esp32
