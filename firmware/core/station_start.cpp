#include <algorithm>

#include "little_endian.h"
#include "sealed_value.h"
#include "station.h"

namespace ct {

bool Station::start(uint64_t uptimeMs) {
  nowMs_ = persistedAtMs_ = uptimeMs;
  watchdog_.start(uptimeMs);
  ota_.start(uptimeMs);
  job_.start();
  useConfig();
  if (!mountLog()) return false;
  countBoot();
  restoreClock();
  return true;
}

void Station::useConfig() {
  alerts_.configure(config_);
  power_.setFloor(config_.batteryFloorMv);
  uplink_.reportEvery(config_.reportEveryS);
  uplink_.useConfiguration(config_.rev);
}

// A number used again would date the older boot's records by this boot's clock, so the log is asked where the value is gone.
void Station::countBoot() {
  uint8_t bytes[2] = {};
  put16(bytes, log_.newestBoot());
  loadSealed(kv_, "boot", bytes);
  boot_ = static_cast<uint16_t>(get16(bytes) + 1);
  put16(bytes, boot_);
  storeSealed(kv_, "boot", bytes);
}

bool Station::mountLog() {
  uint8_t nextEpoch[1] = {0};
  loadSealed(kv_, "epoch", nextEpoch);
  // The last epoch stays free: past it a fresh log would repeat identities, and the board needs a new device id.
  if (nextEpoch[0] == 255) return false;
  uint8_t blob[AckRanges::blobBytes] = {};
  const size_t count = kv_.load("acks", blob, sizeof blob);
  // Already while mounting the log may make room and asks what is delivered; afterwards the blob is held against it.
  acks_.load(blob, count, blob[0], 0xFFFFFFFFu);
  if (log_.mount(nextEpoch[0]) == Mounted::failed) return false;
  acks_.load(blob, count, log_.epoch(), log_.nextSeq());
  if (log_.epoch() < nextEpoch[0]) return true;
  nextEpoch[0] = static_cast<uint8_t>(log_.epoch() + 1);
  return storeSealed(kv_, "epoch", nextEpoch);
}

void Station::restoreClock() {
  uint8_t utc[8] = {};
  loadSealed(kv_, "utc", utc);
  uint64_t lastMs = get64(utc);
  Record newest;
  for (uint32_t seq = log_.nextSeq(); seq > log_.oldestSeq(); --seq) {
    if (!log_.read(seq - 1, newest) || newest.at.quality == TimeQuality::none) continue;
    lastMs = std::max(newest.at.ms, lastMs);
    break;
  }
  clock_.restore(lastMs);
  uint8_t blob[Anchors::blobBytes];
  anchors_.load(blob, kv_.load("anchors", blob, sizeof blob));
  anchors_.noteBoot(boot_, lastMs);
  anchors_.save(blob);
  kv_.store("anchors", blob, sizeof blob);
}

void Station::persist() {
  persistedAtMs_ = nowMs_;
  uint8_t acks[AckRanges::blobBytes];
  acks_.save(log_.epoch(), acks);
  kv_.store("acks", acks, sizeof acks);
  uint8_t anchors[Anchors::blobBytes];
  anchors_.save(anchors);
  kv_.store("anchors", anchors, sizeof anchors);
  if (!clock_.isSynced()) return;
  uint8_t utc[8];
  put64(utc, clock_.lastStampMs());
  storeSealed(kv_, "utc", utc);
}

}  // namespace ct
