#include "esp_spi.h"

#include <Arduino.h>
#include <SPI.h>

#include "pins.h"

namespace ct::esp32 {

void EspSpi::open() {
  pinMode(pins::thermocoupleSelect, OUTPUT);
  digitalWrite(pins::thermocoupleSelect, HIGH);
  SPI.begin(pins::spiClock, pins::spiData, -1, -1);
}

// 1 MHz: both converters allow four and more, and the cable to the stack is long.
bool EspSpi::read(uint8_t* bytes, size_t count) {
  SPI.beginTransaction(SPISettings(1000000, MSBFIRST, SPI_MODE0));
  digitalWrite(pins::thermocoupleSelect, LOW);
  for (size_t i = 0; i < count; ++i) bytes[i] = SPI.transfer(0);
  digitalWrite(pins::thermocoupleSelect, HIGH);
  SPI.endTransaction();
  return true;
}

}  // namespace ct::esp32
