#pragma once
#include "../hal/device_key.h"
#include "config.h"
#include "identity.h"
#include "json_writer.h"
#include "sample.h"
#include "wifi_settings.h"

namespace ct {

/// What only the running device knows. On a board without identity nothing runs and the rest keeps its defaults.
struct SetupState {
  const char* firmware = "";
  bool isRunning = false;
  bool isOnline = false;
  TimeQuality timeQuality = TimeQuality::none;
  /// Records ever written, and how many of them the cloud has in one piece from the start.
  uint32_t recordsWritten = 0;
  uint32_t recordsDelivered = 0;
  /// What the sensors gave last, for whoever stands beside them.
  Sample lastSample;
};

/// The other end of the console's wire.
class SetupTerminal {
 public:
  /// Part of a reply; the last one ends with a line end.
  virtual void write(const char* text, size_t count) = 0;
  virtual SetupState state() = 0;

 protected:
  ~SetupTerminal() = default;
};

/// Commissioning over the USB serial port, without I/O of its own: a line in, a line out, `ok {JSON}` or
/// `refused <what is wrong>. <what to do>`. Whoever holds the cable holds the board, so there is no login; the private
/// key and the Wi-Fi password cannot be read back. What is accepted is stored and takes effect at the next start.
class SetupConsole {
 public:
  SetupConsole(Kv& kv, DeviceKey& key, SetupTerminal& terminal) : kv_(kv), key_(key), terminal_(terminal) {}
  SetupConsole(const SetupConsole&) = delete;
  SetupConsole& operator=(const SetupConsole&) = delete;

  void receive(const uint8_t* bytes, size_t count);
  /// Set by `restart`; the shell shuts the device down in order first.
  bool wantsRestart() const { return wantsRestart_; }

 private:
  enum class LineFault : uint8_t { none, too_long, not_text };
  void runLine();
  void run(const char* command, size_t commandCount, const char* argument, size_t argumentCount);
  void csr(const char* argument, size_t count);
  void answer(const char* argument, size_t count);
  void forget();
  void set(const char* argument, size_t count);
  void wifi(const char* argument, size_t count);
  void status();
  void restart();
  /// False, and refused, when the settings break a rule.
  bool propose(const uint8_t* settings, size_t count, Config& config);
  void ok(const JsonWriter& json);
  void refuse(const char* problem, const char* whatToDo);

  Kv& kv_;
  DeviceKey& key_;
  SetupTerminal& terminal_;
  bool hasUndelivered();
  bool wantsRestart_ = false;
  bool mayForget_ = false;
  LineFault fault_ = LineFault::none;
  size_t lineCount_ = 0;
  char line_[IdentityText::capacity + 1024] = {};
  char reply_[3072] = {};
  char document_[1536] = {};
  IdentityText identity_;
};

}  // namespace ct
