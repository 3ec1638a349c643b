#include "wifi_station.h"

#include <WiFi.h>

namespace ct::esp32 {

void startRadio() {
  WiFi.persistent(false);
  WiFi.mode(WIFI_STA);
  WiFi.setAutoReconnect(true);
}

void joinWifi(const WifiSettings& settings) {
  if (settings.isSet()) WiFi.begin(settings.name, settings.password[0] == '\0' ? nullptr : settings.password);
}

void rejoinWifi() { WiFi.reconnect(); }

Channel wifiSignal() {
  return WiFi.status() == WL_CONNECTED ? Channel::of(WiFi.RSSI()) : Channel::missing(Quality::disconnected);
}

}  // namespace ct::esp32
