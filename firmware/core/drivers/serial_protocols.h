#pragma once
#include "gss.h"
#include "k33.h"
#include "serial_protocol.h"
#include "wind_rs485.h"
#include "winsen.h"

namespace ct {

/// The byte languages `SerialExchange` can speak, each an adapter of one decoder.
class WinsenProtocol final : public SerialProtocol {
 public:
  explicit WinsenProtocol(int32_t fullScalePpm) : fullScalePpm_(fullScalePpm) {}
  const uint8_t* request(size_t& count) const override;
  void reset() override;
  bool push(uint8_t byte, Channel& channel) override;
  bool sawDamage() const override { return decoder_.checksumErrors() != errorsBefore_; }
  /// Temperature of the cell in the newest answer, °C.
  int32_t cellC() const { return cellC_; }

 private:
  int32_t fullScalePpm_;
  winsen::Decoder decoder_;
  uint32_t errorsBefore_ = 0;
  int32_t cellC_ = 0;
};

/// Sets the sensor up before the first reading: polling mode, then its own multiplier. A model that does not tell one is
/// believed to have the configured one.
class GssProtocol final : public SerialProtocol {
 public:
  GssProtocol(int32_t multiplier, int32_t fullScalePpm) : multiplier_(multiplier), fullScalePpm_(fullScalePpm) {}
  const uint8_t* request(size_t& count) const override;
  void reset() override;
  bool push(uint8_t byte, Channel& channel) override;
  bool sawDamage() const override { return isDamaged_; }
  bool goesOn() override;

 private:
  enum class Step : uint8_t { polling_mode, multiplier, reading };
  bool takeLine(const gss::Line& line, Channel& channel);
  int32_t multiplier_;
  int32_t fullScalePpm_;
  gss::Decoder decoder_;
  Step step_ = Step::polling_mode;
  bool isAnswered_ = false;
  bool isDamaged_ = false;
};

/// K33 and RS485 wind differ only in how the register becomes a channel.
class ModbusProtocol : public SerialProtocol {
 public:
  explicit ModbusProtocol(const modbus::Query& query);
  const uint8_t* request(size_t& count) const override;
  void reset() override;
  bool push(uint8_t byte, Channel& channel) override;
  bool sawDamage() const override { return decoder_.checksumErrors() != errorsBefore_; }

 protected:
  ~ModbusProtocol() = default;
  virtual Channel channelOf(uint16_t count) const = 0;

 private:
  uint8_t request_[8] = {};
  modbus::Decoder decoder_;
  uint32_t errorsBefore_ = 0;
};

class K33Protocol final : public ModbusProtocol {
 public:
  K33Protocol(int32_t ppmPerCount, int32_t fullScalePpm)
      : ModbusProtocol(k33::query), ppmPerCount_(ppmPerCount), fullScalePpm_(fullScalePpm) {}

 private:
  Channel channelOf(uint16_t count) const override;
  int32_t ppmPerCount_;
  int32_t fullScalePpm_;
};

class WindProtocol final : public ModbusProtocol {
 public:
  explicit WindProtocol(const wind_rs485::Options& options) : ModbusProtocol(options.query), options_(options) {}

 private:
  Channel channelOf(uint16_t count) const override;
  wind_rs485::Options options_;
};

}  // namespace ct
