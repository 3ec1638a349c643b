#pragma once
#include "Arduino.h"
typedef enum { WIFI_MODE_NULL = 0, WIFI_MODE_STA, WIFI_MODE_AP } wifi_mode_t;
#define WIFI_STA WIFI_MODE_STA
typedef enum { WL_IDLE_STATUS = 0, WL_CONNECTED = 3, WL_DISCONNECTED = 6 } wl_status_t;
class WiFiClass {
 public:
  static void persistent(bool persistent);
  static bool mode(wifi_mode_t mode);
  bool setAutoReconnect(bool autoReconnect);
  wl_status_t begin(const char* ssid, const char* passphrase = nullptr, int32_t channel = 0,
                    const uint8_t* bssid = nullptr, bool connect = true);
  bool reconnect();
  static wl_status_t status();
  int8_t RSSI();
};
extern WiFiClass WiFi;
