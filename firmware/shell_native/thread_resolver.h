#pragma once
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "../ports/address_resolver.h"

namespace ct::native {

/// Looks names up in a thread of its own, one lookup for all devices that ask for the same endpoint: a name server that
/// does not answer must not hold up two hundred devices. An answer serves for a minute, a failure for a second.
class ThreadResolver final : public AddressResolver {
 public:
  ThreadResolver();
  ~ThreadResolver();
  Lookup resolve(const char* host, uint16_t port, Address& address) override;

 private:
  struct Entry {
    Lookup answer = Lookup::pending;
    Address address;
    uint64_t validUntilMs = 0;
  };
  using Endpoint = std::pair<std::string, uint16_t>;
  void work();

  std::mutex mutex_;
  std::condition_variable asked_;
  std::map<Endpoint, Entry> known_;
  std::deque<Endpoint> questions_;
  bool isEnding_ = false;
  std::thread thread_;
};

}  // namespace ct::native
