#pragma once
#include <memory>
#include <vector>

#include "command.h"
#include "native_device.h"
#include "thread_resolver.h"

namespace ct::native {

/// All devices of the process and the commands that steer them. What the lines mean stands in firmware/README.md.
class Fleet {
 public:
  Fleet(LineWriter& output, uint32_t flashSectors);
  Fleet(const Fleet&) = delete;
  Fleet& operator=(const Fleet&) = delete;

  /// Sets the time that all devices live in, and moves every one on.
  void moveTo(uint64_t nowMs, uint64_t utcMs);
  /// Moves one device on: something arrived for it.
  void touch(size_t index) { devices_[index]->tick(); }
  void obey(const std::string& line);
  bool wantsEnd() const { return wantsEnd_; }
  void shutDown();
  size_t size() const { return devices_.size(); }
  int socketOf(size_t index) const { return devices_[index]->socket(); }

 private:
  bool obeyFleet(const std::string& verb, Command& command);
  void add(const std::string& folder);
  void reportCounts();
  void reportDevices();

  LineWriter& output_;
  ThreadResolver resolver_;
  MbedtlsRandom random_;
  uint64_t nowMs_ = 0;
  uint64_t utcMs_ = 0;
  Surroundings surroundings_;
  std::vector<std::unique_ptr<NativeDevice>> devices_;
  bool wantsEnd_ = false;
};

}  // namespace ct::native
