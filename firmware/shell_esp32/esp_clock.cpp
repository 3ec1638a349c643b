#include "esp_clock.h"

#include <Arduino.h>
#include <esp_sntp.h>
#include <esp_timer.h>
#include <sys/time.h>

#include <atomic>

namespace ct::esp32 {

namespace {

constexpr uint32_t syncEveryMs = 3600000;
std::atomic<bool> isSynced{false};

// Called in the network's task.
void onSync(timeval*) { isSynced = true; }

}  // namespace

uint64_t uptimeMs() { return static_cast<uint64_t>(esp_timer_get_time()) / 1000; }

void startClock() {
  sntp_set_time_sync_notification_cb(onSync);
  sntp_set_sync_interval(syncEveryMs);
  configTime(0, 0, "pool.ntp.org", "time.google.com", "time.cloudflare.com");
}

bool takeSync(uint64_t& utcMs) {
  if (!isSynced.exchange(false)) return false;
  timeval now = {};
  gettimeofday(&now, nullptr);
  utcMs = static_cast<uint64_t>(now.tv_sec) * 1000 + static_cast<uint64_t>(now.tv_usec) / 1000;
  return true;
}

}  // namespace ct::esp32
