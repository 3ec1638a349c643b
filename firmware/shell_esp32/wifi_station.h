#pragma once
#include "../core/quality.h"
#include "../core/wifi_settings.h"

namespace ct::esp32 {

/// Switches the radio on, which is also what the chip's random numbers need to be random.
void startRadio();
/// Joins the network and keeps joining it. Does nothing where none is set.
void joinWifi(const WifiSettings& settings);
void rejoinWifi();
/// Signal strength in dBm; missing while there is no network.
Channel wifiSignal();

}  // namespace ct::esp32
