#include "thread_resolver.h"

#include "wall_clock.h"

namespace ct::native {

namespace {

constexpr uint64_t foundForMs = 60000;
constexpr uint64_t failedForMs = 1000;

}  // namespace

ThreadResolver::ThreadResolver() : thread_([this] { work(); }) {}

ThreadResolver::~ThreadResolver() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    isEnding_ = true;
  }
  asked_.notify_one();
  thread_.join();
}

Lookup ThreadResolver::resolve(const char* host, uint16_t port, Address& address) {
  if (resolveNow(host, port, true, address) == Lookup::found) return Lookup::found;
  const std::lock_guard<std::mutex> lock(mutex_);
  const Endpoint endpoint(host, port);
  const auto known = known_.find(endpoint);
  const bool isStale = known != known_.end() && known->second.answer != Lookup::pending &&
                       monotonicMs() > known->second.validUntilMs;
  if (known == known_.end() || isStale) {
    known_[endpoint] = Entry();
    questions_.push_back(endpoint);
    asked_.notify_one();
    return Lookup::pending;
  }
  address = known->second.address;
  return known->second.answer;
}

void ThreadResolver::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    asked_.wait(lock, [this] { return isEnding_ || !questions_.empty(); });
    if (isEnding_) return;
    const Endpoint endpoint = questions_.front();
    questions_.pop_front();
    lock.unlock();
    Entry entry;
    entry.answer = resolveNow(endpoint.first.c_str(), endpoint.second, false, entry.address);
    entry.validUntilMs = monotonicMs() + (entry.answer == Lookup::found ? foundForMs : failedForMs);
    lock.lock();
    known_[endpoint] = entry;
  }
}

}  // namespace ct::native
