#pragma once
#include "../core/fitting.h"
#include "../core/sampler.h"
#include "esp_battery.h"
#include "esp_i2c.h"
#include "esp_pulse_counter.h"
#include "esp_spi.h"
#include "esp_uart.h"
#include "pins.h"

namespace ct::esp32 {

/// The board's ports to its sensors. Only what is fitted is opened; the rest answers nothing.
class SensorPorts {
 public:
  void open(const Fitting& fitting);
  SensorHal hal() { return {co2_, wind_, thermocouple_, i2c_, pulses_, battery_}; }

 private:
// The C3 has no third UART; its console is USB, so the first is free there.
#if defined(CONFIG_IDF_TARGET_ESP32C3)
  static constexpr uart_port_t co2Port = UART_NUM_1;
  static constexpr uart_port_t windPort = UART_NUM_0;
#else
  static constexpr uart_port_t co2Port = UART_NUM_2;
  static constexpr uart_port_t windPort = UART_NUM_1;
#endif
  EspUart co2_{co2Port, {pins::co2Rx, pins::co2Tx, UART_PIN_NO_CHANGE}};
  EspUart wind_{windPort, {pins::windRx, pins::windTx, pins::windDirection}};
  EspSpi thermocouple_;
  EspI2c i2c_;
  EspPulseCounter pulses_;
  EspBattery battery_;
};

}  // namespace ct::esp32
