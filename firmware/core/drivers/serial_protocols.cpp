#include "serial_protocols.h"

namespace ct {

const uint8_t* WinsenProtocol::request(size_t& count) const {
  count = sizeof winsen::readRequest;
  return winsen::readRequest;
}

void WinsenProtocol::reset() {
  decoder_.reset();
  errorsBefore_ = decoder_.checksumErrors();
}

bool WinsenProtocol::push(uint8_t byte, Channel& channel) {
  winsen::Reading reading{};
  if (!decoder_.push(byte, reading)) return false;
  cellC_ = reading.cellC;
  channel = winsen::co2Channel(reading, fullScalePpm_);
  return true;
}

const uint8_t* GssProtocol::request(size_t& count) const {
  count = sizeof gss::readRequest - 1;
  return reinterpret_cast<const uint8_t*>(gss::readRequest);
}

void GssProtocol::reset() {
  decoder_.reset();
  isDamaged_ = false;
}

bool GssProtocol::push(uint8_t byte, Channel& channel) {
  gss::Line line{};
  const gss::Step step = decoder_.push(byte, line);
  if (step == gss::Step::malformed) isDamaged_ = true;
  if (step != gss::Step::line) return false;
  channel = gss::co2Channel(line, multiplier_, fullScalePpm_);
  return true;
}

ModbusProtocol::ModbusProtocol(const modbus::Query& query) : decoder_(query) { modbus::encode(query, request_); }

const uint8_t* ModbusProtocol::request(size_t& count) const {
  count = sizeof request_;
  return request_;
}

void ModbusProtocol::reset() {
  decoder_.reset();
  errorsBefore_ = decoder_.checksumErrors();
}

bool ModbusProtocol::push(uint8_t byte, Channel& channel) {
  uint16_t value = 0;
  const modbus::Step step = decoder_.push(byte, value);
  if (step == modbus::Step::waiting) return false;
  // The sensor is there but refuses: its reading is as absent as with a broken wire.
  channel = step == modbus::Step::value ? channelOf(value) : Channel::missing(Quality::disconnected);
  return true;
}

}  // namespace ct
