#include "serial_protocols.h"

#include <cstring>

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
  const char* text = gss::readRequest;
  if (step_ == Step::polling_mode) text = gss::pollingMode;
  if (step_ == Step::multiplier) text = gss::multiplierRequest;
  count = std::strlen(text);
  return reinterpret_cast<const uint8_t*>(text);
}

void GssProtocol::reset() {
  decoder_.reset();
  isAnswered_ = false;
  isDamaged_ = false;
}

bool GssProtocol::push(uint8_t byte, Channel& channel) {
  gss::Line line{};
  const gss::Step step = decoder_.push(byte, line);
  if (step == gss::Step::malformed) isDamaged_ = true;
  isAnswered_ = step == gss::Step::line && takeLine(line, channel);
  return isAnswered_;
}

// While the sensor still streams, lines that nobody asked for come between.
bool GssProtocol::takeLine(const gss::Line& line, Channel& channel) {
  if (step_ == Step::polling_mode) return line.command == 'K' && line.count == 2;
  if (step_ == Step::reading) {
    channel = gss::co2Channel(line, multiplier_, fullScalePpm_);
    return true;
  }
  if (line.command != '.') return false;
  const bool isKnown = line.count == 1 || line.count == 10 || line.count == 100;
  if (isKnown) multiplier_ = static_cast<int32_t>(line.count);
  return true;
}

bool GssProtocol::goesOn() {
  if (step_ == Step::reading) {
    // A sensor that fell silent or talks nonsense may have been replugged, and then streams again.
    if (!isAnswered_) step_ = Step::polling_mode;
    return false;
  }
  if (step_ == Step::polling_mode && !isAnswered_) return false;
  step_ = step_ == Step::polling_mode ? Step::multiplier : Step::reading;
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

Channel K33Protocol::channelOf(uint16_t count) const { return k33::co2Channel(count, ppmPerCount_, fullScalePpm_); }

Channel WindProtocol::channelOf(uint16_t count) const { return wind_rs485::velocityChannel(count, options_); }

}  // namespace ct
