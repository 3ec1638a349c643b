#pragma once
#include "Arduino.h"
class TwoWire {
 public:
  bool begin(int sda, int scl, uint32_t frequency = 0);
  void setTimeOut(uint16_t timeOutMillis);
  void beginTransmission(uint8_t address);
  uint8_t endTransmission(bool stopBit);
  size_t requestFrom(uint8_t address, size_t len, bool stopBit);
  size_t write(const uint8_t* bytes, size_t count);
  int read();
};
extern TwoWire Wire;
