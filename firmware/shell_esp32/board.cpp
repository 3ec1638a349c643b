#include "board.h"

#include <Arduino.h>
#include <esp_system.h>

#include "../core/config_store.h"
#include "../core/led_pattern.h"
#include "esp_clock.h"
#include "task_watchdog.h"
#include "wifi_station.h"

#ifndef CT_FIRMWARE_VERSION
#error "platformio.ini gives CT_FIRMWARE_VERSION"
#endif

namespace ct::esp32 {

namespace {

constexpr const char* firmwareVersion = CT_FIRMWARE_VERSION;

}  // namespace

Board::Board()
    : key_(kv_, random_),
      tls_(resolver_, tlsRandom_),
      stream_(tls_),
      port_(firmwareVersion),
      console_(kv_, key_, port_) {}

void Board::start() {
  pinMode(pins::led, OUTPUT);
  isStorageUsable_ = kv_.open();
  key_.load();
  if (identity_.load(kv_)) startDevice();
}

void Board::startDevice() {
  const Identity& identity = identity_.identity();
  tls_.configure({identity.host, identity.port, identity.caPem, identity.certificatePem, key_.privateKeyPem()});
  stream_.begin();
  images_.begin();
  sensors_.open(fittingOf(storedConfig(kv_)));
  device_.emplace(StationHal{flash_, kv_, random_, stream_, slots_, images_},
                  StationOptions{identity.clientId, identity.telemetryTopic, identity.eventTopic, firmwareVersion},
                  sensors_.hal());
  port_.show(&*device_);
  device_->start(uptimeMs());
  WifiSettings wifi;
  loadWifiSettings(kv_, wifi);
  joinWifi(wifi);
  startClock();
}

void Board::tick() {
  feedTaskWatchdog();
  port_.poll(console_);
  if (device_) tickDevice();
  if (console_.wantsRestart()) restart();
  digitalWrite(pins::led, isLedLit(ledCode(), uptimeMs()) != pins::isLedActiveLow ? HIGH : LOW);
}

void Board::tickDevice() {
  uint64_t utcMs = 0;
  if (takeSync(utcMs)) device_->sync(utcMs, uptimeMs(), TimeQuality::ntp);
  device_->signal(wifiSignal());
  switch (device_->tick(uptimeMs())) {
    case DeviceAction::restart_network:
      return rejoinWifi();
    case DeviceAction::restart:
      esp_restart();
    case DeviceAction::none:
      return;
  }
}

void Board::restart() {
  if (device_) device_->shutDown(uptimeMs());
  Serial.flush();
  esp_restart();
}

uint8_t Board::ledCode() const {
  if (device_) return device_->ledBlinks();
  return ledBlinks({false, isStorageUsable_, false, false, false, false});
}

}  // namespace ct::esp32
