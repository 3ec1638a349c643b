// N complete devices in one process: firmware/README.md, "Simulator". Commands come on standard input, one a line; when it
// ends, every board is switched off in order.
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>

#include "fleet.h"
#include "wall_clock.h"

namespace ct::native {

namespace {

constexpr uint64_t tickMs = 50;

class StandardOutput final : public LineWriter {
 public:
  void line(const std::string& text) override {
    std::cout << text << '\n' << std::flush;
  }
};

/// Standard input as whole lines, taken as far as they have come.
class LineReader {
 public:
  LineReader() { ::fcntl(STDIN_FILENO, F_SETFL, ::fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK); }
  bool isAtEnd() const { return isAtEnd_; }
  void fill() {
    char bytes[65536];
    const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (count > 0) text_.append(bytes, static_cast<size_t>(count));
    else isAtEnd_ = count == 0 || (errno != EAGAIN && errno != EINTR);
  }
  bool take(std::string& line) {
    const size_t end = text_.find('\n', taken_);
    if (end == std::string::npos) {
      text_.erase(0, taken_);
      taken_ = 0;
      return false;
    }
    line = text_.substr(taken_, end - taken_);
    taken_ = end + 1;
    return true;
  }

 private:
  std::string text_;
  size_t taken_ = 0;
  bool isAtEnd_ = false;
};

/// The process's clock: the computer's, or with `--clock-from-input` whatever `at {utcMs}` says, so that a test can live
/// through minutes in no time.
class LoopClock {
 public:
  explicit LoopClock(bool isStepped) : isStepped_(isStepped) {}
  bool isStepped() const { return isStepped_; }
  /// Goes there in ticks, as a device must be moved on more often than a sensor needs to answer. To where it is already:
  /// one tick, in which the network may have got further.
  void stepTo(uint64_t target, Fleet& fleet) {
    if (utc_ == 0) utc_ = target;
    do {
      utc_ = target > utc_ + tickMs ? utc_ + tickMs : target;
      fleet.moveTo(nowMs(), utc_);
    } while (utc_ < target);
  }
  uint64_t nowMs() const { return isStepped_ ? utc_ : monotonicMs(); }
  uint64_t utcMs() const { return isStepped_ ? utc_ : native::utcMs(); }

 private:
  bool isStepped_;
  uint64_t utc_ = 0;
};

/// Sleeps until input, a device's socket or the next tick. Gives the devices for which something came.
void sleepUntil(uint64_t tickAtMs, const Fleet& fleet, bool hasInput, std::vector<pollfd>& waiting) {
  waiting.assign(1, {hasInput ? STDIN_FILENO : -1, POLLIN, 0});
  for (size_t index = 0; index < fleet.size(); ++index) waiting.push_back({fleet.socketOf(index), POLLIN, 0});
  const uint64_t nowMs = monotonicMs();
  ::poll(waiting.data(), waiting.size(), tickAtMs > nowMs ? static_cast<int>(tickAtMs - nowMs) : 0);
}

void run(Fleet& fleet, LoopClock& clock) {
  LineReader input;
  std::vector<pollfd> waiting;
  std::string line;
  uint64_t tickAtMs = 0;
  while (!fleet.wantsEnd() && !input.isAtEnd()) {
    sleepUntil(tickAtMs, fleet, true, waiting);
    if (waiting[0].revents != 0) input.fill();
    if (!clock.isStepped() && monotonicMs() >= tickAtMs) {
      tickAtMs = monotonicMs() + tickMs;
      fleet.moveTo(clock.nowMs(), clock.utcMs());
    }
    for (size_t index = 0; !clock.isStepped() && index + 1 < waiting.size(); ++index) {
      if (waiting[index + 1].revents != 0) fleet.touch(index);
    }
    while (input.take(line)) {
      if (clock.isStepped() && line.compare(0, 3, "at ") == 0) clock.stepTo(std::strtoull(line.c_str() + 3, nullptr, 10), fleet);
      else fleet.obey(line);
    }
  }
}

}  // namespace

}  // namespace ct::native

int main(int count, char** arguments) {
  using namespace ct::native;
  // Signals for the terminal's group reach the launcher too, which closes our input: that ends us in order.
  static_cast<void>(std::signal(SIGINT, SIG_IGN));
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  bool isStepped = false;
  uint32_t flashSectors = 1024;
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(arguments[i], "--clock-from-input") == 0) isStepped = true;
    if (std::strcmp(arguments[i], "--flash-sectors") == 0 && i + 1 < count) {
      flashSectors = static_cast<uint32_t>(std::strtoul(arguments[++i], nullptr, 10));
    }
  }
  StandardOutput output;
  LoopClock clock(isStepped);
  Fleet fleet(output, flashSectors);
  fleet.moveTo(clock.nowMs(), clock.utcMs());
  output.line("ready");
  run(fleet, clock);
  fleet.moveTo(clock.nowMs(), clock.utcMs());
  fleet.shutDown();
  return 0;
}
