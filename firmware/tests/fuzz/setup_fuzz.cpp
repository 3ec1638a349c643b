#include <cstdlib>
#include <cstring>

#include "../../core/setup_console.h"
#include "../fake_device_key.h"
#include "../fake_kv.h"

namespace {

class Replies final : public ct::SetupTerminal {
 public:
  std::string text;
  void write(const char* bytes, size_t count) override { text.append(bytes, count); }
  ct::SetupState state() override { return {}; }
};

}  // namespace

/// Whatever is typed, each reply is one line of a known kind, and what is stored can be read again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t count) {
  ct::test::FakeKv kv;
  ct::test::FakeDeviceKey key;
  Replies replies;
  ct::SetupConsole console(kv, key, replies);
  key.isMade = true;
  console.receive(bytes, count);
  console.receive(reinterpret_cast<const uint8_t*>("\n"), 1);
  for (size_t at = 0; at < replies.text.size(); at = replies.text.find('\n', at) + 1) {
    if (replies.text.compare(at, 3, "ok ") != 0 && replies.text.compare(at, 8, "refused ") != 0) std::abort();
    if (replies.text.find('\n', at) == std::string::npos) std::abort();
  }
  ct::IdentityText identity;
  if (kv.values.count("identity") != 0 && !identity.load(kv)) std::abort();
  ct::WifiSettings wifi;
  if (kv.values.count("wifi") != 0 && !ct::loadWifiSettings(kv, wifi)) std::abort();
  return 0;
}
