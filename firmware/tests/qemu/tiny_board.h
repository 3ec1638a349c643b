#pragma once
#include <string.h>

#include "../../core/device.h"
#include "../../shell_native/no_ota.h"

namespace ct::qemu {

class NoValues final : public Kv {
 public:
  size_t load(const char*, uint8_t*, size_t) override { return 0; }
  bool store(const char*, const uint8_t*, size_t) override { return true; }
};

class CountingRng final : public Rng {
 public:
  uint32_t next() override { return state_ = state_ * 1664525u + 1013904223u; }

 private:
  uint32_t state_ = 1;
};

/// A GSS sensor at 9.8 %.
class Co2Wire final : public Uart {
 public:
  size_t read(uint8_t* bytes, size_t) override {
    const size_t count = answer_ == nullptr ? 0 : strlen(answer_);
    if (count > 0) memcpy(bytes, answer_, count);
    answer_ = nullptr;
    return count;
  }
  bool write(const uint8_t* request, size_t) override {
    answer_ = request[0] == 'K' ? " K 00002\r\n" : request[0] == '.' ? " . 00010\r\n" : " Z 09800\r\n";
    return true;
  }

 private:
  const char* answer_ = nullptr;
};

/// A MAX31855 at 185.25 °C, an anemometer that turns twice a call, 13.2 V, and nobody on I2C.
class OtherSensors final : public Spi, public I2c, public PulseCounter, public Battery {
 public:
  bool read(uint8_t* bytes, size_t count) override {
    static const uint8_t frame[] = {0x0B, 0x94, 0x19, 0x00};
    memcpy(bytes, frame, count < sizeof frame ? count : sizeof frame);
    return true;
  }
  bool write(uint8_t, const uint8_t*, size_t) override { return false; }
  bool read(uint8_t, uint8_t*, size_t) override { return false; }
  uint32_t count() override { return pulses_ += 2; }
  Channel millivolts() override { return Channel::of(13200); }

 private:
  uint32_t pulses_ = 0;
};

}  // namespace ct::qemu
