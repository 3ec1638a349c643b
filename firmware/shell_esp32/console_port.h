#pragma once
#include "../core/device.h"
#include "../core/setup_console.h"

namespace ct::esp32 {

/// The setup console on the board's USB port.
class ConsolePort final : public SetupTerminal {
 public:
  explicit ConsolePort(const char* firmware) : firmware_(firmware) {}
  static void open();
  /// Gives what was typed to the console.
  void poll(SetupConsole& console);
  /// Whose state `status` shows; none on a board that was never provisioned.
  void show(const Device* device) { device_ = device; }

  void write(const char* text, size_t count) override;
  SetupState state() override;

 private:
  const char* firmware_;
  const Device* device_ = nullptr;
};

}  // namespace ct::esp32
