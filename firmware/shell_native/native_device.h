#pragma once
#include <memory>
#include <string>

#include "../core/device.h"
#include "../core/setup_console.h"
#include "../ports/mbedtls_device_key.h"
#include "../ports/mbedtls_stream.h"
#include "faulty_stream.h"
#include "file_flash.h"
#include "folder_kv.h"
#include "imported_key.h"
#include "no_ota.h"
#include "sensor_board.h"

namespace ct::native {

constexpr char firmwareVersion[] = "1.0.0-native";

/// Where devices send what they have to say, one line at a time.
class LineWriter {
 public:
  virtual void line(const std::string& text) = 0;

 protected:
  ~LineWriter() = default;
};

/// What all devices of a process have in common.
struct Surroundings {
  const uint64_t& nowMs;
  const uint64_t& utcMs;
  AddressResolver& resolver;
  MbedtlsRandom& random;
  LineWriter& output;
  uint32_t flashSectors;
};

struct DeviceCounts {
  uint32_t kept = 0;
  uint32_t refused = 0;
  uint32_t losses = 0;
  uint32_t messagesAcknowledged = 0;
  uint32_t starts = 0;
  uint32_t recordsWritten = 0;
  uint32_t recordsPending = 0;
  bool isProvisioned = false;
  bool isOnline = false;
  bool isRunning = false;
};

/// One whole device: a board with flash, keys and sensors that stay, and the program that a power cut takes from RAM.
class NativeDevice final : private SetupTerminal {
 public:
  NativeDevice(size_t index, const std::string& folder, const Surroundings& surroundings);
  ~NativeDevice();
  NativeDevice(const NativeDevice&) = delete;
  NativeDevice& operator=(const NativeDevice&) = delete;

  /// False when its folder cannot be written.
  bool isUsable() const { return flash_.isUsable(); }
  SensorBoard& sensors() { return sensors_; }
  /// A line typed at the board's setup console; its reply comes as `console {index} {reply}`.
  void type(const std::string& line);
  void tick();
  void setBlackhole(bool on);
  void setClock(bool on) { hasClock_ = on; }
  /// Switches the board off at the first moment at which the cloud has everything it measured.
  void finish() { isFinishing_ = true; }
  void killConnection();
  /// RAM is gone, without a word to anybody; flash and keys are as they stood. Starts again at once.
  void cutPower();
  void shutDown();
  DeviceCounts counts() const;
  /// Samples in the log, however often the board restarted since. Reads it all: for tests, not for every second.
  uint32_t readingsInLog() const;
  /// For a loop that sleeps until something happens; -1 while there is none.
  int socket() const;

 private:
  struct Program;
  DeviceKey& key();
  const char* privateKeyPem() const;
  void start();
  void forget();
  void keepTime();
  void write(const char* text, size_t count) override;
  SetupState state() override;

  size_t index_;
  Surroundings surroundings_;
  FolderKv kv_;
  FileFlash flash_;
  MbedtlsDeviceKey ownKey_;
  ImportedKey importedKey_;
  IdentityText identity_;
  SensorBoard sensors_;
  NoOtaSlots slots_;
  NoImages images_;
  std::unique_ptr<SetupConsole> console_;
  std::unique_ptr<Program> program_;
  std::string reply_;
  DeviceCounts before_;
  uint64_t startedAtMs_ = 0;
  uint64_t syncedAtMs_ = 0;
  bool isBlackhole_ = false;
  bool hasClock_ = true;
  bool isFinishing_ = false;
  uint32_t readingsAtEnd_ = 0;
};

}  // namespace ct::native
