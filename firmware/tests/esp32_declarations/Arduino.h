#pragma once
#include <cstddef>
#include <cstdint>

#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "sdkconfig.h"

#define HIGH 0x1
#define LOW 0x0
#define OUTPUT 0x03
#define INPUT_PULLUP 0x05
#define FALLING 0x02
#define MSBFIRST 1
#define IRAM_ATTR

extern "C" {
void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t val);
void attachInterruptArg(uint8_t pin, void (*userFunc)(void*), void* arg, int intr_type);
uint32_t analogReadMilliVolts(uint8_t pin);
void configTime(long gmtOffset_sec, int daylightOffset_sec, const char* server1, const char* server2 = nullptr,
                const char* server3 = nullptr);
}

// HardwareSerial on the ESP32, HWCDC on the C3: both have these.
class SerialDeclaration {
 public:
  size_t setRxBufferSize(size_t new_size);
#if defined(CONFIG_IDF_TARGET_ESP32C3)
  void begin(unsigned long baud = 0);
#else
  void begin(unsigned long baud, uint32_t config = 0x800001c, int8_t rxPin = -1, int8_t txPin = -1, bool invert = false,
             unsigned long timeout_ms = 20000UL, uint8_t rxfifo_full_thrhd = 120);
#endif
  int available(void);
  size_t read(uint8_t* buffer, size_t size);
  size_t write(const uint8_t* buffer, size_t size);
  void flush(void);
};
extern SerialDeclaration Serial;

void setup();
void loop();
