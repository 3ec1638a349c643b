// A board at the end of a cable, as far as commissioning goes: a pseudo-terminal with the very console, key and identity
// behind it. Prints the terminal's path and runs until its standard input ends.
#include <poll.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "../../core/setup_console.h"
#include "../../ports/mbedtls_device_key.h"
#include "../fake_kv.h"

namespace {

class Terminal final : public ct::SetupTerminal {
 public:
  explicit Terminal(int file) : file_(file) {}
  void write(const char* text, size_t count) override {
    while (count > 0) {
      const ssize_t written = ::write(file_, text, count);
      if (written <= 0) return;
      text += written;
      count -= static_cast<size_t>(written);
    }
  }
  ct::SetupState state() override {
    ct::SetupState state;
    state.firmware = "setup-board";
    return state;
  }

 private:
  int file_;
};

/// One run of a board between two starts; only what `kv` holds outlives it.
void runOnce(int file, ct::test::FakeKv& kv, ct::MbedtlsRandom& random, bool& isOver) {
  Terminal terminal(file);
  ct::MbedtlsDeviceKey key(kv, random);
  key.load();
  const auto console = std::make_unique<ct::SetupConsole>(kv, key, terminal);
  // A chip's boot loader is talkative; whoever provisions must not mistake that for a reply.
  static const char noise[] = "rst:0x1 (POWERON_RESET),boot:0x13\r\nok then\r\n";
  terminal.write(noise, sizeof noise - 1);
  while (!console->wantsRestart()) {
    pollfd files[] = {{file, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    if (::poll(files, 2, -1) < 0) continue;
    uint8_t bytes[512];
    if (files[1].revents != 0 && ::read(STDIN_FILENO, bytes, sizeof bytes) <= 0) {
      isOver = true;
      return;
    }
    const ssize_t count = files[0].revents != 0 ? ::read(file, bytes, sizeof bytes) : 0;
    if (count > 0) console->receive(bytes, static_cast<size_t>(count));
  }
}

}  // namespace

int main() {
  int board = -1;
  int cable = -1;
  char path[64];
  if (::openpty(&board, &cable, path, nullptr, nullptr) != 0) return 1;
  termios raw{};
  ::tcgetattr(cable, &raw);
  ::cfmakeraw(&raw);
  ::tcsetattr(cable, TCSANOW, &raw);
  std::printf("%s\n", path);
  std::fflush(stdout);
  ct::test::FakeKv kv;
  ct::MbedtlsRandom random;
  for (bool isOver = false; !isOver;) runOnce(board, kv, random, isOver);
  return 0;
}
