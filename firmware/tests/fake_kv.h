#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "../hal/kv.h"
#include "bytes.h"

namespace ct::test {

class FakeKv final : public Kv {
 public:
  std::map<std::string, Bytes> values;
  uint32_t stores = 0;
  bool failsStoring = false;
  /// Sees the contents before each write, which is where the supply may fail.
  std::function<void(const std::string& key, const Bytes& value)> beforeStore;

  size_t load(const char* key, uint8_t* bytes, size_t capacity) override {
    const auto found = values.find(key);
    if (found == values.end() || found->second.size() > capacity) return 0;
    std::copy(found->second.begin(), found->second.end(), bytes);
    return found->second.size();
  }
  bool store(const char* key, const uint8_t* bytes, size_t count) override {
    ++stores;
    const Bytes value(bytes, bytes + count);
    if (beforeStore) beforeStore(key, value);
    if (failsStoring) return false;
    values[key] = value;
    return true;
  }
};

}  // namespace ct::test
