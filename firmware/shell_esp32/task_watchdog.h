#pragma once

namespace ct::esp32 {

/// The calling task must feed it every 30 s, or the board restarts.
void startTaskWatchdog();
void feedTaskWatchdog();

}  // namespace ct::esp32
