#pragma once
#include <array>

#include "../core/crc.h"
#include "../core/sampler.h"
#include "fake_uart.h"

namespace ct::test {

class FakeSpi final : public Spi {
 public:
  Bytes frame;
  bool answers = true;
  bool read(uint8_t* bytes, size_t count) override {
    if (!answers || frame.size() < count) return false;
    std::copy_n(frame.begin(), count, bytes);
    return true;
  }
};

/// An SDP8xx: measures only after the start command, and refuses that while it measures.
struct FakePitot {
  bool isPlugged = true;
  bool isRunning = false;
  int starts = 0;
  Bytes frame = hex("02 58 9F 13 88 01 00 3C 39");

  bool write(const Bytes& bytes) {
    if (!isPlugged || isRunning || bytes != hex("36 15")) return false;
    ++starts;
    return isRunning = true;
  }
  bool read(uint8_t* bytes, size_t count) const {
    if (!isPlugged || !isRunning || count != frame.size()) return false;
    std::copy(frame.begin(), frame.end(), bytes);
    return true;
  }
};

/// A BMP280 with the data sheet's calibration and, after each forced measurement, its worked example.
struct FakeBarometer {
  bool isPlugged = true;
  int calibrationsRead = 0;
  std::array<uint8_t, 256> registers{};
  uint8_t at = 0;

  FakeBarometer() {
    const Bytes calibration = hex("70 6B 43 67 18 FC 7D 8E 43 D6 D0 0B 27 0B 8C 00 F9 FF 8C 3C F8 C6 70 17");
    std::copy(calibration.begin(), calibration.end(), registers.begin() + 0x88);
    registers[0xD0] = 0x58;
    loseSupply();
  }
  /// The data registers hold "skipped" until something was measured.
  void loseSupply() {
    const Bytes skipped = hex("80 00 00 80 00 00");
    std::copy(skipped.begin(), skipped.end(), registers.begin() + 0xF7);
  }
  bool write(const Bytes& bytes) {
    if (!isPlugged) return false;
    at = bytes[0];
    const Bytes example = hex("65 5A C0 7E ED 00");
    if (bytes.size() == 2 && at == 0xF4 && (bytes[1] & 3) == 1) {
      std::copy(example.begin(), example.end(), registers.begin() + 0xF7);
    }
    return true;
  }
  bool read(uint8_t* bytes, size_t count) {
    if (!isPlugged) return false;
    if (at == 0x88) ++calibrationsRead;
    std::copy_n(registers.begin() + at, count, bytes);
    return true;
  }
};

class FakeI2c final : public I2c {
 public:
  FakePitot pitot;
  FakeBarometer barometer;
  bool write(uint8_t address, const uint8_t* bytes, size_t count) override {
    const Bytes written(bytes, bytes + count);
    if (address == 0x25) return pitot.write(written);
    return address == 0x76 && barometer.write(written);
  }
  bool read(uint8_t address, uint8_t* bytes, size_t count) override {
    if (address == 0x25) return pitot.read(bytes, count);
    return address == 0x76 && barometer.read(bytes, count);
  }
};

class FakePulses final : public PulseCounter {
 public:
  uint32_t pulses = 0;
  uint32_t count() override { return pulses; }
};

class FakeBattery final : public Battery {
 public:
  Channel reading = Channel::of(13200);
  Channel millivolts() override { return reading; }
};

inline Bytes withCrc16(Bytes frame) {
  const uint16_t crc = crc16Modbus(frame.data(), frame.size());
  frame.push_back(static_cast<uint8_t>(crc));
  frame.push_back(static_cast<uint8_t>(crc >> 8));
  return frame;
}

/// A CO2 sensor of one kind behind its UART, as it behaves on the wire.
struct FakeCo2 {
  Co2Kind kind = Co2Kind::gss;
  int32_t ppm = 98000;
  bool isPlugged = true;
  /// A GSS sensor streams from its supply on, until it is told not to.
  bool isStreaming = true;
  bool isBaselineOff = false;
  uint32_t multiplier = 10;

  void plug(bool in) {
    isPlugged = in;
    isStreaming = true;
    isBaselineOff = false;
  }
  Bytes frame() const {
    if (kind == Co2Kind::gss) return line('Z', static_cast<uint32_t>(ppm) / multiplier);
    const int32_t count = kind == Co2Kind::k33 ? ppm / 10 : ppm;
    const auto high = static_cast<uint8_t>(count >> 8);
    const auto low = static_cast<uint8_t>(count);
    if (kind == Co2Kind::k33) return withCrc16({0xFE, 0x04, 0x02, high, low});
    Bytes winsen = {0xFF, 0x86, high, low, 0x3D, 0, 0, 0, 0};
    winsen[8] = checksumWinsen(winsen.data());
    return winsen;
  }
  Bytes answerTo(const Bytes& request) {
    if (!isPlugged) return {};
    if (kind != Co2Kind::gss) {
      if (request == hex("FF 01 79 00 00 00 00 00 86")) {
        isBaselineOff = true;
        return {};
      }
      return frame();
    }
    if (request[0] == 'K') isStreaming = false;
    const Bytes stream = isStreaming ? text(" Z 09999 z 09998\r\n") : Bytes();
    if (request[0] == 'K') return joined(stream, line('K', 2));
    return joined(stream, request[0] == '.' ? line('.', multiplier) : isStreaming ? Bytes() : frame());
  }

 private:
  static Bytes line(char command, uint32_t count) {
    char characters[16];
    std::snprintf(characters, sizeof characters, " %c %05u\r\n", command, static_cast<unsigned>(count));
    return text(characters);
  }
};

/// Everything a sampler asks, in virtual time.
struct Sensors {
  FakeUart co2Port;
  FakeUart windPort;
  FakeSpi thermocouple;
  FakeI2c i2c;
  FakePulses pulses;
  FakeBattery battery;
  FakeCo2 co2;

  Sensors() {
    // 185.25 °C at a MAX31855.
    thermocouple.frame = hex("0B 94 19 00");
    co2Port.answerTo = [this](const Bytes& request) { return co2.answerTo(request); };
    windPort.answer = hex("01 03 02 00 20 B9 9C");
  }
  SensorHal hal() { return {co2Port, windPort, thermocouple, i2c, pulses, battery}; }
};

}  // namespace ct::test
