#include "console_port.h"

#include <Arduino.h>

namespace ct::esp32 {

void ConsolePort::open() {
  // A whole answer of provisioning fits while flash is being erased.
  Serial.setRxBufferSize(8192);
  Serial.begin(115200);
}

void ConsolePort::poll(SetupConsole& console) {
  uint8_t bytes[256];
  int waiting = Serial.available();
  while (waiting > 0) {
    const auto most = static_cast<size_t>(waiting) < sizeof bytes ? static_cast<size_t>(waiting) : sizeof bytes;
    const size_t count = Serial.read(bytes, most);
    if (count == 0) return;
    console.receive(bytes, count);
    waiting = Serial.available();
  }
}

void ConsolePort::write(const char* text, size_t count) {
  Serial.write(reinterpret_cast<const uint8_t*>(text), count);
}

SetupState ConsolePort::state() {
  SetupState state;
  state.firmware = firmware_;
  if (device_ == nullptr) return state;
  const Station& station = device_->station();
  state.isRunning = true;
  state.isOnline = station.link().isOnline();
  state.timeQuality = station.isSynced() ? TimeQuality::ntp : TimeQuality::none;
  state.recordsWritten = station.log().nextSeq();
  state.recordsDelivered = station.acks().lowWater();
  state.lastSample = device_->lastSample();
  return state;
}

}  // namespace ct::esp32
