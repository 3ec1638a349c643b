#pragma once
#include <cstdint>

namespace ct {

enum class CommsAction : uint8_t { none, restart_stack, reboot };

/// A modem or a TLS stack can hang in ways no error reports. Without any acknowledgement the stack is restarted after
/// ten minutes, and again every ten; the board after sixty. Counting from boot makes that at most once an hour. A boot
/// without a date yet gets a day: only so many undated boots can be told apart later, and each restart spends one.
class CommsWatchdog {
 public:
  static constexpr uint64_t restartAfterMs = 600000;
  static constexpr uint64_t rebootAfterMs = 3600000;
  static constexpr uint64_t rebootUndatedAfterMs = 86400000;

  void start(uint64_t nowMs) { progressAtMs_ = restartedAtMs_ = nowMs; }
  void noteProgress(uint64_t nowMs) { start(nowMs); }
  CommsAction tick(uint64_t nowMs, bool isDated) {
    if (nowMs - progressAtMs_ >= (isDated ? rebootAfterMs : rebootUndatedAfterMs)) return CommsAction::reboot;
    if (nowMs - restartedAtMs_ < restartAfterMs) return CommsAction::none;
    restartedAtMs_ = nowMs;
    return CommsAction::restart_stack;
  }

 private:
  uint64_t progressAtMs_ = 0;
  uint64_t restartedAtMs_ = 0;
};

}  // namespace ct
