#include <algorithm>

#include "forget_log.h"
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
  restoreMissed();
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
  // Nothing is erased before the first sample has told of the battery: it may be why we restarted.
  log_.holdErasing(true);
  const bool mustForget = mustForgetLog(kv_);
  if (mustForget && !log_.startOver(nextEpoch[0])) return false;
  if (log_.mount(nextEpoch[0]) == Mounted::failed) return false;
  acks_.load(blob, count, log_.epoch(), log_.nextSeq());
  if (log_.epoch() >= nextEpoch[0]) {
    nextEpoch[0] = static_cast<uint8_t>(log_.epoch() + 1);
    if (!storeSealed(kv_, "epoch", nextEpoch)) return false;
  }
  // Last, so that a cut before it only makes the same log empty once more.
  if (!mustForget) return true;
  storeMissed();
  return askToForgetLog(kv_, false);
}

// Boots that end unsynced one after another go on from each other: all from one checkpoint, they would lie on one another.
void Station::restoreClock() {
  uint8_t utc[8] = {};
  loadSealed(kv_, "utc", utc);
  uint64_t lastMs = get64(utc);
  uint8_t blob[Anchors::blobBytes];
  anchors_.load(blob, kv_.load("anchors", blob, sizeof blob));
  Record newest;
  uint64_t newestMs = 0;
  for (uint32_t seq = log_.nextSeq(); seq > log_.oldestSeq(); --seq) {
    if (!log_.read(seq - 1, newest) || !anchors_.estimate(newest.at, newest.boot, newestMs)) continue;
    lastMs = std::max(newestMs, lastMs);
    break;
  }
  clock_.restore(lastMs);
  anchors_.noteBoot(boot_, lastMs > 0 ? lastMs + 1 : 0, log_.newestBoot());
  anchors_.save(blob);
  kv_.store("anchors", blob, sizeof blob);
}

// A battery below its floor often ends altogether, and the count must not end with it.
void Station::restoreMissed() {
  uint8_t bytes[12] = {};
  loadSealed(kv_, "missed", bytes);
  missed_ = {false, get32(bytes), get32(bytes + 4), get32(bytes + 8)};
}

void Station::storeMissed() {
  uint8_t bytes[12];
  put32(bytes, missed_.from);
  put32(bytes + 4, missed_.to);
  put32(bytes + 8, missed_.count);
  storeSealed(kv_, "missed", bytes);
}

void Station::persist() {
  persistedAtMs_ = nowMs_;
  if (missed_.count > 0) storeMissed();
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
