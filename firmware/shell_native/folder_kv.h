#pragma once
#include <string>

#include "../hal/kv.h"

namespace ct::native {

/// One file per value in a folder. A new value is renamed over the old one, so it is whole or not there at all.
class FolderKv final : public Kv {
 public:
  explicit FolderKv(const std::string& folder);
  size_t load(const char* key, uint8_t* bytes, size_t capacity) override;
  bool store(const char* key, const uint8_t* bytes, size_t count) override;

 private:
  std::string folder_;
};

}  // namespace ct::native
