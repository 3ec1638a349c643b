#pragma once
#include "gss.h"
#include "k33.h"
#include "wind_rs485.h"
#include "winsen.h"

namespace ct {

/// The byte languages `SerialExchange` can speak, each an adapter of one decoder.
class WinsenProtocol {
 public:
  explicit WinsenProtocol(int32_t fullScalePpm) : fullScalePpm_(fullScalePpm) {}
  const uint8_t* request(size_t& count) const;
  void reset();
  bool push(uint8_t byte, Channel& channel);
  bool sawDamage() const { return decoder_.checksumErrors() != errorsBefore_; }
  /// Temperature of the cell in the newest answer, °C.
  int32_t cellC() const { return cellC_; }

 private:
  int32_t fullScalePpm_;
  winsen::Decoder decoder_;
  uint32_t errorsBefore_ = 0;
  int32_t cellC_ = 0;
};

class GssProtocol {
 public:
  GssProtocol(int32_t multiplier, int32_t fullScalePpm) : multiplier_(multiplier), fullScalePpm_(fullScalePpm) {}
  const uint8_t* request(size_t& count) const;
  void reset();
  bool push(uint8_t byte, Channel& channel);
  bool sawDamage() const { return isDamaged_; }

 private:
  int32_t multiplier_;
  int32_t fullScalePpm_;
  gss::Decoder decoder_;
  bool isDamaged_ = false;
};

/// K33 and RS485 wind differ only in how the register becomes a channel.
class ModbusProtocol {
 public:
  explicit ModbusProtocol(const modbus::Query& query);
  const uint8_t* request(size_t& count) const;
  void reset();
  bool push(uint8_t byte, Channel& channel);
  bool sawDamage() const { return decoder_.checksumErrors() != errorsBefore_; }

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
  Channel channelOf(uint16_t count) const override { return k33::co2Channel(count, ppmPerCount_, fullScalePpm_); }
  int32_t ppmPerCount_;
  int32_t fullScalePpm_;
};

class WindProtocol final : public ModbusProtocol {
 public:
  explicit WindProtocol(const wind_rs485::Options& options) : ModbusProtocol(options.query), options_(options) {}

 private:
  Channel channelOf(uint16_t count) const override { return wind_rs485::velocityChannel(count, options_); }
  wind_rs485::Options options_;
};

}  // namespace ct
