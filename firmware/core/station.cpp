#include "station.h"

#include "config_store.h"

namespace ct {

Station::Station(const StationHal& hal, const StationOptions& options)
    : kv_(hal.kv),
      config_(storedConfig(hal.kv)),
      log_(hal.flash, acks_),
      mqtt_({options.clientId}, *this, out_, sizeof out_, in_, sizeof in_),
      uplink_(log_, acks_, anchors_, mqtt_, {options.telemetryTopic, options.eventTopic, options.firmware}, payload_,
              sizeof payload_),
      link_(hal.stream, mqtt_, hal.rng, *this),
      shadow_(mqtt_, hal.kv, options.clientId),
      ota_(hal.slots),
      job_(mqtt_, hal.kv, ota_, hal.images, options.clientId) {}

bool Station::takeSample(const Sample& measured, uint64_t uptimeMs) {
  nowMs_ = uptimeMs;
  const bool wasHolding = power_.isHolding();
  log_.holdErasing(power_.mustHold(measured.batteryMv));
  if (wasHolding && !power_.isHolding()) job_.ask();
  Sample sample = withinWireRanges(measured);
  sample.samplePeriodS = config_.samplePeriodS;
  const Stamp at = clock_.stamp(uptimeMs);
  if (missed_.count > 0 && !logMissedSamples(at)) {
    noteMissed(at);
    return false;
  }
  Record record;
  record.at = at;
  record.sample = sample;
  if (!append(record)) {
    noteMissed(at);
    return false;
  }
  Event events[Alerts::kinds];
  const size_t count = alerts_.update(sample, uptimeMs, events);
  for (size_t i = 0; i < count; ++i) appendEvent(events[i], at);
  return true;
}

bool Station::append(Record& record) {
  record.boot = boot_;
  return log_.append(record) == Appended::written;
}

void Station::appendEvent(const Event& event, const Stamp& at) {
  Record record;
  record.type = RecordType::event;
  record.at = at;
  record.event = event;
  if (append(record)) uplink_.hurry();
}

// A sample that could not be kept has no number, so the gap names its time.
void Station::noteMissed(const Stamp& at) {
  const auto seconds = static_cast<uint32_t>(at.ms / 1000);
  if (missed_.count == 0) missed_.from = seconds;
  missed_.to = seconds;
  ++missed_.count;
}

bool Station::logMissedSamples(const Stamp& at) {
  Record record;
  record.type = RecordType::gap;
  record.at = at;
  record.gap = missed_;
  record.gap.overwritten = false;
  if (!append(record)) return false;
  missed_ = Gap();
  storeMissed();
  uplink_.hurry();
  return true;
}

void Station::sync(uint64_t utcMs, uint64_t uptimeMs, TimeQuality quality) {
  nowMs_ = uptimeMs;
  const bool isFirst = !clock_.isSynced();
  const int64_t movedMs = clock_.sync(utcMs, uptimeMs, quality);
  if (isFirst) {
    anchors_.noteSync(boot_, clock_.offsetMs(), quality);
    persist();
    return;
  }
  const int64_t size = movedMs < 0 ? -movedMs : movedMs;
  if (size <= SampleClock::stepWorthAnEventMs) return;
  const int64_t shown = size > 2000000000 ? 2000000000 : size;
  appendEvent({EventKind::clock_step, true, true, static_cast<int32_t>(movedMs < 0 ? -shown : shown)},
              clock_.stamp(uptimeMs));
}

CommsAction Station::tick(uint64_t uptimeMs) {
  nowMs_ = uptimeMs;
  link_.tick(uptimeMs);
  // Three acknowledgements decide, and a device that reports by the hour would not get them in time.
  if (ota_.state() == OtaState::trial) uplink_.hurry();
  uplink_.tick(uptimeMs);
  ota_.tick(uptimeMs);
  if (link_.isOnline()) shadow_.tick(config_, payload_, sizeof payload_, uptimeMs);
  job_.tick(link_.isOnline(), payload_, sizeof payload_, uptimeMs);
  if (uptimeMs - persistedAtMs_ >= persistEveryMs) persist();
  // A connection on which nothing is due, for want of a clock or until the next report, is kept alive by pings alone: no
  // acknowledgement can come, and a restart would cost an undated boot its dates.
  if (link_.isOnline() && !uplink_.isAwaiting()) watchdog_.noteProgress(uptimeMs);
  const CommsAction action = watchdog_.tick(uptimeMs, clock_.isSynced());
  if (action == CommsAction::restart_stack) link_.close(uptimeMs);
  return action;
}

void Station::shutDown(uint64_t uptimeMs) {
  nowMs_ = uptimeMs;
  link_.close(uptimeMs);
  persist();
}

void Station::onConnected() {
  uplink_.onConnected(nowMs_);
  ota_.noteConnected();
  shadow_.onConnected();
  job_.onConnected();
}

void Station::onDisconnected() {
  uplink_.onDisconnected();
  job_.onDisconnected();
}

void Station::onAcknowledged(uint16_t packetId) {
  if (job_.onAcknowledged(packetId) || !uplink_.onAcknowledged(packetId)) return;
  link_.noteProgress();
  watchdog_.noteProgress(nowMs_);
  ota_.noteAcknowledged();
}

void Station::onMessage(const char* topic, size_t topicCount, const uint8_t* payload, size_t count) {
  if (job_.isOrder(topic, topicCount)) {
    // An update erases flash, which waits for a better battery; the job is asked for again then.
    if (!power_.isHolding()) job_.onOrder(payload, count, payload_, sizeof payload_, nowMs_);
    return;
  }
  if (shadow_.isDelta(topic, topicCount) && shadow_.onDelta(payload, count, config_)) useConfig();
}

}  // namespace ct
