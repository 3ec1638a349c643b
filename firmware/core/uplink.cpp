#include "uplink.h"

namespace ct {

Uplink::Uplink(RingLog& log, AckRanges& acks, const Anchors& anchors, Mqtt311& mqtt, const Options& options,
               char* buffer, size_t capacity)
    : log_(log), acks_(acks), anchors_(anchors), mqtt_(mqtt), options_(options), buffer_(buffer), capacity_(capacity) {}

void Uplink::onConnected(uint64_t nowMs) {
  isConnected_ = true;
  // The newest reading goes first; all that gathered before it is backlog.
  liveNext_ = log_.nextSeq() > log_.oldestSeq() ? log_.nextSeq() - 1 : log_.nextSeq();
  backlogNext_ = acks_.lowWater();
  lastBacklogMs_ = nowMs;
  isHurried_ = true;
}

void Uplink::onDisconnected() {
  isConnected_ = false;
  for (auto& message : inFlight_) message = InFlight();
}

bool Uplink::onAcknowledged(uint16_t packetId) {
  for (auto& message : inFlight_) {
    if (message.packetId == 0 || message.packetId != packetId) continue;
    acks_.add(message.from, message.to - 1);
    message = InFlight();
    ++messagesAcknowledged_;
    return true;
  }
  return false;
}

void Uplink::tick(uint64_t nowMs) {
  acks_.forgetBelow(log_.oldestSeq());
  if (!isConnected_) return;
  tickLive(nowMs);
  tickBacklog(nowMs);
}

void Uplink::tickLive(uint64_t nowMs) {
  liveNext_ = acks_.firstUndeliveredFrom(liveNext_);
  const bool isDue = isHurried_ || nowMs - lastLiveMs_ >= reportEveryMs_;
  if (!isDue || liveNext_ >= log_.nextSeq() || inFlightCount(true) > 0) return;
  // After a slow acknowledgement only the newest rows stay live; the backlog cursor still finds the others.
  const uint32_t waiting = log_.nextSeq() - liveNext_;
  const uint32_t from = waiting > maxRowsPerMessage ? log_.nextSeq() - static_cast<uint32_t>(maxRowsPerMessage) : liveNext_;
  const uint32_t end = send(from, log_.nextSeq(), true, nowMs);
  if (end == from) return;
  liveNext_ = end;
  lastLiveMs_ = nowMs;
  isHurried_ = liveNext_ < log_.nextSeq();
}

void Uplink::tickBacklog(uint64_t nowMs) {
  if (nowMs - lastBacklogMs_ < backlogPeriodMs || inFlightCount(false) >= maxBacklogInFlight) return;
  backlogNext_ = acks_.firstUndeliveredFrom(backlogNext_);
  const uint32_t end = backlogEnd();
  if (backlogNext_ >= end) return;
  const uint32_t sentTo = send(backlogNext_, end, false, nowMs);
  if (sentTo == backlogNext_) return;
  backlogNext_ = sentTo;
  lastBacklogMs_ = nowMs;
}

uint32_t Uplink::backlogEnd() const {
  for (const auto& message : inFlight_) {
    if (message.packetId != 0 && message.isLive) return message.from;
  }
  return liveNext_;
}

size_t Uplink::inFlightCount(bool live) const {
  size_t count = 0;
  for (const auto& message : inFlight_) {
    if (message.packetId != 0 && message.isLive == live) ++count;
  }
  return count;
}

bool Uplink::isDrained() const { return acks_.firstUndeliveredFrom(log_.oldestSeq()) >= log_.nextSeq(); }

bool Uplink::track(uint16_t packetId, uint32_t from, uint32_t end, bool isLive) {
  if (packetId == 0) return false;
  for (auto& message : inFlight_) {
    if (message.packetId != 0) continue;
    message = {packetId, from, end, isLive};
    return true;
  }
  return false;
}

}  // namespace ct
